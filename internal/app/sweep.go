package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"guwah.example/guwah/internal/blob"
	"guwah.example/guwah/internal/retain"
)

// sweepEvery is how often a register looks for what has to go.
const sweepEvery = 10 * time.Minute

// sweepOn sweeps until ctx ends.
func (a *App) sweepOn(ctx context.Context) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := a.Sweep(ctx); err != nil && ctx.Err() == nil {
			a.options.Log.Error("something that should be gone is still there", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Sweep deletes what package retain says has to be gone by now: files nobody sent, what two people erased, sign-ins and notes grown old, keys without a record,
// and what a fault left half-written. It does all it can, whatever fails.
func (a *App) Sweep(ctx context.Context) error {
	now := a.options.Now()
	var failed []error
	each := func(what string, sweep func() (int, error)) {
		if _, err := sweep(); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", what, err))
		}
	}
	each("held files", func() (int, error) { return a.intake.Sweep(ctx) })
	each("sealed files of erased testimonies", func() (int, error) { return a.intake.Forget(ctx) })
	each("sign-ins", func() (int, error) { return a.Store.SweepSessions(ctx, now.Add(-retain.SignIns)) })
	each("notes", func() (int, error) { return a.Store.SweepNotes(ctx, now.Add(-retain.Notes)) })
	each("keys without a record", func() (int, error) { return a.Store.SweepOrphanedKeys(ctx, now) })
	for _, disk := range []*blob.Disk{a.blobs, a.held} {
		each("half-written files", func() (int, error) { return disk.Sweep(now.Add(-retain.HalfWritten)) })
	}
	each("the databases' logs", func() (int, error) { return a.Store.Scrub(ctx) })
	return errors.Join(failed...)
}
