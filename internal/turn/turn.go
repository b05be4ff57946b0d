// Package turn gives everybody a turn when more come at once than can be served. It refuses nobody for who they are, and knows no addresses.
//
// While there is room, whoever comes is served at once and nothing is asked. Then they wait: those who came first, or have tried longest, before the
// others; those whose device has done some work (see [Puzzles]) get three turns of four, so that a flood is dear to whoever makes it, and the others the
// fourth, so that nobody who cannot run a script is shut out. Only as many may wait as can be served in some seconds. Whoever finds no room is told to try
// again, and their next try counts from their first.
//
//	turns := turn.New[seal.Code](turn.Config{AtOnce: 128, Waiting: 4096})
//	place, err := turns.Join(turn.Claim{First: now}, func(ctx context.Context) (seal.Code, error) { return in.Receive(ctx, told) })
//	code, standing, err := place.Wait(ctx, 4*time.Second)
//	if standing == turn.Waits { … place.Ticket finds the place again … }
package turn

import (
	"context"
	"crypto/rand"
	"errors"
	"sync"
	"time"
)

// ErrFull means that nobody more can wait, or that somebody who has waited longer took the place.
var ErrFull = errors.New("no room to wait")

// Config bounds a queue.
type Config struct {
	AtOnce  int              // how many are served at the same time
	Waiting int              // how many may wait at most, however quickly they are served
	Now     func() time.Time // nil means the system's clock
}

// Claim is what speaks for somebody's turn.
type Claim struct {
	First  time.Time // when they first tried
	Worked bool      // their device has done what was asked
}

// usualBits is the most work a full queue asks for: a quarter of a million tries, some eight seconds on an old telephone.
const usualBits = 18

// The times of a queue.
const (
	foreseen = 12 * time.Second // whoever may wait is served in about this time
	kept     = 10 * time.Minute // an outcome waits this long to be fetched
	again    = time.Minute      // and once fetched this long to be fetched again: an answer may get lost on its way
	measured = 2 * time.Second  // how quickly people are served is counted over this time
)

// Turns is a queue. Its methods may be called from several goroutines.
type Turns[T any] struct {
	Config

	mu      sync.Mutex
	running int
	worked  line[T]
	plain   line[T]
	turns   int // taken, for who is next
	tickets map[string]*Place[T]
	pace    pace
	idle    sync.WaitGroup
}

// New makes an empty queue.
func New[T any](c Config) *Turns[T] {
	if c.Now == nil {
		c.Now = time.Now
	}
	return &Turns[T]{Config: c, tickets: make(map[string]*Place[T])}
}

// Place is somebody's place in the queue.
type Place[T any] struct {
	Ticket string // finds the place again; whoever has it gets the outcome

	turns *Turns[T]
	claim Claim
	serve func(context.Context) (T, error)
	done  chan struct{}

	promised bool // they were told that they have a place: nobody takes it any more
	outcome  T
	err      error
	until    time.Time // when the outcome is forgotten; zero while there is none
}

// Join takes a place for what serve does, which runs with a context of its own: whoever comes need not stay. It fails with [ErrFull].
func (t *Turns[T]) Join(c Claim, serve func(context.Context) (T, error)) (*Place[T], error) {
	p := &Place[T]{Ticket: rand.Text(), turns: t, claim: c, serve: serve, done: make(chan struct{})}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.running < t.AtOnce {
		t.start(p)
		return p, nil
	}
	if t.worked.len()+t.plain.len() >= t.room() && !t.displace(c) {
		return nil, ErrFull
	}
	t.lineOf(c).push(p)
	return p, nil
}

func (t *Turns[T]) lineOf(c Claim) *line[T] {
	if c.Worked {
		return &t.worked
	}
	return &t.plain
}

// room is how many may wait: as many as are served in the time foreseen.
func (t *Turns[T]) room() int {
	return min(t.Waiting, max(t.AtOnce, int(t.pace.perSecond(t.Now())*foreseen.Seconds())))
}

// displace lets the last of a line that has waited less make room for a claim, if it was not yet told that it has a place.
func (t *Turns[T]) displace(c Claim) bool {
	last := t.plain.last(c.First)
	from := &t.plain
	if last < 0 && c.Worked {
		last, from = t.worked.last(c.First), &t.worked
	}
	if last < 0 {
		return false
	}
	p := from.remove(last)
	p.err = ErrFull
	close(p.done)
	return true
}

// Busy tells whether somebody who comes now would have to wait.
func (t *Turns[T]) Busy() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.running >= t.AtOnce
}

// Work is how many bits of work give a better place now: more, the more are waiting.
func (t *Turns[T]) Work() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	full := float64(t.worked.len()) / float64(max(1, t.room()))
	return LeastBits + int(min(1, full)*(usualBits-LeastBits))
}

// start serves a place; the lock is held.
func (t *Turns[T]) start(p *Place[T]) {
	t.running++
	t.idle.Go(func() {
		outcome, err := p.serve(context.Background()) //nolint:contextcheck // it outlives the request it came with
		t.finish(p, outcome, err)
	})
}

func (t *Turns[T]) finish(p *Place[T], outcome T, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.Now()
	p.outcome, p.err, p.until, p.serve = outcome, err, now.Add(kept), nil
	close(p.done)
	t.running--
	t.pace.count(now)
	if next := t.next(); next != nil {
		t.start(next)
	}
}

// next is whose turn it is.
func (t *Turns[T]) next() *Place[T] {
	t.turns++
	first, second := &t.worked, &t.plain
	if t.turns%4 == 0 {
		first, second = second, first
	}
	if p := first.pop(); p != nil {
		return p
	}
	return second.pop()
}

// Close waits until everybody who has a place was served, or ctx ends.
func (t *Turns[T]) Close(ctx context.Context) error {
	done := make(chan struct{})
	go func() { t.idle.Wait(); close(done) }()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
