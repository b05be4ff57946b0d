package register

import (
	"slices"

	"guwah.example/guwah"
)

// ProposeCorrection is the first of two decisions to publish that something published was wrong (rule 25).
func ProposeCorrection(c guwah.Correction) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		if !slices.Contains(guwah.CorrectionKinds, c.Kind) {
			return guwah.Act{}, guwah.Changes{}, &guwah.Invalid{Field: "kind", Key: "Choose one of the list."}
		}
		if len(c.Was) == 0 || len(c.Now) == 0 || len(c.Why) == 0 {
			return guwah.Act{}, guwah.Changes{}, &guwah.Invalid{Field: "was", Key: "Write what it said, what it says now, and why."}
		}
		if c.Claim != "" {
			claim, err := claimIn(d, c.Claim)
			if err != nil {
				return guwah.Act{}, guwah.Changes{}, err
			}
			c.Predicate = claim.Predicate
		}
		k := d.Case
		c.Versioned, c.No, c.Person, c.Case = guwah.Versioned{}, 0, d.Person.ID, k.ID
		c.At, c.By = m.Day, []guwah.StaffID{m.By}
		k.Correcting = &c
		return caseAct("propose_correction", k), guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}

// Correct is the second decision: the correction gets the next number, for good.
func Correct() Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		var first *guwah.Proposal
		if k.Correcting != nil {
			first = alone(k.Correcting.By, k.Correcting.At, true)
		}
		if err := m.second(first, "correct"); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		c := *k.Correcting
		c.By, c.At, c.Case = together(c.By, m.By), m.Day, k.ID
		k.Correcting = nil
		changes := guwah.Changes{Cases: []guwah.Case{k}, Corrections: []guwah.Correction{c}}
		return two(caseAct("correct", k)), changes, nil
	}
}
