package guwah

import "time"

// TeamKey is one epoch of the team's key: testimonies are sealed to the public part of the epoch in force, and stay sealed to it when the next begins.
type TeamKey struct {
	Versioned
	No     int    `json:"no"`     // from 1, without gaps among those that were in force
	Public string `json:"public"` // age1pq1…
	// Verify is the public half of the key with which holders of this epoch's secret sign wraps and the next epoch (base64 of 32 bytes, Ed25519). Of the
	// founding epoch it is unknown until somebody who holds the secret makes the first wrap.
	Verify    string    `json:"verify,omitempty"`
	Signature string    `json:"signature,omitempty"` // by the epoch before, base64; empty for the founding epoch
	Proposed  *Proposal `json:"proposed,omitempty"`  // waits for a second person
	By        []StaffID `json:"by,omitempty"`        // the two who brought it about
	Since     time.Time `json:"since,omitzero"`      // in force from
	Retired   time.Time `json:"retired,omitzero"`    // in force until
}

// Begun reports whether the epoch is or was in force.
func (k TeamKey) Begun() bool { return !k.Since.IsZero() }

// InForce reports whether testimonies are sealed to this epoch's key now.
func (k TeamKey) InForce() bool { return k.Begun() && k.Retired.IsZero() }

// Passphrase is the credential of a lock that no passkey but a passphrase opens.
const Passphrase = "passphrase"

// KeyLock is what one credential of a member locks keys with: the public half of a wrapping key whose secret half comes out of the passkey or the
// passphrase anew each time, and is stored nowhere. Whoever asks to be let in leaves one; it counts for nothing until a wrap for it is signed.
type KeyLock struct {
	Versioned
	Staff      StaffID `json:"staff"`
	Credential string  `json:"credential"` // a passkey's id in base64url, or Passphrase
	Salt       string  `json:"salt"`       // base64 of 32 random bytes; given to the passkey, or mixed into the passphrase
	Public     string  `json:"public"`     // age1pq1…
	Made       Day     `json:"made"`
	Asked      bool    `json:"asked,omitempty"` // waits for somebody who holds the key to let it in
	Ended      bool    `json:"ended,omitempty"`
}

// KeyWrap is an epoch's secret key, sealed in a browser to one lock. The server stores it and can never open it.
type KeyWrap struct {
	Versioned
	Epoch      int     `json:"epoch"`
	Staff      StaffID `json:"staff,omitempty"` // empty for the recovery key's
	Credential string  `json:"credential"`      // of the lock, or RecoveryCredential
	Blob       []byte  `json:"blob,omitempty"`  // an age file; nothing once it was taken away
	// Voucher is the epoch's signature of the lock (base64): who holds the key says that this lock is this member's. Nobody wraps a key to a lock that the
	// epoch in force does not vouch for.
	Voucher string  `json:"voucher,omitempty"`
	Void    bool    `json:"void,omitempty"` // made for an epoch that was called off: it was never anybody's
	By      StaffID `json:"by"`
	At      Day     `json:"at"`
}

// RecoveryCards is how many cards the recovery key is split onto, RecoveryNeeds how many of them bring it back.
const (
	RecoveryCards = 5
	RecoveryNeeds = 3
)

// KeyRecovery is a set of recovery cards: a key that every epoch is wrapped to besides, split onto cards in a browser and then forgotten.
type KeyRecovery struct {
	Versioned
	No        int       `json:"no"`
	Public    string    `json:"public"` // age1pq1…
	Cards     []string  `json:"cards"`  // of each card a hash in hexadecimal, by which one card can be tested alone
	Proposed  *Proposal `json:"proposed,omitempty"`
	By        []StaffID `json:"by,omitempty"`
	Since     Day       `json:"since,omitempty"`
	Ended     Day       `json:"ended,omitempty"`     // another set took its place
	Rehearsed []Day     `json:"rehearsed,omitempty"` // when each card was last tested
}

// InForce reports whether new epochs are wrapped to this set.
func (r KeyRecovery) InForce() bool { return r.Since != 0 && r.Ended == 0 }
