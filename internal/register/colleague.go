package register

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"guwah.example/guwah"
)

// Colleague is the register as one member of the team may see it: what they may not read, or does not lie in their scope, answers guwah.ErrNotFound or
// stands on no list, as if it were not there. Make one with [Register.As].
type Colleague struct {
	r *Register
	guwah.Staff
}

// As is the register as a member may see it.
func (r *Register) As(member guwah.Staff) Colleague { return Colleague{r, member} }

// notTheirs is the one answer to whatever a member may not see.
func notTheirs(what string) error { return fmt.Errorf("%s: %w", what, guwah.ErrNotFound) }

// Dossier loads one case whole.
func (c Colleague) Dossier(ctx context.Context, id guwah.PersonID) (guwah.Dossier, error) {
	if !c.May(guwah.MayReadCases) {
		return guwah.Dossier{}, notTheirs("open person " + string(id))
	}
	d, err := c.r.Dossier(ctx, id)
	if err == nil && !c.Reaches(&d) {
		err = notTheirs("open person " + string(id))
	}
	if err != nil {
		return guwah.Dossier{}, err
	}
	return d, nil
}

// Testimony finds one testimony.
func (c Colleague) Testimony(ctx context.Context, id guwah.TestimonyID) (guwah.Testimony, error) {
	if !c.May(guwah.MayReadIntake) {
		return guwah.Testimony{}, notTheirs("open testimony " + string(id))
	}
	t, err := c.r.store.Testimony(ctx, id)
	if err == nil && !c.Everywhere() {
		err = c.r.reachTold(ctx, c.Staff, id)
	}
	if err != nil {
		return guwah.Testimony{}, fmt.Errorf("open testimony %s: %w", id, err)
	}
	return t, nil
}

// Look is Dossier for somebody who opens the record itself, not a list on which it stands: a decoy gives them away.
func (c Colleague) Look(ctx context.Context, id guwah.PersonID) (guwah.Dossier, error) {
	d, err := c.Dossier(ctx, id)
	if err == nil && d.Person.Decoy {
		err = c.r.trip(ctx, c.ID, string(id))
	}
	return d, err
}

// LookTold is the same for a testimony.
func (c Colleague) LookTold(ctx context.Context, id guwah.TestimonyID) (guwah.Testimony, error) {
	t, err := c.Testimony(ctx, id)
	if err == nil && t.Decoy {
		err = c.r.trip(ctx, c.ID, string(id))
	}
	return t, err
}

// ConsentsOf lists what a testimony permits, revoked consents included.
func (c Colleague) ConsentsOf(ctx context.Context, id guwah.TestimonyID) ([]guwah.Consent, error) {
	if _, err := c.Testimony(ctx, id); err != nil {
		return nil, err
	}
	return c.r.store.ConsentsOf(ctx, id)
}

// Letters lists a testimony's mailbox, oldest first, without what the letters hold.
func (c Colleague) Letters(ctx context.Context, id guwah.TestimonyID) ([]guwah.Message, error) {
	if _, err := c.Testimony(ctx, id); err != nil {
		return nil, err
	}
	letters, err := c.r.store.Letters(ctx, id)
	for i := range letters {
		letters[i].Sealed = nil
	}
	return letters, err
}

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

// Merge finds a merge of two records that the member reaches.
func (c Colleague) Merge(ctx context.Context, id guwah.MergeID) (guwah.Merge, error) {
	m, err := c.r.store.Merge(ctx, id)
	if err == nil {
		err = c.both(ctx, m.Keep, m.Drop)
	}
	if err != nil {
		return guwah.Merge{}, fmt.Errorf("open merge %s: %w", id, err)
	}
	return m, nil
}

func (c Colleague) both(ctx context.Context, a, b guwah.PersonID) error {
	if _, err := c.Dossier(ctx, a); err != nil {
		return err
	}
	_, err := c.Dossier(ctx, b)
	return err
}

// MergesOf lists the merges that a record was part of.
func (c Colleague) MergesOf(ctx context.Context, person guwah.PersonID) ([]guwah.Merge, error) {
	if _, err := c.Dossier(ctx, person); err != nil {
		return nil, err
	}
	return c.r.store.MergesOf(ctx, person)
}

// Decision is what was decided of a pair; the zero decision with both ids where nothing was.
func (c Colleague) Decision(ctx context.Context, a, b guwah.PersonID) (guwah.MatchDecision, error) {
	if err := c.both(ctx, a, b); err != nil {
		return guwah.MatchDecision{}, err
	}
	return c.r.store.Decision(ctx, min(a, b), max(a, b))
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

// OutboundOf lists what of a case was sent out.
func (c Colleague) OutboundOf(ctx context.Context, person guwah.PersonID) ([]guwah.Outbound, error) {
	if _, err := c.Dossier(ctx, person); err != nil {
		return nil, err
	}
	return c.r.store.OutboundOf(ctx, person)
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

// Challenge finds one of them by its number.
func (c Colleague) Challenge(ctx context.Context, no int64) (guwah.Challenge, error) {
	if !c.May(guwah.MayReadCases) {
		return guwah.Challenge{}, notTheirs("open challenge " + strconv.FormatInt(no, 10))
	}
	x, err := c.r.store.Challenge(ctx, no)
	if err == nil {
		err = c.reachesChallenge(ctx, x)
	}
	if err != nil {
		return guwah.Challenge{}, fmt.Errorf("open challenge %d: %w", no, err)
	}
	return x, nil
}

func (c Colleague) reachesChallenge(ctx context.Context, x guwah.Challenge) error {
	if x.Person == "" || c.Everywhere() {
		return nil
	}
	return c.r.reach(ctx, c.Staff, x.Person)
}

// PersonByNumber finds whose case has this number.
func (c Colleague) PersonByNumber(ctx context.Context, id guwah.CaseID) (guwah.PersonID, error) {
	person, err := c.r.PersonByNumber(ctx, id)
	if err != nil {
		return "", err
	}
	_, err = c.Dossier(ctx, person)
	return person, err
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
