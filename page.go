package guwah

import (
	"cmp"
	"slices"
)

// words are what the family says, their own testimony first, then what others quote, by the day they told it.
func (c *composer) words() {
	for i := range c.accounts {
		claim := c.accounts[i].claim
		if claim.Predicate != PredWords || claim.State == ClaimRejected {
			continue
		}
		w := Words{Speaker: c.facts[i].Speaker, Told: claim.Asserted, Claim: claim.ID, Origin: claim.Origin, Texts: quoted(claim.Value)}
		c.v.Words = append(c.v.Words, w)
	}
	slices.SortStableFunc(c.v.Words, func(a, b Words) int {
		return cmp.Or(cmp.Compare(len(a.Speaker.Source), len(b.Speaker.Source)), cmp.Compare(a.Told, b.Told), cmp.Compare(a.Claim, b.Claim))
	})
}

// quoted is a claim's words, the original first.
func quoted(v Value) Texts {
	var texts Texts
	if v.Text != "" {
		texts = append(texts, Text{Lang: v.Lang, Text: v.Text})
	}
	return append(texts, v.Texts...)
}

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

// relatives are named only where their own page gives their name.
func (c *composer) relatives() {
	for i := range c.accounts {
		claim := c.accounts[i].claim
		if claim.Predicate != PredRelation || claim.State == ClaimRejected {
			continue
		}
		r := RelativeView{Relation: claim.Value.Code, Claim: claim.ID}
		for _, known := range c.p.d.Relatives {
			if known.Person == claim.Value.Person && (known.Level == LevelFull || c.p.staff()) {
				r.Case, r.Name = known.Case, known.Name
			}
		}
		c.v.Relatives = append(c.v.Relatives, r)
	}
}

func (c *composer) campaigns() {
	for _, campaign := range c.p.d.Campaigns {
		if (campaign.Public || c.p.staff()) && slices.Contains(c.p.d.Case.Campaigns, campaign.ID) {
			c.v.Campaigns = append(c.v.Campaigns, campaign)
		}
	}
	slices.SortFunc(c.v.Campaigns, func(a, b Campaign) int { return cmp.Or(cmp.Compare(a.Slug, b.Slug), cmp.Compare(a.ID, b.ID)) })
}

// responses are what authorities said or did, each with the verdict that governs. Outside the team one goes out as an authority's conduct, cleared by
// two people (rule 16).
func (c *composer) responses() {
	for i := range c.p.d.Responses {
		r := &c.p.d.Responses[i]
		if r.Published > c.p.day || !c.p.showsResponse(r) {
			continue
		}
		w := weigh(r, c.p.d.Assessments)
		view := ResponseView{Response: *r, Verdict: w.verdict, Assessments: w.list, Independent: w.independent, Effect: effect(r, &w)}
		if !c.p.staff() {
			view.Response.By, view.Response.Version, view.Response.Restriction = nil, 0, ""
			for j := range view.Assessments {
				view.Assessments[j].By, view.Assessments[j].Version = "", 0
			}
		}
		c.v.Responses = append(c.v.Responses, view)
		c.weights = append(c.weights, w)
	}
	byDay := func(a, b ResponseView) int {
		return cmp.Or(cmp.Compare(a.Response.Published, b.Response.Published), cmp.Compare(a.Response.ID, b.Response.ID))
	}
	if !slices.IsSortedFunc(c.v.Responses, byDay) {
		slices.SortFunc(c.v.Responses, byDay)
		for i := range c.v.Responses {
			c.weights[i] = weigh(&c.v.Responses[i].Response, c.p.d.Assessments)
		}
	}
}

func (p *permit) showsResponse(r *Response) bool {
	return p.staff() && p.readable(r.Restriction) || p.readable(r.Restriction) && r.Clearance && two(r.By) && p.undisturbed()
}

// effect says what a response did to the clocks.
func effect(r *Response, w *weighed) Reason {
	switch {
	case w.verdict == SatisfiesDemand:
		return Reason{Rule: "9", Code: ReasonEffectSatisfies, Date: r.Shown}
	case w.independent:
		return Reason{Rule: "9", Code: ReasonEffectProof, Date: r.Shown}
	case r.LiveTwoWay && !w.doubted, w.verdict == GenuinePartial && r.Shown.Known():
		return Reason{Rule: "9", Code: ReasonEffectMarker, Date: r.Shown}
	case slices.Contains(r.Contents, "shown_alive") && w.verdict == Unassessed:
		return Reason{Rule: "9", Code: ReasonEffectFilm}
	case w.verdict == Unassessed:
		return Reason{Rule: "8", Code: ReasonEffectUnassessed}
	}
	return Reason{Rule: "8", Code: ReasonEffectNone}
}

// demands are those that two people made public, each with its clock; the one the page counts for is found among them.
func (c *composer) demands(closings []Day) {
	for i := range c.p.d.Demands {
		d := &c.p.d.Demands[i]
		if !c.p.showsDemand(d) {
			continue
		}
		var authority *Authority
		if at := indexAuthority(c.p.d.Authorities, d.Authority); at >= 0 {
			authority = &c.p.d.Authorities[at]
		}
		view := DemandView{Demand: *d, Clock: clockB(d, authority, c.v.Responses, closings, c.p.day)}
		if !c.p.staff() {
			view.Demand.By, view.Demand.Version = nil, 0
			view.Demand.Events = c.publicEvents(d.Events)
		}
		c.v.Demands = append(c.v.Demands, view)
	}
	slices.SortFunc(c.v.Demands, func(a, b DemandView) int {
		return cmp.Or(cmp.Compare(a.begun(), b.begun()), cmp.Compare(a.Demand.ID, b.Demand.ID))
	})
	c.v.ClockB, c.v.OtherRuns = leadingClock(c.v.Demands)
}

// begun is the day a demand's clock began, the end of days for one not yet made.
func (d *DemandView) begun() Day {
	if d.Clock == nil {
		return EndOfDays
	}
	return d.Clock.Since
}

func (p *permit) showsDemand(d *Demand) bool {
	if p.staff() {
		return true
	}
	out := slices.ContainsFunc(d.Events, func(e DemandEvent) bool { return (e.Kind == DemandPublished || e.Kind == DemandSent) && e.At <= p.day })
	return out && two(d.By) && p.undisturbed()
}

// publicEvents are a demand's steps from its publication on, without those that would betray a response not on this page.
func (c *composer) publicEvents(events []DemandEvent) []DemandEvent {
	var list []DemandEvent
	for _, e := range events {
		shown := e.Response == "" || slices.ContainsFunc(c.v.Responses, func(r ResponseView) bool { return r.Response.ID == e.Response })
		if e.Kind == DemandDrafted || e.At > c.p.day || !shown || e.Kind == DemandResponded && e.Response == "" {
			continue
		}
		e.Evidence = ""
		list = append(list, e)
	}
	return list
}

// references are the sources and authorities that what is on the page names, and no others.
func (c *composer) references() {
	v := c.v
	for i := range c.accounts {
		c.cite(c.accounts[i].claim.Source)
		c.name(c.facts[i].Speaker.Authority)
		c.name(c.accounts[i].claim.Authority)
	}
	for i := range v.Responses {
		c.cite(v.Responses[i].Response.Source)
		c.name(v.Responses[i].Response.Authority)
	}
	for i := range v.Demands {
		c.name(v.Demands[i].Demand.Authority)
	}
}

func (c *composer) cite(id SourceID) {
	s := source(c.p.d, id)
	if _, cited := c.v.Sources[id]; cited || s == nil {
		return
	}
	if c.v.Sources == nil {
		c.v.Sources = make(map[SourceID]Source, len(c.p.d.Sources))
	}
	shown := *s
	if !c.p.staff() {
		shown.Version, shown.Root, shown.Collection = 0, "", ""
	}
	c.v.Sources[id] = shown
}

func (c *composer) name(id AuthorityID) {
	at := indexAuthority(c.p.d.Authorities, id)
	if _, named := c.v.Authorities[id]; named || at < 0 {
		return
	}
	if c.v.Authorities == nil {
		c.v.Authorities = make(map[AuthorityID]Authority, len(c.p.d.Authorities))
	}
	shown := c.p.d.Authorities[at]
	if !c.p.staff() {
		shown.Version, shown.Channels = 0, nil
	}
	c.v.Authorities[id] = shown
	c.name(shown.Parent)
}

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
