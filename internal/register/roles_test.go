package register_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

// team is a register over a real store with some members who hold every role.
type team struct {
	*register.Register
	t     *testing.T
	store *store.Store
}

func newTeam(t *testing.T, s *store.Store, handles ...string) (team, []register.Colleague) {
	t.Helper()
	w := team{t: t, store: s}
	w.Register = register.New(s, func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }, rand.Reader)
	var all []register.Colleague
	for _, handle := range handles {
		staff, _, err := w.Invite(t.Context(), handle, "en")
		w.is(err, nil)
		all = append(all, w.As(staff))
	}
	return w, all
}

func (w team) is(err, want error) {
	w.t.Helper()
	if !errors.Is(err, want) {
		w.t.Errorf("error %v, want %v", err, want)
	}
}

func TestAnInvitationTakesTwoAndEachHoldsHalfOfItsLink(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w, all := newTeam(t, s, "alice", "bob")
		ctx, alice, bob := t.Context(), all[0], all[1]
		one, err := alice.ProposeInvitation(ctx, "carol", "en", register.Powers{Roles: []guwah.Role{guwah.RoleReader}, Tongues: []string{"ug"}})
		w.is(err, nil)
		waiting, err := bob.Grants(ctx)
		w.is(err, nil)
		_, err = alice.Countersign(ctx, waiting[0].ID)
		w.is(err, guwah.ErrRefused)
		other, err := bob.Countersign(ctx, waiting[0].ID)
		w.is(err, nil)
		for _, link := range []string{one, other, other + "." + one, one + "." + one} {
			_, err := w.SignIn(ctx, link)
			w.is(err, guwah.ErrRefused)
		}
		_, err = w.SignIn(ctx, one+"."+other)
		w.is(err, nil)
	})
}

func TestTheOperatorCountsAsNobody(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w, all := newTeam(t, s, "alice", "bob")
		ctx := t.Context()
		w.is(w.ProposeInvitation(ctx, "carol", "en", register.Powers{Roles: guwah.Roles}), nil)
		waiting, err := all[0].Grants(ctx)
		w.is(err, nil)
		_, err = all[0].Countersign(ctx, waiting[0].ID)
		w.is(err, nil)
		members, err := w.Members(ctx)
		w.is(err, nil)
		if len(members) != 2 {
			t.Errorf("one signature under what the operator asked for made a member: %d", len(members))
		}
		_, err = all[1].Countersign(ctx, waiting[0].ID)
		w.is(err, nil)
	})
}

func TestGivingTakesTwoAndTakingAwayOne(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w, all := newTeam(t, s, "alice", "bob", "carol")
		ctx, alice, bob, carol := t.Context(), all[0], all[1], all[2]
		region := []guwah.PlaceID{"cn-65-31"}
		done, err := alice.Change(ctx, carol.ID, register.Powers{Roles: []guwah.Role{guwah.RoleAnalyst}, Regions: region})
		w.is(err, nil)
		if !done {
			t.Error("taking away waits for a second person")
		}
		done, err = alice.Change(ctx, carol.ID, register.Powers{Roles: []guwah.Role{guwah.RoleAnalyst, guwah.RoleAdmin}, Regions: region})
		w.is(err, nil)
		if done {
			t.Error("one person gave a role alone")
		}
		waiting, err := bob.Grants(ctx)
		w.is(err, nil)
		_, err = alice.Countersign(ctx, waiting[0].ID)
		w.is(err, guwah.ErrRefused)
		_, err = bob.Countersign(ctx, waiting[0].ID)
		w.is(err, nil)
		done, err = alice.Change(ctx, carol.ID, register.Powers{Roles: []guwah.Role{guwah.RoleAnalyst}, Regions: []guwah.PlaceID{"cn-65"}})
		w.is(err, nil)
		if done {
			t.Error("one person widened a scope alone")
		}
	})
}

// TestAHundredReadsByAScriptAreCutOffAndRaiseTheAlarm has a script open a hundred testimonies one after another.
func TestAHundredReadsByAScriptAreCutOffAndRaiseTheAlarm(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w, all := newTeam(t, s, "alice", "bob")
		ctx, opened := t.Context(), 0
		for i := range 100 {
			id := guwah.TestimonyID(fmt.Sprint("told", i))
			_, err := w.Commit(ctx, guwah.Act{Verb: "receive"}, guwah.Changes{Testimonies: []guwah.Testimony{{ID: id, State: guwah.TestimonyReceived, Mailbox: string(id), Lang: "ug"}}})
			w.is(err, nil)
			if _, err = all[0].OpenTestimony(ctx, id); err == nil {
				opened++
				continue
			}
			w.is(err, guwah.ErrBusy)
		}
		if opened != register.DefaultOpenings {
			t.Errorf("a script opened %d", opened)
		}
		_, err := all[0].OpenTestimony(ctx, "told0") // opened within the hour
		w.is(err, nil)
		alarms, err := all[1].Alarms(ctx)
		w.is(err, nil)
		if len(alarms) != 1 || alarms[0].Staff != all[0].ID || alarms[0].Kind != guwah.AlarmCap {
			t.Errorf("the team sees %+v", alarms)
		}
		acts, err := all[1].Acts(ctx, register.ActFilter{By: all[0].ID, Verb: "read_sealed", N: 1000})
		w.is(err, nil)
		if len(acts) != opened {
			t.Errorf("%d reads are recorded of %d", len(acts), opened)
		}
		head, err := s.VerifyActs(ctx)
		w.is(err, nil)
		if head.Seq < 130 || !acts[0].Sound {
			t.Errorf("the chain ends at %d", head.Seq)
		}
	})
}
