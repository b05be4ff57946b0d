package faults

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/exchange"
)

// errDown is what a database that went away says.
var errDown = fmt.Errorf("%w: the database is away", guwah.ErrBusy)

// soul is somebody who tells, and what may be seen of it.
type soul struct {
	*telling
	number  int
	life    int // how often the program had been started anew when they first sent it
	case_   guwah.CaseID
	drawn   bool
	may     map[string]bool // what they consent to now, as far as they know
	ever    map[string]bool // what they ever consented to
	stopped map[string]time.Duration
	changes int
}

// uses are what a soul can consent to, by the letter of its marker.
var uses = map[string]guwah.Use{"n": guwah.PublishName, "w": guwah.PublishWords, "k": guwah.PublishSpeaker}

// wishes draws what somebody wants shown.
func wishes(r *rand.Rand) (level string, agreed []string) {
	level = []string{"full", "full", "initials"}[r.IntN(3)]
	for _, use := range []string{string(guwah.PublishWords), string(guwah.PublishSpeaker), string(guwah.UseResearch)} {
		if r.IntN(2) == 0 {
			agreed = append(agreed, use)
		}
	}
	return level, agreed
}

// allowed is what wishes let out, by the letters of the markers.
func allowed(level string, agreed []string) map[string]bool {
	may := map[string]bool{"n": level == "full"}
	for letter, use := range uses {
		may[letter] = may[letter] || slices.Contains(agreed, string(use))
	}
	return may
}

func (w *world) tell(ctx context.Context) error {
	one, err := w.tellers.write(w.Rand)
	if err != nil {
		return err
	}
	s := &soul{telling: one, number: len(w.souls), life: w.restarts, may: allowed(one.level, one.agreed), ever: allowed(one.level, one.agreed), stopped: map[string]time.Duration{}}
	w.souls = append(w.souls, s)
	_ = w.tellers.send(ctx, origin, one)
	return nil
}

// tellAgain has people who had no answer send again what they sent. What the server was to seal is sent again only while the same process lives: see README.md.
func (w *world) tellAgain(ctx context.Context) {
	for _, one := range w.souls {
		if !one.promised && (one.onOwn || one.life == w.restarts) {
			_ = w.tellers.send(ctx, origin, one.telling)
		}
	}
}

func (w *world) someone() *soul {
	var known []*soul
	for _, one := range w.souls {
		if one.promised {
			known = append(known, one)
		}
	}
	if len(known) == 0 {
		return nil
	}
	return known[w.IntN(len(known))]
}

func (w *world) withdraw(ctx context.Context) {
	one := w.someone()
	if one == nil || one.withdrawn {
		return
	}
	page, err := w.tellers.openMailbox(ctx, origin, one.telling)
	if err != nil {
		return
	}
	if w.holders.withdraw(ctx, origin, one.telling, page) != nil {
		return
	}
	for letter := range uses {
		one.stop(letter, w.passed)
	}
}

// changeWishes has somebody take back all they had allowed. Nobody allows more here: a form that comes late would allow again what a later one took back.
func (w *world) changeWishes(ctx context.Context) {
	one := w.someone()
	if one == nil || one.withdrawn {
		return
	}
	page, err := w.tellers.openMailbox(ctx, origin, one.telling)
	if err != nil {
		return
	}
	if w.holders.choose(ctx, origin, page, "initials", nil) != nil {
		return
	}
	one.changes++
	for letter := range uses {
		one.stop(letter, w.passed)
	}
}

func (one *soul) stop(letter string, at time.Duration) {
	if one.may[letter] {
		one.stopped[letter] = at
	}
	one.may[letter] = false
}

func (w *world) comeBack(ctx context.Context) {
	one := w.someone()
	if one == nil || one.withdrawn {
		return
	}
	if page, err := w.tellers.openMailbox(ctx, origin, one.telling); err == nil {
		_ = w.holders.add(ctx, origin, one.telling, page, fmt.Sprintf("(invented) added %x", w.Uint64()))
	}
}

// publish has two people of the team draw from a testimony everything it could hold, and let it out as far as it may go: the gate alone stands between.
func (w *world) publish(ctx context.Context) error {
	one := w.someone()
	if one == nil || one.drawn {
		return nil
	}
	testimony, err := w.app.Store.TestimonyByMailbox(ctx, one.mailbox)
	if errors.Is(err, guwah.ErrBusy) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("I1: testimony %d was acknowledged: %w", one.number, err)
	}
	act := guwah.Act{Verb: "demo", Kind: "person", Object: fmt.Sprint("person-", one.number), Reason: "simulation"}
	if testimony.State == guwah.TestimonyWithdrawn {
		return nil
	}
	if _, err := w.app.Register.Commit(ctx, act, one.drawnFrom(testimony, w.app.Today())); err != nil && !errors.Is(err, guwah.ErrBusy) {
		return fmt.Errorf("publish: %w", err)
	} else if err == nil {
		one.drawn = true
	}
	return nil
}

// drawnFrom is a case with everything that a testimony could hold, each thing with a marker of its own.
func (one *soul) drawnFrom(t guwah.Testimony, today guwah.Day) guwah.Changes {
	person := guwah.PersonID(fmt.Sprint("person-", one.number))
	const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	one.case_ = guwah.CaseID(fmt.Sprintf("GW-2222%c%c", letters[one.number/32%32], letters[one.number%32]))
	t.State, t.Person, t.Origin = guwah.TestimonyDrawn, person, guwah.Origin("o-"+string(t.ID))
	reviews := []guwah.Review{{By: "one", Decision: "accept", At: today}, {By: "two", Decision: "accept", At: today}}
	claim := func(letter string, p guwah.Predicate, v guwah.Value) guwah.Claim {
		return guwah.Claim{
			ID: guwah.ClaimID(fmt.Sprint(letter, one.number)), Person: person, Predicate: p, Value: v, Basis: guwah.BasisSelf, Restriction: guwah.RestrictPublic,
			State: guwah.ClaimAccepted, Reviews: reviews, Testimony: t.ID, Origin: t.Origin, Relation: "daughter", Asserted: today,
		}
	}
	name := func(letter string) *guwah.Name {
		return &guwah.Name{Value: "Invented " + one.shows(letter), Script: "Latn", Lang: "en", Scheme: "free", Kind: "official", Given: "Invented", Father: one.shows(letter)}
	}
	return guwah.Changes{
		Persons:     []guwah.Person{{ID: person, Kind: guwah.PersonMissing, State: guwah.PersonActive, Invented: true}},
		Cases:       []guwah.Case{{Person: person, ID: one.case_, Level: guwah.LevelFull, Opened: today, PublishedBy: []guwah.StaffID{"one", "two"}}},
		Testimonies: []guwah.Testimony{t},
		Claims: []guwah.Claim{
			claim("n", guwah.PredName, guwah.Value{Name: name("n")}),
			claim("w", guwah.PredWords, guwah.Value{Text: one.shows("w"), Lang: "en", Speaker: name("k")}),
		},
	}
}

// shows is the marker of one thing that a soul told.
func (one *soul) shows(letter string) string { return fmt.Sprintf("Zq%s%dq", letter, one.number) }

// bringIn imports a table; whatever becomes of it, it is imported again later.
func (w *world) bringIn(ctx context.Context) error {
	rows := func(yield func(exchange.Row) bool) {
		for i := range w.imported + 5 {
			name := &exchange.Name{Value: fmt.Sprintf("Invented Zqi%dq", i), Lang: "en", Script: "Latn"}
			record := exchange.Record{Format: exchange.Format, Collection: "invented", Key: fmt.Sprint(i), Invented: true, Claims: []exchange.Claim{{Predicate: "name", Name: name, Source: "s"}}, Sources: []exchange.Source{{Key: "s", Publisher: "Invented"}}}
			if !yield(exchange.Row{Line: i + 1, Record: record}) {
				return
			}
		}
	}
	var wrong error
	sum, err := w.app.Import(ctx, rows, app.ImportOptions{File: "invented", Wrong: func(e *exchange.RowError) { wrong = e }})
	if errors.Is(err, guwah.ErrBusy) {
		return nil
	}
	if err = errors.Join(err, wrong); err != nil {
		return fmt.Errorf("import: %w", err)
	}
	if sum.Already != w.imported || sum.Persons != 5 {
		return fmt.Errorf("I1: of %d records %d were known and %d are new, want %d known", w.imported+5, sum.Already, sum.Persons, w.imported)
	}
	w.imported += 5
	return nil
}

// turnDisk takes the disk of the sealed files away, or gives it back.
func (w *world) turnDisk() error {
	here, gone := filepath.Join(w.data, "blobs"), filepath.Join(w.data, "blobs-away")
	if w.diskGone {
		here, gone = gone, here
	}
	w.diskGone = !w.diskGone
	return os.Rename(here, gone)
}

// restart ends the program and starts it again; what was on the way to it is lost.
func (w *world) restart(ctx context.Context) error {
	if w.down || w.diskGone {
		return nil // it would not start, and says so
	}
	w.restarts++
	w.wire.late = nil
	if err := w.app.Close(); err != nil {
		return err
	}
	return w.open(ctx)
}

// pass lets time pass.
func (w *world) pass(d time.Duration) {
	w.passed += d
	w.clock.pass(d)
}

func (w *world) days() time.Duration { return time.Duration(w.IntN(14*24)) * time.Hour }

// everySecond does what the program does by itself every second.
func (w *world) everySecond(ctx context.Context) { _ = w.app.Projector.Drain(ctx) }
