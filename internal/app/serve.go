package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"guwah.example/guwah/internal/serve"
)

// Listeners are where a process listens: for visitors, and for whoever watches its figures. Metrics may be nil.
type Listeners struct{ Visitors, Metrics net.Listener }

// grace is how long requests under way may take once the process was asked to stop.
const grace = 20 * time.Second

// Serve answers visitors until ctx ends, then lets the requests under way finish and the last writes reach the disk.
func (a *App) Serve(ctx context.Context, on Listeners) error {
	waiting, err := a.openSpool()
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var owned sync.WaitGroup
	owned.Go(func() { a.Projector.Run(ctx, time.Second) })
	owned.Go(func() { a.sweepOn(ctx) })
	owned.Go(func() { a.followKeys(ctx) })
	owned.Go(func() { a.putAway(ctx, waiting) })
	owned.Go(func() { waiting.watch(ctx) })
	owned.Go(func() { a.minutely(ctx) })
	owned.Go(func() { a.mailDigests(ctx) })
	owned.Go(func() {
		a.Finder.Run(ctx, func(err error) { a.options.Log.Error("names are found more slowly until this is mended", "error", err) })
	})
	owned.Go(func() {
		if err := a.Matcher.Load(ctx); err != nil && ctx.Err() == nil {
			a.options.Log.Error("nobody is a candidate until this is mended", "error", err)
		}
	})
	servers := []*http.Server{serve.NewServer(a.Handler)}
	listeners := []net.Listener{serve.Whole(on.Visitors, serve.Repeats{Cache: a.pages, Stamp: a.Public.Revision})}
	if on.Metrics != nil {
		servers, listeners = append(servers, serve.NewServer(a.Metrics.Handler())), append(listeners, serve.Whole(on.Metrics, serve.Repeats{}))
	}
	for i, server := range servers {
		owned.Go(func() {
			if err := server.Serve(listeners[i]); !errors.Is(err, http.ErrServerClosed) {
				stop(fmt.Errorf("listen on %s: %w", listeners[i].Addr(), err))
			}
		})
	}
	<-ctx.Done()
	failure := context.Cause(ctx)
	if errors.Is(failure, context.Canceled) {
		failure = nil
	}
	unhurried, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	for i, server := range servers {
		failure = errors.Join(failure, serve.Shutdown(unhurried, server, listeners[i]))
	}
	failure = errors.Join(failure, a.turns.Close(unhurried)) // whoever was told that they wait is received
	owned.Wait()
	return errors.Join(failure, a.emptySpool(unhurried, waiting))
}
