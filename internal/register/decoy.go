package register

import (
	"context"
	"fmt"
	"slices"

	"guwah.example/guwah"
)

// ProposeDecoy is the first of two signatures under a decoy. Its words are sealed already, like those of any testimony; nothing is on any list yet.
func (c Colleague) ProposeDecoy(ctx context.Context, d guwah.Decoy) error {
	if d.Name == "" {
		return &guwah.Invalid{Field: "name", Key: "Write a made-up name."}
	}
	if _, known := guwah.LookUpPlace(d.Place); d.Record && !known {
		return &guwah.Invalid{Field: "place", Key: "Choose one of the list."}
	}
	d.ID, d.By, d.At, d.State = c.r.NewID(), []guwah.StaffID{c.ID}, c.r.Today(), guwah.StateProposed
	return c.decoy(ctx, "propose_decoy", d, guwah.Changes{})
}

// PlantDecoy is the second signature: from now on it looks like any other testimony that somebody is at work on, or like any record drawn from one.
func (c Colleague) PlantDecoy(ctx context.Context, id string) error {
	d, err := c.findDecoy(ctx, id)
	if err != nil {
		return err
	}
	if err := Second(first(d.By[0], d.At, d.State == guwah.StateProposed), c.ID, "plant a decoy"); err != nil {
		return err
	}
	d.By, d.State = append(slices.Clone(d.By), c.ID), guwah.StateForce
	changes := guwah.Changes{}
	t := d.Testimony
	t.Received, t.State, t.Decoy = c.r.Today(), guwah.TestimonyInReview, true
	if d.Record {
		t.State, t.Person, t.Origin = guwah.TestimonyDrawn, guwah.PersonID(c.r.NewID()), guwah.Origin(c.r.NewID())
		changes.Persons = []guwah.Person{{ID: t.Person, Kind: guwah.PersonMissing, State: guwah.PersonActive, Decoy: true}}
		changes.Cases = []guwah.Case{{Person: t.Person, Level: guwah.LevelOff, Opened: t.Received, Lead: d.By[0]}}
		changes.Claims = c.r.madeUp(d, t)
	}
	d.Testimony, changes.Testimonies = t, []guwah.Testimony{t}
	return c.decoy(ctx, "plant_decoy", d, changes)
}

// madeUp are the claims of a decoy's record: a name, and a place where they were last seen free.
func (r *Register) madeUp(d guwah.Decoy, t guwah.Testimony) []guwah.Claim {
	base := guwah.Claim{
		Person: t.Person, Testimony: t.ID, Origin: t.Origin, Asserted: t.Received, Basis: guwah.BasisFamilyRelay, Restriction: guwah.RestrictTeam,
		State: guwah.ClaimAccepted, DrawnBy: d.By[0], Drawn: t.Received, Reviews: []guwah.Review{{By: d.By[0], Decision: guwah.ReviewAccept, At: t.Received}},
	}
	name, taken := base, base
	name.ID, name.Predicate, name.Value = guwah.ClaimID(r.NewID()), guwah.PredName, guwah.Value{Name: &guwah.Name{Value: d.Name, Lang: t.Lang}}
	taken.ID, taken.Predicate, taken.Place = guwah.ClaimID(r.NewID()), guwah.PredDetained, guwah.Place{ID: d.Place}
	return []guwah.Claim{name, taken}
}

// TakeUpDecoy takes a decoy off every list; one is enough.
func (c Colleague) TakeUpDecoy(ctx context.Context, id string) error {
	d, err := c.findDecoy(ctx, id)
	if err != nil {
		return err
	}
	planted := d.State == guwah.StateForce
	d.State = guwah.StateOver
	if !planted {
		return c.decoy(ctx, "take_up_decoy", d, guwah.Changes{})
	}
	changes := guwah.Changes{}
	t, err := c.r.store.Testimony(ctx, d.Testimony.ID)
	if err != nil {
		return fmt.Errorf("take up decoy %s: %w", id, err)
	}
	t.State = guwah.TestimonySetAside
	changes.Testimonies = []guwah.Testimony{t}
	if t.Person != "" {
		person, _, err := c.r.store.Record(ctx, t.Person)
		if err != nil {
			return fmt.Errorf("take up decoy %s: %w", id, err)
		}
		person.State = guwah.PersonWithdrawn
		changes.Persons = []guwah.Person{person}
	}
	return c.decoy(ctx, "take_up_decoy", d, changes)
}

// Decoys lists the decoys for those who plant them.
func (c Colleague) Decoys(ctx context.Context) ([]guwah.Decoy, error) {
	if !c.May(guwah.MayPlant) {
		return nil, fmt.Errorf("list the decoys: %w", guwah.ErrRefused)
	}
	return c.r.store.Decoys(ctx)
}

func (c Colleague) findDecoy(ctx context.Context, id string) (guwah.Decoy, error) {
	all, err := c.Decoys(ctx)
	if err != nil {
		return guwah.Decoy{}, err
	}
	at := slices.IndexFunc(all, func(d guwah.Decoy) bool { return d.ID == id && d.State != guwah.StateOver })
	if at < 0 {
		return guwah.Decoy{}, notTheirs("find decoy " + id)
	}
	return all[at], nil
}

func (c Colleague) decoy(ctx context.Context, verb guwah.Verb, d guwah.Decoy, changes guwah.Changes) error {
	changes.Decoys = []guwah.Decoy{d}
	act := guwah.Act{By: c.ID, Verb: verb, Kind: "decoy", Object: d.ID, Two: len(d.By) > 1}
	_, err := c.r.Commit(ctx, act, changes)
	return err
}

// trip raises the alarm about somebody who opened a decoy and gives them nothing sealed any more, until two colleagues lift it.
func (r *Register) trip(ctx context.Context, who guwah.StaffID, object string) error {
	member, err := r.member(ctx, who)
	if err != nil {
		return err
	}
	if member.Barred == "" {
		member.Barred = guwah.AlarmDecoy
		_, err = r.Commit(ctx, guwah.Act{Verb: "bar", Kind: "staff", Object: string(who), Reason: guwah.AlarmDecoy}, guwah.Changes{Staff: []guwah.Staff{member}})
	}
	if err != nil {
		return err
	}
	return r.raise(ctx, guwah.Alarm{Kind: guwah.AlarmDecoy, Staff: who, Object: object})
}

// undisturbed keeps a decoy from being worked on: nothing is drawn from it, and it stays where it is. Whoever tries is told what somebody is told who comes
// second, and has given themselves away. Only its planters' own acts, which change the decoy's row too, go through.
func (r *Register) undisturbed(ctx context.Context, member guwah.Staff, own []guwah.Decoy, testimonies []guwah.TestimonyID) error {
	for _, id := range testimonies {
		t, err := r.store.Testimony(ctx, id)
		if err != nil {
			return fmt.Errorf("open testimony %s: %w", id, err)
		}
		if !t.Decoy || slices.ContainsFunc(own, func(d guwah.Decoy) bool { return d.Testimony.ID == id }) {
			continue
		}
		if err := r.trip(ctx, member.ID, string(id)); err != nil {
			return err
		}
		return fmt.Errorf("change testimony %s: %w", id, guwah.ErrConflict)
	}
	return nil
}
