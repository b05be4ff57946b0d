package register

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/gate"
)

// pageSize is how many cases a list page shows.
const pageSize = 50

// Home gives the first page.
func (p *Public) Home(ctx context.Context) (gate.Home, error) {
	counts, err := p.store.Counts(ctx)
	if err != nil {
		return gate.Home{}, fmt.Errorf("count cases: %w", err)
	}
	newest, err := p.Recent(ctx, 12)
	if err != nil {
		return gate.Home{}, err
	}
	campaigns, err := p.store.Campaigns(ctx)
	if err != nil {
		return gate.Home{}, fmt.Errorf("list campaigns: %w", err)
	}
	return gate.NewHome(counts.People, counts.Unanswered, counts.Responses, counts.Partial, counts.Invented, newest, campaigns), nil
}

// Recent lists cases by last public change, newest first.
func (p *Public) Recent(ctx context.Context, n int) ([]gate.Line, error) {
	selected, err := p.store.Recent(ctx, n)
	if err != nil {
		return nil, fmt.Errorf("list recent cases: %w", err)
	}
	return p.lines(ctx, selected)
}

// Campaigns lists the public campaigns by slug, each without its cases.
func (p *Public) Campaigns(ctx context.Context) ([]gate.Campaign, error) {
	all, err := p.store.Campaigns(ctx)
	if err != nil {
		return nil, fmt.Errorf("list campaigns: %w", err)
	}
	slices.SortFunc(all, func(a, b guwah.Campaign) int { return strings.Compare(a.Slug, b.Slug) })
	var out []gate.Campaign
	for _, c := range all {
		page, err := p.campaign(ctx, c, 0, 0)
		if errors.Is(err, guwah.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, page)
	}
	return out, nil
}

// Campaign gives a campaign's page, its cases from the one numbered from.
func (p *Public) Campaign(ctx context.Context, slug string, from int) (gate.Campaign, error) {
	all, err := p.store.Campaigns(ctx)
	if err != nil {
		return gate.Campaign{}, fmt.Errorf("list campaigns: %w", err)
	}
	for _, c := range all {
		if c.Slug == slug {
			return p.campaign(ctx, c, from, pageSize)
		}
	}
	return gate.Campaign{}, guwah.ErrNotFound
}

func (p *Public) campaign(ctx context.Context, c guwah.Campaign, from, n int) (gate.Campaign, error) {
	parts := gate.CampaignParts{Campaign: c}
	counts, err := p.store.CampaignCounts(ctx, c.ID)
	if err != nil {
		return gate.Campaign{}, fmt.Errorf("count campaign %s: %w", c.Slug, err)
	}
	parts.Speakers, parts.Named, parts.Demands, parts.Answers = counts.Speakers, counts.Named, counts.Demands, counts.Answers
	selected, total, err := p.store.InCampaign(ctx, c.ID, from, n)
	if err != nil {
		return gate.Campaign{}, fmt.Errorf("list campaign %s: %w", c.Slug, err)
	}
	if parts.Cases, err = p.lines(ctx, selected); err != nil {
		return gate.Campaign{}, err
	}
	parts.Total = total
	if parts.Claims, parts.Sources, err = p.store.CampaignClaims(ctx, c.ID); err != nil {
		return gate.Campaign{}, fmt.Errorf("load claims of campaign %s: %w", c.Slug, err)
	}
	authorities, err := p.authorities(ctx)
	if err != nil {
		return gate.Campaign{}, err
	}
	if a, ok := authorities[c.Authority]; ok {
		parts.Authority = &a
	}
	return gate.NewCampaign(parts)
}

func (p *Public) authorities(ctx context.Context) (map[guwah.AuthorityID]guwah.Authority, error) {
	all, err := p.store.Authorities(ctx)
	if err != nil {
		return nil, fmt.Errorf("list authorities: %w", err)
	}
	byID := make(map[guwah.AuthorityID]guwah.Authority, len(all))
	for _, a := range all {
		byID[a.ID] = a
	}
	return byID, nil
}

// Authorities lists by name those that have a public demand, response or figure, without their cases.
func (p *Public) Authorities(ctx context.Context) ([]gate.AuthorityPage, error) {
	all, err := p.store.Authorities(ctx)
	if err != nil {
		return nil, fmt.Errorf("list authorities: %w", err)
	}
	slices.SortFunc(all, func(a, b guwah.Authority) int { return strings.Compare(englishName(a), englishName(b)) })
	var pages []gate.AuthorityPage
	for _, a := range all {
		page, err := p.Authority(ctx, string(a.ID), 0)
		if errors.Is(err, guwah.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		pages = append(pages, page)
	}
	return pages, nil
}

func englishName(a guwah.Authority) string {
	name, _ := a.Names.In("en")
	return name.Text
}

// Authority gives an authority's page, its demands from the one numbered from. An authority that nothing public speaks of is not found.
func (p *Public) Authority(ctx context.Context, id string, from int) (gate.AuthorityPage, error) {
	authorities, err := p.authorities(ctx)
	if err != nil {
		return gate.AuthorityPage{}, err
	}
	a, ok := authorities[guwah.AuthorityID(id)]
	if !ok {
		return gate.AuthorityPage{}, guwah.ErrNotFound
	}
	parts := gate.AuthorityParts{Authority: a}
	if parent, ok := authorities[a.Parent]; ok {
		parts.Parent = &parent
	}
	if err := p.addCases(ctx, &parts, from); err != nil {
		return gate.AuthorityPage{}, fmt.Errorf("authority %s: %w", id, err)
	}
	if err := p.addAggregates(ctx, &parts); err != nil {
		return gate.AuthorityPage{}, fmt.Errorf("authority %s: %w", id, err)
	}
	page := gate.NewAuthority(parts)
	if page.Total == 0 && len(page.Responses) == 0 && len(page.Aggregates) == 0 {
		return gate.AuthorityPage{}, guwah.ErrNotFound
	}
	return page, nil
}

func (p *Public) addCases(ctx context.Context, parts *gate.AuthorityParts, from int) error {
	asked, total, silent, err := p.store.Asked(ctx, parts.Authority.ID, from, pageSize)
	if err != nil {
		return err
	}
	parts.Total, parts.Silent = total, silent
	if parts.Demands, err = p.cases(ctx, asked); err != nil {
		return err
	}
	answered, err := p.store.Answered(ctx, parts.Authority.ID, pageSize)
	if err != nil {
		return err
	}
	parts.Answered, err = p.cases(ctx, answered)
	return err
}

func (p *Public) cases(ctx context.Context, selected []Selected) ([]gate.Case, error) {
	var out []gate.Case
	for _, s := range selected {
		c, ok, err := p.release(ctx, s.Person)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, c)
		}
	}
	return out, nil
}

// addAggregates adds the figures an authority published; a person counts as itemised only where their own case is shown in full.
func (p *Public) addAggregates(ctx context.Context, parts *gate.AuthorityParts) error {
	aggregates, itemised, sources, err := p.store.Aggregates(ctx)
	if err != nil {
		return err
	}
	parts.Aggregates, parts.Sources, parts.Itemised = aggregates, sources, map[string]int{}
	seen := map[string]bool{}
	for _, item := range itemised {
		line := string(item.Aggregate) + "/" + item.Line
		if seen[line+"/"+string(item.Person)] {
			continue
		}
		seen[line+"/"+string(item.Person)] = true
		c, ok, err := p.release(ctx, item.Person)
		if err != nil {
			return err
		}
		if ok && c.Level == guwah.LevelFull.String() {
			parts.Itemised[line]++
		}
	}
	return nil
}

// Corrections lists all corrections, newest first; where consent hides the value, number, kind and day remain.
func (p *Public) Corrections(ctx context.Context) ([]gate.Correction, error) {
	all, err := p.store.Corrections(ctx)
	if err != nil {
		return nil, fmt.Errorf("list corrections: %w", err)
	}
	var out []gate.Correction
	for _, c := range all {
		shown, err := p.shownCorrection(ctx, c)
		if err != nil {
			return nil, err
		}
		out = append(out, shown)
	}
	slices.SortFunc(out, func(a, b gate.Correction) int { return int(b.No - a.No) })
	return out, nil
}

// shownCorrection takes a correction from its case's page where the page shows it, so that one rule decides both.
func (p *Public) shownCorrection(ctx context.Context, c guwah.Correction) (gate.Correction, error) {
	if released, ok, err := p.release(ctx, c.Person); err != nil {
		return gate.Correction{}, err
	} else if ok {
		for _, shown := range released.Corrections {
			if shown.No == c.No {
				return shown, nil
			}
		}
	}
	return gate.Corrected(c, false), nil
}

// Challenges lists up to n challenges, newest first, after skipping from.
func (p *Public) Challenges(ctx context.Context, from, n int) ([]gate.Challenge, error) {
	all, err := p.store.NewestChallenges(ctx, from, n)
	if err != nil {
		return nil, fmt.Errorf("list challenges: %w", err)
	}
	out := make([]gate.Challenge, 0, len(all))
	full := map[guwah.PersonID]bool{} // anyone may challenge one record many times; it is loaded once
	for _, c := range all {
		shown, known := full[c.Person]
		if !known {
			released, ok, err := p.release(ctx, c.Person)
			if err != nil {
				return nil, err
			}
			shown = ok && released.Level == guwah.LevelFull.String()
			full[c.Person] = shown
		}
		out = append(out, gate.Challenged(c, shown))
	}
	return out, nil
}

// ChallengeNo gives the challenge with this number; guwah.ErrNotFound where none has it.
func (p *Public) ChallengeNo(ctx context.Context, no int64) (gate.Challenge, error) {
	c, err := p.store.Challenge(ctx, no)
	if err != nil {
		return gate.Challenge{}, err
	}
	released, ok, err := p.release(ctx, c.Person)
	return gate.Challenged(c, ok && released.Level == guwah.LevelFull.String()), err
}

// Map lists every public address.
func (p *Public) Map(ctx context.Context) ([]gate.MapEntry, error) {
	var entries []gate.MapEntry
	err := p.each(ctx, func(s Selected) error {
		entries = append(entries, gate.MapEntry{Path: "case/" + string(s.Case), Changed: int32(s.Changed)})
		return nil
	})
	return entries, err
}

// Each calls f for every public case in the order of their numbers.
func (p *Public) Each(ctx context.Context, f func(gate.Case) error) error {
	return p.each(ctx, func(s Selected) error {
		c, ok, err := p.release(ctx, s.Person)
		if err != nil || !ok {
			return err
		}
		return f(c)
	})
}

func (p *Public) each(ctx context.Context, f func(Selected) error) error {
	after := guwah.CaseID("")
	for {
		batch, err := p.store.Numbers(ctx, after, 1000)
		if err != nil {
			return fmt.Errorf("list case numbers: %w", err)
		}
		if len(batch) == 0 {
			return nil
		}
		for _, s := range batch {
			if err := f(s); err != nil {
				return err
			}
		}
		after = batch[len(batch)-1].Case
	}
}
