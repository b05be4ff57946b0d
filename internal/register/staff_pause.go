package register

import (
	"context"
	"fmt"

	"guwah.example/guwah"
)

// LongestTravel is how many days ahead somebody can say that they will be back.
const LongestTravel = 365

// Suspend stops a member at once; all their sign-ins end with it. Anyone of the team may, alone; it takes two to restore them.
func (r *Register) Suspend(ctx context.Context, by, of guwah.StaffID) error {
	staff, err := r.colleague(ctx, by, of)
	if err != nil {
		return err
	}
	if !staff.Works() {
		return fmt.Errorf("suspend %s again: %w", of, guwah.ErrConflict)
	}
	staff.Suspended = &guwah.Pause{Since: r.Today(), By: by}
	return r.stop(ctx, guwah.Act{By: by, Verb: "suspend", Kind: "staff", Object: string(of)}, staff, guwah.Changes{})
}

// Restore says that a suspended member may work again; once two colleagues have said so, they may.
func (r *Register) Restore(ctx context.Context, by, of guwah.StaffID) error {
	staff, err := r.colleague(ctx, by, of)
	if err != nil {
		return err
	}
	if staff.Suspended == nil {
		return fmt.Errorf("restore %s, who is not suspended: %w", of, guwah.ErrConflict)
	}
	over, err := agree(&staff, &staff.Suspended, by)
	if err != nil {
		return err
	}
	return r.paused(ctx, guwah.Act{By: by, Verb: "restore", Kind: "staff", Object: string(of), Two: over}, staff)
}

// Travel turns on the travel mode of a member before a border: their sign-ins end, and until two colleagues bring them back, their passkeys open only a desk
// on which there is nothing but what everybody may read.
func (r *Register) Travel(ctx context.Context, of guwah.StaffID, days int) error {
	if days < 1 || days > LongestTravel {
		return &guwah.Invalid{Field: "days", Key: "Write a number of days between 1 and {n}.", Args: []any{"n", LongestTravel}}
	}
	staff, err := r.member(ctx, of)
	if err != nil {
		return err
	}
	if staff.Travel != nil {
		return fmt.Errorf("travel twice: %w", guwah.ErrConflict)
	}
	staff.Travel = &guwah.Pause{Since: r.Today(), Until: r.Today() + guwah.Day(days), By: of}
	return r.stop(ctx, guwah.Act{By: of, Verb: "travel", Kind: "staff", Object: string(of)}, staff, guwah.Changes{})
}

// Return says that a member who travelled is back and free; once two colleagues have said so, before or after the day they meant to be, travel mode is over.
func (r *Register) Return(ctx context.Context, by, of guwah.StaffID) error {
	staff, err := r.colleague(ctx, by, of)
	if err != nil {
		return err
	}
	if staff.Travel == nil {
		return fmt.Errorf("bring %s back, who does not travel: %w", of, guwah.ErrConflict)
	}
	over, err := agree(&staff, &staff.Travel, by)
	if err != nil {
		return err
	}
	return r.paused(ctx, guwah.Act{By: by, Verb: "return", Kind: "staff", Object: string(of), Two: over}, staff)
}

// agree notes in a copy of a pause that a colleague says it may end, and ends it with the second.
func agree(staff *guwah.Staff, pause **guwah.Pause, by guwah.StaffID) (over bool, err error) {
	p := **pause
	p.Agreed = append([]guwah.StaffID(nil), p.Agreed...)
	if over, err = p.Agree(staff.ID, by); err != nil {
		return false, fmt.Errorf("bring %s back: %w", staff.ID, err)
	}
	*pause = &p
	if over {
		*pause = nil
	}
	return over, nil
}

// paused keeps a member; when their pause is over, what they had opened in it ends too, so that they begin anew.
func (r *Register) paused(ctx context.Context, act guwah.Act, staff guwah.Staff) error {
	if act.Two {
		return r.stop(ctx, act, staff, guwah.Changes{})
	}
	_, err := r.Commit(ctx, act, guwah.Changes{Staff: []guwah.Staff{staff}})
	return err
}

// stop keeps a member, all of whose sign-ins and links end, with what else changes.
func (r *Register) stop(ctx context.Context, act guwah.Act, staff guwah.Staff, changes guwah.Changes) (err error) {
	changes.Staff = []guwah.Staff{staff}
	if changes.Sessions, err = r.ending(ctx, staff.ID, every); err != nil {
		return err
	}
	_, err = r.Commit(ctx, act, changes)
	return err
}

// colleague is a member who has not left, and is not the one who acts.
func (r *Register) colleague(ctx context.Context, by, of guwah.StaffID) (guwah.Staff, error) {
	if by == of {
		return guwah.Staff{}, fmt.Errorf("decide about oneself: %w", guwah.ErrRefused)
	}
	staff, err := r.member(ctx, of)
	if err == nil && !staff.Active {
		err = fmt.Errorf("%s has left: %w", of, guwah.ErrConflict)
	}
	return staff, err
}
