package gate

import (
	"slices"

	"guwah.example/guwah"
)

func (r releaser) entry(e guwah.Entry) Entry {
	entry := Entry{Date: dateOf(e.Date), Disagree: e.Disagree, Facts: slices.Grow([]Fact(nil), len(e.Facts))}
	for _, fact := range e.Facts {
		entry.Facts = append(entry.Facts, r.fact(fact))
	}
	if e.Reading != nil {
		reading := r.reason(*e.Reading)
		entry.Reading = &reading
	}
	return entry
}

func (r releaser) fact(f guwah.Fact) Fact {
	return Fact{
		Key:          r.keys[f.Claim.ID],
		Predicate:    string(f.Claim.Predicate),
		Code:         f.Claim.Value.Code,
		Texts:        valueTexts(f.Claim.Value),
		Term:         f.Claim.Value.Term,
		When:         dateOf(f.Claim.When),
		Place:        placeOf(f.Claim.Place),
		Basis:        string(f.Claim.Basis),
		Confirmation: string(f.Confirmation),
		BareWord:     f.BareWord,
		Speaker:      r.speaker(f.Speaker),
		Asserted:     saidOn(f.Claim, r.view.Sources[f.Claim.Source]),
		Says:         f.Independent,
		OwnNotice:    f.Claim.Value.OwnNotice,
		RemainsSeen:  f.Claim.Value.RemainsSeen,
	}
}

func (r releaser) speaker(s guwah.Speaker) Speaker {
	speaker := Speaker{Relation: s.Relation, Name: s.Name, NameLang: s.NameLang}
	if source, ok := r.view.Sources[s.Source]; ok {
		speaker.Source = sourceOf(source)
	}
	if authority, ok := r.view.Authorities[s.Authority]; ok {
		named := AuthorityOf(authority)
		speaker.Authority = &named
	}
	return speaker
}

func (r releaser) response(v guwah.ResponseView) Response {
	response := Response{
		Authority: AuthorityOf(r.view.Authorities[v.Response.Authority]),
		Medium:    string(v.Response.Medium),
		Contents:  codes(v.Response.Contents),
		Said:      textsOf(v.Response.Said),
		Shown:     dateOf(v.Response.Shown),
		Published: int32(v.Response.Published),
		Verdict:   string(v.Verdict),
		Effect:    r.reason(v.Effect),
	}
	if source, ok := r.view.Sources[v.Response.Source]; ok {
		response.Source = sourceOf(source)
	}
	for _, a := range v.Assessments {
		response.Assessments = append(response.Assessments, Assessment{
			ByFamily: a.ByFamily, Verdict: string(a.Verdict), Reason: textsOf(a.Reason), At: int32(a.At),
		})
		for _, indicator := range a.Indicators {
			response.Indicators = appendNew(response.Indicators, string(indicator))
		}
	}
	return response
}

// demand shows whom was asked and when; below full only an authority too high to betray a place, and years instead of days.
func (r releaser) demand(d guwah.DemandView) Demand {
	demand := Demand{Asks: codes(d.Demand.Asks), Clock: r.clockB(d.Clock)}
	if authority := r.view.Authorities[d.Demand.Authority]; r.full() || high(authority.Level) {
		demand.Authority = AuthorityOf(authority)
	}
	for _, campaign := range r.view.Campaigns {
		if campaign.ID == d.Demand.Campaign && campaign.Public {
			demand.Campaign = &CampaignRef{Slug: campaign.Slug, Tag: campaign.Tag}
		}
	}
	if !r.full() {
		return demand
	}
	demand.Texts = textsOf(d.Demand.Texts)
	for _, event := range d.Demand.Events {
		if event.Kind != guwah.DemandDrafted {
			demand.Events = append(demand.Events, DemandEvent{Kind: string(event.Kind), At: int32(event.At), Via: event.Via})
		}
	}
	return demand
}

func high(level guwah.AuthorityLevel) bool {
	return level == "national" || level == "region" || level == "own_government" || level == "international"
}

func (r releaser) clockA(a *guwah.ClockA) *Clock {
	if a == nil {
		return nil
	}
	return r.coarse(Clock{
		Days: a.Days, AtLeast: a.AtLeast, Label: string(a.Label), From: dateOf(a.From), Stopped: a.Stopped, Until: int32(a.Until), Reason: r.reason(a.Reason),
	})
}

func (r releaser) clockB(b *guwah.ClockB) *Clock {
	if b == nil {
		return nil
	}
	stopped := b.State == guwah.DemandAnswered || b.State == guwah.DemandStoppedWithdrawn || b.State == guwah.DemandStoppedClosed
	since := Date{From: int32(b.Since), To: int32(b.Since), Type: string(guwah.DateExact), EDTF: b.Since.String()}
	return r.coarse(Clock{
		Days: b.Days, Label: string(b.State), From: since, By: string(b.From), Stopped: stopped, Until: int32(b.StoppedOn),
		Overdue: b.Overdue, Silent: b.Silent, Reason: r.reason(b.Reason),
	})
}

// coarse leaves only whole years of a clock below full (rule 15).
func (r releaser) coarse(c Clock) *Clock {
	c.Years = c.Days * 400 / 146097
	if r.full() {
		return &c
	}
	c.Days, c.YearsOnly, c.From, c.Until = 0, true, Date{}, 0
	return &c
}

func (r releaser) sign(s *guwah.Sign) *Sign {
	if s == nil {
		return nil
	}
	sign := &Sign{Date: dateOf(s.Date), How: s.How}
	if !r.full() {
		sign.Date = yearOnly(s.Date)
	}
	return sign
}

// reason keeps only the accounts that the page shows, by their numbers on it.
func (r releaser) reason(why guwah.Reason) Reason {
	reason := Reason{Rule: why.Rule, Code: why.Code, Date: yearOnly(why.Date)}
	if !r.full() {
		return reason
	}
	reason.Date = dateOf(why.Date)
	for _, claim := range why.Used {
		if key := r.keys[claim]; key != "" {
			reason.Used = append(reason.Used, key)
		}
	}
	for _, aside := range why.SetAside {
		reason.SetAside = append(reason.SetAside, SetAside{Key: r.keys[aside.Claim], Code: aside.Code})
	}
	return reason
}
