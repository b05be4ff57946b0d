package register

import (
	"fmt"

	"guwah.example/guwah"
)

// Admit takes an imported record out of quarantine, so that it can be worked on like any other. Nothing of it becomes public by that.
func Admit() Deed {
	return func(d guwah.Dossier, _ Moment) (guwah.Act, guwah.Changes, error) {
		if d.Person.State != guwah.PersonQuarantine {
			return guwah.Act{}, guwah.Changes{}, fmt.Errorf("admit person %s, who is %s: %w", d.Person.ID, d.Person.State, guwah.ErrConflict)
		}
		person := d.Person
		person.State = guwah.PersonActive
		act := guwah.Act{Verb: "admit", Kind: "person", Object: string(person.ID)}
		return act, guwah.Changes{Persons: []guwah.Person{person}}, nil
	}
}
