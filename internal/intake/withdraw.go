package intake

import (
	"context"
	"fmt"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/retain"
)

// undoDays is for how many days a withdrawal can be undone with the code (rule 18).
const undoDays = guwah.Day(retain.Withdrawal / (24 * time.Hour))

// Withdraw hides a testimony at once, and with it all that rests on it: a view leaves out what goes back to a withdrawn testimony,
// and what others said too until two people decide afresh (rule 18). For fourteen days Undo brings it back; then two people
// destroy what was sealed. Withdrawing twice changes nothing.
func (in *Intake) Withdraw(ctx context.Context, key Key) error {
	mine, err := in.Open(ctx, key)
	if err != nil {
		return err
	}
	if mine.Testimony.State == guwah.TestimonyWithdrawn {
		return nil
	}
	testimony := mine.Testimony
	testimony.Before, testimony.State = testimony.State, guwah.TestimonyWithdrawn
	testimony.Withdrawn, testimony.EraseFrom = in.today(), in.today()+undoDays
	act := guwah.Act{Verb: "withdraw", Kind: "testimony", Object: string(testimony.ID)}
	if _, err := in.Door.Commit(ctx, act, guwah.Changes{Testimonies: []guwah.Testimony{testimony}}); err != nil {
		return fmt.Errorf("withdraw testimony: %w", err)
	}
	return nil
}

// CanUndo reports whether the withdrawal can still be undone.
func (m Mine) CanUndo() bool {
	return m.Testimony.State == guwah.TestimonyWithdrawn && m.Today < m.Testimony.EraseFrom
}

// Undo takes a withdrawal back within its fourteen days; later it gives ErrRefused. What rested on it shows again, unless
// somebody else has withdrawn too.
func (in *Intake) Undo(ctx context.Context, key Key) error {
	mine, err := in.Open(ctx, key)
	if err != nil {
		return err
	}
	if mine.Testimony.State != guwah.TestimonyWithdrawn {
		return nil
	}
	if !mine.CanUndo() {
		return fmt.Errorf("undo withdrawal after its fourteen days: %w", guwah.ErrRefused)
	}
	testimony := mine.Testimony
	testimony.State, testimony.Before, testimony.Withdrawn, testimony.EraseFrom = stateBefore(testimony), "", 0, 0
	act := guwah.Act{Verb: "undo_withdraw", Kind: "testimony", Object: string(testimony.ID)}
	if _, err := in.Door.Commit(ctx, act, guwah.Changes{Testimonies: []guwah.Testimony{testimony}}); err != nil {
		return fmt.Errorf("undo withdrawal: %w", err)
	}
	return nil
}

// stateBefore is where a testimony stood before it was withdrawn.
func stateBefore(t guwah.Testimony) guwah.TestimonyState {
	switch {
	case t.Before != "":
		return t.Before
	case t.Person != "": // withdrawn before its state was kept
		return guwah.TestimonyDrawn
	}
	return guwah.TestimonyReceived
}
