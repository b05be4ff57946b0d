package seal

import (
	"sync/atomic"
	"time"
)

// Ring is the team's public keys as those who seal need them: the one in force, and those that a form loaded a while ago may still be sealed to.
// Its methods may be called from several goroutines.
type Ring struct {
	held atomic.Pointer[ringKeys]
}

type ringKeys struct {
	now    Recipient
	name   string               // its fingerprint
	lately map[string]time.Time // by fingerprint, until when it is taken
}

// NewRing makes a ring with one key.
func NewRing(now Recipient) *Ring {
	r := &Ring{}
	r.Turn(now, nil)
	return r
}

// Turn puts another key in force. lately are retired keys by fingerprint, with the moment from which nothing sealed to them is taken any more.
func (r *Ring) Turn(now Recipient, lately map[Fingerprint]time.Time) {
	keys := &ringKeys{now: now, name: now.Fingerprint().String(), lately: make(map[string]time.Time, len(lately))}
	for fingerprint, until := range lately {
		keys.lately[fingerprint.String()] = until
	}
	r.held.Store(keys)
}

// Now is the key in force.
func (r *Ring) Now() Recipient { return r.held.Load().now }

// Takes reports whether something that says it is sealed to the key of this fingerprint is taken at a moment.
func (r *Ring) Takes(fingerprint string, at time.Time) bool {
	keys := r.held.Load()
	return fingerprint == keys.name || at.Before(keys.lately[fingerprint])
}
