package gate

import (
	"slices"

	"guwah.example/guwah"
)

// HomeParts is what the first page is made from: counts over what is released, and released lines.
type HomeParts struct {
	People, Unanswered, Responses, Partial, Invented int
	Newest                                           []Line
	Campaigns                                        []guwah.Campaign // the public ones are named
}

// NewHome makes the first page.
func NewHome(p HomeParts) Home {
	home := homeContent{
		People: p.People, Unanswered: p.Unanswered, Responses: p.Responses, Partial: p.Partial, Invented: p.Invented, Newest: p.Newest,
	}
	for _, c := range p.Campaigns {
		if c.Public {
			home.Campaigns = append(home.Campaigns, CampaignRef{Slug: c.Slug, Tag: c.Tag})
		}
	}
	return Home{home}
}

// CampaignParts is what a campaign's page is made from.
type CampaignParts struct {
	Campaign                          guwah.Campaign
	Authority                         *guwah.Authority
	Claims                            []guwah.Claim // about the campaign; accepted public ones count
	Sources                           []guwah.Source
	Cases                             []Line
	Total                             int
	Speakers, Named, Demands, Answers int
}

// NewCampaign makes a campaign's page. It fails with [guwah.ErrNotFound] where the campaign is not public.
func NewCampaign(p CampaignParts) (Campaign, error) {
	if !p.Campaign.Public {
		return Campaign{}, guwah.ErrNotFound
	}
	c := campaignContent{
		CampaignRef: CampaignRef{Slug: p.Campaign.Slug, Tag: p.Campaign.Tag},
		Names:       textsOf(p.Campaign.Names), Demand: textsOf(p.Campaign.Demand),
		From: int32(p.Campaign.From), To: int32(p.Campaign.To), Invented: p.Campaign.Invented,
		Cases: p.Cases, Total: p.Total, Speakers: p.Speakers, Named: p.Named, Demands: p.Demands, Answers: p.Answers,
		Facts: campaignFacts(p.Claims, p.Sources),
	}
	if p.Authority != nil {
		named := AuthorityOf(*p.Authority)
		c.Authority = &named
	}
	return Campaign{c}, nil
}

// campaignFacts sets accounts of the same thing side by side: those with one predicate and different dates or figures disagree.
func campaignFacts(claims []guwah.Claim, sources []guwah.Source) []Entry {
	from := map[guwah.SourceID]guwah.Source{}
	for _, s := range sources {
		from[s.ID] = s
	}
	var entries []Entry
	for _, claim := range guwah.PublicAccounts(claims) {
		fact := Fact{
			Predicate: string(claim.Predicate), Code: claim.Value.Code, Texts: valueTexts(claim.Value), When: dateOf(claim.When), Basis: string(claim.Basis),
			Confirmation: string(guwah.Reported), Asserted: saidOn(claim, from[claim.Source]),
		}
		if s, ok := from[claim.Source]; ok {
			fact.Speaker.Source = sourceOf(s)
		}
		i := slices.IndexFunc(entries, func(e Entry) bool { return e.Facts[0].Predicate == fact.Predicate && e.Facts[0].Code == fact.Code })
		if i < 0 || fact.Predicate == string(guwah.PredCounted) {
			entries = append(entries, Entry{Date: fact.When, Facts: []Fact{fact}})
			continue
		}
		entries[i].Facts = append(entries[i].Facts, fact)
		entries[i].Disagree = true
	}
	number := 0
	for i := range entries {
		for j := range entries[i].Facts {
			number++
			entries[i].Facts[j].Key = key(number)
		}
	}
	return entries
}

// AuthorityParts is what an authority's page is made from.
type AuthorityParts struct {
	Authority     guwah.Authority
	Parent        *guwah.Authority
	Demands       []Case // with a public demand to it
	Answered      []Case // with a public response of it
	Total, Silent int
	Aggregates    []guwah.Aggregate
	Itemised      map[string]int // distinct people named under a line, by aggregate id + "/" + line code; of people released only
	Sources       []guwah.Source
}

// NewAuthority makes an authority's page from released cases. Sorted by number, never by a clock or a count (rule 24).
func NewAuthority(p AuthorityParts) AuthorityPage {
	page := authorityContent{Authority: AuthorityOf(p.Authority), Total: p.Total, Silent: p.Silent}
	if p.Parent != nil {
		parent := AuthorityOf(*p.Parent)
		page.Parent = &parent
	}
	for _, c := range p.Demands {
		for _, demand := range c.Demands {
			if demand.Authority.ID == page.ID {
				page.Demands = append(page.Demands, AskedLine{Case: LineOf(c, 0), Clock: demand.Clock})
			}
		}
	}
	for _, c := range p.Answered {
		for _, response := range c.Responses {
			if response.Authority.ID == page.ID {
				page.Responses = append(page.Responses, CaseResponse{Case: LineOf(c, 0), Response: response})
			}
		}
	}
	for _, a := range p.Aggregates {
		if a.Public && a.Authority == p.Authority.ID {
			page.Aggregates = append(page.Aggregates, aggregateOf(a, p.Itemised, p.Sources))
		}
	}
	return AuthorityPage{page}
}

func aggregateOf(a guwah.Aggregate, itemised map[string]int, sources []guwah.Source) Aggregate {
	out := Aggregate{Said: textsOf(a.Said), Scope: textsOf(a.Scope), At: int32(a.At), Mismatch: guwah.Mismatched(a)}
	for _, s := range sources {
		if s.ID == a.Source {
			out.Source = sourceOf(s)
		}
	}
	for _, line := range a.Lines {
		out.Lines = append(out.Lines, AggregateLine{
			Code: line.Code, Parent: line.Parent, Figure: line.Figure, Names: textsOf(line.Names), Itemised: itemised[string(a.ID)+"/"+line.Code],
		})
	}
	return out
}

// NewFound makes a search result: groups of released lines, each with the form that matched and why.
func NewFound(query string, groups []Group, suggest []string, more bool) Found {
	total := 0
	for _, g := range groups {
		total += len(g.Hits)
	}
	if groups == nil {
		groups = []Group{} // in JSON, a list without entries
	}
	return Found{foundContent{Query: query, Groups: groups, Total: total, Suggest: suggest, More: more}}
}

// NewHit makes a hit of a case shown in full that bears this form; false for any other case, whatever an index may say.
func NewHit(c Case, changed int32, form, why string, score float64) (Hit, bool) {
	for _, name := range c.Names {
		if name.Text == form && c.Level == guwah.LevelFull.String() {
			return Hit{hitContent{Line: LineOf(c, changed), Form: form, Why: why, Score: score}}, true
		}
	}
	return Hit{}, false
}
