package exchange

import (
	"fmt"
	"slices"
	"strings"

	"guwah.example/guwah"
)

// fromRegisters are the predicates that another register can bring and a table cannot: who says so comes along.
var fromRegisters = []guwah.Predicate{guwah.PredWords, guwah.PredFamilyPressure, guwah.PredPregnant}

// staysOut tells of what is never taken from outside, says why, and keeps of it what may be kept; the rest of the record comes in.
func (c *conversion) staysOut(said Claim) bool {
	switch guwah.Predicate(said.Predicate) {
	case guwah.PredID:
		c.doubt("id", "an identity number was left out: such numbers are sealed by whoever is told them")
	case guwah.PredDepictedIn:
		c.doubt("depicted_in", "a picture was left out: two people look at each, and agree that it goes out")
	case guwah.PredRelation:
		c.doubt("relation", "who is related to whom is joined at the desk, where both have records; it is kept as a note")
		c.note("relation", strings.Join(strings.Fields(said.Code+" "+said.Text+" "+said.Case), " "))
	default:
		return false
	}
	return true
}

// spoken says who says so. What rests on a consent given elsewhere comes without it.
func (c *conversion) spoken(claim *guwah.Claim, said Claim) error {
	if said.Asserted != "" {
		day, err := guwah.ParseDate(said.Asserted)
		if err != nil || !day.Exact() {
			return &RowError{Field: said.Predicate + ".asserted", Say: "it is no day: write it as year-month-day"}
		}
		claim.Asserted = min(day.To, c.today)
	}
	if slices.Contains(guwah.Relations, said.Relation) {
		claim.Relation = said.Relation
	} else if said.Relation != "" {
		return &RowError{Field: said.Predicate + ".relation", Say: fmt.Sprintf("%q is none of %s", said.Relation, strings.Join(guwah.Relations, " "))}
	}
	if claim.Predicate == guwah.PredWords {
		if claim.Value.Text == "" || claim.Value.Lang == "" {
			return &RowError{Field: "words", Say: "words need their text and its language"}
		}
		c.doubt("words", "the family's words come without their consent: they wait with the team, and go out only when the family agrees here, or two people decide on what is already public with its consent")
	}
	if said.Confirmation == string(guwah.Disputed) || said.Confirmation == string(guwah.Refuted) {
		c.doubt(said.Predicate, "the register it comes from calls it "+said.Confirmation+": look at it before accepting it")
	}
	if said.Speaker != nil {
		if err := c.named(claim, said.Speaker); err != nil {
			return err
		}
	}
	switch official := claim.Basis == guwah.BasisOfficialStatement || claim.Basis == guwah.BasisOfficialDocument; {
	case said.Authority != nil:
		c.official(claim, *said.Authority)
	case official:
		c.doubt(said.Predicate, "it is not said which authority says so: it counts as the word of one that nobody has named, until it is entered at the desk")
	}
	return nil
}

// named keeps the name under which somebody speaks: where a publication prints it, with the claim; else as a note, for nobody agreed to it here.
func (c *conversion) named(claim *guwah.Claim, speaker *Name) error {
	name, err := nameOf(speaker)
	if err != nil {
		return err
	}
	if claim.Source != "" {
		claim.Value.Speaker = name
		return nil
	}
	c.note(string(claim.Predicate)+", said by", name.Value)
	c.doubt(string(claim.Predicate), "the speaker's name is kept as a note: they have not agreed here to be named")
	return nil
}

// official finds whose word or document it is among the authorities that the register knows. Where it knows none of that name, the word counts as one
// of an office nobody has named: it is shown as the authorities' bare word and changes nothing (rule 2).
func (c *conversion) official(claim *guwah.Claim, a Authority) {
	for _, known := range c.authorities {
		same := func(name Text) bool {
			return slices.ContainsFunc(known.Names, func(have guwah.Text) bool { return have.Lang == name.Lang && have.Text == name.Text })
		}
		if (a.Level == "" || a.Level == string(known.Level)) && slices.ContainsFunc(a.Names, same) {
			claim.Authority = known.ID
			return
		}
	}
	if len(a.Names) == 0 {
		return
	}
	c.note("authority", a.Names[0].Text)
	c.doubt(string(claim.Predicate), "its authority is not in this register; its name is kept as a note: add it at the desk")
}
