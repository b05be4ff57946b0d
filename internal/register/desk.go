package register

import (
	"context"

	"guwah.example/guwah"
)

// Desk is what the team's lists and records are read from.
type Desk interface {
	// Queue lists testimonies that still need someone, those with danger first, then oldest first.
	Queue(ctx context.Context, n int) ([]guwah.Testimony, error)
	Testimony(ctx context.Context, id guwah.TestimonyID) (guwah.Testimony, error)
}
