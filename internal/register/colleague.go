package register

import (
	"context"
	"fmt"
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

// LookTold is Testimony for somebody who opens it itself, not a list on which it stands: a decoy gives them away.
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

// OutboundOf lists what of a case was sent out.
func (c Colleague) OutboundOf(ctx context.Context, person guwah.PersonID) ([]guwah.Outbound, error) {
	if _, err := c.Dossier(ctx, person); err != nil {
		return nil, err
	}
	return c.r.store.OutboundOf(ctx, person)
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
