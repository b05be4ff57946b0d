package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"guwah.example/guwah"
)

// SessionsOf lists somebody's sign-ins and links, ended ones included.
func (s *Store) SessionsOf(ctx context.Context, of guwah.StaffID) ([]guwah.Session, error) {
	const look = `select doc from sessions where staff = $1 order by expires desc, hash`
	return list[guwah.Session](ctx, s, "the sign-ins of "+string(of), look, string(of))
}

// PasskeysOf lists somebody's passkeys, those given up included.
func (s *Store) PasskeysOf(ctx context.Context, of guwah.StaffID) ([]guwah.Passkey, error) {
	const look = `select doc from passkeys where staff = $1 order by id`
	return list[guwah.Passkey](ctx, s, "the passkeys of "+string(of), look, string(of))
}

// Passkeys lists the passkeys of the whole team, those given up included.
func (s *Store) Passkeys(ctx context.Context) ([]guwah.Passkey, error) {
	const look = `select doc from passkeys order by staff, id`
	return list[guwah.Passkey](ctx, s, "the team's passkeys", look)
}

// Passkey finds a passkey by its credential id.
func (s *Store) Passkey(ctx context.Context, id string) (guwah.Passkey, error) {
	const look = `select doc from passkeys where id = $1`
	return get[guwah.Passkey](ctx, s, "a passkey", look, id)
}

// KeepCeremony keeps a question put to an authenticator, and forgets those whose time is over. It is no act: nothing is decided by it, and anybody may ask.
func (s *Store) KeepCeremony(ctx context.Context, c guwah.Ceremony, now time.Time) error {
	const forget = `delete from ceremonies where expires <= $1`
	const keep = `insert into ceremonies (hash, expires, doc) values ($1, $2, $3)`
	doc, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("keep a ceremony: %w", err)
	}
	err = s.register.write(ctx, func(tx *session) error {
		if _, err := tx.exec(ctx, forget, now.UnixMicro()); err != nil {
			return err
		}
		_, err := tx.exec(ctx, keep, c.Hash, c.Expires.UnixMicro(), string(doc))
		return err
	})
	if err != nil {
		return fmt.Errorf("keep a ceremony: %w", err)
	}
	return nil
}

// TakeCeremony takes a question out by the hash of its challenge, so that nobody answers it twice. It fails with [guwah.ErrNotFound] where there is none.
func (s *Store) TakeCeremony(ctx context.Context, hash string) (guwah.Ceremony, error) {
	const take = `delete from ceremonies where hash = $1 returning doc`
	var c guwah.Ceremony
	err := s.register.write(ctx, func(tx *session) error {
		var doc []byte
		found, err := tx.one(ctx, take, []any{hash}, &doc)
		if err != nil {
			return err
		}
		if !found {
			return guwah.ErrNotFound
		}
		return json.Unmarshal(doc, &c)
	})
	if err != nil {
		return guwah.Ceremony{}, fmt.Errorf("take a ceremony out: %w", err)
	}
	return c, nil
}
