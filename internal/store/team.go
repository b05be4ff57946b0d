package store

import (
	"context"
	"encoding/json"
	"fmt"

	"guwah.example/guwah"
)

// Members lists the team by handle, those who have left included.
func (s *Store) Members(ctx context.Context) ([]guwah.Staff, error) {
	const look = `select doc from staff order by handle`
	return list[guwah.Staff](ctx, s, "the team", look)
}

// Session finds a sign-in or a one-time link by the SHA-256 of its secret, ended ones included, and whose it is. It fails with
// [guwah.ErrNotFound] where there is none.
func (s *Store) Session(ctx context.Context, hash string) (guwah.Session, guwah.Staff, error) {
	const look = `select s.doc, m.doc from sessions s join staff m on m.id = s.staff where s.hash = $1`
	var signIn guwah.Session
	var member guwah.Staff
	err := s.register.glance(ctx, func(tx *session) error {
		var one, whose []byte
		found, err := tx.one(ctx, look, []any{hash}, &one, &whose)
		if err != nil {
			return err
		}
		if !found {
			return guwah.ErrNotFound
		}
		if err := json.Unmarshal(one, &signIn); err != nil {
			return err
		}
		return json.Unmarshal(whose, &member)
	})
	if err != nil {
		return guwah.Session{}, guwah.Staff{}, fmt.Errorf("find a sign-in: %w", err)
	}
	return signIn, member, nil
}
