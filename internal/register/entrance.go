package register

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/passkey"
)

// Entrance is how members of the team come in: with passkeys. Make one with [NewEntrance].
type Entrance struct {
	register *Register
	party    *passkey.Party
}

// NewEntrance makes the entrance to a register. Without a party, which is where the register has a numeric address, every question is refused.
func NewEntrance(r *Register, party *passkey.Party) *Entrance { return &Entrance{r, party} }

// CeremonyLife is how long a question put to an authenticator may be answered.
const CeremonyLife = 5 * time.Minute

// The kinds of guwah.Ceremony.
const (
	toEnter   = "enter"
	toEnrol   = "enrol"
	toConfirm = "confirm"
)

// AskToEnter is the question that signs somebody in, for the browser to put to an authenticator. Nobody says beforehand who they are.
func (e *Entrance) AskToEnter(ctx context.Context) (json.RawMessage, error) {
	challenge, err := e.question(ctx, toEnter, "")
	if err != nil {
		return nil, err
	}
	return e.party.ToUse(challenge, nil)
}

// Enter signs in whoever answered the question, and returns the secret of a session that is fresh. Whatever is wrong gives guwah.ErrRefused.
func (e *Entrance) Enter(ctx context.Context, answer []byte) (string, error) {
	used, err := passkey.ReadUsed(answer)
	if err != nil {
		return "", err
	}
	k, staff, err := e.checked(ctx, used, toEnter, "")
	if err != nil {
		return "", err
	}
	r := e.register
	secret, session := r.secret(staff.ID, kindSession, SessionLife)
	session.Passkey, session.Fresh = k.ID, session.Opened
	act := guwah.Act{By: staff.ID, Verb: "sign_in", Kind: "staff", Object: string(staff.ID)}
	_, err = r.Commit(ctx, act, guwah.Changes{Passkeys: []guwah.Passkey{k}, Sessions: []guwah.Session{session}})
	return secret, err
}

// AskToConfirm is the question by which somebody signed in shows that it is still them, for one of their own passkeys.
func (e *Entrance) AskToConfirm(ctx context.Context, secret string) (json.RawMessage, error) {
	s, staff, err := e.register.known(ctx, secret, kindSession)
	if err != nil {
		return nil, err
	}
	keys, err := e.register.Passkeys(ctx, staff.ID)
	if err != nil {
		return nil, err
	}
	if len(keys) == 0 {
		return nil, &guwah.Invalid{Field: "passkey", Key: "You have no passkey yet. Add one first."}
	}
	challenge, err := e.question(ctx, toConfirm, s.Hash)
	if err != nil {
		return nil, err
	}
	return e.party.ToUse(challenge, keys)
}

// Confirm makes a session fresh again. The session gets a new secret, which is returned; the old one ends.
func (e *Entrance) Confirm(ctx context.Context, secret string, answer []byte) (string, error) {
	used, err := passkey.ReadUsed(answer)
	if err != nil {
		return "", err
	}
	s, staff, err := e.register.known(ctx, secret, kindSession)
	if err != nil {
		return "", err
	}
	k, owner, err := e.checked(ctx, used, toConfirm, s.Hash)
	if err != nil {
		return "", err
	}
	if owner.ID != staff.ID {
		return "", errNoLink
	}
	r := e.register
	again, session := r.secret(staff.ID, kindSession, SessionLife)
	session.Expires, session.Opened = s.Expires, s.Opened
	session.Passkey, session.Fresh, s.Ended = k.ID, session.Seen, true
	act := guwah.Act{By: staff.ID, Verb: "confirm", Kind: "staff", Object: string(staff.ID)}
	_, err = r.Commit(ctx, act, guwah.Changes{Passkeys: []guwah.Passkey{k}, Sessions: []guwah.Session{s, session}})
	return again, err
}

// Fresh tells whether a passkey was used in the session in the last five minutes.
func (r *Register) Fresh(s guwah.Session) bool { return s.IsFresh(r.now()) }

// question makes a challenge and keeps its hash, with what it is for and in which session it is asked.
func (e *Entrance) question(ctx context.Context, kind, session string) ([]byte, error) {
	if e.party == nil {
		return nil, &guwah.Invalid{Field: "origin", Key: "This register is reached at a numeric address. Passkeys need a name: whoever runs the register must give it one."}
	}
	r := e.register
	challenge, now := r.bytes(32), r.now().UTC()
	c := guwah.Ceremony{Hash: hashed(base64.RawURLEncoding.EncodeToString(challenge)), Kind: kind, Session: session, Expires: now.Add(CeremonyLife)}
	return challenge, r.store.KeepCeremony(ctx, c, now)
}

// answered takes out the question that an answer says it answers. It can be answered once, by the session in which it was asked, while its time lasts.
func (e *Entrance) answered(ctx context.Context, challenge, kind, session string) error {
	c, err := e.register.store.TakeCeremony(ctx, hashed(challenge))
	if errors.Is(err, guwah.ErrNotFound) {
		return errNoLink
	}
	if err != nil {
		return err
	}
	if e.party == nil || c.Kind != kind || c.Session != session || !e.register.now().Before(c.Expires) {
		return errNoLink
	}
	return nil
}

// checked finds the passkey that answered a question, checks the answer, and returns the passkey as it is to be kept, and whose it is.
func (e *Entrance) checked(ctx context.Context, used passkey.Used, kind, session string) (guwah.Passkey, guwah.Staff, error) {
	none := func(err error) (guwah.Passkey, guwah.Staff, error) { return guwah.Passkey{}, guwah.Staff{}, err }
	if err := e.answered(ctx, used.Challenge(), kind, session); err != nil {
		return none(err)
	}
	r := e.register
	k, err := r.store.Passkey(ctx, used.ID())
	if errors.Is(err, guwah.ErrNotFound) {
		return none(errNoLink)
	}
	if err != nil {
		return none(fmt.Errorf("find a passkey: %w", err))
	}
	staff, err := r.member(ctx, k.Staff)
	if err != nil {
		return none(err)
	}
	if !k.Opens() || !staff.Works() {
		return none(errNoLink)
	}
	after, err := e.party.Use(used, staff.Account, k)
	if errors.Is(err, passkey.ErrCopied) {
		return none(errors.Join(err, r.stopCopied(ctx, k)))
	}
	if err != nil {
		return none(err)
	}
	after.Used = r.Today()
	return after, staff, nil
}
