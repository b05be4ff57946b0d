package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"maps"
	"slices"
	"time"

	"guwah.example/guwah"
)

// mostDigests is how many digests an act lists one by one; the digests of more are bound together into one.
const mostDigests = 64

// digests proves later what an act wrote: an HMAC of each entity. What belongs to a testimony is under that testimony's own key, so that once the
// key is destroyed nobody can try whether some words were the ones.
type digests struct {
	keys map[guwah.TestimonyID][]byte // "" is the register's own
	sums map[string]string
}

func newDigests(keys map[guwah.TestimonyID][]byte) *digests {
	return &digests{keys: keys, sums: map[string]string{}}
}

func (d *digests) add(kind, key string, of guwah.TestimonyID, doc []byte) {
	secret, known := d.keys[of]
	if !known { // the testimony's key has been destroyed: nothing may be provable about it any more
		return
	}
	sum := hmac.New(sha256.New, secret)
	writeParts(sum, []byte(kind), []byte(key), doc)
	d.sums[kind+" "+key] = hex.EncodeToString(sum.Sum(nil)[:16])
}

// list is what the act's row holds.
func (d *digests) list() map[string]string {
	if len(d.sums) <= mostDigests {
		return d.sums
	}
	sum := hmac.New(sha256.New, d.keys[""])
	for _, subject := range slices.Sorted(maps.Keys(d.sums)) {
		writeParts(sum, []byte(subject), []byte(d.sums[subject]))
	}
	return map[string]string{fmt.Sprintf("all %d", len(d.sums)): hex.EncodeToString(sum.Sum(nil)[:16])}
}

// writeParts hashes parts so that no two lists of parts hash alike: each with its length before it.
func writeParts(to hash.Hash, parts ...[]byte) {
	for _, part := range parts {
		fmt.Fprintf(to, "%d:", len(part))
		to.Write(part)
	}
}

// testimonyOf is the testimony that an entity is part of or was drawn from, if any.
func testimonyOf(entity any) guwah.TestimonyID {
	switch e := entity.(type) {
	case *guwah.Testimony:
		return e.ID
	case *guwah.Consent:
		return e.Testimony
	case *guwah.Claim:
		return e.Testimony
	case *guwah.Evidence:
		return e.Testimony
	}
	return ""
}

// digestKeys fetches the keys that the digests of these changes need.
func (s *Store) digestKeys(ctx context.Context, now time.Time, changes *guwah.Changes) (map[guwah.TestimonyID][]byte, error) {
	own, err := s.digestKey(ctx, now)
	if err != nil {
		return nil, err
	}
	keys := map[guwah.TestimonyID][]byte{"": own}
	for id := range testimoniesOf(changes) {
		key, found, err := s.Key(ctx, testimonyKey(id))
		if err != nil {
			return nil, err
		}
		if found {
			keys[id] = key.Secret
		}
	}
	return keys, nil
}

// digestKey is the register's own key, fetched once: it never changes.
func (s *Store) digestKey(ctx context.Context, now time.Time) ([]byte, error) {
	if secret := s.ownKey.Load(); secret != nil {
		return *secret, nil
	}
	key, err := s.StandingKey(ctx, "digest", now)
	if err != nil {
		return nil, err
	}
	s.ownKey.Store(&key.Secret)
	return key.Secret, nil
}

func testimoniesOf(changes *guwah.Changes) map[guwah.TestimonyID]bool {
	of := map[guwah.TestimonyID]bool{}
	for i := range changes.Testimonies {
		of[changes.Testimonies[i].ID] = true
	}
	for i := range changes.Messages {
		of[changes.Messages[i].Testimony] = true
	}
	for i := range changes.Consents {
		of[changes.Consents[i].Testimony] = true
	}
	for i := range changes.Claims {
		of[changes.Claims[i].Testimony] = true
	}
	for i := range changes.Evidence {
		of[changes.Evidence[i].Testimony] = true
	}
	delete(of, "")
	return of
}
