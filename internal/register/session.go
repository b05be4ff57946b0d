package register

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"guwah.example/guwah"
)

// How long a sign-in lasts.
const (
	LinkLife      = 72 * time.Hour   // of a one-time link
	EnrolmentLife = time.Hour        // of what a link opens, in which a passkey is enrolled
	SessionLife   = 12 * time.Hour   // of a session, however much it is used
	SessionIdle   = 30 * time.Minute // of a session that is not used
)

// The kinds of guwah.Session.
const (
	kindLink      = "link"
	kindEnrolment = "enrolment"
	kindSession   = "session"
)

// SignIn turns the secret of a one-time link into a session in which nothing can be done but enrolling a passkey, and returns the session's secret. The link
// is spent. A link that is unknown, spent or too old gives guwah.ErrRefused, all three alike.
func (r *Register) SignIn(ctx context.Context, link string) (string, error) {
	return r.follow(ctx, link, kindEnrolment, EnrolmentLife)
}

// SignInWaived is [Register.SignIn] in a demonstration, which asks for no passkey: the session may do everything at once.
func (r *Register) SignInWaived(ctx context.Context, link string) (string, error) {
	return r.follow(ctx, link, kindSession, SessionLife)
}

func (r *Register) follow(ctx context.Context, link, kind string, life time.Duration) (string, error) {
	s, staff, err := r.known(ctx, link, kindLink)
	if err != nil {
		return "", err
	}
	s.Ended, s.Seen = true, r.now().UTC()
	secret, session := r.secret(staff.ID, kind, life)
	session.Waived = kind == kindSession
	act := guwah.Act{By: staff.ID, Verb: "sign_in", Kind: "staff", Object: string(staff.ID)}
	_, err = r.Commit(ctx, act, guwah.Changes{Sessions: []guwah.Session{s, session}})
	if errors.Is(err, guwah.ErrConflict) {
		return "", errNoLink // two used it at the same moment: one of them came first
	}
	return secret, err
}

// SignedIn gives the session of this secret and says whose it is, and notes that it was used. A session that is unknown, ended, idle for too long or too old,
// and one that may only enrol a passkey, gives guwah.ErrRefused.
func (r *Register) SignedIn(ctx context.Context, secret string) (guwah.Session, guwah.Staff, error) {
	return r.seen(ctx, secret, kindSession)
}

// Enrolling is [Register.SignedIn] for whoever enrols a passkey: with a session, or with what their link opened.
func (r *Register) Enrolling(ctx context.Context, secret string) (guwah.Session, guwah.Staff, error) {
	return r.seen(ctx, secret, kindSession, kindEnrolment)
}

func (r *Register) seen(ctx context.Context, secret string, kinds ...string) (guwah.Session, guwah.Staff, error) {
	s, staff, err := r.known(ctx, secret, kinds...)
	if err != nil {
		return guwah.Session{}, guwah.Staff{}, err
	}
	if now := r.now().UTC(); now.Sub(s.Seen) > time.Minute {
		if err := r.store.See(ctx, s.Hash, now); err != nil {
			return guwah.Session{}, guwah.Staff{}, fmt.Errorf("note that a session was used: %w", err)
		}
	}
	return s, staff, nil
}

// SignOut ends a session.
func (r *Register) SignOut(ctx context.Context, secret string) error {
	s, staff, err := r.known(ctx, secret, kindSession, kindEnrolment)
	if err != nil {
		return err
	}
	s.Ended = true
	act := guwah.Act{By: staff.ID, Verb: "sign_out", Kind: "staff", Object: string(staff.ID)}
	_, err = r.Commit(ctx, act, guwah.Changes{Sessions: []guwah.Session{s}})
	return err
}

// Sessions lists somebody's sign-ins that still hold, the last opened first.
func (r *Register) Sessions(ctx context.Context, of guwah.StaffID) ([]guwah.Session, error) {
	all, err := r.store.SessionsOf(ctx, of)
	if err != nil {
		return nil, fmt.Errorf("list sign-ins: %w", err)
	}
	all = slices.DeleteFunc(all, func(s guwah.Session) bool { return s.Kind == kindLink || !r.holds(&s) })
	slices.SortFunc(all, func(a, b guwah.Session) int { return b.Opened.Compare(a.Opened) })
	return all, nil
}

// EndSession ends one of somebody's own sign-ins, known by the hash of its secret.
func (r *Register) EndSession(ctx context.Context, by guwah.StaffID, hash string) error {
	s, _, err := r.store.Session(ctx, hash)
	if err != nil {
		return fmt.Errorf("end a sign-in: %w", err)
	}
	if s.Staff != by {
		return fmt.Errorf("end a colleague's sign-in: %w", guwah.ErrNotFound)
	}
	s.Ended = true
	act := guwah.Act{By: by, Verb: "end_session", Kind: "staff", Object: string(by)}
	_, err = r.Commit(ctx, act, guwah.Changes{Sessions: []guwah.Session{s}})
	return err
}

// ending lists those of somebody's sign-ins and links that still hold and that which chooses, ended.
func (r *Register) ending(ctx context.Context, of guwah.StaffID, which func(*guwah.Session) bool) ([]guwah.Session, error) {
	all, err := r.store.SessionsOf(ctx, of)
	if err != nil {
		return nil, fmt.Errorf("list sign-ins: %w", err)
	}
	all = slices.DeleteFunc(all, func(s guwah.Session) bool { return !r.holds(&s) || !which(&s) })
	for i := range all {
		all[i].Ended = true
	}
	return all, nil
}

func every(*guwah.Session) bool { return true }

// errNoLink is the one answer to every link, session and passkey that does not hold.
var errNoLink = fmt.Errorf("no such link or session: %w", guwah.ErrRefused)

// known finds a link or session that still holds, of somebody who is still of the team. While they travel, no link of theirs holds and nothing is enrolled.
func (r *Register) known(ctx context.Context, secret string, kinds ...string) (guwah.Session, guwah.Staff, error) {
	s, staff, err := r.store.Session(ctx, hashed(secret))
	if errors.Is(err, guwah.ErrNotFound) {
		return guwah.Session{}, guwah.Staff{}, errNoLink
	}
	if err != nil {
		return guwah.Session{}, guwah.Staff{}, fmt.Errorf("open session: %w", err)
	}
	if !slices.Contains(kinds, s.Kind) || !r.holds(&s) || !staff.Works() || staff.Travel != nil && s.Kind != kindSession {
		return guwah.Session{}, guwah.Staff{}, errNoLink
	}
	return s, staff, nil
}

// holds tells whether a link or session is still good by itself.
func (r *Register) holds(s *guwah.Session) bool {
	now := r.now()
	idle := s.Kind != kindLink && now.Sub(s.Seen) > SessionIdle
	return !s.Ended && !idle && now.Before(s.Expires)
}

// secret makes 32 random bytes in base 64, and the session that keeps only their hash.
func (r *Register) secret(of guwah.StaffID, kind string, life time.Duration) (string, guwah.Session) {
	secret, now := base64.RawURLEncoding.EncodeToString(r.bytes(32)), r.now().UTC()
	return secret, guwah.Session{Hash: hashed(secret), Staff: of, Kind: kind, Expires: now.Add(life), Seen: now, Opened: now}
}

// bytes makes n random bytes. It panics when randomness fails, since nothing sensible can follow.
func (r *Register) bytes(n int) []byte {
	b := make([]byte, n)
	if _, err := io.ReadFull(r.random, b); err != nil {
		panic(fmt.Errorf("read random bytes for a session: %w", err))
	}
	return b
}

// hashed is the hash of a secret. A link in two halves has two secrets, with a dot between, and the hash of both their hashes.
func hashed(secret string) string {
	if one, other, halves := strings.Cut(secret, "."); halves {
		return joinedHash(hashed(one), hashed(strings.ReplaceAll(other, ".", "")))
	}
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

func joinedHash(one, other string) string {
	sum := sha256.Sum256([]byte(one + " " + other))
	return hex.EncodeToString(sum[:])
}
