package register

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/names"
)

// Projector keeps the public lists and the public find in step with the register. Run one a process with [Projector.Run];
// whoever needs a change to be in the lists at once calls [Projector.Drain] after the commit.
type Projector struct {
	store   Projections
	edition func() Edition
	log     *slog.Logger
	woken   chan struct{}

	// Touched, where set, is told of the persons an act touched, before their projection.
	Touched func(ctx context.Context, persons []guwah.PersonID) error
	// Projected, where set, is told what was projected: a person without a row is public no longer.
	Projected func(persons []guwah.PersonID, rows []Projection)
}

// NewProjector makes a projector; edition gives the UTC day to project for and the program.
func NewProjector(store Projections, edition func() Edition, log *slog.Logger) *Projector {
	return &Projector{store: store, edition: edition, log: log, woken: make(chan struct{}, 1)}
}

// Wake has Run drain now instead of at the end of its interval. It does not wait for that.
func (p *Projector) Wake() {
	select {
	case p.woken <- struct{}{}:
	default: // it is woken already
	}
}

// Run drains when it is woken and, for the acts of other processes, every interval, until ctx ends. It projects everyone anew for each new edition: with a day
// consents and restrictions can lapse, and another program may have other rules. The edition may be a new one when it starts.
func (p *Projector) Run(ctx context.Context, interval time.Duration) {
	var done Edition
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		p.follow(ctx)
		select {
		case <-ctx.Done():
			return
		case <-p.woken:
		case <-tick.C:
		}
		if edition := p.edition(); edition != done {
			err := p.store.Outdated(ctx, edition, func(persons []guwah.PersonID) error {
				p.follow(ctx) // what changed meanwhile need not wait for everybody
				return p.project(ctx, persons)
			})
			if err != nil {
				p.log.Error("project everyone for a new day", "error", err)
				continue
			}
			done = edition
		}
	}
}

// follow drains; what it cannot project it tries again later.
func (p *Projector) follow(ctx context.Context) {
	if err := p.Drain(ctx); err != nil && ctx.Err() == nil {
		p.log.Error("project changes", "error", err)
	}
}

// Drain projects everything that was touched since it was last projected.
func (p *Projector) Drain(ctx context.Context) error {
	for {
		persons, err := p.store.Dirty(ctx, 500)
		if err != nil {
			return fmt.Errorf("list touched cases: %w", err)
		}
		if len(persons) == 0 {
			return nil
		}
		if p.Touched != nil {
			if err := p.Touched(ctx, persons); err != nil {
				p.log.Error("tell of touched cases", "error", err) // the lists must not wait for it
			}
		}
		if err := p.project(ctx, persons); err != nil {
			return err
		}
	}
}

func (p *Projector) project(ctx context.Context, persons []guwah.PersonID) error {
	edition := p.edition()
	rows, err := p.store.Project(ctx, persons, edition, func(ctx context.Context, d guwah.Dossier, others Loader) (Projection, bool, error) {
		return projectionOf(ctx, d, others, edition.Day)
	})
	if err != nil {
		return fmt.Errorf("bring the lists up to date: %w", err)
	}
	if p.Projected != nil {
		p.Projected(persons, rows)
	}
	return nil
}

// projectionOf is what the lists may select a case by: only what its page shows; and its page.
func projectionOf(ctx context.Context, d guwah.Dossier, others Loader, day guwah.Day) (row Projection, ok bool, err error) {
	view := guwah.NewView(d, guwah.Public, day)
	c, err := gate.Release(view)
	if errors.Is(err, guwah.ErrNotFound) {
		return row, false, nil
	}
	revision := c.Revision() // that a relative can be named now is a change of the relative's case
	if err == nil && len(view.Relatives) > 0 {
		if err = nameRelatives(ctx, others, &view); err == nil {
			c, err = gate.Release(view)
		}
	}
	if err != nil {
		return row, false, err
	}
	row = Projection{
		Person: d.Person.ID, Case: view.Case, Level: view.Level, Revision: revision, Changed: day, Invented: c.Invented, Released: c.Packed(),
		Running: c.ClockB != nil && !c.ClockB.Stopped, Responses: len(c.Responses),
	}
	for _, response := range c.Responses {
		row.Answered = appendNew(row.Answered, guwah.AuthorityID(response.Authority.ID))
		if v := guwah.Verdict(response.Verdict); v == guwah.GenuinePartial || v == guwah.SatisfiesDemand {
			row.Partial++
		}
	}
	for _, demand := range c.Demands {
		if demand.Authority.ID != "" {
			row.Asked = appendNew(row.Asked, guwah.AuthorityID(demand.Authority.ID))
		}
	}
	for _, campaign := range view.Campaigns {
		if campaign.Public {
			row.Campaigns = append(row.Campaigns, campaign.ID)
		}
	}
	for _, picture := range c.Pictures {
		row.Pictures = append(row.Pictures, picture.SHA256)
	}
	row.Speakers = speakers(view)
	if view.Level == guwah.LevelFull {
		row.BirthYear, row.Sex, row.Place = c.BirthYear, c.Sex, guwah.PlaceID(c.Place.ID)
		for _, name := range c.Names {
			row.Forms = append(row.Forms, Form{Text: name.Text, Keys: names.Keys(name.Text)})
		}
	}
	return row, true, nil
}

// speakers are opaque ids of the relatives whose words the page quotes, "n:" before those who speak under their own name.
func speakers(v guwah.View) []string {
	if v.Level != guwah.LevelFull {
		return nil
	}
	var out []string
	for _, words := range v.Words {
		id := string(words.Origin)
		if words.Speaker.Name != "" {
			id = "n:" + id
		}
		out = appendNew(out, id)
	}
	return out
}

func appendNew[T comparable](list []T, item T) []T {
	if slices.Contains(list, item) {
		return list
	}
	return append(list, item)
}
