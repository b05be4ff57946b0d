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
