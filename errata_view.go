package guwah

import (
	"cmp"
	"slices"
)

// errata are corrections and challenges. Where the corrected claim may not be shown, only number, kind and day remain (rule 25); of a challenge only
// number, kind and due date stand outside until it has been decided (rule 26).
func (c *composer) errata() {
	v := c.v
	for _, x := range c.p.d.Corrections {
		if !c.p.staff() {
			x = c.publicCorrection(x)
		}
		v.Corrections = append(v.Corrections, x)
	}
	for _, x := range c.p.d.Challenges {
		if !c.p.staff() {
			x = x.Public()
		}
		v.Challenges = append(v.Challenges, x)
	}
	slices.SortFunc(v.Corrections, func(a, b Correction) int { return cmp.Compare(a.No, b.No) })
	slices.SortFunc(v.Challenges, func(a, b Challenge) int { return cmp.Compare(a.No, b.No) })
}

func (c *composer) publicCorrection(x Correction) Correction {
	x.Version, x.By, x.Person = 0, nil, ""
	if c.full && (x.Claim == "" && useOf(x.Predicate) == "" || c.mayKnowClaim(x.Claim)) {
		return x
	}
	return Correction{No: x.No, Case: x.Case, Kind: x.Kind, At: x.At}
}

// mayKnowClaim tells whether what a claim said may be known, though it be rejected or superseded by now.
func (c *composer) mayKnowClaim(id ClaimID) bool {
	for i := range c.p.d.Claims {
		if claim := &c.p.d.Claims[i]; claim.ID == id && id != "" {
			return c.p.mayKnow(claim, c.level)
		}
	}
	return false
}

// Public is the challenge as anyone may see it: number, case, kind and due date; once decided, the outcome and the reviewed answer too (rule 26).
func (c Challenge) Public() Challenge {
	out := Challenge{No: c.No, Case: c.Case, Kind: c.Kind, Filed: c.Filed, Due: c.Due}
	if c.Decided != 0 {
		out.Outcome, out.Answer, out.Decided = c.Outcome, c.Answer, c.Decided
	}
	return out
}
