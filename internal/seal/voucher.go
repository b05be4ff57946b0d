package seal

import (
	"crypto/ed25519"
	"encoding/base64"
	"strconv"
	"strings"
)

// The statements that holders of an epoch's secret key sign in their browsers (web/ring.js says the same). Each begins with a label of its own and has
// one value a line; no value holds a line break.
const (
	epochLabel   = "guwah epoch 1"
	voucherLabel = "guwah lock 1"
	confirmLabel = "guwah confirm 1"
)

// EpochStatement is what the epoch before signs of a new one.
func EpochStatement(no int, public, verify string) string {
	return statement(epochLabel, strconv.Itoa(no), public, verify)
}

// LockStatement is what an epoch signs of a lock it is wrapped to: whose it is, which credential opens it, its salt, its public key.
func LockStatement(epoch int, staff, credential, salt, public string) string {
	return statement(voucherLabel, strconv.Itoa(epoch), staff, credential, salt, public)
}

// ConfirmStatement is what a second person signs with the key they confirm: a new epoch's own, or for recovery cards the key in force. What is the
// kind of thing, "epoch" or "recovery"; public is its public key.
func ConfirmStatement(what string, no int, public, by string) string {
	return statement(confirmLabel, what, strconv.Itoa(no), public, by)
}

func statement(lines ...string) string { return strings.Join(lines, "\n") + "\n" }

// Vouches reports whether a statement was signed by the holder of an epoch's secret. verify is the epoch's public signing key; both it and the signature
// are base64 as TeamKey holds them. An empty verify vouches for nothing.
func Vouches(verify, signature, statement string) bool {
	key, err := base64.StdEncoding.DecodeString(verify)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return false
	}
	signed, err := base64.StdEncoding.DecodeString(signature)
	return err == nil && ed25519.Verify(key, []byte(statement), signed)
}
