package guwah

// stages orders the predicates that bear on the status as custody usually goes; rule 2 breaks ties of dates by it.
var stages = map[Predicate]int{
	PredDetained: 1, PredArrested: 2, PredTransferred: 3, PredHeldAt: 4, PredStateCare: 5, PredCharged: 6, PredSentenced: 7, PredForcedLabour: 8,
	PredReleased: 9, PredContact: 10, PredLocated: 11, PredDied: 12, PredDeathAccepted: 13, PredBodyReturned: 14,
}

// custodial tells whether p says that somebody holds the person.
func custodial(p Predicate) bool {
	switch p {
	case PredDetained, PredArrested, PredTransferred, PredHeldAt, PredCharged, PredSentenced, PredStateCare, PredForcedLabour:
		return true
	}
	return false
}

// inCustody tells whether a status already says how the person is held, which a bare "detained" does not unsay.
func (s Status) inCustody() bool {
	switch s {
	case DetainedCamp, DetainedUnspecified, PreTrial, ImprisonedSentenced, ImprisonedNoCharge:
		return true
	}
	return false
}

var heldStatus = map[string]Status{
	HeldCamp: DetainedCamp, HeldPreTrial: PreTrial, HeldPrison: ImprisonedNoCharge, HeldHouseArrest: HouseArrest,
}

// custodyStatus is the status that a custody claim leads to from before.
func custodyStatus(before Status, c *Claim) Status {
	switch c.Predicate {
	case PredStateCare:
		return InStateCare
	case PredForcedLabour:
		return ForcedLabourTransfer
	case PredCharged:
		return PreTrial
	case PredSentenced:
		return ImprisonedSentenced
	case PredHeldAt:
		if c.Value.Code == HeldPrison && before == ImprisonedSentenced {
			return before
		}
		if s, ok := heldStatus[c.Value.Code]; ok {
			return s
		}
	}
	if before.inCustody() {
		return before
	}
	return DetainedUnspecified
}

// closeRelatives are those whose word that the family accepts a death, or whose objection, counts (rules 12 and 17).
var closeRelatives = map[string]bool{
	"daughter": true, "son": true, "child": true, "mother": true, "father": true, "wife": true, "husband": true, "spouse": true,
	"sister": true, "brother": true, "grandmother": true, "grandfather": true, "granddaughter": true, "grandson": true,
}

// CloseRelative tells whether someone of this relation to the person is close: spouse, parent, child, sibling, grandparent or grandchild.
func CloseRelative(relation string) bool { return closeRelatives[relation] }

// firsthand tells whether the basis is the person's own word or that of somebody who saw, met or reached them, or heard it from the family.
func (b Basis) firsthand() bool {
	switch b {
	case BasisSelf, BasisEyewitness, BasisDirectContact, BasisFamilyRelay:
		return true
	}
	return false
}

// bareWord tells whether c is an authority's mere statement (rule 2): one of the side that holds the person, or of an office nobody has named.
func bareWord(c *Claim, authorities []Authority) bool {
	return c.Basis == BasisOfficialStatement && (c.Authority == "" || holding(c.Authority, authorities))
}

// holding tells whether the office, or one above it, belongs to the side that holds the person.
func holding(id AuthorityID, authorities []Authority) bool {
	for range len(authorities) {
		i := indexAuthority(authorities, id)
		if i < 0 {
			return false
		}
		if authorities[i].Holding {
			return true
		}
		id = authorities[i].Parent
	}
	return false
}

func indexAuthority(authorities []Authority, id AuthorityID) int {
	for i := range authorities {
		if authorities[i].ID == id && id != "" {
			return i
		}
	}
	return -1
}
