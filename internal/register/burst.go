package register

import (
	"context"
	"fmt"
	"slices"

	"guwah.example/guwah"
)

// BurstLine is a burst in the team's list.
type BurstLine struct {
	guwah.Burst
	Lang          string
	SizeBucket    int64
	Day           guwah.Day
	Count, Danger int // its testimonies, and those of them with somebody in danger now
}

// Bursts lists the bursts that the member may look at, those with danger first; none for those who do not read what comes in.
func (c Colleague) Bursts(ctx context.Context) ([]BurstLine, error) {
	if !c.May(guwah.MayReadIntake) {
		return nil, nil
	}
	all, err := c.r.store.Bursts(ctx)
	all = slices.DeleteFunc(all, func(b BurstLine) bool { return !c.Reads(b.Lang) })
	slices.SortStableFunc(all, func(a, b BurstLine) int { return b.Danger - a.Danger })
	return all, err
}

// Burst gives one burst, its minutes, and n of its testimonies after skipping from of them.
func (c Colleague) Burst(ctx context.Context, id guwah.BurstID, from, n int) (line BurstLine, waves map[int]int, told []guwah.Testimony, err error) {
	all, err := c.Bursts(ctx)
	at := slices.IndexFunc(all, func(b BurstLine) bool { return b.ID == id })
	if err == nil && at < 0 {
		err = notTheirs("open a burst")
	}
	if err != nil {
		return line, nil, nil, err
	}
	if waves, err = c.r.store.Waves(ctx, id); err != nil {
		return line, nil, nil, err
	}
	told, err = c.r.store.InBurst(ctx, id, from, n)
	return all[at], waves, told, err
}

// LetOut takes one testimony out of its burst, onto the first list.
func (r *Register) LetOut(ctx context.Context, by guwah.StaffID, id guwah.TestimonyID) error {
	return r.changeTestimony(ctx, by, id, "let_out", "", func(t *guwah.Testimony) bool {
		was := t.Burst
		t.Burst, t.Wave = "", 0
		return was != ""
	})
}

// ProposeBurst is the first of two decisions on a burst: that it goes onto the first list, or is left aside for good.
func (r *Register) ProposeBurst(ctx context.Context, by guwah.StaffID, id guwah.BurstID, decision guwah.BurstState) error {
	if decision != guwah.BurstReleased && decision != guwah.BurstClosed {
		return &guwah.Invalid{Field: "decision", Key: "Choose one of the list."}
	}
	b, err := r.burstFor(ctx, by, id)
	if err != nil {
		return err
	}
	b.Deciding, b.Decision = r.moment(by).proposal(""), decision
	return r.commitBurst(ctx, guwah.Act{By: by, Verb: "propose_burst"}, b)
}

// DecideBurst is the second decision. What is released goes onto the first list, the rest of a large burst with [Register.LetOutReleased].
func (r *Register) DecideBurst(ctx context.Context, by guwah.StaffID, id guwah.BurstID) error {
	b, err := r.burstFor(ctx, by, id)
	if err != nil {
		return err
	}
	moment := r.moment(by)
	if err := moment.second(b.Deciding, "decide on a burst"); err != nil {
		return err
	}
	b.State, b.By, b.At = b.Decision, []guwah.StaffID{b.Deciding.By, by}, moment.Day
	b.Deciding, b.Decision = nil, ""
	if err := r.commitBurst(ctx, two(guwah.Act{By: by, Verb: "decide_burst"}), b); err != nil {
		return err
	}
	return r.letOut(ctx, b, 2000)
}

// burstFor finds a burst for somebody who may look at it.
func (r *Register) burstFor(ctx context.Context, by guwah.StaffID, id guwah.BurstID) (guwah.Burst, error) {
	member, err := r.member(ctx, by)
	if err != nil {
		return guwah.Burst{}, err
	}
	line, _, _, err := r.As(member).Burst(ctx, id, 0, 0)
	return line.Burst, err
}

func (r *Register) commitBurst(ctx context.Context, act guwah.Act, b guwah.Burst) error {
	act.Kind, act.Object, act.Reason = "burst", string(b.ID), string(b.State)
	_, err := r.Commit(ctx, act, guwah.Changes{Bursts: []guwah.Burst{b}})
	return err
}

// letOutAtOnce is how many testimonies one act takes out of a burst.
const letOutAtOnce = 200

// letOut takes up to n testimonies out of a burst that two people released.
func (r *Register) letOut(ctx context.Context, b guwah.Burst, n int) error {
	for ; b.State == guwah.BurstReleased && n > 0; n -= letOutAtOnce {
		told, err := r.store.InBurst(ctx, b.ID, 0, letOutAtOnce)
		if err != nil {
			return fmt.Errorf("let out burst %s: %w", b.ID, err)
		}
		if len(told) == 0 {
			return nil
		}
		for i := range told {
			told[i].Burst, told[i].Wave = "", 0
		}
		act := guwah.Act{Verb: "let_out", Kind: "burst", Object: string(b.ID)} // what two people decided, the program carries out
		if _, err := r.Commit(ctx, act, guwah.Changes{Testimonies: told}); err != nil {
			return err
		}
	}
	return nil
}

// LetOutReleased carries on with what two people released and was too much for one sitting. Call it every few minutes.
func (r *Register) LetOutReleased(ctx context.Context) error {
	all, err := r.store.Bursts(ctx)
	if err != nil {
		return fmt.Errorf("let out released bursts: %w", err)
	}
	for _, b := range all {
		if err := r.letOut(ctx, b.Burst, 20_000); err != nil {
			return err
		}
	}
	return nil
}

// Expect notes that many are expected to tell on some days, so that they are no burst.
func (r *Register) Expect(ctx context.Context, by guwah.StaffID, from, to guwah.Day, perDay int) error {
	switch {
	case from == 0 || to < from || to-from > 31:
		return &guwah.Invalid{Field: "from", Key: "Give the first and the last day, a month apart at most."}
	case perDay < 1 || perDay > guwah.MostExpected:
		return &guwah.Invalid{Field: "per_day", Key: "Give how many you expect a day, {most} at most.", Args: []any{"most", guwah.MostExpected}}
	}
	e := guwah.Expectation{ID: r.NewID(), From: from, To: to, PerDay: perDay, By: by, At: r.Today()}
	_, err := r.Commit(ctx, guwah.Act{By: by, Verb: "expect_many", Kind: "expectation", Object: e.ID}, guwah.Changes{Expectations: []guwah.Expectation{e}})
	return err
}

// EndExpectation takes an expectation back.
func (r *Register) EndExpectation(ctx context.Context, by guwah.StaffID, id string) error {
	all, err := r.store.Expectations(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(e guwah.Expectation) bool { return e.ID == id })
	if at < 0 {
		return fmt.Errorf("end an expectation: %w", guwah.ErrNotFound)
	}
	all[at].Ended = true
	_, err = r.Commit(ctx, guwah.Act{By: by, Verb: "expect_no_longer", Kind: "expectation", Object: id}, guwah.Changes{Expectations: all[at : at+1]})
	return err
}
