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
