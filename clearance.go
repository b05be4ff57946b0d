package guwah

import "slices"

// GeneralGrounds lists the grounds of rule 16.
var GeneralGrounds = []Ground{GroundAuthorityConduct, GroundAlreadyPublic, GroundPublicFigure, GroundPublishedList}

// InForce tells whether two different people have decided c, on a ground of rule 16, and nobody has ended it by the day.
func (c *Clearance) InForce(day Day) bool {
	return two(c.By) && slices.Contains(GeneralGrounds, c.Ground) && c.At <= day && (c.Ended == 0 || c.Ended > day)
}

// covers tells whether c lets claim out: one it names, or, where it names none, any of its person that rests on a published source.
// Claims keep their original case through a merge (rule 14), so a clearance of one record never reaches those of the other.
func (c *Clearance) covers(claim *Claim) bool {
	if c.Person != claim.Person {
		return false
	}
	if len(c.Claims) == 0 {
		return claim.Source != ""
	}
	return slices.Contains(c.Claims, claim.ID)
}

// two tells whether at least two different people are named.
func two(people []StaffID) bool {
	for _, p := range people {
		if p != "" && p != people[0] {
			return people[0] != ""
		}
	}
	return false
}
