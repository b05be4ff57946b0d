package register

import (
	"fmt"

	"guwah.example/guwah"
)

// Object records that a verified close relative objects to the page: it drops to a stub at once, until two people other than whoever recorded it
// decide in writing (rule 17).
func Object(why string) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		k.Objected, k.ObjectedBy, k.Unobjecting = true, m.By, nil
		act := caseAct("object", k)
		act.Note = why
		return act, guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}

// ObjectUnderPressure records an objection that arrived through the authority: a claim of family pressure for the team, and the page hidden for
// 72 hours while two people judge the risk (rule 17). Whoever needs longer hides it on their own responsibility, with [Hide].
func ObjectUnderPressure(drawn Drawn) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		var changes guwah.Changes
		drawn.Claim.Predicate, drawn.Accept = guwah.PredFamilyPressure, true
		c, err := drawn.claim(d, m, &changes)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		act, hidden, err := Hide(guwah.HideFamilyPressure)(d, m)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		changes.Claims, changes.Cases = append(changes.Claims, c), hidden.Cases
		return act, changes, nil
	}
}

// ProposeOverruling is the first of two decisions that an objection no longer holds the page down.
func ProposeOverruling(why string) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		if err := mayOverrule(k, m); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		if why == "" {
			return guwah.Act{}, guwah.Changes{}, &guwah.Invalid{Field: "why", Key: "Write why: it is kept with the decision."}
		}
		k.Unobjecting = m.proposal(why)
		return caseAct("propose_overruling", k), guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}

// Overrule is the second decision.
func Overrule() Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		if err := mayOverrule(k, m); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		if err := m.second(k.Unobjecting, "overrule the objection"); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		act := two(caseAct("overrule_objection", k))
		act.Note = k.Unobjecting.Why
		k.Objected, k.ObjectedBy, k.Unobjecting = false, "", nil
		return act, guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}

func mayOverrule(k guwah.Case, m Moment) error {
	if !k.Objected {
		return fmt.Errorf("overrule an objection to %s that nobody made: %w", k.Person, guwah.ErrConflict)
	}
	if k.ObjectedBy == m.By {
		return fmt.Errorf("overrule the objection that this person recorded: %w", guwah.ErrRefused)
	}
	return nil
}
