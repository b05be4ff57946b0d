package register

import (
	"context"
	"fmt"

	"guwah.example/guwah"
)

// Open puts somebody new into the register, before anything is known of them.
func (r *Register) Open(ctx context.Context, by guwah.StaffID, kind guwah.PersonKind) (guwah.PersonID, error) {
	act, changes, err := OpenPerson(kind, false)(guwah.Dossier{}, r.moment(by))
	if err != nil {
		return "", err
	}
	act.By = by
	if _, err := r.Commit(ctx, act, changes); err != nil {
		return "", err
	}
	return changes.Persons[0].ID, nil
}

// PersonByNumber finds whose case has this number.
func (r *Register) PersonByNumber(ctx context.Context, id guwah.CaseID) (guwah.PersonID, error) {
	person, err := r.store.PersonByCase(ctx, id)
	if err != nil {
		return "", fmt.Errorf("find case %s: %w", id, err)
	}
	return person, nil
}

// OpenPerson puts somebody new into the register, with the case that asks where they are. Nothing about them is known outside.
// It is for an empty dossier; everything known of the person, the name included, follows as claims.
func OpenPerson(kind guwah.PersonKind, invented bool) Deed {
	return func(_ guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		person, k := opened(m, kind)
		person.Invented = invented
		act := guwah.Act{Verb: "open_person", Kind: "person", Object: string(person.ID)}
		return act, guwah.Changes{Persons: []guwah.Person{person}, Cases: []guwah.Case{k}}, nil
	}
}

func opened(m Moment, kind guwah.PersonKind) (guwah.Person, guwah.Case) {
	person := guwah.Person{ID: guwah.PersonID(m.NewID()), Kind: kind, State: guwah.PersonActive}
	return person, guwah.Case{Person: person.ID, Level: guwah.LevelOff, Opened: m.Day, Lead: m.By}
}
