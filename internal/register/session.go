package register

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"guwah.example/guwah"
)

// SignIn turns the secret of a one-time link into a session and returns the session's secret. The link is spent. A link that is unknown, spent
// or too old gives guwah.ErrRefused, all three alike.
func (r *Register) SignIn(ctx context.Context, link string) (string, error) {
	s, staff, err := r.known(ctx, link, "link")
	if err != nil {
		return "", err
	}
	s.Ended, s.Seen = true, r.now().UTC()
	secret, session := r.secret(staff.ID, "session", SessionLife)
	act := guwah.Act{By: staff.ID, Verb: "sign_in", Kind: "staff", Object: string(staff.ID)}
	_, err = r.Commit(ctx, act, guwah.Changes{Sessions: []guwah.Session{s, session}})
	if errors.Is(err, guwah.ErrConflict) {
		return "", errNoLink // two used it at the same moment: one of them came first
	}
	return secret, err
}

// SignedIn says whose session this is, and notes that it was used. A session that is unknown, ended, idle for too long or too old gives guwah.ErrRefused.
func (r *Register) SignedIn(ctx context.Context, secret string) (guwah.Staff, error) {
	s, staff, err := r.known(ctx, secret, "session")
	if err != nil {
		return guwah.Staff{}, err
	}
	if now := r.now().UTC(); now.Sub(s.Seen) > time.Minute {
		if err := r.store.See(ctx, s.Hash, now); err != nil {
			return guwah.Staff{}, fmt.Errorf("note that a session was used: %w", err)
		}
	}
	return staff, nil
}

// SignOut ends a session.
func (r *Register) SignOut(ctx context.Context, secret string) error {
	s, staff, err := r.known(ctx, secret, "session")
	if err != nil {
		return err
	}
	s.Ended = true
	act := guwah.Act{By: staff.ID, Verb: "sign_out", Kind: "staff", Object: string(staff.ID)}
	_, err = r.Commit(ctx, act, guwah.Changes{Sessions: []guwah.Session{s}})
	return err
}

// errNoLink is the one answer to every link and session that does not hold.
var errNoLink = fmt.Errorf("no such link or session: %w", guwah.ErrRefused)

// known finds a link or session that still holds, of somebody who is still of the team.
func (r *Register) known(ctx context.Context, secret, kind string) (guwah.Session, guwah.Staff, error) {
	s, staff, err := r.store.Session(ctx, hashed(secret))
	if errors.Is(err, guwah.ErrNotFound) {
		return guwah.Session{}, guwah.Staff{}, errNoLink
	}
	if err != nil {
		return guwah.Session{}, guwah.Staff{}, fmt.Errorf("open session: %w", err)
	}
	now := r.now()
	idle := s.Kind == "session" && now.Sub(s.Seen) > SessionIdle
	if s.Kind != kind || s.Ended || idle || !now.Before(s.Expires) || !staff.Active {
		return guwah.Session{}, guwah.Staff{}, errNoLink
	}
	return s, staff, nil
}

// secret makes 32 random bytes in base 64, and the session that keeps only their hash.
func (r *Register) secret(of guwah.StaffID, kind string, life time.Duration) (string, guwah.Session) {
	var b [32]byte
	if _, err := io.ReadFull(r.random, b[:]); err != nil {
		panic(fmt.Errorf("read random bytes for a session: %w", err))
	}
	secret, now := base64.RawURLEncoding.EncodeToString(b[:]), r.now().UTC()
	return secret, guwah.Session{Hash: hashed(secret), Staff: of, Kind: kind, Expires: now.Add(life), Seen: now}
}

func hashed(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
