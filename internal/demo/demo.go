// Package demo fills a new register with the first real facts, each with its source, and with plainly invented people.
//
// register.json holds the entities as the register keeps them, with two conveniences for whoever edits it: "date:2018-03~" stands for an approximate
// date and "day:2020-02-12" for a day. Nobody in it is real but Abdurehim Heyit and those whom published sources name beside him; everybody else is
// marked invented, and nothing that stands in no source is attached to a real person.
package demo

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

//go:embed register.json
var registerJSON []byte

// Committer is the write door.
type Committer interface {
	Commit(ctx context.Context, act guwah.Act, changes guwah.Changes) (guwah.Receipt, error)
}

// Blobs keeps sealed bytes by their hash.
type Blobs interface {
	// PutBytes stores bytes for good and returns their SHA-256 in hexadecimal.
	PutBytes(ctx context.Context, b []byte) (string, error)
}

// Filler is what filling a register needs.
type Filler struct {
	Register Committer
	Blobs    Blobs
	Team     seal.Recipient
	NewCode  func() (seal.Code, error)
	Founders [2]guwah.StaffID // the two people who stand as having decided everything
}

// Told is the return code of an invented testimony, and the case whose page is drawn from it alone, if it has one.
type Told struct {
	Code seal.Code
	Case guwah.CaseID
}

// The testimony of a case with a page, and that case: whoever withdraws it sees the page go.
const (
	published     guwah.TestimonyID = "t-serik"
	publishedCase guwah.CaseID      = "GW-K6S4BN"
)

// Fill stores the demonstration's people, one act a person. It returns the return codes of the testimonies still in the queue, so that the way back can be tried, and of one
// that has a page, so that it can be withdrawn.
func (f Filler) Fill(ctx context.Context) ([]Told, error) {
	all, stories, err := read()
	if err != nil {
		return nil, err
	}
	codes, err := f.sealAll(ctx, all.Testimonies, stories)
	if err != nil {
		return nil, err
	}
	if err := f.sealChallenges(ctx, all.Challenges, stories); err != nil {
		return nil, err
	}
	f.name(&all)
	for _, part := range split(all) {
		act := guwah.Act{Verb: "demo", Kind: "person", Object: part.object, Reason: "demonstration"}
		if _, err := f.Register.Commit(ctx, act, part.changes); err != nil {
			return nil, fmt.Errorf("store the demonstration: %w", err)
		}
	}
	return codes, nil
}

// story is the words of a testimony, sealed when the register is filled.
type story struct{ Story, Speaker, Relation, Lang string }

// Read returns the demonstration as the register would keep it, its testimonies not yet sealed.
func Read() (guwah.Changes, error) {
	all, _, err := read()
	return all, err
}

func read() (guwah.Changes, map[string]story, error) {
	var raw any
	if err := json.Unmarshal(registerJSON, &raw); err != nil {
		return guwah.Changes{}, nil, fmt.Errorf("read the demonstration: %w", err)
	}
	plain, err := expand(raw)
	if err != nil {
		return guwah.Changes{}, nil, fmt.Errorf("read the demonstration: %w", err)
	}
	b, err := json.Marshal(plain)
	if err != nil {
		return guwah.Changes{}, nil, fmt.Errorf("read the demonstration: %w", err)
	}
	var all struct {
		guwah.Changes
		Stories map[string]story
	}
	if err := json.Unmarshal(b, &all); err != nil {
		return guwah.Changes{}, nil, fmt.Errorf("read the demonstration: %w", err)
	}
	return all.Changes, all.Stories, nil
}

// expand replaces "date:…" and "day:…" throughout.
func expand(v any) (any, error) {
	var err error
	switch v := v.(type) {
	case map[string]any:
		for key, item := range v {
			if v[key], err = expand(item); err != nil {
				return nil, err
			}
		}
	case []any:
		for i, item := range v {
			if v[i], err = expand(item); err != nil {
				return nil, err
			}
		}
	case string:
		if words, ok := strings.CutPrefix(v, "date:"); ok {
			return guwah.ParseDate(words)
		}
		if words, ok := strings.CutPrefix(v, "day:"); ok {
			t, err := time.Parse(time.DateOnly, words)
			return guwah.DayOf(t), err
		}
	}
	return v, nil
}

// sealAll seals each testimony's words to the team's key, as if it had just been told, and gives each a return code.
func (f Filler) sealAll(ctx context.Context, testimonies []guwah.Testimony, stories map[string]story) (codes []Told, err error) {
	var shown []Told
	for i := range testimonies {
		t := &testimonies[i]
		told := stories[string(t.ID)]
		sealed, err := seal.SealDocument(seal.Testimony{
			Format: seal.TestimonyFormat, Lang: t.Lang, Story: told.Story, Speaker: told.Speaker, Relation: told.Relation, Wish: t.WishedLevel.String(),
		}, f.Team)
		if err != nil {
			return nil, fmt.Errorf("seal an invented testimony: %w", err)
		}
		if t.Envelope, err = f.Blobs.PutBytes(ctx, sealed); err != nil {
			return nil, fmt.Errorf("keep an invented testimony: %w", err)
		}
		code, err := f.NewCode()
		if err != nil {
			return nil, err
		}
		keys := code.Keys()
		t.Mailbox, t.MailboxKey = fmt.Sprintf("%x", keys.LookupHash()), keys.Box.Recipient().String()
		t.SizeBucket, t.Recipient = int64(len(sealed)), f.Team.Fingerprint().String()
		switch {
		case t.State == guwah.TestimonyReceived:
			codes = append(codes, Told{Code: code})
		case t.ID == published:
			shown = append(shown, Told{code, publishedCase})
		}
	}
	return append(codes, shown...), nil
}

// sealChallenges seals what was objected, which stands among the stories under the number of the case.
func (f Filler) sealChallenges(ctx context.Context, challenges []guwah.Challenge, stories map[string]story) error {
	for i := range challenges {
		sealed, err := seal.SealDocument(seal.Challenge{Format: seal.ChallengeFormat, Text: stories[string(challenges[i].Case)].Story}, f.Team)
		if err != nil {
			return fmt.Errorf("seal an invented challenge: %w", err)
		}
		if challenges[i].SealedText, err = f.Blobs.PutBytes(ctx, sealed); err != nil {
			return fmt.Errorf("keep an invented challenge: %w", err)
		}
	}
	return nil
}

// name puts the founders' ids where the file says "founder-1" and "founder-2".
func (f Filler) name(all *guwah.Changes) {
	rename := func(list []guwah.StaffID) {
		for i, id := range list {
			list[i] = f.founder(id)
		}
	}
	for i := range all.Claims {
		for j := range all.Claims[i].Reviews {
			all.Claims[i].Reviews[j].By = f.founder(all.Claims[i].Reviews[j].By)
		}
	}
	for i := range all.Clearances {
		rename(all.Clearances[i].By)
	}
	for i := range all.Demands {
		rename(all.Demands[i].By)
	}
	for i := range all.Responses {
		rename(all.Responses[i].By)
	}
	for i := range all.Corrections {
		rename(all.Corrections[i].By)
	}
	for i := range all.Challenges {
		rename(all.Challenges[i].By)
	}
	for i := range all.Assessments {
		all.Assessments[i].By = f.founder(all.Assessments[i].By)
	}
}

func (f Filler) founder(id guwah.StaffID) guwah.StaffID {
	switch id {
	case "founder-1":
		return f.Founders[0]
	case "founder-2":
		return f.Founders[1]
	}
	return id
}
