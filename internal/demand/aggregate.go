package demand

import (
	"context"
	"fmt"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// Demands is the register's side of what is not about one person: figures that authorities publish.
type Demands struct {
	register *register.Register
}

// New makes the use cases that stand beside single cases.
func New(r *register.Register) *Demands { return &Demands{r} }

// Figures is an aggregate as a case-worker enters it.
type Figures struct {
	Aggregate guwah.Aggregate // id and names of people are given by the act
	Source    *guwah.Source   // a new source; for a known one set Aggregate.Source
}

// RecordAggregate stores a bare figure whole, whether or not its parts sum (rule 19). It is public once a second person puts their name to it.
func (s *Demands) RecordAggregate(ctx context.Context, by guwah.StaffID, f Figures) (guwah.AggregateID, error) {
	a := f.Aggregate
	if err := checkAggregate(a, s.register.Today()); err != nil {
		return "", err
	}
	a.Versioned, a.ID = guwah.Versioned{}, guwah.AggregateID(s.register.NewID())
	a.Public, a.By = false, []guwah.StaffID{by}
	var changes guwah.Changes
	if f.Source != nil {
		source := *f.Source
		source.ID = guwah.SourceID(s.register.NewID())
		changes.Sources, a.Source = []guwah.Source{source}, source.ID
	}
	changes.Aggregates = []guwah.Aggregate{a}
	_, err := s.register.Commit(ctx, guwah.Act{By: by, Verb: "record_aggregate", Kind: "aggregate", Object: string(a.ID)}, changes)
	return a.ID, err
}

func checkAggregate(a guwah.Aggregate, today guwah.Day) error {
	if a.Authority == "" {
		return &guwah.Invalid{Field: "authority", Key: "Choose which authority says so."}
	}
	if len(a.Said) == 0 {
		return &guwah.Invalid{Field: "said", Key: "Write what was said, in short and neutral words."}
	}
	if a.At == 0 || a.At > today {
		return &guwah.Invalid{Field: "at", Key: "Write the day it was said, no later than today."}
	}
	if len(a.Lines) == 0 {
		return &guwah.Invalid{Field: "lines", Key: "Write at least one figure."}
	}
	codes := map[string]bool{"": true}
	for _, line := range a.Lines {
		if line.Code == "" || codes[line.Code] || line.Figure < 0 {
			return &guwah.Invalid{Field: "lines", Key: "Each figure needs a short code of its own, and cannot be negative."}
		}
		codes[line.Code] = true
	}
	for _, line := range a.Lines {
		if !codes[line.Parent] {
			return &guwah.Invalid{Field: "lines", Key: "A figure is part of another that is not there."}
		}
	}
	return nil
}

// PublishAggregate is the second of the two people.
func (s *Demands) PublishAggregate(ctx context.Context, by guwah.StaffID, id guwah.AggregateID) error {
	a, _, err := s.aggregate(ctx, id)
	if err != nil {
		return err
	}
	if slices.Contains(a.By, by) {
		return fmt.Errorf("publish aggregate %s: it takes a second person: %w", id, guwah.ErrRefused)
	}
	a.By, a.Public = append(slices.Clone(a.By), by), true
	act := guwah.Act{By: by, Verb: "publish_aggregate", Kind: "aggregate", Object: string(id), Two: true}
	_, err = s.register.Commit(ctx, act, guwah.Changes{Aggregates: []guwah.Aggregate{a}})
	return err
}

// Itemise records that the authority named this person under one line of its aggregate, in a response recorded on the person's case (rule 20).
func (s *Demands) Itemise(ctx context.Context, by guwah.StaffID, item guwah.Itemised) error {
	a, items, err := s.aggregate(ctx, item.Aggregate)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(a.Lines, func(l guwah.AggregateLine) bool { return l.Code == item.Line }) {
		return &guwah.Invalid{Field: "line", Key: "Choose one of the list."}
	}
	d, err := s.register.Dossier(ctx, item.Person)
	if err != nil {
		return err
	}
	r, err := responseIn(d, item.Response)
	if err != nil {
		return &guwah.Invalid{Field: "response", Key: "First record the answer in which the authority names this person."}
	}
	if r.Authority != a.Authority {
		return &guwah.Invalid{Field: "response", Key: "That answer is another authority’s."}
	}
	if slices.ContainsFunc(items, func(i guwah.Itemised) bool { return i.Line == item.Line && i.Person == item.Person }) {
		return nil // distinct persons are counted once
	}
	item.Versioned, item.ID = guwah.Versioned{}, s.register.NewID()
	act := guwah.Act{By: by, Verb: "itemise", Kind: "aggregate", Object: string(item.Aggregate)}
	_, err = s.register.Commit(ctx, act, guwah.Changes{Itemised: []guwah.Itemised{item}})
	return err
}

func (s *Demands) aggregate(ctx context.Context, id guwah.AggregateID) (guwah.Aggregate, []guwah.Itemised, error) {
	all, items, _, err := s.register.Registry().Aggregates(ctx)
	if err != nil {
		return guwah.Aggregate{}, nil, fmt.Errorf("open aggregate %s: %w", id, err)
	}
	for _, a := range all {
		if a.ID == id {
			return a, slices.DeleteFunc(items, func(i guwah.Itemised) bool { return i.Aggregate != id }), nil
		}
	}
	return guwah.Aggregate{}, nil, fmt.Errorf("aggregate %s: %w", id, guwah.ErrNotFound)
}
