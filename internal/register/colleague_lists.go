package register

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"guwah.example/guwah"
)

// Queue lists testimonies that still need someone, up to n in the member's scope; none for those who do not read what comes in.
func (c Colleague) Queue(ctx context.Context, n int) ([]guwah.Testimony, error) {
	if !c.May(guwah.MayReadIntake) {
		return nil, nil
	}
	all, err := c.r.store.Queue(ctx, c.widen(n))
	if err != nil || c.Everywhere() {
		return all, err
	}
	return reached(all, n, func(t guwah.Testimony) error {
		if t.Person != "" {
			return c.r.reach(ctx, c.Staff, t.Person)
		}
		if !c.Reads(t.Lang) {
			return guwah.ErrNotFound
		}
		return nil
	})
}

// Waiting lists up to n of what waits for a second person that the member may look at.
func (c Colleague) Waiting(ctx context.Context, n int) ([]guwah.Waiting, error) {
	all, err := c.r.store.Waiting(ctx, c.widen(n))
	if err != nil {
		return nil, err
	}
	return reached(all, n, func(w guwah.Waiting) error {
		switch {
		case !c.May(waitingFor(w.Kind)):
			return guwah.ErrNotFound
		case w.Kind == "erase":
			return c.r.reachTold(ctx, c.Staff, guwah.TestimonyID(w.Object))
		case w.Person == "" || c.Everywhere():
			return nil
		}
		return c.r.reach(ctx, c.Staff, w.Person)
	})
}

// waitingFor is what one must be allowed to see in order to be told that something waits.
func waitingFor(kind string) guwah.Permission {
	switch kind {
	case "erase", "burst":
		return guwah.MayReadIntake
	case "merge", "unmerge":
		return guwah.MayMerge
	case "grant":
		return guwah.MayManageTeam
	case "decoy":
		return guwah.MayPlant
	case "team_key", "key_recovery":
		return guwah.MayKeepKeys
	case "key_lock":
		return guwah.MayOpenSealed
	}
	return guwah.MayReadCases
}

// looked is how many records at most are looked at to fill one list of somebody whose scope is not everything.
const looked = 500

// widen is how many to look at in order to show n.
func (c Colleague) widen(n int) int {
	if c.Everywhere() {
		return n
	}
	return max(n, looked)
}

// Cases lists persons by id, after the one given, with the first of their name forms: up to n in the member's scope. next is the person to go on after,
// empty at the end of the list.
func (c Colleague) Cases(ctx context.Context, after guwah.PersonID, n int) (lines []CaseLine, next guwah.PersonID, err error) {
	if !c.May(guwah.MayReadCases) {
		return nil, "", nil
	}
	for seen := 0; seen < looked; {
		some, err := c.r.store.Cases(ctx, after, n)
		if err != nil {
			return nil, "", err
		}
		for _, line := range some {
			after = line.Person.ID
			seen++
			if line.Person.Decoy && line.Person.State == guwah.PersonWithdrawn {
				continue // taken up again
			}
			if !c.Everywhere() {
				if err := c.r.reach(ctx, c.Staff, line.Person.ID); errors.Is(err, guwah.ErrNotFound) {
					continue
				} else if err != nil {
					return nil, "", err
				}
			}
			if lines = append(lines, line); len(lines) == n {
				return lines, after, nil
			}
		}
		if len(some) < n {
			return lines, "", nil
		}
	}
	return lines, after, nil
}

// Suggested lists up to n pairs that could be one person, of which the member reaches both.
func (c Colleague) Suggested(ctx context.Context, n int) ([]guwah.MatchDecision, error) {
	if !c.May(guwah.MayMerge) {
		return nil, nil
	}
	all, err := c.r.store.Suggested(ctx, c.widen(n))
	if err != nil || c.Everywhere() {
		return all, err
	}
	return reached(all, n, func(d guwah.MatchDecision) error { return c.both(ctx, d.A, d.B) })
}

// DemandsTo lists up to n demands about persons to one authority that the member reaches.
func (c Colleague) DemandsTo(ctx context.Context, id guwah.AuthorityID, n int) ([]guwah.Demand, error) {
	if !c.May(guwah.MayReadCases) {
		return nil, nil
	}
	all, err := c.r.store.DemandsTo(ctx, id, c.widen(n))
	if err != nil || c.Everywhere() {
		return all, err
	}
	return reached(all, n, func(d guwah.Demand) error { return c.r.reach(ctx, c.Staff, d.Person) })
}

// Challenges lists up to n challenges to records that the member reaches, and to numbers that no record has, after skipping from: those that wait first, and
// of these those with a risk to life.
func (c Colleague) Challenges(ctx context.Context, from, n int) ([]guwah.Challenge, error) {
	if !c.May(guwah.MayReadCases) {
		return nil, nil
	}
	all, err := c.r.store.Challenges(ctx)
	if err != nil {
		return nil, fmt.Errorf("list challenges: %w", err)
	}
	slices.SortStableFunc(all, func(a, b guwah.Challenge) int { return urgency(a) - urgency(b) })
	all, err = reached(all, from+n, func(x guwah.Challenge) error { return c.reachesChallenge(ctx, x) })
	return all[min(from, len(all)):], err
}

func urgency(c guwah.Challenge) int {
	switch {
	case c.Decided != 0:
		return 2
	case c.RiskToLife:
		return 0
	}
	return 1
}

// reached is up to n of all but those for which look gives guwah.ErrNotFound.
func reached[T any](all []T, n int, look func(T) error) ([]T, error) {
	var left []T
	for _, x := range all {
		if len(left) == n {
			break
		}
		err := look(x)
		if err == nil {
			left = append(left, x)
		} else if !errors.Is(err, guwah.ErrNotFound) {
			return nil, err
		}
	}
	return left, nil
}
