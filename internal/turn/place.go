package turn

import (
	"context"
	"errors"
	"time"
)

// Standing is how somebody's place stands.
type Standing uint8

// The standings.
const (
	Served  Standing = iota // there is an outcome
	Waits                   // the place is kept, and its ticket finds it
	Crowded                 // it was taken by somebody who had waited longer: nothing was done
)

// Wait waits for a turn for some time. Who still waits then has the place for good, under its ticket. The error is that of what was done.
func (p *Place[T]) Wait(ctx context.Context, patience time.Duration) (outcome T, stands Standing, err error) {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-p.done:
	case <-timer.C:
	case <-ctx.Done():
	}
	return p.stands()
}

func (p *Place[T]) stands() (outcome T, stands Standing, err error) {
	t := p.turns
	t.mu.Lock()
	defer t.mu.Unlock()
	select {
	case <-p.done:
		if errors.Is(p.err, ErrFull) {
			return outcome, Crowded, nil
		}
		return p.outcome, Served, p.err
	default:
		p.promised = true
		t.tickets[p.Ticket] = p
		t.forget()
		return outcome, Waits, nil
	}
}

// Find looks at a place by its ticket; false where there is none: it was fetched, or too long ago, or the program has ended since. An outcome can be fetched
// again for a minute.
func (t *Turns[T]) Find(ticket string) (outcome T, stands Standing, err error, found bool) {
	t.mu.Lock()
	t.forget()
	p, found := t.tickets[ticket]
	t.mu.Unlock()
	if !found {
		return outcome, Crowded, nil, false
	}
	outcome, stands, err = p.stands()
	if stands == Served {
		t.mu.Lock()
		if soon := t.Now().Add(again); p.until.After(soon) {
			p.until = soon
		}
		t.mu.Unlock()
	}
	return outcome, stands, err, true
}

// forget drops the outcomes whose time is over; the lock is held.
func (t *Turns[T]) forget() {
	now := t.Now()
	for ticket, p := range t.tickets {
		if !p.until.IsZero() && !now.Before(p.until) {
			delete(t.tickets, ticket)
		}
	}
}

// Before is how many of the same line have their turn before a ticket's place, itself included; 0 where it is being served or was.
func (t *Turns[T]) Before(ticket string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	p, found := t.tickets[ticket]
	if !found {
		return 0
	}
	return t.lineOf(p.claim).before(p)
}
