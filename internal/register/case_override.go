package register

import (
	"slices"

	"guwah.example/guwah"
)

// ProposeOverride is the first of two decisions to set a status against the rules, for a written reason (rule 3).
func ProposeOverride(status guwah.Status, reason string) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		if !slices.Contains(guwah.Statuses, status) {
			return guwah.Act{}, guwah.Changes{}, &guwah.Invalid{Field: "status", Key: "Choose one of the list."}
		}
		if reason == "" {
			return guwah.Act{}, guwah.Changes{}, &guwah.Invalid{Field: "reason", Key: "Write why: it is kept with the decision."}
		}
		k := d.Case
		k.Overriding = &guwah.Override{Status: status, Reason: reason, By: []guwah.StaffID{m.By}, At: m.Day}
		return caseAct("propose_override", k), guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}

// Override is the second decision. It lapses when a newer status claim is accepted.
func Override() Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		var first *guwah.Proposal
		if k.Overriding != nil {
			first = alone(k.Overriding.By, k.Overriding.At, true)
		}
		if err := m.second(first, "override"); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		override := *k.Overriding
		override.By, override.At = together(override.By, m.By), m.Day
		k.Override, k.Overriding = &override, nil
		return two(caseAct("override", k)), guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}

// EndOverride lets the rules decide again; one person is enough.
func EndOverride() Deed {
	return func(d guwah.Dossier, _ Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		k.Override, k.Overriding = nil, nil
		return caseAct("end_override", k), guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}
