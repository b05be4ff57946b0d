package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"guwah.example/guwah"
)

// See notes that a sign-in was used. It is no act, and leaves the version alone: whoever ends the session at that moment must not be refused.
func (s *Store) See(ctx context.Context, hash string, at time.Time) error {
	const look, note = `select doc from sessions where hash = $1`, `update sessions set doc = $2 where hash = $1`
	err := s.register.write(ctx, func(tx *session) error {
		var doc []byte
		found, err := tx.one(ctx, look, []any{hash}, &doc)
		if err != nil || !found {
			return err
		}
		var seen guwah.Session
		if err := json.Unmarshal(doc, &seen); err != nil {
			return err
		}
		seen.Seen = at
		if doc, err = json.Marshal(seen); err != nil {
			return err
		}
		_, err = tx.exec(ctx, note, hash, string(doc))
		return err
	})
	if err != nil {
		return fmt.Errorf("note that a sign-in was used: %w", err)
	}
	return nil
}
