package seal

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
)

const (
	recipientPrefix = "age1pq1"
	identityPrefix  = "AGE-SECRET-KEY-PQ-1"
)

// ErrClassicKey is returned for an age key that is not the post-quantum hybrid.
var ErrClassicKey = errors.New("not a post-quantum key: only " + recipientPrefix + "… and " + identityPrefix + "… are accepted")

// ErrSecretKey is returned where a public key is asked for and a secret one is given; it repeats no part of it.
var ErrSecretKey = errors.New("this is a SECRET key: it opens every testimony and must not come near this machine; give the public key, which begins with " +
	recipientPrefix + ", and make a new pair if others may have seen this one")

// Recipient is the public half of a key: whoever has it can seal, nobody can open with it.
type Recipient struct {
	age  *age.HybridRecipient
	text string // as it was read, in the one way it is written; writing it anew takes longer than all else a testimony needs
}

// Identity is the secret half of a key. It prints as a placeholder; Reveal gives the secret.
type Identity struct {
	age *age.HybridIdentity
}

// NewTeamIdentity makes a new secret key from the system's randomness.
func NewTeamIdentity() (Identity, error) {
	key, err := age.GenerateHybridIdentity()
	if err != nil {
		return Identity{}, fmt.Errorf("make team identity: %w", err)
	}
	return Identity{key}, nil
}

// ParseRecipient reads a public key as Recipient.String writes it. A classic age key gives ErrClassicKey.
func ParseRecipient(text string) (Recipient, error) {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(strings.ToUpper(text), "AGE-SECRET-KEY-") {
		return Recipient{}, ErrSecretKey
	}
	if strings.HasPrefix(text, "age1") && !strings.HasPrefix(text, recipientPrefix) {
		return Recipient{}, ErrClassicKey
	}
	key, err := age.ParseHybridRecipient(text)
	if err != nil {
		return Recipient{}, errors.New("not a public key: it should begin with " + recipientPrefix + " and be copied whole")
	}
	return Recipient{key, strings.ToLower(text)}, nil // a key is written in small letters, and may be read in capitals
}

// recipientLength is how long a public key is when written: prefix, 1,216 bytes at five bits a letter, six letters of checksum.
const recipientLength = len(recipientPrefix) + (1216*8+4)/5 + 6

// LooksLikeRecipient reports whether a text has the form of a public key, without the work of reading one, which is most of what receiving a sealed testimony
// took. A key that only looks like one harms whoever sent it: letters to them cannot be sealed, which whoever writes one is told.
func LooksLikeRecipient(text string) bool {
	if len(text) != recipientLength || !strings.HasPrefix(text, recipientPrefix) {
		return false
	}
	for _, letter := range []byte(text[len(recipientPrefix):]) {
		if strings.IndexByte(bech32Letters, letter) < 0 {
			return false
		}
	}
	return true
}

// ParseIdentities reads an identity file: one secret key a line, lines that are empty or begin with # skipped. Older keys of a
// team may stand below the newest. A classic age key gives ErrClassicKey; no error repeats any part of a key.
func ParseIdentities(file io.Reader) ([]Identity, error) {
	var found []Identity
	lines := bufio.NewScanner(file)
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, err := parseIdentity(line)
		if err != nil {
			return nil, fmt.Errorf("line %d of the identity file: %w", number, err)
		}
		found = append(found, key)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read identity file: %w", err)
	}
	if len(found) == 0 {
		return nil, errors.New("no secret key in the identity file")
	}
	return found, nil
}

func parseIdentity(line string) (Identity, error) {
	if strings.HasPrefix(line, "AGE-SECRET-KEY-1") {
		return Identity{}, ErrClassicKey
	}
	key, err := age.ParseHybridIdentity(line)
	if err != nil {
		return Identity{}, errors.New("not a secret key")
	}
	return Identity{key}, nil
}

// Recipient is the public half of the key.
func (i Identity) Recipient() Recipient { return Recipient{age: i.age.Recipient()} }

// Reveal is the secret key as age writes it, AGE-SECRET-KEY-PQ-1…: for the identity file, and nothing else.
func (i Identity) Reveal() string { return i.age.String() }

// String hides the key.
func (Identity) String() string { return "(secret key)" }

// GoString hides the key.
func (Identity) GoString() string { return "(secret key)" }

// String is the public key as age writes it, age1pq1…, about 1,960 characters long.
func (r Recipient) String() string {
	if r.text != "" {
		return r.text
	}
	return r.age.String()
}

// IsZero reports whether no key was set.
func (r Recipient) IsZero() bool { return r.age == nil }

// Fingerprint names a public key so that people can compare it: the first 16 bytes of the SHA-256 of its written form.
type Fingerprint [16]byte

// Fingerprint of the key.
func (r Recipient) Fingerprint() Fingerprint {
	sum := sha256.Sum256([]byte(r.String()))
	return Fingerprint(sum[:16])
}

// String is the fingerprint as eight groups of four hexadecimal digits.
func (f Fingerprint) String() string {
	digits := hex.EncodeToString(f[:])
	groups := make([]string, 0, 8)
	for start := 0; start < len(digits); start += 4 {
		groups = append(groups, digits[start:start+4])
	}
	return strings.Join(groups, " ")
}

// Words is the fingerprint as twelve words of the return code's list, for reading aloud. It is not a return code.
func (f Fingerprint) Words() string { return Code(f).Words() }
