package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/retain"
)

// testimonyKey is what the key of a testimony is called.
func testimonyKey(id guwah.TestimonyID) string { return "testimony/" + string(id) }

// putKeyAgain leaves a key that is there: the register went away between a testimony's key and its record, and whoever told it sends it again.
const putKeyAgain = putKey + ` on conflict (id) do nothing`

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
	return s.putKeys(ctx, putKeyAgain, keys)
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

// eraseOrLater is finishErasures, but for what must wait: while something reads a log without end, as continuous backup does, it cannot be emptied. The keys are
// gone for every reader then; what the log holds of them goes with a later sweep.
func (s *Store) eraseOrLater(ctx context.Context) error {
	if err := s.finishErasures(ctx); !errors.Is(err, guwah.ErrBusy) {
		return err
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
			if err := forgetNotes(ctx, tx, due); err != nil {
				return err
			}
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

// SweepOrphanedKeys finishes erasures that had to wait, and destroys the keys of testimonies whose records were never written, because a fault came between
// the two; it returns how many of these. Only keys at least two days old count: a younger one's record may be on its way.
func (s *Store) SweepOrphanedKeys(ctx context.Context, now time.Time) (int, error) {
	if err := s.finishErasures(ctx); err != nil {
		return 0, fmt.Errorf("finish what was to be erased: %w", err)
	}
	return s.SweepKeys(ctx, now.Add(-retain.LooseKeys), func(ctx context.Context, keys []string) (map[string]bool, error) {
		look := `select 'testimony/' || id from testimonies where ` + s.register.dialect.oneOf("'testimony/' || id", 1)
		return present(ctx, s, look, keys)
	})
}

// forgetNotes deletes what the team wrote about testimonies and about what was drawn from them: such a note may repeat it.
func forgetNotes(ctx context.Context, tx *session, testimonies []string) error {
	of := tx.dialect.oneOf("testimony", 1)
	notes := `delete from act_notes where act in (select id from acts where object_kind = 'testimony' and ` + tx.dialect.oneOf("object", 1) + `
or object_kind = 'claim' and object in (select id from claims where ` + of + `) or object_kind = 'evidence' and object in (select id from evidence where ` + of + `))`
	if _, err := tx.exec(ctx, notes, tx.dialect.list(testimonies)); err != nil {
		return fmt.Errorf("forget notes: %w", err)
	}
	return nil
}
