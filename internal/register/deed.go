package register

import (
	"context"
	"fmt"

	"guwah.example/guwah"
)

// Deed is one act of the team on one case before it is done: it works out from the dossier what would change and touches nothing, so that the same
// deed can be foreseen ([Register.Foresee]), done ([Register.Do]) and tested without a store. A deed that a rule forbids to this person gives
// guwah.ErrRefused; one that cannot be carried out as asked, a *guwah.Invalid.
type Deed func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error)

// Moment is who acts, and when.
type Moment struct {
	By    guwah.StaffID
	Day   guwah.Day
	NewID func() string
	// NewCase makes a case number; one that was given before fails the commit with guwah.ErrConflict, and the act can be tried again.
	NewCase func() guwah.CaseID
}

// Do carries a deed out on a person's case. An empty person stands for one who is not in the register yet.
//
// Law 5 is kept here for every deed alike: where it would let more out than is out now, and fewer than two people stand behind it, it is refused.
func (r *Register) Do(ctx context.Context, by guwah.StaffID, person guwah.PersonID, deed Deed) (guwah.Receipt, error) {
	act, changes, _, err := r.work(ctx, by, person, deed)
	if err != nil {
		return guwah.Receipt{}, err
	}
	return r.commit(ctx, act, changes)
}

// Foresee says what a deed would make public and what it would take away, without doing it. The error is the one Do would give.
func (r *Register) Foresee(ctx context.Context, by guwah.StaffID, person guwah.PersonID, deed Deed) (Effect, error) {
	_, _, effect, err := r.work(ctx, by, person, deed)
	return effect, err
}

// ForeseeBoth says what a first decision and the second person's, which then makes it, would change together. The second is worked out from what the
// first changed, since it may need the id that was given.
func (r *Register) ForeseeBoth(ctx context.Context, by guwah.StaffID, person guwah.PersonID, first Deed, second func(guwah.Changes) Deed) (Effect, error) {
	d, err := r.dossier(ctx, person)
	if err != nil {
		return Effect{}, err
	}
	act, proposed, err := first(d, r.moment(by))
	if err != nil {
		return Effect{}, err
	}
	act.By = by
	if err := r.permit(ctx, act, proposed); err != nil {
		return Effect{}, err
	}
	between := applied(d, proposed)
	_, done, err := second(proposed)(between, r.moment(someoneElse))
	if err != nil {
		return Effect{}, err
	}
	return r.effect(ctx, d, applied(between, done))
}

// someoneElse stands for a second person who is not known yet.
const someoneElse guwah.StaffID = ""

func (r *Register) work(ctx context.Context, by guwah.StaffID, person guwah.PersonID, deed Deed) (guwah.Act, guwah.Changes, Effect, error) {
	standing, err := r.standing(ctx, person) // before the case is looked at
	if err != nil {
		return guwah.Act{}, guwah.Changes{}, Effect{}, err
	}
	d, err := r.dossier(ctx, person)
	if err != nil {
		return guwah.Act{}, guwah.Changes{}, Effect{}, err
	}
	if d.Person.ID != person { // merged into another, whose case it is
		return r.work(ctx, by, d.Person.ID, deed)
	}
	act, changes, err := deed(d, r.moment(by))
	if err != nil {
		return guwah.Act{}, guwah.Changes{}, Effect{}, err
	}
	act.By = by
	if err := r.permit(ctx, act, changes); err != nil { // before it is said what the deed would do
		return guwah.Act{}, guwah.Changes{}, Effect{}, err
	}
	effect, err := r.effect(ctx, d, applied(d, changes))
	if err != nil {
		return guwah.Act{}, guwah.Changes{}, Effect{}, err
	}
	effect.Two, effect.Seen = act.Two, Seen(d)
	if act.Two { // what one person may do alone, such as to hide, is never held up
		changes.Standing = standing
	}
	if len(effect.Out) > 0 && !act.Two {
		return guwah.Act{}, guwah.Changes{}, effect, fmt.Errorf("%s would make something public, which takes two people: %w", act.Verb, guwah.ErrRefused)
	}
	return act, changes, effect, nil
}

func (r *Register) dossier(ctx context.Context, person guwah.PersonID) (guwah.Dossier, error) {
	if person == "" {
		return guwah.Dossier{}, nil
	}
	return r.store.Dossier(ctx, person)
}

func (r *Register) moment(by guwah.StaffID) Moment {
	return Moment{By: by, Day: r.Today(), NewID: r.NewID, NewCase: func() guwah.CaseID { return guwah.NewCaseID(r.random) }}
}

func (m Moment) proposal(why string) *guwah.Proposal {
	return &guwah.Proposal{By: m.By, At: m.Day, Why: why}
}

// second refuses an act to the person who took the first half of it (law 5).
func (m Moment) second(first *guwah.Proposal, what string) error { return Second(first, m.By, what) }

// Second is law 5 for every act that takes two: it refuses the second half to whoever took the first, and gives guwah.ErrConflict where nobody has.
// What names the act in the error.
func Second(first *guwah.Proposal, by guwah.StaffID, what string) error {
	if first == nil {
		return fmt.Errorf("%s: nobody has proposed it: %w", what, guwah.ErrConflict)
	}
	if first.By == by {
		return fmt.Errorf("%s: %w", what, errSamePerson)
	}
	return nil
}

// errSamePerson is why one person cannot be both of two.
var errSamePerson = fmt.Errorf("it takes a second person: %w", guwah.ErrRefused)
