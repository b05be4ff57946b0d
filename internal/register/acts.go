package register

import (
	"context"
	"errors"
	"fmt"

	"guwah.example/guwah"
)

// Head is the newest act: its number and chain value, to be noted elsewhere. Whoever has such a note can tell whether acts up to it are all there, unchanged.
type Head struct {
	Seq   int64
	Chain string // SHA-256 in hexadecimal digits
}

// ErrBroken says that the acts do not hang together: a row was changed, taken out or put in behind the register's back.
var ErrBroken = errors.New("the chain of acts is broken")

// Recorded is an act as it was stored.
type Recorded struct {
	Head
	guwah.Act
	Sound bool // it is what its chain value says, after the act before it
}

// ActFilter selects acts; what is empty selects nothing out.
type ActFilter struct {
	Before int64 // those with a lesser number
	By     guwah.StaffID
	Verb   guwah.Verb
	Object string
	N      int // at most so many
}

// Acts lists acts, newest first, for those who may see them. No act carries a name or words of a testimony, and those of the public only a day.
func (c Colleague) Acts(ctx context.Context, f ActFilter) ([]Recorded, error) {
	if !c.May(guwah.MaySeeActs) {
		return nil, fmt.Errorf("read the acts: %w", guwah.ErrRefused)
	}
	return c.r.store.Acts(ctx, f)
}

// VerifyActs holds every act against the one before it and gives the newest.
func (c Colleague) VerifyActs(ctx context.Context) (Head, error) {
	if !c.May(guwah.MaySeeActs) {
		return Head{}, fmt.Errorf("read the acts: %w", guwah.ErrRefused)
	}
	return c.r.store.VerifyActs(ctx)
}
