package register_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

// epochKey is an epoch's secret, as a browser holds it: what opens, and what signs.
type epochKey struct {
	secret seal.Identity
	sign   ed25519.PrivateKey
}

func newEpochKey(t *testing.T) epochKey {
	t.Helper()
	secret, err := seal.NewTeamIdentity()
	if err != nil {
		t.Fatal(err)
	}
	_, sign, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return epochKey{secret, sign}
}

func (k epochKey) public() string { return k.secret.Recipient().String() }

func (k epochKey) verify() string {
	return base64.StdEncoding.EncodeToString(k.sign.Public().(ed25519.PublicKey))
}

func (k epochKey) says(statement string) string {
	return base64.StdEncoding.EncodeToString(ed25519.Sign(k.sign, []byte(statement)))
}

// wrap seals the epoch to a lock and vouches for it.
func (k epochKey) wrap(t *testing.T, no int, staff guwah.StaffID, lock register.NewLock) register.Wrapped {
	t.Helper()
	to, err := seal.ParseRecipient(lock.Public)
	if err != nil {
		t.Fatal(err)
	}
	blob, err := seal.Wrap(k.secret, to)
	if err != nil {
		t.Fatal(err)
	}
	voucher := k.says(seal.LockStatement(no, string(staff), lock.Credential, lock.Salt, lock.Public))
	return register.Wrapped{Epoch: no, Staff: staff, Credential: lock.Credential, Blob: blob, Voucher: voucher}
}

// keyWorld is a team round one key.
type keyWorld struct {
	*register.Register
	t     *testing.T
	store *store.Store
	first epochKey
	now   time.Time
}

func newKeyWorld(t *testing.T, s *store.Store) *keyWorld {
	t.Helper()
	w := &keyWorld{t: t, store: s, first: newEpochKey(t), now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)}
	w.Register = register.New(s, func() time.Time { return w.now }, rand.Reader)
	if err := w.FoundKey(t.Context(), w.first.secret.Recipient()); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *keyWorld) join(handle string) guwah.StaffID {
	w.t.Helper()
	staff, _, err := w.Invite(w.t.Context(), handle, "en")
	w.must(err)
	return staff.ID
}

func (w *keyWorld) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *keyWorld) is(err, want error) {
	w.t.Helper()
	if !errors.Is(err, want) {
		w.t.Errorf("error %v, want %v", err, want)
	}
}

func (w *keyWorld) ring() register.Keyring {
	w.t.Helper()
	ring, err := w.Keyring(w.t.Context())
	w.must(err)
	return ring
}

// newLock makes a lock and what opens it.
func (w *keyWorld) newLock(credential string) (register.NewLock, seal.Identity) {
	w.t.Helper()
	key, err := seal.NewTeamIdentity()
	w.must(err)
	salt := make([]byte, 32)
	rand.Read(salt)
	return register.NewLock{Credential: credential, Salt: base64.StdEncoding.EncodeToString(salt), Public: key.Recipient().String()}, key
}

// holding is what somebody sends who holds the founding key.
func (w *keyWorld) holding(by, of guwah.StaffID, lock register.NewLock) register.Holding {
	w.t.Helper()
	held := register.Holding{Wraps: []register.Wrapped{w.first.wrap(w.t, 1, of, lock)}}
	if current := w.ring().Current(); current.Verify == "" {
		question, err := w.KeyProof(by, current.Public)
		w.must(err)
		answer, err := seal.Open(strings.NewReader(string(question)), w.first.secret)
		w.must(err)
		held.Verify, held.Answer = w.first.verify(), read(w.t, answer)
	}
	return held
}

// lockIn gives a member who holds the founding key a lock.
func (w *keyWorld) lockIn(of guwah.StaffID, credential string) (register.NewLock, seal.Identity) {
	w.t.Helper()
	lock, key := w.newLock(credential)
	w.must(w.LockKey(w.t.Context(), of, lock, w.holding(of, of, lock)))
	return lock, key
}

// epoch makes a whole proposal: wrapped to the locks given.
func (w *keyWorld) epoch(key epochKey, no int, locks map[guwah.StaffID]register.NewLock) register.NewEpoch {
	w.t.Helper()
	n := register.NewEpoch{Public: key.public(), Verify: key.verify(), Signature: w.first.says(seal.EpochStatement(no, key.public(), key.verify()))}
	for staff, lock := range locks {
		n.Wraps = append(n.Wraps, key.wrap(w.t, no, staff, lock))
	}
	return n
}

func TestAColleagueIsLetInByAnotherWhoHoldsTheKey(t *testing.T) {
	w := newKeyWorld(t, storetest.SQLite(t))
	ctx := t.Context()
	alice, bob := w.join("alice"), w.join("bob")
	lock, _ := w.newLock(guwah.Passphrase)
	w.is(w.LockKey(ctx, alice, lock, register.Holding{Wraps: []register.Wrapped{w.first.wrap(t, 1, alice, lock)}, Verify: w.first.verify(), Answer: "guessed"}), guwah.ErrRefused)
	w.must(w.LockKey(ctx, alice, lock, w.holding(alice, alice, lock)))

	bobs, key := w.newLock("cGFzc2tleQ")
	w.must(w.AskForKey(ctx, bob, bobs))
	if asked, _ := w.ring().Lock(bob, bobs.Credential); !asked.Asked || w.ring().Vouched(w.ring().Current(), asked) {
		t.Errorf("bob's lock is %+v, want one that waits and counts for nothing", asked)
	}
	w.is(w.AdmitToKey(ctx, bob, bob, bobs.Credential, w.holding(bob, bob, bobs)), guwah.ErrRefused)
	stranger := newEpochKey(t)
	w.is(w.AdmitToKey(ctx, alice, bob, bobs.Credential, register.Holding{Wraps: []register.Wrapped{stranger.wrap(t, 1, bob, bobs)}}), guwah.ErrRefused)
	other, _ := w.newLock(bobs.Credential)
	w.is(w.AdmitToKey(ctx, alice, bob, bobs.Credential, w.holding(alice, bob, other)), guwah.ErrRefused)
	w.must(w.AdmitToKey(ctx, alice, bob, bobs.Credential, w.holding(alice, bob, bobs)))

	wrap, _ := w.ring().Wrap(1, bob, bobs.Credential)
	if opened, err := seal.Unwrap(wrap.Blob, key); err != nil || opened.Reveal() != w.first.secret.Reveal() {
		t.Errorf("bob's wrap does not open: %v", err)
	}
	w.is(w.AskForKey(ctx, bob, other), guwah.ErrConflict)
}

func TestAKeyIsChangedByTwoAndTheLeaverOpensNothingNew(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newKeyWorld(t, s)
		ctx := t.Context()
		alice, bob, carol := w.join("alice"), w.join("bob"), w.join("carol")
		locks := map[guwah.StaffID]register.NewLock{}
		var keys []seal.Identity
		for _, who := range []guwah.StaffID{alice, bob, carol} {
			lock, key := w.lockIn(who, guwah.Passphrase)
			locks[who], keys = lock, append(keys, key)
		}
		second := newEpochKey(t)
		w.must(w.ProposeKey(ctx, alice, w.epoch(second, 2, locks)))
		w.must(w.Dismiss(ctx, alice, carol))
		if _, waits := w.ring().Proposed(); waits {
			t.Error("the key that carol may have opened still waits to be confirmed")
		}
		for _, wrap := range w.ring().Wraps {
			if len(wrap.Blob) > 0 && (wrap.Staff == carol || wrap.Epoch == 2) {
				t.Errorf("a wrap of %s for epoch %d is left", wrap.Staff, wrap.Epoch)
			}
		}
		if left := w.ring().Left(); len(left) != 1 || left[0] != carol {
			t.Errorf("left with the key are %v, want carol", left)
		}

		second = newEpochKey(t)
		w.is(w.ProposeKey(ctx, alice, w.epoch(second, 2, locks)), guwah.ErrConflict)
		delete(locks, carol)
		unsigned := w.epoch(second, 2, locks)
		unsigned.Signature = second.says(seal.EpochStatement(2, second.public(), second.verify()))
		w.is(w.ProposeKey(ctx, alice, unsigned), guwah.ErrRefused)
		alone := w.epoch(second, 2, locks)
		alone.Wraps = alone.Wraps[:1]
		w.is(w.ProposeKey(ctx, alice, alone), guwah.ErrConflict)
		w.must(w.ProposeKey(ctx, alice, w.epoch(second, 2, locks)))

		confirm := func(by guwah.StaffID) string { return seal.ConfirmStatement("epoch", 2, second.public(), string(by)) }
		w.is(w.ConfirmKey(ctx, alice, 2, second.says(confirm(alice))), guwah.ErrRefused)
		w.is(w.ConfirmKey(ctx, bob, 2, w.first.says(confirm(bob))), guwah.ErrRefused)
		w.is(w.ConfirmKey(ctx, bob, 2, second.says(confirm(alice))), guwah.ErrRefused)
		w.now = w.now.Add(time.Hour)
		w.must(w.ConfirmKey(ctx, bob, 2, second.says(confirm(bob))))

		ring := w.ring()
		if now := ring.Current(); now.No != 2 || now.Public != second.public() || !ring.Epochs[0].Retired.Equal(w.now) || len(ring.Left()) != 0 {
			t.Errorf("in force is epoch %d, since %s; left with the key: %v", now.No, now.Since, ring.Left())
		}
		sealed, err := seal.SealDocument(seal.Testimony{Story: "told after she left"}, second.secret.Recipient())
		w.must(err)
		if _, err := seal.OpenTestimony(strings.NewReader(string(sealed)), w.first.secret); !errors.Is(err, seal.ErrWrongKey) {
			t.Errorf("the key carol held opens what was told after the change: %v", err)
		}
		for _, wrap := range ring.Wraps {
			if _, err := seal.Unwrap(wrap.Blob, keys[2]); err == nil {
				t.Errorf("carol's lock opens the wrap of epoch %d", wrap.Epoch)
			}
		}
	})
}

func TestRecoveryCardsCountOnceASecondPersonConfirmsThem(t *testing.T) {
	w := newKeyWorld(t, storetest.SQLite(t))
	ctx := t.Context()
	alice, bob := w.join("alice"), w.join("bob")
	w.lockIn(alice, guwah.Passphrase)
	w.lockIn(bob, guwah.Passphrase)
	lock, recovery := w.newLock(register.RecoveryCredential(1))
	lock.Salt = ""
	hash := strings.Repeat("ab", 32)
	set := register.NewRecovery{Public: lock.Public, Cards: []string{hash, hash, hash, hash, hash}, Wraps: []register.Wrapped{w.first.wrap(t, 1, "", lock)}}
	short := set
	short.Cards = set.Cards[:4]
	w.is(w.ProposeRecovery(ctx, alice, short), guwah.ErrInvalid)
	w.must(w.ProposeRecovery(ctx, alice, set))
	statement := func(by guwah.StaffID) string { return seal.ConfirmStatement("recovery", 1, lock.Public, string(by)) }
	w.is(w.ConfirmRecovery(ctx, alice, 1, w.first.says(statement(alice))), guwah.ErrRefused)
	w.is(w.ConfirmRecovery(ctx, bob, 1, newEpochKey(t).says(statement(bob))), guwah.ErrRefused)
	w.must(w.ConfirmRecovery(ctx, bob, 1, w.first.says(statement(bob))))
	wrap, _ := w.ring().Wrap(1, "", register.RecoveryCredential(1))
	if opened, err := seal.Unwrap(wrap.Blob, recovery); err != nil || opened.Reveal() != w.first.secret.Reveal() {
		t.Errorf("the recovery key does not open the founding key: %v", err)
	}
	w.must(w.RehearseCard(ctx, bob, 1, 3))
	if got, _ := w.ring().Recovery(); got.Rehearsed[2] != w.Today() || got.Rehearsed[0] != 0 {
		t.Errorf("rehearsed %v, want the third card today", got.Rehearsed)
	}

	// From now on a new key without the cards is refused.
	second := newEpochKey(t)
	n := register.NewEpoch{Public: second.public(), Verify: second.verify(), Signature: w.first.says(seal.EpochStatement(2, second.public(), second.verify()))}
	for _, l := range w.ring().Locks {
		n.Wraps = append(n.Wraps, second.wrap(t, 2, l.Staff, register.NewLock{Credential: l.Credential, Salt: l.Salt, Public: l.Public}))
	}
	w.is(w.ProposeKey(ctx, alice, n), guwah.ErrConflict)
	n.Wraps = append(n.Wraps, second.wrap(t, 2, "", lock))
	w.must(w.ProposeKey(ctx, alice, n))
}

func TestALockThatEndsTakesItsWrapsAway(t *testing.T) {
	w := newKeyWorld(t, storetest.SQLite(t))
	alice := w.join("alice")
	w.lockIn(alice, guwah.Passphrase)
	w.must(w.EndLock(t.Context(), alice, guwah.Passphrase))
	if wrap, _ := w.ring().Wrap(1, alice, guwah.Passphrase); len(wrap.Blob) > 0 {
		t.Error("the wrap of a lock that ended is left")
	}
	w.lockIn(alice, guwah.Passphrase) // and another takes its place
}

func read(t *testing.T, from io.Reader) string {
	t.Helper()
	all, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}
