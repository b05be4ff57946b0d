package register

import (
	"context"
	"fmt"
	"io"
	"time"

	"guwah.example/guwah"
)

// Register is the write side: every deed of the team goes through it. Make one with [New].
type Register struct {
	store  Storage
	now    func() time.Time
	random io.Reader
}

// Storage is what the write side needs of its store.
type Storage interface {
	Writer
	Dossiers
	Desk
}

// New makes the write side over store, with the clock and the source of randomness given.
func New(store Storage, now func() time.Time, random io.Reader) *Register {
	return &Register{store: store, now: now, random: random}
}

// Today is the current UTC day.
func (r *Register) Today() guwah.Day { return guwah.DayOf(r.now()) }

// NewID makes a random id.
func (r *Register) NewID() string { return guwah.NewID(r.random) }

// Commit is the one write door: it gives the act its id and time and stores it with all its changes in one transaction, or nothing.
func (r *Register) Commit(ctx context.Context, act guwah.Act, changes guwah.Changes) (guwah.Receipt, error) {
	act.ID, act.At = guwah.ActID(r.NewID()), r.now().UTC()
	receipt, err := r.store.Commit(ctx, act, changes)
	if err != nil {
		return guwah.Receipt{}, fmt.Errorf("%s %s %s: %w", act.Verb, act.Kind, act.Object, err)
	}
	return receipt, nil
}
