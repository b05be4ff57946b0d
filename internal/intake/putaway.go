package intake

import (
	"context"
	"errors"
	"fmt"
	"time"

	"guwah.example/guwah"
)

// Waiting gives out what waits in the spool. *spool.Spool is one with records of type R.
type Waiting[R Record] interface {
	// Take waits for records and takes up to most of the oldest; the error is that of ctx.
	Take(ctx context.Context, most int) ([]R, error)
	// Done says that records are in the register.
	Done(records []R)
	// Back gives records back that could not be put away.
	Back(records []R)
}

// Record is one testimony in the spool.
type Record interface{ Read() ([]byte, error) }

// atOnce is how many testimonies are put away in one transaction.
const atOnce = 256

// The pauses after a failure: the register is asked again soon at first, then ever less often.
const (
	shortPause = 100 * time.Millisecond
	longPause  = 5 * time.Second
)

// gather is how long those that come next may gather: many in one transaction cost little more than one, and whoever opens a mailbox waits for its testimony.
const gather = 100 * time.Millisecond

// PutAway moves testimonies from the spool into the register as they come, until ctx ends. While the register cannot be written, they stay in the spool. One that
// alone cannot be stored holds up no other: it stays, is tried again, and failed is told.
func PutAway[R Record](ctx context.Context, from Waiting[R], door Door, failed func(error)) {
	pause := shortPause
	for {
		records, err := from.Take(ctx, atOnce)
		if err != nil {
			return
		}
		if err := putAway(ctx, from, door, records); err != nil {
			if ctx.Err() == nil {
				failed(err)
			}
			pause = min(2*pause, longPause)
			wait(ctx, pause)
			continue
		}
		pause = shortPause
		if len(records) < atOnce {
			wait(ctx, gather)
		}
	}
}

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// putAway puts a batch away, or each of it by itself where that fails: then some of it may be done although there is an error.
func putAway[R Record](ctx context.Context, from Waiting[R], door Door, records []R) error {
	arrivals, damaged := decodeAll(records)
	if damaged == nil {
		err := door.Receive(ctx, arrivals)
		if err == nil {
			from.Done(records)
			return nil
		}
		if isDown(err) {
			from.Back(records)
			return err
		}
	}
	return oneByOne(ctx, from, door, records)
}

// isDown tells that the register itself cannot be written just now, whatever is written.
func isDown(err error) bool {
	return errors.Is(err, guwah.ErrBusy) || errors.Is(err, guwah.ErrFull) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

func decodeAll[R Record](records []R) ([]guwah.Arrival, error) {
	arrivals := make([]guwah.Arrival, len(records))
	for i, record := range records {
		body, err := record.Read()
		if err == nil {
			arrivals[i], err = decodeArrival(body)
		}
		if err != nil {
			return nil, err
		}
	}
	return arrivals, nil
}

func oneByOne[R Record](ctx context.Context, from Waiting[R], door Door, records []R) (failure error) {
	for i := range records {
		one := records[i : i+1]
		arrivals, err := decodeAll(one)
		if err == nil {
			err = door.Receive(ctx, arrivals)
		}
		if err == nil {
			from.Done(one)
			continue
		}
		from.Back(one)
		failure = fmt.Errorf("put a testimony away: %w", err)
		if isDown(err) {
			from.Back(records[i+1:])
			return failure
		}
	}
	return failure
}
