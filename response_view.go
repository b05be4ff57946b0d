package guwah

import (
	"cmp"
	"slices"
)

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
