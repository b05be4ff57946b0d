package faults

import (
	"context"
	"crypto/rand"
	"errors"
	"path/filepath"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/spool"
	"guwah.example/guwah/internal/store"
)

// putAway puts away what a program left in its spool, as the next start does, twice: a fault may come just before a file of the spool is deleted.
func putAway(ctx context.Context, s *store.Store, data string) error {
	door := &twice{Register: register.New(s, time.Now, rand.Reader)}
	left, _, err := spool.Open(filepath.Join(data, "spool"))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var failure error
	done := make(chan struct{})
	go func() {
		defer close(done)
		intake.PutAway(ctx, left, door, func(err error) { failure = err; cancel() })
	}()
	for left.Waiting() > 0 && ctx.Err() == nil {
		time.Sleep(time.Millisecond)
	}
	cancel()
	<-done
	return errors.Join(failure, left.Close())
}

// twice is a register that is given everything twice.
type twice struct{ *register.Register }

func (t *twice) Receive(ctx context.Context, arrivals []guwah.Arrival) error {
	return errors.Join(t.Register.Receive(ctx, arrivals), t.Register.Receive(ctx, arrivals))
}
