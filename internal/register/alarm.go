package register

import (
	"context"
	"fmt"
	"slices"

	"guwah.example/guwah"
)

// raise records an alarm about a member, unless one of its kind stands already. It is the program's act, in nobody's name.
func (r *Register) raise(ctx context.Context, alarm guwah.Alarm) error {
	standing, err := r.store.Alarms(ctx)
	if err != nil {
		return fmt.Errorf("raise an alarm: %w", err)
	}
	if slices.ContainsFunc(standing, func(a guwah.Alarm) bool {
		return a.Kind == alarm.Kind && a.Staff == alarm.Staff && a.Object == alarm.Object
	}) {
		return nil
	}
	alarm.ID, alarm.At, alarm.State = r.NewID(), r.Today(), guwah.StateForce
	_, err = r.Commit(ctx, guwah.Act{Verb: "alarm", Kind: "staff", Object: string(alarm.Staff), Reason: alarm.Kind}, guwah.Changes{Alarms: []guwah.Alarm{alarm}})
	return err
}

// Alarms lists the alarms that stand, as far as the member is told of them: too many openings, everybody; a decoy that was opened, those who see the acts.
func (c Colleague) Alarms(ctx context.Context) ([]guwah.Alarm, error) {
	all, err := c.r.store.Alarms(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the alarms: %w", err)
	}
	return slices.DeleteFunc(all, func(a guwah.Alarm) bool { return a.Kind == guwah.AlarmDecoy && !c.May(guwah.MaySeeActs) }), nil
}

// PutAway ends an alarm, once somebody other than whom it is about has looked into it. It lifts nothing: see [Colleague.ProposeLift].
func (c Colleague) PutAway(ctx context.Context, id string) error {
	all, err := c.Alarms(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(a guwah.Alarm) bool { return a.ID == id })
	if at < 0 {
		return notTheirs("put away alarm " + id)
	}
	alarm := all[at]
	if alarm.Staff == c.ID {
		return fmt.Errorf("put away the alarm about oneself: %w", guwah.ErrRefused)
	}
	alarm.State = guwah.StateOver
	act := guwah.Act{By: c.ID, Verb: "put_away_alarm", Kind: "staff", Object: string(alarm.Staff), Reason: alarm.Kind}
	_, err = c.r.Commit(ctx, act, guwah.Changes{Alarms: []guwah.Alarm{alarm}})
	return err
}
