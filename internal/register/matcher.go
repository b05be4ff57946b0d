package register

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/linkage"
)

// Matcher says which known persons somebody could be, and which records could be one person. It holds what the team's claims say of every
// person in memory, hidden persons too, so what it answers is for the team alone; the public find knows nothing of it.
type Matcher struct {
	store MatcherStorage
	write Writer
	today func() guwah.Day
	log   *slog.Logger

	mu    sync.RWMutex
	known *linkage.Register // nil until loaded
}

// MatcherStorage is what the matcher reads.
type MatcherStorage interface {
	Dossiers
	// EachRecord gives the standing claims that tell a person from others, person by person, of everybody whose record stands on its own.
	EachRecord(ctx context.Context, each func(guwah.PersonID, []guwah.Claim) error) error
	Decisions(ctx context.Context) ([]guwah.MatchDecision, error)
}

// NewMatcher makes a matcher that knows nobody yet; see [Matcher.Load].
func NewMatcher(store MatcherStorage, write Writer, today func() guwah.Day, log *slog.Logger) *Matcher {
	return &Matcher{store: store, write: write, today: today, log: log}
}

// matchFields are what two records are compared by. Sealed fields are not among them, and never can be: the server cannot read them.
var matchFields = []linkage.Field{
	linkage.Given, linkage.Father, linkage.Full, linkage.Born, linkage.Sex, linkage.Place, linkage.Occupation, linkage.Institution, linkage.Relative,
}

// Load reads the whole register anew, with what people have said of pairs. Until it has returned for the first time nobody is a candidate.
func (m *Matcher) Load(ctx context.Context) error {
	records := func(yield func(linkage.Record, error) bool) {
		err := m.store.EachRecord(ctx, func(person guwah.PersonID, claims []guwah.Claim) error {
			if !yield(recordOf(person, claims), nil) {
				return errStop
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(linkage.Record{}, err)
		}
	}
	params := linkage.Defaults(matchFields...)
	params.Threshold = worthALook
	known, err := linkage.Load(ctx, params, records)
	if err != nil {
		return fmt.Errorf("load the register for matching: %w", err)
	}
	decisions, err := m.store.Decisions(ctx)
	if err != nil {
		return fmt.Errorf("load the register for matching: %w", err)
	}
	for _, d := range decisions {
		if d.Decision == "different" {
			if err := known.Forbid(string(d.A), string(d.B)); err != nil {
				m.log.Warn("a decision speaks of records that are not there", "error", err)
			}
		}
	}
	if err := known.Learn(ctx); err != nil {
		return fmt.Errorf("learn what agreement is worth: %w", err)
	}
	m.mu.Lock()
	m.known = known
	m.mu.Unlock()
	return nil
}

// worthALook is the probability from which people are asked whether two records are one person; they decide, so it is far below certainty.
const worthALook = 0.1

var errStop = errors.New("enough")

// Update takes in what changed of these persons.
func (m *Matcher) Update(ctx context.Context, persons []guwah.PersonID) error {
	known := m.loaded()
	if known == nil {
		return nil // Load will read them
	}
	for _, person := range persons {
		known.Remove(string(person))
		dossier, err := m.store.Dossier(ctx, person)
		if errors.Is(err, guwah.ErrNotFound) {
			continue
		}
		if err != nil {
			return fmt.Errorf("load a case for matching: %w", err)
		}
		state := dossier.Person.State
		if dossier.Person.ID != person || dossier.Person.Decoy || state != guwah.PersonActive && state != guwah.PersonQuarantine {
			continue
		}
		if record := recordOf(person, standing(dossier.Claims)); len(record.Values) > 0 {
			if err := known.Add(record); err != nil {
				return fmt.Errorf("add a record for matching: %w", err)
			}
		}
	}
	return nil
}

func (m *Matcher) loaded() *linkage.Register {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.known
}

// Sought is what a case-worker knows of somebody, to look for them among the known persons. It is used for one query and kept nowhere.
type Sought struct {
	Person guwah.PersonID // the record that is itself asked about, if there is one; it is no candidate for itself
	Names  []string
	Born   string // as told: a year, a date
	Place  string
	Work   string
	Claims []guwah.Claim
}

// Candidates lists up to n known persons that somebody could be, likeliest first, with what speaks for and against each.
func (m *Matcher) Candidates(sought Sought, n int) []linkage.Candidate {
	known := m.loaded()
	if known == nil {
		return nil
	}
	record := recordOf(sought.Person, standing(sought.Claims))
	add := func(f linkage.Field, text string) {
		if text != "" {
			record.Values = append(record.Values, linkage.Value{Field: f, Text: text})
		}
	}
	for _, name := range sought.Names {
		addFull(name, add)
	}
	add(linkage.Born, sought.Born)
	add(linkage.Place, placeTold(sought.Place))
	add(linkage.Occupation, sought.Work)
	found := known.Candidates(record)
	return found[:min(n, len(found))]
}

// Suggest compares the whole register with itself and puts the pairs that could be one person into the desk's queue. It returns how many are new.
// Pairs that somebody has decided on are left alone.
func (m *Matcher) Suggest(ctx context.Context, by guwah.StaffID, progress func(done, all int)) (added int, err error) {
	if err := m.Load(ctx); err != nil {
		return 0, err
	}
	pairs, err := m.loaded().Pairs(ctx)
	if err != nil {
		return 0, fmt.Errorf("compare the register with itself: %w", err)
	}
	decisions, err := m.store.Decisions(ctx)
	if err != nil {
		return 0, fmt.Errorf("list decisions on pairs: %w", err)
	}
	known := map[[2]guwah.PersonID]bool{}
	for _, d := range decisions {
		known[[2]guwah.PersonID{d.A, d.B}] = true
	}
	var fresh []guwah.MatchDecision
	for _, p := range pairs {
		a, b := guwah.PersonID(min(p.Left, p.Right)), guwah.PersonID(max(p.Left, p.Right))
		if !known[[2]guwah.PersonID{a, b}] {
			fresh = append(fresh, guwah.MatchDecision{A: a, B: b, Decision: "suggested", Bits: p.Bits, Probability: p.Probability})
		}
	}
	return len(fresh), m.queue(ctx, by, fresh, progress)
}

// suggestionsPerAct is how many pairs one act puts into the queue.
const suggestionsPerAct = 1000

func (m *Matcher) queue(ctx context.Context, by guwah.StaffID, fresh []guwah.MatchDecision, progress func(done, all int)) error {
	for from := 0; from < len(fresh); from += suggestionsPerAct {
		chunk := fresh[from:min(from+suggestionsPerAct, len(fresh))]
		act := guwah.Act{By: by, Verb: "suggest_matches", Kind: "register"}
		if _, err := m.write.Commit(ctx, act, guwah.Changes{Decisions: chunk}); err != nil {
			return fmt.Errorf("queue pairs: %w", err)
		}
		progress(from+len(chunk), len(fresh))
	}
	return nil
}
