package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"guwah.example/guwah"
)

const (
	// most is how many units of work one transaction takes: enough to spread the cost of a full sync, few enough to answer soon.
	most = 256
	// waiting is how many units may queue before a further one is turned away as busy.
	waiting = 8192
)

// group commits many callers' work in shared transactions. One goroutine takes whatever is queued, runs each unit behind a savepoint of its
// own, commits, and only then answers. It never waits for more to come: waiting slows a lone caller and, measured, a crowd too.
type group struct {
	sessions *sessions
	begin    string

	mu      sync.Mutex
	arrived sync.Cond
	queue   []*unit
	closing bool
	done    chan struct{} // closed when the goroutine has ended
}

// unit is one caller's work and where its answer goes.
type unit struct {
	work  func(*session) error
	taken atomic.Bool // by the writer, which will run it, or by its caller, who has given up
	err   error
	done  chan struct{}
}

func startGroup(sessions *sessions, begin string) *group {
	g := &group{sessions: sessions, begin: begin, done: make(chan struct{})}
	g.arrived.L = &g.mu
	go g.run()
	return g
}

// do queues work and waits until it is durable or has failed. A caller whose context ends while the work is still queued gets the context's
// error and the work never runs; once it runs, the caller waits for the outcome, so that an answer is never a guess.
func (g *group) do(ctx context.Context, work func(*session) error) error {
	u := &unit{work: work, done: make(chan struct{})}
	if err := g.enqueue(u); err != nil {
		return err
	}
	select {
	case <-u.done:
		return u.err
	case <-ctx.Done():
	}
	if u.taken.CompareAndSwap(false, true) {
		return ctx.Err()
	}
	<-u.done
	return u.err
}

func (g *group) enqueue(u *unit) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closing {
		return ErrClosed
	}
	if len(g.queue) >= waiting {
		return fmt.Errorf("%d writes are waiting: %w", len(g.queue), guwah.ErrBusy)
	}
	g.queue = append(g.queue, u)
	g.arrived.Signal()
	return nil
}

// close takes no more work, finishes what is queued and returns when the goroutine has ended.
func (g *group) close() {
	g.mu.Lock()
	g.closing = true
	g.arrived.Signal()
	g.mu.Unlock()
	<-g.done
}

func (g *group) run() {
	defer close(g.done)
	for {
		batch := g.next()
		if batch == nil {
			return
		}
		g.commit(batch)
	}
}

// next waits for work and takes up to most units of it; nil means that the group is closed and the queue empty.
func (g *group) next() []*unit {
	g.mu.Lock()
	defer g.mu.Unlock()
	for len(g.queue) == 0 {
		if g.closing {
			return nil
		}
		g.arrived.Wait()
	}
	n := min(len(g.queue), most)
	batch := g.queue[:n:n]
	g.queue = g.queue[n:]
	return batch
}

// commit runs a batch and answers every unit of it that its caller has not given up.
func (g *group) commit(batch []*unit) {
	var live []*unit
	for _, u := range batch {
		if u.taken.CompareAndSwap(false, true) {
			live = append(live, u)
		}
	}
	if len(live) > 0 {
		if err := g.transact(live); err != nil {
			for _, u := range live {
				u.err = errors.Join(u.err, err)
			}
		}
	}
	for _, u := range live {
		close(u.done)
	}
}

// transact runs units in one transaction. A unit's own failure goes into the unit; an error returned means that none of them is kept.
func (g *group) transact(units []*unit) error {
	ctx := context.Background() // callers come and go; the transaction belongs to all of them
	s, err := g.sessions.begin(ctx, g.begin)
	if err != nil {
		return err
	}
	broken := true
	defer func() { g.sessions.give(s, broken) }()
	for _, u := range units {
		if err := g.runUnit(ctx, s, u); err != nil {
			broken = s.control(ctx, "rollback") != nil
			return err
		}
	}
	if err := s.control(ctx, "commit"); err != nil {
		broken = s.control(ctx, "rollback") != nil
		return fmt.Errorf("commit: %w", err)
	}
	broken = false
	return nil
}

// runUnit runs one unit behind a savepoint. An error returned means that the whole transaction is lost: some faults (a full disk) end it in
// the engine, and going on would write outside of any transaction.
func (g *group) runUnit(ctx context.Context, s *session, u *unit) error {
	if err := s.control(ctx, "savepoint unit"); err != nil {
		return fmt.Errorf("mark a unit of work: %w", err)
	}
	if u.err = guarded(u.work, s); u.err != nil {
		if err := s.control(ctx, "rollback to savepoint unit"); err != nil {
			return fmt.Errorf("undo a failed unit of work: %w", errors.Join(err, u.err))
		}
	}
	if err := s.control(ctx, "release savepoint unit"); err != nil {
		return fmt.Errorf("close a unit of work: %w", err)
	}
	return nil
}

// guarded turns a panic in one caller's work into that caller's error: the others sharing the transaction must not fall with it.
func guarded(work func(*session) error, s *session) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic while writing: %v", r)
		}
	}()
	return work(s)
}
