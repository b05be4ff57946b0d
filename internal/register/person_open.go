package register

import "guwah.example/guwah"

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
