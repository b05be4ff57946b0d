package seal

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// browserKeys is what web/ring_roundtrip.mjs prints: a team of two whose key was changed, and a set of recovery cards.
type browserKeys struct {
	First, Next string
	Epoch       struct {
		No                        int
		Public, Verify, Signature string
	}
	Locks []struct {
		Staff, Credential, Salt, Public string
		Vouchers                        map[int]string
	}
	Secrets   map[string]string
	Wraps     []browserWrap
	Confirmed string
	Recovery  struct {
		Identity, Public      string
		Hashes, Words, Digits []string
		Wrap                  []byte
	}
}

type browserWrap struct {
	Epoch                      int
	Staff, Credential, Voucher string
	Blob                       []byte
}

// TestWhatBrowsersDoWithTheTeamsKeysHoldsHere runs the browser's code in Node, bundled. It needs web/node_modules, which web/build installs.
func TestWhatBrowsersDoWithTheTeamsKeysHoldsHere(t *testing.T) {
	if _, err := os.Stat("../../web/node_modules/shamir-secret-sharing"); err != nil {
		if os.Getenv("GUWAH_TEST_NODE") == "required" {
			t.Fatal("web/node_modules is missing: run web/build first")
		}
		t.Skip("SKIPPED: web/node_modules is missing, run web/build first")
	}
	node := exec.Command("../../web/run", "ring_roundtrip.mjs")
	node.Stderr = os.Stderr
	out, err := node.Output()
	if err != nil {
		t.Fatalf("node: %v", err)
	}
	var made browserKeys
	if err := json.Unmarshal(out, &made); err != nil {
		t.Fatal(err)
	}
	checkEpoch(t, made)
	checkCards(t, made)
}

func checkEpoch(t *testing.T, made browserKeys) {
	t.Helper()
	for _, lock := range made.Locks {
		wrap := made.Wraps[slices.IndexFunc(made.Wraps, func(w browserWrap) bool { return w.Staff == lock.Staff })]
		if !Vouches(made.Epoch.Verify, wrap.Voucher, LockStatement(2, lock.Staff, lock.Credential, lock.Salt, lock.Public)) {
			t.Errorf("the voucher of %s's lock does not hold", lock.Staff)
		}
		if Vouches(made.Epoch.Verify, wrap.Voucher, LockStatement(2, "somebody", lock.Credential, lock.Salt, lock.Public)) {
			t.Errorf("the voucher of %s's lock holds for somebody else", lock.Staff)
		}
		secret, err := parseIdentity(made.Secrets[lock.Staff])
		if err != nil {
			t.Fatal(err)
		}
		opened, err := Unwrap(wrap.Blob, secret)
		if err != nil || CheckWrap(wrap.Blob) != nil || opened.Reveal() != made.Next || opened.Recipient().String() != made.Epoch.Public {
			t.Errorf("%s's wrap does not open as the new epoch: %v", lock.Staff, err)
		}
	}
	if !Vouches(made.Epoch.Verify, made.Confirmed, ConfirmStatement("epoch", 2, made.Epoch.Public, "b")) {
		t.Error("the confirmation does not hold")
	}
	if Vouches("", made.Epoch.Signature, EpochStatement(2, made.Epoch.Public, made.Epoch.Verify)) {
		t.Error("a signing key that is not known vouches")
	}
}

func checkCards(t *testing.T, made browserKeys) {
	t.Helper()
	public, err := ParseRecipient(made.Recovery.Public)
	if err != nil {
		t.Fatal(err)
	}
	cards := make([]Card, len(made.Recovery.Words))
	for i, words := range made.Recovery.Words {
		card, err := ParseCard(words)
		if err != nil {
			t.Fatalf("card %d in words: %v", i+1, err)
		}
		if inDigits, err := ParseCard(made.Recovery.Digits[i]); err != nil || inDigits != card {
			t.Errorf("card %d is not the same in digits: %v", i+1, err)
		}
		if card.Hash() != made.Recovery.Hashes[i] {
			t.Errorf("card %d has another hash here", i+1)
		}
		cards[i] = card
	}
	for a := range cards {
		for b := range a {
			if _, err := Recover([]Card{cards[a], cards[b]}, public); err == nil {
				t.Errorf("cards %d and %d alone bring the key back", a+1, b+1)
			}
			for c := range b {
				key, err := Recover([]Card{cards[a], cards[b], cards[c]}, public)
				if err != nil || key.Reveal() != made.Recovery.Identity {
					t.Errorf("cards %d, %d and %d do not bring the key back: %v", a+1, b+1, c+1, err)
				}
			}
		}
	}
	file := RecoveryFile{Format: RecoveryFormat, No: 1, Public: made.Recovery.Public, Cards: made.Recovery.Hashes}
	first, err := parseIdentity(made.First)
	if err != nil {
		t.Fatal(err)
	}
	file.Epochs = []RecoveryEpoch{{No: 1, Public: first.Recipient().String(), Wrap: made.Recovery.Wrap}}
	if keys, err := file.Recover(cards[:3]); err != nil || len(keys) != 1 || keys[0].Reveal() != made.First {
		t.Errorf("the cards do not open the first epoch: %v", err)
	}
}

// TestCardsOfTheNpmPackageComeTogether holds the reading of cards against a set that was split by shamir-secret-sharing 0.0.4, once.
func TestCardsOfTheNpmPackageComeTogether(t *testing.T) {
	written, err := os.ReadFile(filepath.Join("testdata", "cards.json"))
	if err != nil {
		t.Fatal(err)
	}
	var made browserKeys
	if err := json.Unmarshal(written, &made); err != nil {
		t.Fatal(err)
	}
	checkCards(t, made)
}

func TestAWrongCardIsNoticed(t *testing.T) {
	written, err := os.ReadFile(filepath.Join("testdata", "cards.json"))
	if err != nil {
		t.Fatal(err)
	}
	var made browserKeys
	if err := json.Unmarshal(written, &made); err != nil {
		t.Fatal(err)
	}
	digits := []byte(made.Recovery.Digits[0])
	for i, digit := range digits {
		if digit < '0' || digit > '9' {
			continue
		}
		for other := byte('0'); other <= '9'; other++ {
			wrong := slices.Clone(digits)
			wrong[i] = other
			if _, err := ParseCard(string(wrong)); err == nil && other != digit {
				t.Fatalf("digit %d of a card can be %c", i, other)
			}
		}
	}
	public, err := ParseRecipient(made.Recovery.Public)
	if err != nil {
		t.Fatal(err)
	}
	card, err := ParseCard(made.Recovery.Words[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, cards := range [][]Card{nil, {card}, {card, card, card}} {
		if _, err := Recover(cards, public); err == nil {
			t.Errorf("%d times the same card bring a key back", len(cards))
		}
	}
}

func FuzzParseCard(f *testing.F) {
	f.Add("abandon ability able about above absent absorb abstract absurd abuse access accident account accuse achieve acid acoustic acquire across act action actor actress actual adapt")
	f.Add("0123 4567 89")
	f.Add("۱۲۳۴")
	f.Fuzz(func(t *testing.T, text string) {
		card, err := ParseCard(text)
		if err == nil && card.Hash() == "" {
			t.Error("a card without a hash")
		}
	})
}

func FuzzParseRecoveryFile(f *testing.F) {
	f.Add([]byte(`{"format":"guwah recovery 1","no":1,"public":"age1pq1x","cards":["ab"],"epochs":[{"no":1,"public":"x","wrap":"YWdl"}]}`), "one")
	f.Fuzz(func(t *testing.T, written []byte, card string) {
		file, err := ParseRecoveryFile(bytes.NewReader(written))
		if err != nil {
			return
		}
		var cards []Card
		if one, err := ParseCard(card); err == nil {
			cards = append(cards, one)
		}
		if keys, err := file.Recover(cards); err == nil && len(keys) > 0 {
			t.Error("a key came back from one card")
		}
	})
}

func FuzzCheckWrap(f *testing.F) {
	f.Add([]byte("age-encryption.org/v1\n-> mlkem768x25519 x\n\n--- x\n"))
	f.Fuzz(func(_ *testing.T, blob []byte) {
		_ = CheckWrap(blob)
	})
}
