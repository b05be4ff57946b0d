package register

import (
	"context"
	"fmt"
	"slices"

	"guwah.example/guwah"
)

// ForeseeUnmerge says what parting two records would make public and what it would take away, where toDrop are the claims made since that belong to the
// record merged away.
func (r *Register) ForeseeUnmerge(ctx context.Context, m guwah.Merge, toDrop []guwah.ClaimID) (Effect, error) {
	if m.State != guwah.MergeDone {
		return Effect{}, fmt.Errorf("undo merge %s, which is %s: %w", m.ID, m.State, guwah.ErrConflict)
	}
	d, err := r.Dossier(ctx, m.Keep)
	if err != nil {
		return Effect{}, err
	}
	drop, dropCase, err := r.store.Record(ctx, m.Drop)
	if err != nil {
		return Effect{}, fmt.Errorf("open person %s: %w", m.Drop, err)
	}
	m.Undoing = &guwah.Unmerge{ToDrop: toDrop}
	changes := parted(d, drop, dropCase, m)
	kept, other := d, d
	kept.Case, other.Person, other.Case = changes.Cases[0], changes.Persons[0], changes.Cases[1]
	theirs := familyOf(d, m.Drop)
	for half, away := range map[*guwah.Dossier]bool{&kept: false, &other: true} {
		put(&half.Claims, changes.Claims, func(c *guwah.Claim) (string, bool) { return string(c.ID), true })
		narrow(half, func(id guwah.PersonID) bool { return theirs[id] == away })
	}
	effect, err := r.effectOnBoth(ctx, []guwah.Dossier{d}, []guwah.Dossier{kept, other})
	effect.Two, effect.Seen = true, Seen(d)
	return effect, err
}

// familyOf are a record merged away and those that had been merged into it before.
func familyOf(d guwah.Dossier, drop guwah.PersonID) map[guwah.PersonID]bool {
	family := map[guwah.PersonID]bool{drop: true}
	for range d.Merged { // as often as the longest chain there can be
		for _, p := range d.Merged {
			if family[p.MergedInto] {
				family[p.ID] = true
			}
		}
	}
	return family
}

// narrow leaves of a merged case what belongs to some of its records, as it would be loaded. What is only looked up by what belongs to it stays whole.
func narrow(d *guwah.Dossier, of func(guwah.PersonID) bool) {
	d.Merged = only(d.Merged, func(p guwah.Person) bool { return of(p.ID) })
	d.Merges = only(d.Merges, func(m guwah.Merge) bool { return of(m.Keep) && of(m.Drop) })
	d.Claims = only(d.Claims, func(c guwah.Claim) bool { return of(c.Person) })
	d.Clearances = only(d.Clearances, func(c guwah.Clearance) bool { return of(c.Person) })
	d.Evidence = only(d.Evidence, func(e guwah.Evidence) bool { return of(e.Person) })
	d.Demands = only(d.Demands, func(x guwah.Demand) bool { return of(x.Person) })
	d.Responses = only(d.Responses, func(x guwah.Response) bool { return of(x.Person) })
	d.Assessments = only(d.Assessments, func(a guwah.Assessment) bool { return of(a.Person) })
	d.Corrections = only(d.Corrections, func(c guwah.Correction) bool { return of(c.Person) })
	d.Challenges = only(d.Challenges, func(c guwah.Challenge) bool { return of(c.Person) })
	d.Testimonies = only(d.Testimonies, func(t guwah.Testimony) bool {
		return of(t.Person) || slices.ContainsFunc(d.Claims, func(c guwah.Claim) bool { return c.Testimony == t.ID })
	})
	d.Consents = only(d.Consents, func(c guwah.Consent) bool {
		return slices.ContainsFunc(d.Testimonies, func(t guwah.Testimony) bool { return t.ID == c.Testimony })
	})
	d.Campaigns = only(d.Campaigns, func(c guwah.Campaign) bool {
		return slices.Contains(d.Case.Campaigns, c.ID) || slices.ContainsFunc(d.Demands, func(x guwah.Demand) bool { return x.Campaign == c.ID })
	})
}

// only is those of a list that belong, in a list of its own.
func only[T any](all []T, belongs func(T) bool) []T {
	var some []T
	for _, x := range all {
		if belongs(x) {
			some = append(some, x)
		}
	}
	return some
}
