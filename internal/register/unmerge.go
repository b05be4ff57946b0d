package register

import (
	"context"
	"fmt"
	"slices"

	"guwah.example/guwah"
)

// ClaimsSince lists the claims drawn since a merge, each of which somebody must give to one of the two records before they are parted.
func ClaimsSince(d guwah.Dossier, m guwah.Merge) []guwah.Claim {
	var since []guwah.Claim
	for _, c := range d.Claims {
		if c.Person == m.Keep && c.Drawn >= m.At && c.Drawn != 0 {
			since = append(since, c)
		}
	}
	return since
}

// ProposeUnmerge is the first of two decisions to part two records again; toDrop are the claims made since that belong to the record merged away.
func (r *Register) ProposeUnmerge(ctx context.Context, by guwah.StaffID, id guwah.MergeID, toDrop []guwah.ClaimID, why string) error {
	m, err := r.store.Merge(ctx, id)
	if err != nil {
		return fmt.Errorf("open merge %s: %w", id, err)
	}
	if m.State != guwah.MergeDone {
		return fmt.Errorf("undo merge %s, which is %s: %w", id, m.State, guwah.ErrConflict)
	}
	d, err := r.Dossier(ctx, m.Keep)
	if err != nil {
		return err
	}
	since := ClaimsSince(d, m)
	for _, claim := range toDrop {
		if !slices.ContainsFunc(since, func(c guwah.Claim) bool { return c.ID == claim }) {
			return &guwah.Invalid{Field: "claims", Key: "Only claims made since the merge can be moved; the others go back by themselves."}
		}
	}
	m.Undoing = &guwah.Unmerge{Proposal: *r.moment(by).proposal(why), ToDrop: toDrop}
	act := guwah.Act{By: by, Verb: "propose_unmerge", Kind: "merge", Object: string(id)}
	_, err = r.Commit(ctx, act, guwah.Changes{Merges: []guwah.Merge{m}})
	return err
}

// Unmerge is the second decision, on the case as [Register.ForeseeUnmerge] showed it: both records stand again as before, with the levels they had, or the stricter one the page was given since.
// All clocks are computed as if they had never been merged (rule 8), and the pair is remembered as two people.
func (r *Register) Unmerge(ctx context.Context, by guwah.StaffID, id guwah.MergeID, seen string) error {
	m, err := r.store.Merge(ctx, id)
	if err != nil {
		return fmt.Errorf("open merge %s: %w", id, err)
	}
	moment := r.moment(by)
	if err := moment.second(undoing(m), "undo the merge"); err != nil {
		return err
	}
	standing, err := r.standing(ctx, m.Keep, m.Drop)
	if err != nil {
		return err
	}
	d, err := r.Dossier(ctx, m.Keep)
	if err != nil {
		return err
	}
	if err := unchanged(seen, d); err != nil {
		return err
	}
	drop, dropCase, err := r.store.Record(ctx, m.Drop)
	if err != nil {
		return fmt.Errorf("open person %s: %w", m.Drop, err)
	}
	changes := parted(d, drop, dropCase, m)
	if changes.Decisions, err = r.decided(ctx, m.Keep, m.Drop, "different", moment); err != nil {
		return err
	}
	m.State, m.Undone, m.Undoing = guwah.MergeUndone, moment.Day, nil
	changes.Merges, changes.Standing = []guwah.Merge{m}, standing
	_, err = r.Commit(ctx, two(guwah.Act{By: by, Verb: "unmerge", Kind: "merge", Object: string(id)}), changes)
	return err
}

// parted is the two records apart again, and the claims made since with whom they belong to.
func parted(d guwah.Dossier, drop guwah.Person, dropCase guwah.Case, m guwah.Merge) guwah.Changes {
	drop.State, drop.MergedInto = guwah.PersonActive, ""
	keepCase := d.Case
	dropCase.Level = m.DropLevel
	switch merged := min(m.KeepLevel, m.DropLevel); {
	case keepCase.Level < merged: // lowered since: somebody had a reason, and nobody asked about whom
		dropCase.Level = keepCase.Level
	case keepCase.Level == merged:
		keepCase.Level = m.KeepLevel
	}
	if dropCase.Hidden == nil {
		dropCase.Hidden = keepCase.Hidden
	}
	keepCase.Publishing = nil
	changes := guwah.Changes{Persons: []guwah.Person{drop}, Cases: []guwah.Case{keepCase, dropCase}}
	for _, c := range ClaimsSince(d, m) {
		if slices.Contains(m.Undoing.ToDrop, c.ID) {
			c.Person = m.Drop
			changes.Claims = append(changes.Claims, c)
		}
	}
	return changes
}
