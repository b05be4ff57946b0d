package register

import (
	"context"
	"encoding/hex"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

// NewRecovery is a set of recovery cards as a browser made it: the public half of the key split onto them, a hash of each card, and every epoch's secret
// wrapped to that key.
type NewRecovery struct {
	Public string
	Cards  []string
	Wraps  []Wrapped
}

// ProposeRecovery proposes a set of recovery cards. It counts for nothing until somebody else confirms it.
func (r *Register) ProposeRecovery(ctx context.Context, by guwah.StaffID, n NewRecovery) error {
	k, err := r.Keyring(ctx)
	if err != nil {
		return err
	}
	set := guwah.KeyRecovery{No: len(k.Recoveries) + 1, Public: n.Public, Cards: n.Cards, Proposed: &guwah.Proposal{By: by, At: r.Today()}}
	if err := checkCards(set); err != nil {
		return err
	}
	var changes guwah.Changes
	changes.Recoveries = append(k.refuseCards(&changes), set)
	for _, w := range n.Wraps {
		if w.Staff != "" || w.Credential != RecoveryCredential(set.No) || !k.begun(w.Epoch) {
			return fmt.Errorf("propose recovery cards: a wrap of another: %w", guwah.ErrInvalid)
		}
		made, err := r.newWrap(k, by, w)
		if err != nil {
			return err
		}
		changes.KeyWraps = append(changes.KeyWraps, made)
	}
	if err := k.coversAll(set, changes.KeyWraps); err != nil {
		return err
	}
	_, err = r.Commit(ctx, guwah.Act{By: by, Verb: "propose_recovery", Kind: "key_recovery", Object: epochName(set.No)}, changes)
	return err
}

// ConfirmRecovery lets a set of cards count in place of the one before: somebody else than who made it, holding the key in force, says that the cards
// are printed and handed out.
func (r *Register) ConfirmRecovery(ctx context.Context, by guwah.StaffID, no int, signature string) error {
	k, err := r.Keyring(ctx)
	if err != nil {
		return err
	}
	set, ok := k.cards(no)
	if !ok || set.Proposed == nil {
		return fmt.Errorf("confirm recovery cards that nobody proposes: %w", guwah.ErrConflict)
	}
	if set.Proposed.By == by {
		return fmt.Errorf("confirm one's own cards: %w", errSamePerson)
	}
	if !seal.Vouches(k.Current().Verify, signature, seal.ConfirmStatement("recovery", no, set.Public, string(by))) {
		return fmt.Errorf("confirm recovery cards without holding the key: %w", guwah.ErrRefused)
	}
	if err := k.coversAll(set, k.Wraps); err != nil {
		return err
	}
	set.By, set.Proposed, set.Since = []guwah.StaffID{set.Proposed.By, by}, nil, r.Today()
	changes := guwah.Changes{Recoveries: []guwah.KeyRecovery{set}}
	if before, ok := k.Recovery(); ok {
		before.Ended = r.Today()
		changes.Recoveries = append(changes.Recoveries, before)
		changes.KeyWraps = takeAway(k.Wraps, func(w guwah.KeyWrap) bool { return w.Staff == "" && w.Credential == RecoveryCredential(before.No) })
	}
	changes.TeamKeys = k.off(&changes)
	changes.KeyWraps = onceEach(changes.KeyWraps)
	_, err = r.Commit(ctx, guwah.Act{By: by, Verb: "confirm_recovery", Kind: "key_recovery", Object: epochName(no), Two: true}, changes)
	return err
}

// RefuseRecovery calls a proposed set of cards off; one person is enough.
func (r *Register) RefuseRecovery(ctx context.Context, by guwah.StaffID) error {
	k, err := r.Keyring(ctx)
	if err != nil {
		return err
	}
	var changes guwah.Changes
	if changes.Recoveries = k.refuseCards(&changes); changes.Recoveries == nil {
		return fmt.Errorf("refuse recovery cards: %w", guwah.ErrConflict)
	}
	act := guwah.Act{By: by, Verb: "refuse_recovery", Kind: "key_recovery", Object: epochName(changes.Recoveries[0].No)}
	_, err = r.Commit(ctx, act, changes)
	return err
}

// RehearseCard notes that a card of the set in force was tested today. The test itself is done in a browser; the card never comes here.
func (r *Register) RehearseCard(ctx context.Context, by guwah.StaffID, no, card int) error {
	k, err := r.Keyring(ctx)
	if err != nil {
		return err
	}
	set, ok := k.cards(no)
	if !ok || set.Ended != 0 || card < 1 || card > len(set.Cards) {
		return fmt.Errorf("rehearse a card: %w", guwah.ErrNotFound)
	}
	rehearsed := make([]guwah.Day, len(set.Cards))
	copy(rehearsed, set.Rehearsed)
	rehearsed[card-1] = r.Today()
	set.Rehearsed = rehearsed
	act := guwah.Act{By: by, Verb: "rehearse_card", Kind: "key_recovery", Object: epochName(no)}
	_, err = r.Commit(ctx, act, guwah.Changes{Recoveries: []guwah.KeyRecovery{set}})
	return err
}

func checkCards(set guwah.KeyRecovery) error {
	if _, err := seal.ParseRecipient(set.Public); err != nil {
		return fmt.Errorf("propose recovery cards: %w: %w", guwah.ErrInvalid, err)
	}
	if len(set.Cards) != guwah.RecoveryCards {
		return fmt.Errorf("propose %d recovery cards: %w", len(set.Cards), guwah.ErrInvalid)
	}
	for _, card := range set.Cards {
		if hash, err := hex.DecodeString(card); err != nil || len(hash) != 32 {
			return fmt.Errorf("propose recovery cards: the hash of a card: %w", guwah.ErrInvalid)
		}
	}
	return nil
}

func (k Keyring) cards(no int) (guwah.KeyRecovery, bool) {
	for _, set := range k.Recoveries {
		if set.No == no {
			return set, true
		}
	}
	return guwah.KeyRecovery{}, false
}

// coversAll checks that every epoch that is or was in force is wrapped to a set of cards, and that the one in force vouches for it.
func (k Keyring) coversAll(set guwah.KeyRecovery, wraps []guwah.KeyWrap) error {
	lock := recoveryLock(set)
	wrapped := make(map[int]guwah.KeyWrap)
	for _, w := range wraps {
		if w.Staff == "" && w.Credential == lock.Credential && len(w.Blob) > 0 {
			wrapped[w.Epoch] = w
		}
	}
	for _, e := range k.Epochs {
		w, ok := wrapped[e.No]
		if e.Begun() && !ok || e.InForce() && !vouches(e, lock, w.Voucher) {
			return fmt.Errorf("recovery cards that do not bring back epoch %d: %w", e.No, guwah.ErrConflict)
		}
	}
	return nil
}

// refuseCards calls off the set that waits for a second person, if one does.
func (k Keyring) refuseCards(changes *guwah.Changes) []guwah.KeyRecovery {
	for _, set := range k.Recoveries {
		if set.Proposed != nil {
			set.Proposed = nil
			changes.KeyWraps = append(changes.KeyWraps, takeAway(k.Wraps, func(w guwah.KeyWrap) bool {
				return w.Staff == "" && w.Credential == RecoveryCredential(set.No)
			})...)
			return []guwah.KeyRecovery{set}
		}
	}
	return nil
}

// onceEach drops wraps that are listed twice.
func onceEach(wraps []guwah.KeyWrap) []guwah.KeyWrap {
	seen, once := make(map[string]bool), wraps[:0]
	for _, w := range wraps {
		name := fmt.Sprint(w.Epoch, " ", w.Staff, " ", w.Credential)
		if !seen[name] {
			seen[name] = true
			once = append(once, w)
		}
	}
	return once
}

// RecoveryFile is all it takes to bring the team's keys back, but for three cards of the set in force.
func (r *Register) RecoveryFile(ctx context.Context) (seal.RecoveryFile, error) {
	k, err := r.Keyring(ctx)
	if err != nil {
		return seal.RecoveryFile{}, err
	}
	set, ok := k.Recovery()
	if !ok {
		return seal.RecoveryFile{}, fmt.Errorf("recovery file: no cards have been made: %w", guwah.ErrNotFound)
	}
	file := seal.RecoveryFile{Format: seal.RecoveryFormat, No: set.No, Public: set.Public, Cards: set.Cards}
	for _, e := range k.Epochs {
		if w, ok := k.Wrap(e.No, "", RecoveryCredential(set.No)); ok && e.Begun() {
			file.Epochs = append(file.Epochs, seal.RecoveryEpoch{No: e.No, Public: e.Public, Wrap: w.Blob})
		}
	}
	return file, nil
}
