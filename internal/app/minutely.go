package app

import (
	"context"
	"time"
)

// minutely does, once a minute until ctx ends, what follows from what the team decided about bursts.
func (a *App) minutely(ctx context.Context) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		expected, err := a.Store.Expectations(ctx)
		if err == nil {
			a.bursts.Expect(expected)
			err = a.Register.LetOutReleased(ctx)
		}
		if err != nil && ctx.Err() == nil {
			a.options.Log.Error("follow what was decided about bursts", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
