package seal

import (
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
)

// Code is the return code: 128 random bits with which a relative comes back to what they told. It is all there is, and the
// server does not keep it. It prints as a placeholder; Words and Digits write it out, once, for its owner.
type Code [16]byte

// ErrNotACode is returned for a text that is not a return code. It is the same error for every reason, and says nothing of
// whether the code is known.
var ErrNotACode = errors.New("not a return code")

// NewCode makes a code from the given randomness.
func NewCode(random io.Reader) (Code, error) {
	var code Code
	if _, err := io.ReadFull(random, code[:]); err != nil {
		return Code{}, fmt.Errorf("make return code: %w", err)
	}
	return code, nil
}

// ParseCode reads a code as people write it: its twelve words or its 42 digits, in any case, with any spaces, line breaks,
// hyphens or punctuation between, the digits of any of the scripts in use, the words in full or by their first four letters,
// numbered or not. Anything else gives ErrNotACode.
func ParseCode(text string) (Code, error) {
	if len(text) > maxCodeText {
		return Code{}, ErrNotACode
	}
	words, digits := tokens(text)
	if len(words) == 0 {
		return codeFromDigits(digits)
	}
	return codeFromWords(words)
}

// maxCodeText bounds what ParseCode reads, in bytes: twelve words, numbered and generously spaced.
const maxCodeText = 1 << 10

// CodeKeys are what a code opens. They are derived with HKDF-SHA256, each under a label of its own, so that none gives away
// another.
type CodeKeys struct {
	Lookup [32]byte // finds the mailbox, and is shown to the server by whoever opens it; the server keeps only LookupHash
	Box    Identity // opens the messages sealed to the mailbox; its public half is stored with the testimony
}

// Keys derives the code's keys. There is no stretching: a code has full entropy, so there is nothing to guess.
func (c Code) Keys() CodeKeys {
	return CodeKeys{
		Lookup: c.derive("lookup id"),
		Box:    identityFromSeed(c.derive("box key")),
	}
}

// LookupHash is what the server stores of a code to find its mailbox: the SHA-256 of the lookup id.
func (k CodeKeys) LookupHash() [32]byte { return sha256.Sum256(k.Lookup[:]) }

func (c Code) derive(label string) [32]byte {
	key, err := hkdf.Key(sha256.New, c[:], []byte("guwah return code 1"), label, 32)
	if err != nil {
		panic("seal: HKDF refuses a constant length: " + err.Error())
	}
	return [32]byte(key)
}

// identityFromSeed makes the identity whose 32-byte seed is given: in the hybrid KEM (MLKEM768-X25519) the seed is the key.
func identityFromSeed(seed [32]byte) Identity {
	key, err := age.ParseHybridIdentity(strings.ToUpper(bech32Encode("age-secret-key-pq-", seed[:])))
	if err != nil {
		panic("seal: age refuses its own form of a seed: " + err.Error())
	}
	return Identity{key}
}

// String hides the code.
func (Code) String() string { return "(return code)" }

// GoString hides the code.
func (Code) GoString() string { return "(return code)" }

// Holds reports whether what somebody wrote is the word at this place of the code, counted from 1, or the group of digits at this place: in full or, for a
// word, by its first four letters.
func (c Code) Holds(place int, written string) bool {
	words, digits := tokens(written)
	if len(words) == 0 {
		return digits == strings.Fields(c.Digits())[place-1]
	}
	return len(words) == 1 && digits == "" && prefixOf(words[0]) == prefixOf(strings.Fields(c.Words())[place-1])
}
