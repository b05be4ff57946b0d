package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"guwah.example/guwah"
)

// testimonyKey is what the key of a testimony is called.
func testimonyKey(id guwah.TestimonyID) string { return "testimony/" + string(id) }

// keyTestimonies makes the keys of testimonies that are new: before their records, so that no record is ever without its key.
func (s *Store) keyTestimonies(ctx context.Context, now time.Time, testimonies []guwah.Testimony) error {
	var keys []Key
	for _, t := range testimonies {
		if t.Version != 0 {
			continue
		}
		key, err := NewKey(rand.Reader, "testimony", now.UTC().Truncate(24*time.Hour))
		if err != nil {
			return err
		}
		key.ID = testimonyKey(t.ID)
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil
	}
	return s.PutKeys(ctx, keys...)
}

// queueErasures records which keys are to be destroyed, in the transaction of the act that says so.
func (c *commit) queueErasures(testimonies []guwah.TestimonyID) error {
	const queue = `insert into erasures (testimony) values ($1) on conflict (testimony) do nothing`
	for _, id := range testimonies {
		if _, err := c.tx.exec(c.ctx, queue, string(id)); err != nil {
			return fmt.Errorf("queue an erasure: %w", err)
		}
	}
	return nil
}

// finishErasures destroys the keys that acts have said are to be destroyed, and what the register's own log still held of them.
func (s *Store) finishErasures(ctx context.Context) error {
	const queued = `select testimony from erasures order by testimony limit 500`
	for {
		var due, keys []string
		err := s.register.glance(ctx, func(tx *session) error {
			return tx.query(ctx, queued, nil, func(row scan) error {
				var id string
				err := row(&id)
				due, keys = append(due, id), append(keys, testimonyKey(guwah.TestimonyID(id)))
				return err
			})
		})
		if err != nil || len(due) == 0 {
			return err
		}
		if _, err := s.DestroyKeys(ctx, keys...); err != nil {
			return err
		}
		done := `delete from erasures where ` + s.register.dialect.oneOf("testimony", 1)
		err = s.register.write(ctx, func(tx *session) error {
			_, err := tx.exec(ctx, done, tx.dialect.list(due))
			return err
		})
		if err != nil {
			return fmt.Errorf("note %d erasures as done: %w", len(due), err)
		}
		if err := s.register.scrub(ctx); err != nil {
			return fmt.Errorf("scrub the register's log: %w", err)
		}
	}
}

// SweepOrphanedKeys destroys the keys of testimonies whose records were never written, because a fault came between the two, and returns how many.
// Only keys at least two days old count: a younger one's record may be on its way.
func (s *Store) SweepOrphanedKeys(ctx context.Context, now time.Time) (int, error) {
	return s.SweepKeys(ctx, now.Add(-48*time.Hour), func(ctx context.Context, keys []string) (map[string]bool, error) {
		look := `select 'testimony/' || id from testimonies where ` + s.register.dialect.oneOf("'testimony/' || id", 1)
		return present(ctx, s, look, keys)
	})
}
