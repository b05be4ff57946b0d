package register

import (
	"context"
	"fmt"

	"guwah.example/guwah"
)

// TakeUp notes that somebody has opened a testimony and is at work on it.
func (r *Register) TakeUp(ctx context.Context, by guwah.StaffID, id guwah.TestimonyID) error {
	return r.changeTestimony(ctx, by, id, "take_up", "", func(t *guwah.Testimony) bool {
		if t.State != guwah.TestimonyReceived {
			return false
		}
		t.State = guwah.TestimonyInReview
		return true
	})
}

// SetAside takes a testimony off the queue, for a reason code; nothing of it is lost, and [Register.BringBack] undoes it.
func (r *Register) SetAside(ctx context.Context, by guwah.StaffID, id guwah.TestimonyID, reason string) error {
	return r.changeTestimony(ctx, by, id, "set_aside", reason, func(t *guwah.Testimony) bool {
		if t.State != guwah.TestimonyReceived && t.State != guwah.TestimonyInReview {
			return false
		}
		t.State = guwah.TestimonySetAside
		return true
	})
}

// SetAsideReasons are why a testimony can be set aside.
var SetAsideReasons = []string{"duplicate", "not_about_a_person", "abuse", "cannot_help"}

// BringBack puts a testimony that was set aside on the queue again.
func (r *Register) BringBack(ctx context.Context, by guwah.StaffID, id guwah.TestimonyID) error {
	return r.changeTestimony(ctx, by, id, "bring_back", "", func(t *guwah.Testimony) bool {
		if t.State != guwah.TestimonySetAside {
			return false
		}
		t.State = guwah.TestimonyInReview
		return true
	})
}

// changeTestimony commits a change, unless there is nothing to change.
func (r *Register) changeTestimony(ctx context.Context, by guwah.StaffID, id guwah.TestimonyID, verb guwah.Verb, reason string, change func(*guwah.Testimony) bool) error {
	t, err := r.store.Testimony(ctx, id)
	if err != nil {
		return fmt.Errorf("open testimony %s: %w", id, err)
	}
	if !change(&t) {
		return nil
	}
	act := guwah.Act{By: by, Verb: verb, Kind: "testimony", Object: string(id), Reason: reason}
	_, err = r.Commit(ctx, act, guwah.Changes{Testimonies: []guwah.Testimony{t}})
	return err
}
