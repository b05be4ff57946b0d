package register

import (
	"context"
	"fmt"

	"guwah.example/guwah"
)

// Vouch is the operator's word that a member who is suspended or travels may come back. It stands for one of the two who must say so where just one
// colleague is left who can: else a team of two could bring nobody back. Where two are left it is theirs to say, and where none is, nobody's: the operator
// alone never opens what somebody at a border closed. It tells whether they are back with it, because the colleague had said so before.
func (r *Register) Vouch(ctx context.Context, of guwah.StaffID) (back bool, err error) {
	staff, err := r.member(ctx, of)
	if err != nil {
		return false, err
	}
	if !staff.Active || staff.Suspended == nil && staff.Travel == nil {
		return false, fmt.Errorf("vouch for %s, who is not away: %w", of, guwah.ErrConflict)
	}
	members, err := r.store.Members(ctx)
	if err != nil {
		return false, fmt.Errorf("vouch for %s: %w", of, err)
	}
	if left := Bringing(members, of); left != 1 {
		return false, fmt.Errorf("vouch for %s, whom %d colleagues could bring back: %w", of, left, guwah.ErrRefused)
	}
	back = true
	for _, pause := range []**guwah.Pause{&staff.Suspended, &staff.Travel} {
		if *pause == nil {
			continue
		}
		p := **pause
		p.Vouched = true
		*pause = &p
		if p.Ends() {
			*pause = nil
		}
		back = back && *pause == nil
	}
	return back, r.paused(ctx, guwah.Act{Verb: "vouch", Kind: "staff", Object: string(of), Two: back}, staff)
}

// Bringing counts the colleagues who can say that a member may come back.
func Bringing(members []guwah.Staff, of guwah.StaffID) int {
	n := 0
	for i := range members {
		if m := &members[i]; m.ID != of && m.Works() && m.Travel == nil {
			n++
		}
	}
	return n
}
