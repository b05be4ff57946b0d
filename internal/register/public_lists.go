package register

import (
	"context"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/gate"
)

// pageSize is how many cases a list page shows.
const pageSize = 50

// newestAtHome is how many of the newest cases the first page shows.
const newestAtHome = 12

// numbersAtOnce is how many case numbers are read in one go when all are.
const numbersAtOnce = 1000

// Home gives the first page.
func (p *Public) Home(ctx context.Context) (gate.Home, error) {
	counts, err := p.store.Counts(ctx)
	if err != nil {
		return gate.Home{}, fmt.Errorf("count cases: %w", err)
	}
	newest, err := p.Recent(ctx, newestAtHome)
	if err != nil {
		return gate.Home{}, err
	}
	campaigns, err := p.store.Campaigns(ctx)
	if err != nil {
		return gate.Home{}, fmt.Errorf("list campaigns: %w", err)
	}
	return gate.NewHome(gate.HomeParts{
		People: counts.People, Unanswered: counts.Unanswered, Responses: counts.Responses, Partial: counts.Partial, Invented: counts.Invented,
		Newest: newest, Campaigns: campaigns,
	}), nil
}

// Recent lists cases by last public change, newest first.
func (p *Public) Recent(ctx context.Context, n int) ([]gate.Line, error) {
	selected, err := p.store.Recent(ctx, n)
	if err != nil {
		return nil, fmt.Errorf("list recent cases: %w", err)
	}
	return p.lines(ctx, selected)
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
		batch, err := p.store.Numbers(ctx, after, numbersAtOnce)
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
