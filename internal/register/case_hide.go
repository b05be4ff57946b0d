package register

import (
	"fmt"

	"guwah.example/guwah"
)

// HideReasons are why a case can be hidden at once, until two people show it again. Pressure on the family is recorded with [ObjectUnderPressure].
var HideReasons = []string{"risk", "family_asks", "doubt", "mistake"}

// Hide takes a case off everything of ours at once. Anyone of the team may, alone (rule 17).
func Hide(reason string) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		k.Hidden, k.ShowAgain, k.Publishing = &guwah.Hiding{By: m.By, At: m.Day, Reason: reason}, nil, nil
		act := caseAct("hide", k)
		act.Reason = reason
		return act, guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}

// ProposeShowing is the first of two decisions to show a hidden case again.
func ProposeShowing(why string) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		if k.Hidden == nil {
			return guwah.Act{}, guwah.Changes{}, fmt.Errorf("show person %s again, who is not hidden: %w", k.Person, guwah.ErrConflict)
		}
		k.ShowAgain = m.proposal(why)
		return caseAct("propose_showing", k), guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}

// ShowAgain is the second decision.
func ShowAgain() Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		if err := m.second(k.ShowAgain, "show again"); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		k.PublishedBy = together(k.PublishedBy, k.ShowAgain.By, m.By)
		k.Hidden, k.ShowAgain = nil, nil
		return two(caseAct("show_again", k)), guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}
