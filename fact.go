package guwah

import (
	"cmp"
	"slices"
)

// tellFacts makes the facts of the composer's accounts, in their order.
func tellFacts(c *composer) []Fact {
	facts := make([]Fact, len(c.accounts))
	for i := range c.accounts {
		a, f := &c.accounts[i], &facts[i]
		f.BareWord = a.bare
		confirm(f, i, c.accounts, c.pairs, c.p.d)
		f.Speaker = c.speaker(a.claim)
		if c.p.staff() {
			f.Claim = *a.claim
		} else {
			f.Claim = c.outside(a.claim)
		}
	}
	return facts
}

// file sorts the facts into names, occupation, sex, birth and the rest. It comes last, since the rest takes the place of all.
func (c *composer) file() {
	v := c.v
	var birth, sex *Fact
	for i := range c.facts {
		f := &c.facts[i]
		settled := f.Confirmation != Refuted
		switch f.Claim.Predicate {
		case PredName:
			if n := f.Claim.Value.Name; n != nil && settled {
				v.Names = append(v.Names, NameForm{Name: *n, Claim: f.Claim.ID, Source: f.Speaker.Source})
			}
		case PredOccupation:
			if settled {
				v.Occupation = append(v.Occupation, *f)
			}
		case PredBirth:
			birth = better(birth, f)
		case PredSex:
			sex = better(sex, f)
		}
	}
	slices.Reverse(v.Occupation)
	v.Names = nameOrder(v.Names)
	if birth != nil {
		v.Birth = birth.Claim.Value.Date
	}
	if sex != nil && sex.Confirmation != Disputed {
		v.Sex = sex.Claim.Value.Code
	}
	v.Facts = slices.DeleteFunc(c.facts, func(f Fact) bool {
		return f.Claim.Predicate == PredName || f.Claim.Predicate == PredWords || f.Claim.Predicate == PredDepictedIn
	})
}

// better is the fact borne out by more origins; of equals the one already chosen, which was asserted earlier.
func better(chosen, f *Fact) *Fact {
	if f.Confirmation == Refuted || chosen != nil && chosen.Independent >= f.Independent {
		return chosen
	}
	return f
}

// kindOrder and scriptOrder say which form of a name stands first.
var (
	kindOrder   = map[string]int{"official": 0, "self": 0, "": 1, "nickname": 2, "alias": 3}
	scriptOrder = map[Script]int{Latn: 0, Arab: 1, Cyrl: 2, Hans: 3, Hant: 4, "": 5}
)

// nameOrder sorts the forms best first and drops repetitions and forms that only help to search.
func nameOrder(forms []NameForm) []NameForm {
	forms = slices.DeleteFunc(forms, func(f NameForm) bool { return f.Name.Kind == "search_key" })
	slices.SortFunc(forms, func(a, b NameForm) int {
		return cmp.Or(
			cmp.Compare(kindOrder[a.Name.Kind], kindOrder[b.Name.Kind]), cmp.Compare(scriptOrder[a.Name.Script], scriptOrder[b.Name.Script]),
			cmp.Compare(a.Name.Value, b.Name.Value), cmp.Compare(a.Claim, b.Claim),
		)
	})
	return slices.CompactFunc(forms, func(a, b NameForm) bool { return a.Name.Value == b.Name.Value && a.Name.Script == b.Name.Script })
}

// speaker is how whoever asserts c may be named: an authority, a publication, or a relative as they wished. Beside a full name, the relation of somebody
// who wished to stay anonymous would give them away.
func (c *composer) speaker(claim *Claim) Speaker {
	s := Speaker{Source: claim.Source}
	if claim.Basis == BasisOfficialStatement || claim.Basis == BasisOfficialDocument {
		s.Authority = claim.Authority
	}
	if claim.Testimony == "" {
		if n := claim.Value.Speaker; n != nil {
			s.Name, s.NameLang = n.Value, n.Lang
		}
		s.Relation = claim.Relation
		return s
	}
	t := c.p.testimony(claim.Testimony)
	if c.p.staff() || c.level < LevelFull || t != nil && (t.Attribution == AttributionNamed || t.Attribution == AttributionPseudonym) {
		s.Relation = claim.Relation
	}
	if n := c.speakerName(claim); n != nil {
		s.Name, s.NameLang = n.Value, n.Lang
	}
	return s
}

// speakerName is the name a relative speaks under, taken from the words of the same testimony; nil unless they agreed to be named.
func (c *composer) speakerName(claim *Claim) *Name {
	if !c.full || !c.p.staff() && !c.p.consented(claim, PublishSpeaker) {
		return nil
	}
	if claim.Value.Speaker != nil {
		return claim.Value.Speaker
	}
	for i := range c.accounts {
		if other := c.accounts[i].claim; other.Testimony == claim.Testimony && other.Value.Speaker != nil {
			return other.Value.Speaker
		}
	}
	return nil
}

// outside is the claim as anyone may see it. Fields are chosen, not removed, so that one added later stays with the team: who spoke, who drew and reviewed
// it, how often it was changed, and every pointer to something that is not on this page.
func (c *composer) outside(claim *Claim) Claim {
	value := claim.Value
	value.Speaker, value.Person, value.Evidence = nil, "", ""
	if claim.Predicate == PredRelation {
		value.Name, value.Text, value.Texts = nil, "", nil // a relative is named in Relatives only
	}
	return Claim{
		ID: claim.ID, Kind: claim.Kind, Person: c.v.Person, Predicate: claim.Predicate, Value: value, When: claim.When, Place: claim.Place,
		Source: claim.Source, Locator: claim.Locator, Asserted: claim.Asserted, Authority: claim.Authority, Basis: claim.Basis, State: claim.State,
		Supports: c.onPage(claim.Supports), Contradicts: c.onPage(claim.Contradicts),
	}
}

// onPage keeps the ids of accounts that the audience may see.
func (c *composer) onPage(ids []ClaimID) []ClaimID {
	var kept []ClaimID
	for _, id := range ids {
		if slices.ContainsFunc(c.accounts, func(a account) bool { return a.claim.ID == id }) {
			kept = append(kept, id)
		}
	}
	return kept
}
