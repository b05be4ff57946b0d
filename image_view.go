package guwah

import "slices"

// images are the pictures that two people accept as depicting the person (rule 13), newest first; the first of them is the portrait.
func (c *composer) images() {
	v := c.v
	if v.Minor && (c.p.d.Case.MinorRelease == nil || *c.p.d.Case.MinorRelease < LevelFull) && !c.p.staff() {
		return
	}
	for i := len(c.accounts) - 1; i >= 0; i-- {
		claim := c.accounts[i].claim
		if claim.Predicate != PredDepictedIn || v.Minor && claim.Basis == BasisSocialPost {
			continue
		}
		e := c.evidence(claim.Value.Evidence)
		if e == nil || slices.ContainsFunc(v.Images, func(o Evidence) bool { return o.ID == e.ID }) {
			continue
		}
		if c.p.staff() {
			v.Images = append(v.Images, *e)
			continue
		}
		if claim.depicts(e) && e.mayShow() && c.p.readable(e.Restriction) {
			v.Images = append(v.Images, Evidence{ID: e.ID, MIME: e.MIME, PublicCopy: e.PublicCopy, Width: e.Width, Height: e.Height, Source: e.Source})
		}
	}
	for i := range v.Images {
		if v.Images[i].mayShow() {
			v.Portrait = &v.Images[i]
			break
		}
	}
}

// depicts tells whether two people have accepted that image e shows the person, on the claim or on the image itself.
func (c *Claim) depicts(e *Evidence) bool {
	return c.State == ClaimAccepted && (c.twoAccept() || acceptedByTwo(e.Reviews, ""))
}

// mayShow tells whether there is a public copy and nothing holds it back.
func (e *Evidence) mayShow() bool { return e.PublicCopy != "" && e.Held == "" }

func (c *composer) evidence(id EvidenceID) *Evidence {
	for i := range c.p.d.Evidence {
		if e := &c.p.d.Evidence[i]; e.ID == id && id != "" {
			return e
		}
	}
	return nil
}
