package register

import (
	"context"
	"fmt"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

// KeyStorage reads what is kept of the team's keys.
type KeyStorage interface {
	TeamKeys(ctx context.Context) ([]guwah.TeamKey, error)
	KeyLocks(ctx context.Context) ([]guwah.KeyLock, error)
	KeyWraps(ctx context.Context) ([]guwah.KeyWrap, error)
	KeyRecoveries(ctx context.Context) ([]guwah.KeyRecovery, error)
}

// Keyring is all that the server knows of the team's keys: public halves, and secrets sealed to locks it cannot open.
type Keyring struct {
	Epochs     []guwah.TeamKey // by number
	Locks      []guwah.KeyLock
	Wraps      []guwah.KeyWrap
	Recoveries []guwah.KeyRecovery
	Members    []guwah.Staff
}

// Keyring reads it all.
func (r *Register) Keyring(ctx context.Context) (Keyring, error) {
	var k Keyring
	var err error
	read := func(step func() error) {
		if err == nil {
			err = step()
		}
	}
	read(func() error { k.Epochs, err = r.store.TeamKeys(ctx); return err })
	read(func() error { k.Locks, err = r.store.KeyLocks(ctx); return err })
	read(func() error { k.Wraps, err = r.store.KeyWraps(ctx); return err })
	read(func() error { k.Recoveries, err = r.store.KeyRecoveries(ctx); return err })
	read(func() error { k.Members, err = r.store.Members(ctx); return err })
	if err != nil {
		return Keyring{}, fmt.Errorf("open the keyring: %w", err)
	}
	return k, nil
}

// TeamKeys lists the epochs of the team's key by number, a proposed one included.
func (r *Register) TeamKeys(ctx context.Context) ([]guwah.TeamKey, error) {
	return r.store.TeamKeys(ctx)
}

// Current is the epoch in force; the zero epoch where none was founded.
func (k Keyring) Current() guwah.TeamKey {
	at := slices.IndexFunc(k.Epochs, guwah.TeamKey.InForce)
	if at < 0 {
		return guwah.TeamKey{}
	}
	return k.Epochs[at]
}

// Proposed is the epoch that waits for a second person.
func (k Keyring) Proposed() (guwah.TeamKey, bool) {
	at := slices.IndexFunc(k.Epochs, func(e guwah.TeamKey) bool { return !e.Begun() && e.Proposed != nil })
	if at < 0 {
		return guwah.TeamKey{}, false
	}
	return k.Epochs[at], true
}

// Recovery is the set of cards in force.
func (k Keyring) Recovery() (guwah.KeyRecovery, bool) {
	at := slices.IndexFunc(k.Recoveries, guwah.KeyRecovery.InForce)
	if at < 0 {
		return guwah.KeyRecovery{}, false
	}
	return k.Recoveries[at], true
}

// Lock finds a member's lock.
func (k Keyring) Lock(of guwah.StaffID, credential string) (guwah.KeyLock, bool) {
	at := slices.IndexFunc(k.Locks, func(l guwah.KeyLock) bool { return l.Staff == of && l.Credential == credential })
	if at < 0 {
		return guwah.KeyLock{}, false
	}
	return k.Locks[at], true
}

// Wrap finds the wrap of an epoch for a lock, one that was taken away included.
func (k Keyring) Wrap(epoch int, of guwah.StaffID, credential string) (guwah.KeyWrap, bool) {
	at := slices.IndexFunc(k.Wraps, func(w guwah.KeyWrap) bool { return w.Epoch == epoch && w.Staff == of && w.Credential == credential })
	if at < 0 {
		return guwah.KeyWrap{}, false
	}
	return k.Wraps[at], true
}

// Active reports whether somebody is of the team today and may open what is sealed.
func (k Keyring) Active(of guwah.StaffID) bool {
	return slices.ContainsFunc(k.Members, func(s guwah.Staff) bool { return s.ID == of && s.May(guwah.MayOpenSealed) })
}

// Vouched reports whether an epoch vouches for a lock of somebody who may open what is sealed.
func (k Keyring) Vouched(epoch guwah.TeamKey, lock guwah.KeyLock) bool {
	wrap, ok := k.Wrap(epoch.No, lock.Staff, lock.Credential)
	return ok && !lock.Ended && len(wrap.Blob) > 0 && k.Active(lock.Staff) && vouches(epoch, lock, wrap.Voucher)
}

// Left lists those who once held the epoch in force and may not any more: the key is to be changed.
func (k Keyring) Left() []guwah.StaffID {
	var left []guwah.StaffID
	for _, w := range k.Wraps {
		if w.Epoch == k.Current().No && w.Staff != "" && !w.Void && !k.mayHold(w.Staff) && !slices.Contains(left, w.Staff) {
			left = append(left, w.Staff)
		}
	}
	return left
}

// mayHold is Active, for somebody who travels too: they are to come back.
func (k Keyring) mayHold(of guwah.StaffID) bool {
	return slices.ContainsFunc(k.Members, func(s guwah.Staff) bool {
		s.Travel = nil
		return s.ID == of && s.May(guwah.MayOpenSealed)
	})
}

// locks lists the locks an epoch vouches for.
func (k Keyring) locks(epoch guwah.TeamKey) []guwah.KeyLock {
	var vouched []guwah.KeyLock
	for _, lock := range k.Locks {
		if k.Vouched(epoch, lock) {
			vouched = append(vouched, lock)
		}
	}
	return vouched
}

func vouches(epoch guwah.TeamKey, lock guwah.KeyLock, voucher string) bool {
	return seal.Vouches(epoch.Verify, voucher, seal.LockStatement(epoch.No, string(lock.Staff), lock.Credential, lock.Salt, lock.Public))
}

// RecoveryCredential names the lock of a set of recovery cards, which is nobody's.
func RecoveryCredential(no int) string { return fmt.Sprintf("recovery-%d", no) }

// recoveryLock is a set of cards as a lock.
func recoveryLock(set guwah.KeyRecovery) guwah.KeyLock {
	return guwah.KeyLock{Credential: RecoveryCredential(set.No), Public: set.Public}
}

// takeAway empties wraps: what they held is gone from the store.
func takeAway(wraps []guwah.KeyWrap, which func(guwah.KeyWrap) bool) []guwah.KeyWrap {
	var emptied []guwah.KeyWrap
	for _, w := range wraps {
		if len(w.Blob) > 0 && which(w) {
			w.Blob, w.Voucher = nil, ""
			emptied = append(emptied, w)
		}
	}
	return emptied
}
