package register

import (
	"fmt"

	"guwah.example/guwah"
)

// Drawn is a claim as a case-worker enters it, from a testimony or from a published source.
type Drawn struct {
	Claim  guwah.Claim      // what, when, where, on what basis; ids, state and reviews are given by the act
	From   *guwah.Testimony // the testimony it is drawn from; nil for a published source
	Source *guwah.Source    // a new source; for a known one set Claim.Source
	Accept bool             // the case-worker accepts it at once, where one person may
}

// Draw draws a claim. On an empty dossier it opens the person and the case with it. The claim goes no further than the team until two people publish it.
//
// A testimony's claims share one Origin, which the case-worker sets (Claim.Origin, the one of an earlier testimony where the same person speaks)
// or which is new; the testimony is linked to the first person a claim of it was drawn for.
func Draw(drawn Drawn) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		var changes guwah.Changes
		if d.Person.ID == "" {
			person, k := opened(m, guwah.PersonMissing)
			d.Person, d.Case = person, k
			changes.Persons, changes.Cases = []guwah.Person{person}, []guwah.Case{k}
		}
		claim, err := drawn.claim(d, m, &changes)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		changes.Claims = append(changes.Claims, claim)
		return guwah.Act{Verb: "draw_claim", Kind: "claim", Object: string(claim.ID)}, changes, nil
	}
}

// claim completes the claim and adds to changes what comes with it: a new source, the testimony's link.
func (drawn Drawn) claim(d guwah.Dossier, m Moment, changes *guwah.Changes) (guwah.Claim, error) {
	c := drawn.Claim
	c.Versioned, c.ID, c.Person = guwah.Versioned{}, guwah.ClaimID(m.NewID()), d.Person.ID
	c.DrawnBy, c.Drawn, c.Reviews = m.By, m.Day, nil
	c.State, c.Restriction = guwah.ClaimProposed, guwah.RestrictTeam
	if drawn.Source != nil {
		source := *drawn.Source
		source.ID = guwah.SourceID(m.NewID())
		changes.Sources = append(changes.Sources, source)
		c.Source = source.ID
		if c.Asserted == 0 && source.Published.Known() {
			c.Asserted = source.Published.To
		}
	}
	if t := drawn.From; t != nil {
		if err := drawn.link(d, m, changes, &c); err != nil {
			return guwah.Claim{}, err
		}
	}
	if c.Asserted == 0 {
		c.Asserted = m.Day
	}
	if c.Source == "" && c.Testimony == "" {
		return guwah.Claim{}, &guwah.Invalid{Field: "source", Key: "Say what this rests on: a testimony, or a published source."}
	}
	if err := checkClaim(c); err != nil {
		return guwah.Claim{}, err
	}
	if drawn.Accept && !TwoToAccept(c.Predicate) {
		c.State = guwah.ClaimAccepted
		c.Reviews = []guwah.Review{{By: m.By, Decision: guwah.ReviewAccept, At: m.Day}}
	}
	return c, nil
}

// link ties the claim to the testimony and its speaker, and the testimony to the person.
func (drawn Drawn) link(d guwah.Dossier, m Moment, changes *guwah.Changes, c *guwah.Claim) error {
	t := *drawn.From
	if t.State == guwah.TestimonyWithdrawn || t.State == guwah.TestimonyErased {
		return fmt.Errorf("draw from testimony %s: it was withdrawn: %w", t.ID, guwah.ErrRefused)
	}
	c.Testimony, c.Asserted = t.ID, t.Received
	switch {
	case t.Origin != "":
		c.Origin = t.Origin // one testimony has one speaker
	case c.Origin == "":
		c.Origin = guwah.Origin(m.NewID())
	}
	if t.Origin == c.Origin && t.Person != "" && t.State == guwah.TestimonyDrawn {
		return nil
	}
	t.Origin, t.State = c.Origin, guwah.TestimonyDrawn
	if t.Person == "" {
		t.Person = d.Person.ID
	}
	changes.Testimonies = append(changes.Testimonies, t)
	return nil
}
