package store

import (
	"context"
	"encoding/json"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// Bursts lists the bursts that still hold testimonies, by id, each with one of them, from which its language and size are known.
func (s *Store) Bursts(ctx context.Context) ([]register.BurstLine, error) {
	const look = `select g.burst, g.n, g.danger, coalesce(b.doc, '{}'), (select t.doc from testimonies t where t.burst = g.burst order by t.danger, t.id limit 1)
from (select burst, count(*) as n, cast(sum(case when danger = $1 then 1 else 0 end) as bigint) as danger from testimonies where burst is not null group by burst) g
left join bursts b on b.id = g.burst order by g.burst`
	var lines []register.BurstLine
	err := s.register.glance(ctx, func(tx *session) error {
		return tx.query(ctx, look, []any{true}, func(row scan) error {
			var line register.BurstLine
			var id string
			var decided, one []byte
			if err := row(&id, &line.Count, &line.Danger, &decided, &one); err != nil {
				return err
			}
			var t guwah.Testimony
			if err := json.Unmarshal(decided, &line.Burst); err != nil {
				return fmt.Errorf("read a stored burst: %w", err)
			}
			if err := json.Unmarshal(one, &t); err != nil {
				return fmt.Errorf("read a stored testimony: %w", err)
			}
			if line.ID == "" {
				line.Burst = guwah.Burst{ID: guwah.BurstID(id), State: guwah.BurstAside}
			}
			line.Lang, line.SizeBucket, line.Day = t.Lang, t.SizeBucket, t.Received
			lines = append(lines, line)
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list bursts: %w", err)
	}
	return lines, nil
}

// Burst is what was decided of a burst; one that is aside where nothing was.
func (s *Store) Burst(ctx context.Context, id guwah.BurstID) (guwah.Burst, error) {
	const look = `select doc from bursts where id = $1`
	found, err := list[guwah.Burst](ctx, s, "a burst", look, string(id))
	if err != nil || len(found) == 0 {
		return guwah.Burst{ID: id, State: guwah.BurstAside}, err
	}
	return found[0], nil
}

// InBurst lists up to n testimonies of a burst, those with danger first, after skipping from of them.
func (s *Store) InBurst(ctx context.Context, id guwah.BurstID, from, n int) ([]guwah.Testimony, error) {
	const look = `select doc from testimonies where burst = $1 order by danger desc, id limit $2 offset $3`
	return list[guwah.Testimony](ctx, s, "a burst", look, string(id), n, from)
}

// Waves counts the testimonies of a burst by minute since it began.
func (s *Store) Waves(ctx context.Context, id guwah.BurstID) (map[int]int, error) {
	const look = `select wave, count(*) from testimonies where burst = $1 group by wave`
	waves := make(map[int]int)
	err := s.register.glance(ctx, func(tx *session) error {
		return tx.query(ctx, look, []any{string(id)}, func(row scan) error {
			var wave, n int
			err := row(&wave, &n)
			waves[wave] = n
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("count a burst: %w", err)
	}
	return waves, nil
}

// Expectations lists the days on which many are expected, ended ones included, by id.
func (s *Store) Expectations(ctx context.Context) ([]guwah.Expectation, error) {
	return list[guwah.Expectation](ctx, s, "expected days", `select doc from expectations order by id`)
}
