package register

import (
	"context"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

// NewLock is a lock as a browser made it.
type NewLock struct {
	Credential string `json:"credential"`
	Salt       string `json:"salt"`
	Public     string `json:"public"`
}

// Wrapped is an epoch's secret sealed to a lock, with the voucher of the epoch.
type Wrapped struct {
	Epoch      int           `json:"epoch"`
	Staff      guwah.StaffID `json:"staff"`
	Credential string        `json:"credential"`
	Blob       []byte        `json:"blob"`
	Voucher    string        `json:"voucher"`
}

// Holding is what a member sends who holds the key: wraps of what they hold. Where the founding key has signed nothing yet, Verify is its signing half
// and Answer what KeyProof asked.
type Holding struct {
	Wraps          []Wrapped
	Verify, Answer string
}

// AskForKey leaves a member's lock and asks whoever holds the key to let it in.
func (r *Register) AskForKey(ctx context.Context, by guwah.StaffID, lock NewLock) error {
	k, err := r.Keyring(ctx)
	if err != nil {
		return err
	}
	made, err := r.lock(k, by, lock)
	if err != nil {
		return err
	}
	made.Asked = true
	act := guwah.Act{By: by, Verb: "ask_for_key", Kind: "key_lock", Object: string(by)}
	_, err = r.Commit(ctx, act, guwah.Changes{KeyLocks: []guwah.KeyLock{made}})
	return err
}

// LockKey adds a lock of a member who holds the key, with the wraps they made for it.
func (r *Register) LockKey(ctx context.Context, by guwah.StaffID, lock NewLock, held Holding) error {
	k, err := r.Keyring(ctx)
	if err != nil {
		return err
	}
	made, err := r.lock(k, by, lock)
	if err != nil {
		return err
	}
	return r.wrap(ctx, k, by, made, held, "lock_key")
}

// AdmitToKey lets a colleague in who asked: somebody who holds the key, another than they, sealed it to their lock after both compared its words.
func (r *Register) AdmitToKey(ctx context.Context, by, of guwah.StaffID, credential string, held Holding) error {
	if by == of {
		return fmt.Errorf("let oneself in: %w", errSamePerson)
	}
	k, err := r.Keyring(ctx)
	if err != nil {
		return err
	}
	lock, ok := k.Lock(of, credential)
	if !ok || !lock.Asked || lock.Ended || !k.Active(of) {
		return fmt.Errorf("let %s in: %w", of, guwah.ErrConflict)
	}
	lock.Asked = false
	return r.wrap(ctx, k, by, lock, held, "admit_to_key")
}

// EndLock takes a member's own lock away, and with it every wrap it opened. An epoch that waits for a second person was wrapped to it too, and is off.
func (r *Register) EndLock(ctx context.Context, by guwah.StaffID, credential string) error {
	k, err := r.Keyring(ctx)
	if err != nil {
		return err
	}
	lock, ok := k.Lock(by, credential)
	if !ok || lock.Ended {
		return fmt.Errorf("end a lock: %w", guwah.ErrNotFound)
	}
	lock.Ended, lock.Asked = true, false
	changes := k.without(func(w guwah.KeyWrap) bool { return w.Staff == by && w.Credential == credential })
	changes.KeyLocks = []guwah.KeyLock{lock}
	_, err = r.Commit(ctx, guwah.Act{By: by, Verb: "end_lock", Kind: "key_lock", Object: string(by)}, changes)
	return err
}

// keyless takes away what locks the team's key for somebody who leaves, or who gives up one credential. They may have opened it before: the key is to be
// changed besides. Without a credential all of theirs are meant.
func (r *Register) keyless(ctx context.Context, of guwah.StaffID, credential string) (guwah.Changes, error) {
	k, err := r.Keyring(ctx)
	if err != nil {
		return guwah.Changes{}, err
	}
	meant := func(staff guwah.StaffID, c string) bool { return staff == of && (credential == "" || c == credential) }
	theirs := slices.ContainsFunc(k.Locks, func(l guwah.KeyLock) bool { return meant(l.Staff, l.Credential) && !l.Ended })
	if !theirs {
		return guwah.Changes{}, nil
	}
	changes := k.without(func(w guwah.KeyWrap) bool { return meant(w.Staff, w.Credential) })
	for _, lock := range k.Locks {
		if meant(lock.Staff, lock.Credential) && !lock.Ended {
			lock.Ended, lock.Asked = true, false
			changes.KeyLocks = append(changes.KeyLocks, lock)
		}
	}
	return changes, nil
}

var credentialForm = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// maxCredential bounds the id of a passkey, in characters: 1,023 bytes in base64url.
const maxCredential = 1364

// lock checks a new lock. It may take the place of one that has ended or was never let in, not of one that opens anything.
func (r *Register) lock(k Keyring, of guwah.StaffID, lock NewLock) (guwah.KeyLock, error) {
	salt, err := base64.StdEncoding.DecodeString(lock.Salt)
	if err != nil || len(salt) != 32 || len(lock.Credential) > maxCredential || !credentialForm.MatchString(lock.Credential) {
		return guwah.KeyLock{}, fmt.Errorf("make a lock: %w", guwah.ErrInvalid)
	}
	if _, err := seal.ParseRecipient(lock.Public); err != nil {
		return guwah.KeyLock{}, fmt.Errorf("make a lock: %w: %w", guwah.ErrInvalid, err)
	}
	old, _ := k.Lock(of, lock.Credential)
	for _, w := range k.Wraps {
		if w.Staff == of && w.Credential == lock.Credential && len(w.Blob) > 0 {
			return guwah.KeyLock{}, fmt.Errorf("replace a lock that opens something: %w", guwah.ErrConflict)
		}
	}
	return guwah.KeyLock{Versioned: old.Versioned, Staff: of, Credential: lock.Credential, Salt: lock.Salt, Public: lock.Public, Made: r.Today()}, nil
}

// wrap stores a lock with its wraps, the epoch in force among them and vouching for it.
func (r *Register) wrap(ctx context.Context, k Keyring, by guwah.StaffID, lock guwah.KeyLock, held Holding, verb guwah.Verb) error {
	current, changes := k.Current(), guwah.Changes{KeyLocks: []guwah.KeyLock{lock}}
	if current.Verify == "" {
		if current.No != 1 || !r.proves(by, held.Answer) {
			return fmt.Errorf("%s: nothing shows that the key is held: %w", verb, guwah.ErrRefused)
		}
		current.Verify = held.Verify
		changes.TeamKeys = append(changes.TeamKeys, current)
	}
	vouched := false
	for _, w := range held.Wraps {
		if w.Staff != lock.Staff || w.Credential != lock.Credential || !k.begun(w.Epoch) {
			return fmt.Errorf("%s: a wrap of another: %w", verb, guwah.ErrInvalid)
		}
		vouched = vouched || w.Epoch == current.No && vouches(current, lock, w.Voucher)
		made, err := r.newWrap(k, by, w)
		if err != nil {
			return err
		}
		changes.KeyWraps = append(changes.KeyWraps, made)
	}
	if !vouched {
		return fmt.Errorf("%s: the key in force does not vouch for it: %w", verb, guwah.ErrRefused)
	}
	changes.TeamKeys = append(changes.TeamKeys, k.off(&changes)...)
	_, err := r.Commit(ctx, guwah.Act{By: by, Verb: verb, Kind: "key_lock", Object: string(lock.Staff), Two: by != lock.Staff}, changes)
	return err
}

// newWrap is a wrap to be stored, in the place of one taken away if there was one.
func (r *Register) newWrap(k Keyring, by guwah.StaffID, w Wrapped) (guwah.KeyWrap, error) {
	if err := seal.CheckWrap(w.Blob); err != nil {
		return guwah.KeyWrap{}, fmt.Errorf("wrap of epoch %d: %w: %w", w.Epoch, guwah.ErrInvalid, err)
	}
	old, _ := k.Wrap(w.Epoch, w.Staff, w.Credential)
	return guwah.KeyWrap{
		Versioned: old.Versioned, Epoch: w.Epoch, Staff: w.Staff, Credential: w.Credential, Blob: w.Blob, Voucher: w.Voucher, By: by, At: r.Today(),
	}, nil
}

func (k Keyring) begun(no int) bool {
	for _, e := range k.Epochs {
		if e.No == no {
			return e.Begun()
		}
	}
	return false
}

// without takes wraps away, and with them an epoch that waits: somebody who is to have it no longer could have opened it already.
func (k Keyring) without(which func(guwah.KeyWrap) bool) guwah.Changes {
	var changes guwah.Changes
	changes.TeamKeys = k.off(&changes)
	for _, w := range takeAway(k.Wraps, which) {
		if proposed, ok := k.Proposed(); !ok || w.Epoch != proposed.No {
			changes.KeyWraps = append(changes.KeyWraps, w)
		}
	}
	return changes
}

// off calls off the epoch that waits for a second person, if one does: its wraps are taken away.
func (k Keyring) off(changes *guwah.Changes) []guwah.TeamKey {
	proposed, ok := k.Proposed()
	if !ok {
		return nil
	}
	proposed.Proposed = nil
	for _, w := range takeAway(k.Wraps, func(w guwah.KeyWrap) bool { return w.Epoch == proposed.No }) {
		w.Void = true
		changes.KeyWraps = append(changes.KeyWraps, w)
	}
	return []guwah.TeamKey{proposed}
}

func epochName(no int) string { return strconv.Itoa(no) }
