package register

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/passkey"
)

// AskToEnrol is the question by which an authenticator makes a passkey for whoever follows a link, or for somebody signed in who was themselves a moment ago.
func (e *Entrance) AskToEnrol(ctx context.Context, secret string) (json.RawMessage, error) {
	s, staff, err := e.enroller(ctx, secret)
	if err != nil {
		return nil, err
	}
	keys, err := e.register.Passkeys(ctx, staff.ID)
	if err != nil {
		return nil, err
	}
	if len(keys) >= guwah.MostPasskeys {
		return nil, &guwah.Invalid{Field: "passkey", Key: "You have as many passkeys as one person may. Give one up first."}
	}
	challenge, err := e.question(ctx, toEnrol, s.Hash)
	if err != nil {
		return nil, err
	}
	if staff.Account == "" {
		staff.Account = base64.RawURLEncoding.EncodeToString(e.register.bytes(32))
		act := guwah.Act{By: staff.ID, Verb: "open_account", Kind: "staff", Object: string(staff.ID)}
		if _, err := e.register.Commit(ctx, act, guwah.Changes{Staff: []guwah.Staff{staff}}); err != nil {
			return nil, err
		}
	}
	return e.party.ToMake(challenge, staff.Account, keys)
}

// Enrol keeps the passkey that an authenticator made. Somebody who came by a link is signed in with it: they get a session, whose secret is returned, and what
// the link opened ends. For somebody signed in it is their secret as it was.
func (e *Entrance) Enrol(ctx context.Context, secret, label string, answer []byte) (string, error) {
	made, err := passkey.ReadMade(answer)
	if err != nil {
		return "", err
	}
	s, staff, err := e.enroller(ctx, secret)
	if err != nil {
		return "", err
	}
	if err := e.answered(ctx, made.Challenge(), toEnrol, s.Hash); err != nil {
		return "", err
	}
	k, err := e.party.Make(made, staff.Account)
	if err != nil {
		return "", err
	}
	r := e.register
	if k.Label, err = labelled(label); err != nil {
		return "", err
	}
	k.Staff, k.Added = staff.ID, r.Today()
	changes := guwah.Changes{Passkeys: []guwah.Passkey{k}}
	if s.Kind == kindEnrolment {
		var session guwah.Session
		secret, session = r.secret(staff.ID, kindSession, SessionLife)
		session.Passkey, session.Fresh, s.Ended = k.ID, session.Opened, true
		changes.Sessions = []guwah.Session{s, session}
	}
	_, err = r.Commit(ctx, guwah.Act{By: staff.ID, Verb: "enrol", Kind: "passkey", Object: k.ID}, changes)
	return secret, err
}

// enroller says who enrols a passkey in this session.
func (e *Entrance) enroller(ctx context.Context, secret string) (guwah.Session, guwah.Staff, error) {
	s, staff, err := e.register.known(ctx, secret, kindEnrolment, kindSession)
	if err != nil {
		return s, staff, err
	}
	if s.Kind == kindSession && (!s.IsFresh(e.register.now()) || staff.Travel != nil) {
		return s, staff, fmt.Errorf("enrol a passkey in a session that is not fresh: %w", guwah.ErrRefused)
	}
	return s, staff, nil
}

// labelled is what somebody calls a passkey.
func labelled(label string) (string, error) {
	label = guwah.CleanLine(label)
	if len(label) > 60 {
		return "", &guwah.Invalid{Field: "label", Key: "Write a shorter name."}
	}
	return label, nil
}

// Passkeys lists those of somebody's passkeys that may be used.
func (r *Register) Passkeys(ctx context.Context, of guwah.StaffID) ([]guwah.Passkey, error) {
	all, err := r.store.PasskeysOf(ctx, of)
	if err != nil {
		return nil, fmt.Errorf("list passkeys: %w", err)
	}
	return slices.DeleteFunc(all, func(k guwah.Passkey) bool { return !k.Opens() }), nil
}

// TeamPasskeys lists the passkeys of the whole team, those that open nothing any more included.
func (r *Register) TeamPasskeys(ctx context.Context) ([]guwah.Passkey, error) {
	return r.store.Passkeys(ctx)
}

// RemovePasskey gives up one of somebody's own passkeys, for instance on a device that was lost. What it opened ends. The last one stays: without any, only a
// new link would lead in.
func (r *Register) RemovePasskey(ctx context.Context, by guwah.StaffID, id string) error {
	keys, err := r.Passkeys(ctx, by)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(keys, func(k guwah.Passkey) bool { return k.ID == id })
	switch {
	case at < 0:
		return fmt.Errorf("give up a passkey: %w", guwah.ErrNotFound)
	case len(keys) == 1:
		return &guwah.Invalid{Field: "passkey", Key: "This is your only passkey. Add another one first."}
	}
	k := keys[at]
	k.Removed = r.Today()
	return r.stopPasskey(ctx, guwah.Act{By: by, Verb: "give_up", Kind: "passkey", Object: id}, k)
}

// stopCopied stops a passkey whose counter ran backwards. The team page says so.
func (r *Register) stopCopied(ctx context.Context, k guwah.Passkey) error {
	k.Copied = r.Today()
	return r.stopPasskey(ctx, guwah.Act{Verb: "suspect_copy", Kind: "passkey", Object: k.ID}, k)
}

// stopPasskey keeps a passkey that opens nothing any more, ends what it opened and takes away what it locks the team's key with.
func (r *Register) stopPasskey(ctx context.Context, act guwah.Act, k guwah.Passkey) error {
	changes, err := r.keyless(ctx, k.Staff, k.ID)
	if err != nil {
		return err
	}
	if changes.Sessions, err = r.ending(ctx, k.Staff, func(s *guwah.Session) bool { return s.Passkey == k.ID }); err != nil {
		return err
	}
	changes.Passkeys = []guwah.Passkey{k}
	_, err = r.Commit(ctx, act, changes)
	return err
}
