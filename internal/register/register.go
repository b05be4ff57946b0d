package register

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

// Register is the write side: every deed of the team goes through it. Make one with [New].
type Register struct {
	store  Storage
	now    func() time.Time
	random io.Reader
	proof  func() seal.DigestKey // under which questions to the team's key are answered; made when first needed

	// Committed, where set, is told that something was committed; it must not wait. Set it before the first commit.
	Committed func()

	// Openings is how many testimonies and challenges one member may open within the hour; [DefaultOpenings] unless set before the first.
	Openings int
	opening  sync.Mutex // held while one opening is counted and recorded
}

// Storage is what the write side needs of its store.
type Storage interface {
	Writer
	Revisions
	Arrivals
	Dossiers
	Desk
	Team
	Registry
	KeyStorage
}

// New makes the write side over store, with the clock and the source of randomness given.
func New(store Storage, now func() time.Time, random io.Reader) *Register {
	return &Register{store: store, now: now, random: random, Openings: DefaultOpenings, proof: sync.OnceValue(func() seal.DigestKey {
		key, err := seal.NewDigestKey(random)
		if err != nil {
			panic(fmt.Errorf("read random bytes: %w", err))
		}
		return key
	})}
}

// Desk reads the team's lists and records.
func (r *Register) Desk() Desk { return r.store }

// Registry reads what stands beside the cases: authorities, campaigns, aggregates, corrections, challenges.
func (r *Register) Registry() Registry { return r.store }

// Dossier loads one case whole, for the team.
func (r *Register) Dossier(ctx context.Context, person guwah.PersonID) (guwah.Dossier, error) {
	d, err := r.store.Dossier(ctx, person)
	if err != nil {
		return guwah.Dossier{}, fmt.Errorf("open person %s: %w", person, err)
	}
	return d, nil
}

// Today is the current UTC day.
func (r *Register) Today() guwah.Day { return guwah.DayOf(r.now()) }

// NewID makes a random id.
func (r *Register) NewID() string { return guwah.NewID(r.random) }

// Commit is the one write door: it gives the act its id and time and stores it with all its changes in one transaction, or nothing. Whoever may not do
// the act, or does not reach what it changes, is refused here (docs/adr/0008).
func (r *Register) Commit(ctx context.Context, act guwah.Act, changes guwah.Changes) (guwah.Receipt, error) {
	if err := r.permit(ctx, act, changes); err != nil {
		return guwah.Receipt{}, err
	}
	return r.commit(ctx, act, changes)
}

// commit stores an act that was permitted.
func (r *Register) commit(ctx context.Context, act guwah.Act, changes guwah.Changes) (guwah.Receipt, error) {
	act.ID, act.At = guwah.ActID(r.NewID()), r.now().UTC()
	changes.Waiting = waiting(changes)
	receipt, err := r.store.Commit(ctx, act, changes)
	if err != nil {
		return guwah.Receipt{}, fmt.Errorf("%s %s %s: %w", act.Verb, act.Kind, act.Object, err)
	}
	if r.Committed != nil {
		r.Committed()
	}
	return receipt, nil
}

// Receive is Commit for testimonies that arrive: each becomes one act, and all are stored in one transaction, or none. What has been received before is
// passed over.
func (r *Register) Receive(ctx context.Context, arrivals []guwah.Arrival) error {
	now := r.now().UTC()
	for i := range arrivals {
		t := &arrivals[i].Testimony
		arrivals[i].Act = guwah.Act{ID: guwah.ActID(r.NewID()), At: now, By: t.EnteredBy, Verb: "receive", Kind: "testimony", Object: string(t.ID)}
	}
	return r.store.Receive(ctx, arrivals)
}
