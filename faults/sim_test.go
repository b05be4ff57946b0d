package faults

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/seal"
)

var worlds = flag.Int("worlds", 200, "how many simulated registers")

// TestSimulation lets many registers live through simulated months in one process, on a clock, a network, a disk and a database that all misbehave by the world's seed, and
// holds each to the invariants:
//
//	I1  what was acknowledged is stored, exactly once
//	I2  what was withdrawn, or consented to no longer, is served no more a minute later
//	I3  what nobody consented to is never public
//
// First anything goes wrong and nothing false may happen (safety); then all is well again and what is under way must come to its end (liveness).
func TestSimulation(t *testing.T) {
	ground := newGround(t)
	var sum tally
	group, ctx := errgroup.WithContext(t.Context())
	group.SetLimit(2)
	for i := range uint64(*worlds) {
		group.Go(func() error {
			w := ground.world(*seed+i, nil)
			err := w.live(ctx)
			sum.add(w)
			if err != nil && ctx.Err() == nil {
				return fmt.Errorf("world %d: %w\nthe very same world: go test ./faults -run Simulation -worlds 1 -seed %d", *seed+i, err, *seed+i)
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d worlds, %d steps, %v simulated: %d testimonies told, %d withdrawn, %d wishes changed, %d records imported, %d requests lost, doubled, cut or late, %d outages, %d restarts, %d leaps of the clock; %d public pages read, %d with what may be shown; seeds from %d",
		*worlds, sum.steps.Load(), time.Duration(sum.time.Load()).Round(time.Hour), sum.told.Load(), sum.withdrawn.Load(), sum.changed.Load(), sum.imported.Load(), sum.mishaps.Load(),
		sum.outages.Load(), sum.restarts.Load(), sum.leaps.Load(), sum.pages.Load(), sum.shown.Load(), *seed)
	if sum.shown.Load() == 0 || sum.withdrawn.Load() == 0 || sum.mishaps.Load() == 0 || sum.outages.Load() == 0 {
		t.Error("some of these never happened: this test saw too little")
	}
}

// TestTheSimulationSees breaks the program on purpose, in each way that the invariants are about, and expects some world to notice.
func TestTheSimulationSees(t *testing.T) {
	ground := newGround(t)
	for name, broken := range map[string]func(*world, http.Handler) http.Handler{
		"it acknowledges before it has stored":    acknowledgingEarly,
		"it goes on serving what it once served":  servingOldPages,
		"it shows what nobody consented to":       showingEverything,
		"it takes what was sent twice for two":    takingTwice,
		"it forgets that something was withdrawn": refusingNothing,
	} {
		t.Run(name, func(t *testing.T) {
			for i := range uint64(40) {
				if err := ground.world(i, broken).live(t.Context()); err != nil {
					t.Logf("world %d: %v", i, err)
					return
				}
			}
			t.Error("40 worlds did not notice")
		})
	}
}

// tally counts what happened in all worlds.
type tally struct {
	steps, time, told, withdrawn, changed, imported, mishaps, outages, restarts, leaps, pages, shown atomic.Int64
}

func (s *tally) add(w *world) {
	s.steps.Add(int64(w.steps))
	s.time.Add(int64(w.passed))
	s.told.Add(int64(len(w.souls)))
	s.imported.Add(int64(w.imported))
	s.mishaps.Add(int64(w.wire.mishaps))
	s.outages.Add(int64(w.outages))
	s.restarts.Add(int64(w.restarts))
	s.leaps.Add(int64(w.leaps))
	s.pages.Add(int64(w.pages))
	s.shown.Add(int64(w.shown))
	for _, one := range w.souls {
		if one.withdrawn {
			s.withdrawn.Add(1)
		}
		s.changed.Add(int64(one.changes))
	}
}

// ground is what all worlds begin on: a new register, and the key of its team.
type ground struct {
	parent, data string
	team         seal.Identity
}

func newGround(t *testing.T) *ground {
	t.Helper()
	g := &ground{parent: quickFolder(t)}
	g.data = filepath.Join(g.parent, "ground")
	var err error
	if g.team, err = seal.NewTeamIdentity(); err != nil {
		t.Fatal(err)
	}
	_, err = app.Init(t.Context(), app.Options{Data: g.data, Log: slog.New(slog.DiscardHandler)}, config.Config{
		TeamKey: g.team.Recipient().String(), Origin: "http://guwah.example", Operator: config.Operator{Name: "A team (invented)", Contact: "mailto:team@guwah.example"},
		OpenUnreviewed: []string{"en"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// world makes a world of its own; broken, if given, stands between it and the program.
func (g *ground) world(seed uint64, broken func(*world, http.Handler) http.Handler) *world {
	w := &world{Rand: rand.New(rand.NewPCG(seed, 5)), ground: g, broken: broken, data: filepath.Join(g.parent, fmt.Sprintf("world-%d-%p", seed, broken))}
	w.clock = newClock(w.Rand)
	w.wire = &wire{Rand: rand.New(rand.NewPCG(seed, 6)), clock: w.clock}
	w.tellers = newTellers(g.team)
	w.tellers.client, w.tellers.wishes = &http.Client{Transport: w.wire}, wishes
	w.holders = &holders{w.tellers}
	return w
}

// world is one register, the people about it, and all that goes wrong.
type world struct {
	*rand.Rand
	*ground
	data    string
	app     *app.App
	broken  func(*world, http.Handler) http.Handler
	clock   *clock
	wire    *wire
	tellers *tellers
	holders *holders
	souls   []*soul

	down, diskGone bool
	steps          int
	passed         time.Duration // in simulated time, whatever the clock said
	imported       int
	outages        int
	restarts       int
	leaps          int
	pages, shown   int
}

// live lets a world live through its months and come to its end; what it returns is what was broken.
func (w *world) live(ctx context.Context) (err error) {
	if err := os.CopyFS(w.data, os.DirFS(w.ground.data)); err != nil {
		return err
	}
	defer os.RemoveAll(w.data) //nolint:errcheck // in memory
	if err := w.open(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.app.Close()) }()
	w.wire.bad = true
	for range 60 + w.IntN(60) {
		if err := w.step(ctx); err != nil {
			return fmt.Errorf("step %d: %w", w.steps, err)
		}
		if err := w.look(ctx, false); err != nil {
			return fmt.Errorf("step %d: %w", w.steps, err)
		}
	}
	if err := w.calm(ctx); err != nil {
		return fmt.Errorf("once all was well again: %w", err)
	}
	return w.account(ctx)
}

func (w *world) open(ctx context.Context) (err error) {
	w.app, err = app.Open(ctx, app.Options{Data: w.data, Log: slog.New(slog.DiscardHandler), Now: w.clock.now, Random: w.clock})
	if err != nil {
		return err
	}
	w.wire.to = w.app.Handler
	if w.broken != nil {
		w.wire.to = w.broken(w, w.app.Handler)
	}
	w.app.Store.Interrupt(func() error {
		if w.down {
			return errDown
		}
		return nil
	})
	return nil
}

// step lets one thing happen, good or bad.
func (w *world) step(ctx context.Context) error {
	w.steps++
	switch n := w.IntN(100); {
	case n < 25:
		return w.tell(ctx)
	case n < 35:
		w.tellAgain(ctx)
	case n < 50:
		return w.publish(ctx)
	case n < 58:
		w.withdraw(ctx)
	case n < 63:
		w.changeWishes(ctx)
	case n < 67:
		w.comeBack(ctx)
	case n < 72:
		return w.bringIn(ctx)
	case n < 78:
		w.down = !w.down
		if w.down {
			w.outages++
		}
	case n < 81:
		return w.turnDisk()
	case n < 85:
		return w.restart(ctx)
	case n < 89:
		w.leaps++
		w.clock.leap(w.Rand)
	case n < 92:
		w.wire.deliverLate()
	default:
		w.pass(w.days())
	}
	w.pass(time.Duration(w.IntN(300)) * time.Second)
	w.everySecond(ctx)
	return nil
}
