package register

import (
	"context"
	"fmt"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

// NewEpoch is a new key as the browser of somebody who holds the old one made it.
type NewEpoch struct {
	Public, Verify string
	Signature      string // by the epoch in force
	Wraps          []Wrapped
}

// KeyGrace is how long what was sealed to a retired key is still taken: a form may have been loaded before the change.
const KeyGrace = 12 * time.Hour

// ProposeKey proposes the next epoch: sealed to every lock that the epoch in force vouches for, the recovery cards included, and to nobody else.
func (r *Register) ProposeKey(ctx context.Context, by guwah.StaffID, n NewEpoch) error {
	k, err := r.Keyring(ctx)
	if err != nil {
		return err
	}
	current := k.Current()
	epoch, _ := k.epoch(current.No + 1)
	if epoch.Proposed != nil {
		return fmt.Errorf("propose a key while another waits: %w", guwah.ErrConflict)
	}
	epoch.No, epoch.Public, epoch.Verify, epoch.Signature = current.No+1, n.Public, n.Verify, n.Signature
	epoch.Proposed = &guwah.Proposal{By: by, At: r.Today()}
	if err := k.checkEpoch(current, epoch); err != nil {
		return err
	}
	changes := guwah.Changes{TeamKeys: []guwah.TeamKey{epoch}}
	for _, w := range n.Wraps {
		made, err := r.newWrap(k, by, w)
		if err != nil {
			return err
		}
		changes.KeyWraps = append(changes.KeyWraps, made)
	}
	if err := k.complete(current, epoch, changes.KeyWraps); err != nil {
		return err
	}
	_, err = r.Commit(ctx, guwah.Act{By: by, Verb: "propose_key", Kind: "team_key", Object: epochName(epoch.No)}, changes)
	return err
}

// ConfirmKey puts the proposed epoch in force: somebody else than who proposed it opened it with their own lock, and shows so with its signature.
func (r *Register) ConfirmKey(ctx context.Context, by guwah.StaffID, no int, signature string) error {
	k, err := r.Keyring(ctx)
	if err != nil {
		return err
	}
	epoch, ok := k.Proposed()
	if !ok || epoch.No != no {
		return fmt.Errorf("confirm a key that nobody proposes: %w", guwah.ErrConflict)
	}
	if epoch.Proposed.By == by {
		return fmt.Errorf("confirm one's own key: %w", errSamePerson)
	}
	if !seal.Vouches(epoch.Verify, signature, seal.ConfirmStatement("epoch", no, epoch.Public, string(by))) {
		return fmt.Errorf("confirm a key without having opened it: %w", guwah.ErrRefused)
	}
	current := k.Current()
	if err := k.complete(current, epoch, k.wrapsOf(no)); err != nil {
		return err
	}
	now := r.now().UTC()
	epoch.By, epoch.Proposed, epoch.Since = []guwah.StaffID{epoch.Proposed.By, by}, nil, now
	current.Retired = now
	act := guwah.Act{By: by, Verb: "confirm_key", Kind: "team_key", Object: epochName(no), Two: true}
	_, err = r.Commit(ctx, act, guwah.Changes{TeamKeys: []guwah.TeamKey{current, epoch}})
	return err
}

// RefuseKey calls the proposed epoch off; one person is enough.
func (r *Register) RefuseKey(ctx context.Context, by guwah.StaffID) error {
	k, err := r.Keyring(ctx)
	if err != nil {
		return err
	}
	var changes guwah.Changes
	if changes.TeamKeys = k.off(&changes); changes.TeamKeys == nil {
		return fmt.Errorf("refuse a key: %w", guwah.ErrConflict)
	}
	act := guwah.Act{By: by, Verb: "refuse_key", Kind: "team_key", Object: epochName(changes.TeamKeys[0].No)}
	_, err = r.Commit(ctx, act, changes)
	return err
}

// checkEpoch checks that an epoch is a new key, signed by the one in force.
func (k Keyring) checkEpoch(current, epoch guwah.TeamKey) error {
	if _, err := seal.ParseRecipient(epoch.Public); err != nil {
		return fmt.Errorf("propose a key: %w: %w", guwah.ErrInvalid, err)
	}
	for _, e := range k.Epochs {
		if e.Begun() && (e.Public == epoch.Public || e.Verify == epoch.Verify) {
			return fmt.Errorf("propose an old key: %w", guwah.ErrInvalid)
		}
	}
	if !seal.Vouches(current.Verify, epoch.Signature, seal.EpochStatement(epoch.No, epoch.Public, epoch.Verify)) {
		return fmt.Errorf("propose a key that the one in force has not signed: %w", guwah.ErrRefused)
	}
	return nil
}

// complete checks that an epoch is wrapped to all the locks that the epoch in force vouches for and to no other, each vouched for anew.
func (k Keyring) complete(current, epoch guwah.TeamKey, wraps []guwah.KeyWrap) error {
	locks := k.locks(current)
	if set, ok := k.Recovery(); ok {
		locks = append(locks, recoveryLock(set))
	}
	if len(locks) != len(wraps) {
		return fmt.Errorf("epoch %d is wrapped to %d locks of %d: %w", epoch.No, len(wraps), len(locks), guwah.ErrConflict)
	}
	byLock := make(map[[2]string]guwah.KeyWrap, len(wraps))
	for _, w := range wraps {
		byLock[[2]string{string(w.Staff), w.Credential}] = w
	}
	for _, lock := range locks {
		w, ok := byLock[[2]string{string(lock.Staff), lock.Credential}]
		if !ok || w.Epoch != epoch.No || !vouches(epoch, lock, w.Voucher) {
			return fmt.Errorf("epoch %d is not wrapped to every lock: %w", epoch.No, guwah.ErrConflict)
		}
	}
	return nil
}

func (k Keyring) epoch(no int) (guwah.TeamKey, bool) {
	for _, e := range k.Epochs {
		if e.No == no {
			return e, true
		}
	}
	return guwah.TeamKey{}, false
}

// wrapsOf lists the wraps of an epoch that have not been taken away.
func (k Keyring) wrapsOf(epoch int) []guwah.KeyWrap {
	var wraps []guwah.KeyWrap
	for _, w := range k.Wraps {
		if w.Epoch == epoch && len(w.Blob) > 0 {
			wraps = append(wraps, w)
		}
	}
	return wraps
}
