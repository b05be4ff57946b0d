package cli

import (
	"context"
	"errors"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/load"
	"guwah.example/guwah/internal/seal"
)

// looked is how many of the acknowledged testimonies are opened with the team's key, spread over the whole run.
const looked = 200

// verifyIntake looks in a register that nobody serves any more for everything that was acknowledged.
func verifyIntake(ctx context.Context, o app.Options, sent load.Outcome, team seal.Identity, out *intakeBench) error {
	a, err := app.Open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }() // nothing was written
	found := 0
	for i, one := range sent.Sent {
		testimony, err := a.Store.TestimonyByMailbox(ctx, one.Mailbox)
		switch {
		case errors.Is(err, guwah.ErrNotFound):
			if one.Kept {
				out.Lost++
			}
			continue
		case err != nil:
			return err
		}
		found++
		if one.Kept && i%(len(sent.Sent)/looked+1) == 0 {
			if err := opens(ctx, a, testimony, one, team); err != nil {
				return err
			}
			out.Opened++
		}
	}
	rows, _, err := a.Store.Rows(ctx)
	if err != nil {
		return err
	}
	out.Doubled, out.Verified = max(0, int(rows["testimonies"])-found-unread(sent)), true
	return nil
}

// unread is how many testimonies were sent whose code nobody was told: each may be in the register or not.
func unread(sent load.Outcome) (n int) {
	for _, one := range sent.Sent {
		if one.Mailbox == "" {
			n++
		}
	}
	return n
}

// opens holds a sealed testimony against what was told.
func opens(ctx context.Context, a *app.App, testimony guwah.Testimony, one *load.Telling, team seal.Identity) error {
	sealed, err := a.Sealed(ctx, testimony.Envelope)
	if err != nil {
		return err
	}
	defer sealed.Close() //nolint:errcheck // opened for reading
	told, err := seal.OpenTestimony(sealed, team)
	if err != nil {
		return fmt.Errorf("open testimony %s: %w", testimony.ID, err)
	}
	if len(told.Story) < len(one.Marker) || told.Story[:len(one.Marker)] != one.Marker {
		return fmt.Errorf("testimony %s is not what was told", testimony.ID)
	}
	return nil
}
