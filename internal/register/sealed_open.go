package register

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"guwah.example/guwah"
)

// Openings of what is sealed, bounded per member.
const (
	DefaultOpenings = 30        // testimonies and challenges that one member may be given within OpeningsWithin, unless the operator decides otherwise
	OpeningsWithin  = time.Hour // and after this one may be given one more for each that is older
)

// Opening is one testimony or challenge that somebody was given sealed parts of.
type Opening struct {
	Kind, Object string // testimony or challenge, and its id
	At           time.Time
}

// Allowance is how much a member may still be given.
type Allowance struct {
	Cap, Left int
	Again     time.Time // where none is left: when there is one more
	Barred    bool      // nothing sealed is given to them until two colleagues lift it
}

// Allowance says how much that is sealed the member may still open.
func (c Colleague) Allowance(ctx context.Context) (Allowance, error) {
	opened, err := c.r.openings(ctx, c.ID)
	if err != nil {
		return Allowance{}, err
	}
	a := Allowance{Cap: c.r.Openings, Left: max(0, c.r.Openings-len(opened)), Barred: c.Barred != ""}
	if a.Left == 0 {
		a.Again = opened[len(opened)-c.r.Openings].At.Add(OpeningsWithin)
	}
	return a, nil
}

// openings are the different things that somebody opened within the last hour, oldest first. Parts of one testimony count once.
func (r *Register) openings(ctx context.Context, by guwah.StaffID) ([]Opening, error) {
	all, err := r.store.Openings(ctx, by, r.now().UTC().Add(-OpeningsWithin))
	if err != nil {
		return nil, fmt.Errorf("count what %s opened: %w", by, err)
	}
	return all, nil
}

// OpenTestimony records that the member is given a sealed part of a testimony: its words, or a file, or a letter of its mailbox where letter is its id.
// It refuses, with guwah.ErrBusy, more testimonies an hour than anybody needs, and raises an alarm then.
func (c Colleague) OpenTestimony(ctx context.Context, id guwah.TestimonyID) (guwah.Testimony, error) {
	t, err := c.LookTold(ctx, id)
	if err != nil {
		return guwah.Testimony{}, err
	}
	return t, c.open(ctx, Opening{Kind: "testimony", Object: string(id)})
}

// OpenLetter is OpenTestimony for one letter of its mailbox.
func (c Colleague) OpenLetter(ctx context.Context, id guwah.TestimonyID, letter guwah.MessageID) (guwah.Message, error) {
	if _, err := c.LookTold(ctx, id); err != nil {
		return guwah.Message{}, err
	}
	letters, err := c.r.store.Letters(ctx, id)
	if err != nil {
		return guwah.Message{}, fmt.Errorf("open the mailbox of testimony %s: %w", id, err)
	}
	at := slices.IndexFunc(letters, func(m guwah.Message) bool { return m.ID == letter })
	if at < 0 {
		return guwah.Message{}, notTheirs("open letter " + string(letter))
	}
	return letters[at], c.open(ctx, Opening{Kind: "testimony", Object: string(id)})
}

// OpenChallenge gives a challenge with its sealed text, and counts and records that it was opened.
func (c Colleague) OpenChallenge(ctx context.Context, no int64) (guwah.Challenge, error) {
	x, err := c.Challenge(ctx, no)
	if err != nil {
		return guwah.Challenge{}, err
	}
	return x, c.open(ctx, Opening{Kind: "challenge", Object: strconv.FormatInt(no, 10)})
}

// open counts and records an opening. What was opened within the hour can be opened again: it is recorded already.
func (c Colleague) open(ctx context.Context, what Opening) error {
	if !c.May(guwah.MayOpenSealed) {
		return fmt.Errorf("open %s %s: %w", what.Kind, what.Object, guwah.ErrRefused)
	}
	c.r.opening.Lock() // so that many requests at once do not each find the last place free
	defer c.r.opening.Unlock()
	opened, err := c.r.openings(ctx, c.ID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(opened, func(o Opening) bool { return o.Kind == what.Kind && o.Object == what.Object }) {
		return nil
	}
	if len(opened) >= c.r.Openings {
		if err := c.r.raise(ctx, guwah.Alarm{Kind: guwah.AlarmCap, Staff: c.ID}); err != nil {
			return err
		}
		return fmt.Errorf("open %s %s, after %d within the hour: %w", what.Kind, what.Object, len(opened), guwah.ErrBusy)
	}
	act := guwah.Act{By: c.ID, Verb: "read_sealed", Kind: what.Kind, Object: what.Object}
	_, err = c.r.Commit(ctx, act, guwah.Changes{})
	return err
}
