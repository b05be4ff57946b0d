package post

import (
	"context"
	"fmt"
	"time"
)

// Counts are the figures of a digest. It holds nothing else: whoever reads the team's mail learns how many, never who.
type Counts struct {
	Waiting int // testimonies that need someone
	Danger  int // of those, with somebody in danger now
	Aside   int // testimonies set aside in bursts that nobody has decided on
	Second  int // decisions that wait for a second person

	Received int // testimonies ever received: when it grows, something new came. It is not written.
}

// Letter is a mail before it is put into its form.
type Letter struct{ Subject, Body string }

// Digests tell the team from time to time that something new waits.
type Digests struct {
	Every time.Duration // between two letters at least
	Now   func() time.Time
	Count func(ctx context.Context) (Counts, error)
	Write func(Counts) Letter
	Send  func(ctx context.Context, l Letter) error

	told Counts    // what the team knows
	next time.Time // no letter before this
}

// Look sends a digest, and says so, if something new came since the last one and enough time has passed. The first is held back for as long as any other, so that a program
// that starts again and again sends no more. A letter that could not be sent is news still, at the next digest.
func (d *Digests) Look(ctx context.Context) (sent bool, err error) {
	now := d.Now()
	if d.next.IsZero() {
		d.next = now.Add(d.Every)
	}
	if now.Before(d.next) {
		return false, nil
	}
	counts, err := d.Count(ctx)
	if err != nil {
		return false, fmt.Errorf("count for the digest: %w", err)
	}
	if !counts.newSince(d.told) {
		d.told = counts
		return false, nil
	}
	d.next = now.Add(d.Every)
	if err := d.Send(ctx, d.Write(counts)); err != nil {
		return false, fmt.Errorf("mail the digest: %w", err)
	}
	d.told = counts
	return true, nil
}

// newSince tells whether something came that waits.
func (c Counts) newSince(told Counts) bool {
	return c.Received > told.Received && c.Waiting+c.Aside > 0 || c.Second > told.Second
}
