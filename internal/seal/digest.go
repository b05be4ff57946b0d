package seal

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"io"
)

// DigestKey turns values into digests that show two values are the same only to whoever holds the key. Destroying the key
// makes every digest under it mean nothing. It prints as a placeholder.
type DigestKey [32]byte

// NewDigestKey makes a key from the given randomness.
func NewDigestKey(random io.Reader) (DigestKey, error) {
	var key DigestKey
	if _, err := io.ReadFull(random, key[:]); err != nil {
		return DigestKey{}, fmt.Errorf("make digest key: %w", err)
	}
	return key, nil
}

// Digest is the HMAC-SHA256 of the value. The kind, such as "id number", keeps apart digests of different things with the same
// bytes; it must hold no zero byte.
func (k DigestKey) Digest(kind string, value []byte) [32]byte {
	mac := hmac.New(sha256.New, k[:])
	io.WriteString(mac, kind)
	mac.Write([]byte{0})
	mac.Write(value)
	return [32]byte(mac.Sum(nil))
}

// String hides the key.
func (DigestKey) String() string { return "(digest key)" }

// GoString hides the key.
func (DigestKey) GoString() string { return "(digest key)" }
