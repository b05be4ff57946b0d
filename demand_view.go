package guwah

import (
	"cmp"
	"slices"
)

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
			if !c.p.d.publicCampaign(d.Campaign) {
				view.Demand.Campaign = ""
			}
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

// publicCampaign tells whether the dossier holds a campaign of this id that anyone may know of.
func (d *Dossier) publicCampaign(id CampaignID) bool {
	return slices.ContainsFunc(d.Campaigns, func(c Campaign) bool { return c.ID == id && c.Public })
}
