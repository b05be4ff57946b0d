package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"guwah.example/guwah"
)

// SweepSessions deletes sign-ins and one-time links that ran out before a time, and returns how many; that somebody signed in stays among the acts.
func (s *Store) SweepSessions(ctx context.Context, before time.Time) (int, error) {
	const old = `delete from sessions where expires < $1`
	return s.sweep(ctx, "sign-ins", old, before.UnixMicro())
}

// SweepNotes deletes what people wrote about their decisions before a time, and returns how many notes it was; the decisions stay.
func (s *Store) SweepNotes(ctx context.Context, before time.Time) (int, error) {
	const old = `delete from act_notes where act in (select id from acts where at < $1)`
	return s.sweep(ctx, "notes", old, before.UnixMicro())
}

// Scrub empties SQLite's log into the database, whose freed pages are overwritten: until then the log has what was written before something was erased. It returns
// how many databases it was; one that is being read just now is left for the next time.
func (s *Store) Scrub(ctx context.Context) (int, error) {
	done := 0
	for _, db := range []*database{s.register, s.keys} {
		err := db.scrub(ctx)
		if errors.Is(err, guwah.ErrBusy) {
			continue
		}
		if err != nil {
			return done, fmt.Errorf("scrub: %w", err)
		}
		done++
	}
	return done, nil
}

// sweep runs a statement that deletes.
func (s *Store) sweep(ctx context.Context, what, statement string, before int64) (int, error) {
	var n int64
	err := s.register.write(ctx, func(tx *session) (err error) {
		n, err = tx.exec(ctx, statement, before)
		return err
	})
	if err != nil {
		return int(n), fmt.Errorf("sweep %s: %w", what, err)
	}
	return int(n), nil
}
