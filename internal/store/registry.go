package store

import (
	"context"
	"fmt"

	"guwah.example/guwah"
)

// Authorities lists all offices by id.
func (s *Store) Authorities(ctx context.Context) ([]guwah.Authority, error) {
	return list[guwah.Authority](ctx, s, "authorities", `select doc from authorities order by id`)
}

// Campaigns lists all campaigns by their address.
func (s *Store) Campaigns(ctx context.Context) ([]guwah.Campaign, error) {
	return list[guwah.Campaign](ctx, s, "campaigns", `select doc from campaigns order by slug`)
}

// Sources lists all sources by id.
func (s *Store) Sources(ctx context.Context) ([]guwah.Source, error) {
	return list[guwah.Source](ctx, s, "sources", `select doc from sources order by id`)
}

// Corrections lists all corrections by number.
func (s *Store) Corrections(ctx context.Context) ([]guwah.Correction, error) {
	return list[guwah.Correction](ctx, s, "corrections", `select doc from corrections order by no`)
}

// Challenges lists all challenges by number.
func (s *Store) Challenges(ctx context.Context) ([]guwah.Challenge, error) {
	return list[guwah.Challenge](ctx, s, "challenges", `select doc from challenges order by no`)
}

// NewestChallenges lists up to n challenges, the newest first, after skipping from.
func (s *Store) NewestChallenges(ctx context.Context, from, n int) ([]guwah.Challenge, error) {
	return list[guwah.Challenge](ctx, s, "challenges", `select doc from challenges order by no desc limit $1 offset $2`, n, from)
}

// Challenge finds one challenge by its number.
func (s *Store) Challenge(ctx context.Context, no int64) (guwah.Challenge, error) {
	return get[guwah.Challenge](ctx, s, fmt.Sprintf("challenge %d", no), `select doc from challenges where no = $1`, no)
}

// CampaignClaims lists the claims about a campaign by id, and the sources they rest on.
func (s *Store) CampaignClaims(ctx context.Context, c guwah.CampaignID) (claims []guwah.Claim, sources []guwah.Source, err error) {
	const look = `select doc from claims where campaign = $1 order by id`
	err = s.register.read(ctx, func(tx *session) error {
		claims, err = documents[guwah.Claim](ctx, tx, look, string(c))
		if err != nil {
			return err
		}
		l := &loader{ctx: ctx, tx: tx}
		sources = l.sources(&guwah.Dossier{Claims: claims})
		return l.err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("list the claims about campaign %s: %w", c, err)
	}
	return claims, sources, nil
}

// Aggregates lists all official figures, the persons named under their lines, and the sources they rest on, each by id.
func (s *Store) Aggregates(ctx context.Context) (figures []guwah.Aggregate, named []guwah.Itemised, sources []guwah.Source, err error) {
	err = s.register.read(ctx, func(tx *session) error {
		if figures, err = documents[guwah.Aggregate](ctx, tx, `select doc from aggregates order by id`); err != nil {
			return err
		}
		if named, err = documents[guwah.Itemised](ctx, tx, `select doc from itemised order by id`); err != nil {
			return err
		}
		l := &loader{ctx: ctx, tx: tx}
		rests := guwah.Dossier{}
		for _, figure := range figures {
			rests.Responses = append(rests.Responses, guwah.Response{Source: figure.Source})
		}
		sources = l.sources(&rests)
		return l.err
	})
	if err != nil {
		return nil, nil, nil, fmt.Errorf("list official figures: %w", err)
	}
	return figures, named, sources, nil
}
