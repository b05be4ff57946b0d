// Package intaketest stands in memory for what an intake needs: the register and its blobs.
package intaketest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"
	"slices"
	"sync"

	"guwah.example/guwah"
)

// NewRegister makes an empty register.
func NewRegister() *Register {
	return &Register{Testimonies: make(map[guwah.TestimonyID]guwah.Testimony), Mail: make(map[guwah.MessageID]guwah.Message), Envelopes: NewBlobs()}
}

// NewBlobs makes an empty keeper of blobs.
func NewBlobs() *Blobs { return &Blobs{Kept: make(map[string][]byte)} }

// Register keeps what is committed, in memory.
type Register struct {
	receiving   sync.Mutex
	mu          sync.Mutex
	Acts        []guwah.Act // in the order of their commits
	Testimonies map[guwah.TestimonyID]guwah.Testimony
	Mail        map[guwah.MessageID]guwah.Message
	Given       []guwah.Consent
	Envelopes   *Blobs // small sealed words; a test may have them lie with the other blobs
	Fails       error  // what every commit answers with, once set
}

// Commit stores the changes, or gives ErrConflict where a testimony has moved on, or Fails where that is set.
func (r *Register) Commit(ctx context.Context, act guwah.Act, c guwah.Changes) (guwah.Receipt, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.Fails != nil {
		return guwah.Receipt{}, r.Fails
	}
	for _, t := range c.Testimonies {
		if t.Version != r.Testimonies[t.ID].Version {
			return guwah.Receipt{}, guwah.ErrConflict
		}
		t.Version++
		r.Testimonies[t.ID] = t
	}
	for _, m := range c.Messages {
		r.Mail[m.ID] = m
	}
	for _, changed := range c.Consents {
		at := slices.IndexFunc(r.Given, func(old guwah.Consent) bool { return old.ID == changed.ID })
		if at < 0 {
			r.Given = append(r.Given, changed)
		} else {
			r.Given[at] = changed
		}
	}
	for _, hash := range c.DropEnvelopes {
		_ = r.Envelopes.Delete(ctx, hash) // in memory
	}
	r.Acts = append(r.Acts, act)
	return guwah.Receipt{}, nil
}

// Receive stores testimonies and what came with them, each with its act; those it has are passed over.
func (r *Register) Receive(ctx context.Context, arrivals []guwah.Arrival) error {
	r.receiving.Lock()
	defer r.receiving.Unlock()
	for _, a := range arrivals {
		r.mu.Lock()
		_, known := r.Testimonies[a.Testimony.ID]
		r.mu.Unlock()
		if known {
			continue
		}
		act := guwah.Act{By: a.Testimony.EnteredBy, Verb: "receive", Kind: "testimony", Object: string(a.Testimony.ID)}
		if _, err := r.Commit(ctx, act, guwah.Changes{Testimonies: []guwah.Testimony{a.Testimony}, Consents: a.Consents}); err != nil {
			return err
		}
		for _, envelope := range a.Envelopes {
			if _, _, err := r.Envelopes.Put(ctx, bytes.NewReader(envelope.Sealed)); err != nil {
				return err
			}
		}
	}
	return nil
}

// TestimonyByMailbox finds a testimony by its mailbox.
func (r *Register) TestimonyByMailbox(_ context.Context, mailbox string) (guwah.Testimony, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, t := range r.Testimonies {
		if t.Mailbox == mailbox {
			return t, nil
		}
	}
	return guwah.Testimony{}, guwah.ErrNotFound
}

// Erased lists erased testimonies that still name their envelope.
func (r *Register) Erased(context.Context) ([]guwah.Testimony, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var erased []guwah.Testimony
	for _, t := range r.Testimonies {
		if t.State == guwah.TestimonyErased && t.Envelope != "" {
			erased = append(erased, t)
		}
	}
	return erased, nil
}

// Messages lists all letters by their sequence; it knows of one mailbox only.
func (r *Register) Messages(context.Context, guwah.TestimonyID) ([]guwah.Message, error) {
	return slices.SortedFunc(maps.Values(r.Mail), func(a, b guwah.Message) int { return int(a.Sequence - b.Sequence) }), nil
}

// Consents lists all consents; it knows of one testimony only.
func (r *Register) Consents(context.Context, guwah.TestimonyID) ([]guwah.Consent, error) {
	return r.Given, nil
}

// Dossier finds no case.
func (r *Register) Dossier(context.Context, guwah.PersonID) (guwah.Dossier, error) {
	return guwah.Dossier{}, guwah.ErrNotFound
}

// Blobs keeps bytes in memory.
type Blobs struct {
	mu   sync.Mutex
	Kept map[string][]byte
}

// Put keeps what it reads to the end.
func (b *Blobs) Put(_ context.Context, from io.Reader) (string, int64, error) {
	content, err := io.ReadAll(from)
	if err != nil {
		return "", 0, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	sum := sha256.Sum256(content)
	b.Kept[hex.EncodeToString(sum[:])] = content
	return hex.EncodeToString(sum[:]), int64(len(content)), nil
}

// Open reads a blob.
func (b *Blobs) Open(_ context.Context, hash string) (io.ReadCloser, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	content, ok := b.Kept[hash]
	if !ok {
		return nil, guwah.ErrNotFound
	}
	return io.NopCloser(bytes.NewReader(content)), nil
}

// Delete removes a blob.
func (b *Blobs) Delete(_ context.Context, hash string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.Kept, hash)
	return nil
}

// List gives every hash to each.
func (b *Blobs) List(_ context.Context, each func(string) error) error {
	for _, hash := range slices.Collect(maps.Keys(b.Kept)) {
		if err := each(hash); err != nil {
			return err
		}
	}
	return nil
}

// Testimony finds a testimony by its id.
func (r *Register) Testimony(_ context.Context, id guwah.TestimonyID) (guwah.Testimony, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	testimony, known := r.Testimonies[id]
	if !known {
		return guwah.Testimony{}, guwah.ErrNotFound
	}
	return testimony, nil
}
