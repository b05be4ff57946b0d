package register

import (
	"context"
	"fmt"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/gate"
)

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
