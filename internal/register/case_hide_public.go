package register

import (
	"context"
	"fmt"

	"guwah.example/guwah"
)

// HidePublic hides, at once, a case that outsiders can see, by the number on its page. It is law 5's own exception to scope: whoever finds that a page does
// harm takes it down, wherever it lies. A case that outsiders cannot see gives guwah.ErrNotFound, like a number that no case has.
func (c Colleague) HidePublic(ctx context.Context, id guwah.CaseID, reason string) error {
	if !c.May(guwah.MayHide) {
		return fmt.Errorf("hide %s: %w", id, guwah.ErrRefused)
	}
	person, err := c.r.PersonByNumber(ctx, id)
	if err != nil {
		return err
	}
	d, err := c.r.Dossier(ctx, person)
	if err != nil {
		return err
	}
	level, _, err := c.r.Outside(ctx, d)
	if err == nil && level == guwah.LevelOff {
		err = notTheirs("hide " + string(id))
	}
	if err != nil {
		return err
	}
	act, changes, err := Hide(reason)(d, c.r.moment(c.ID))
	if err != nil {
		return err
	}
	act.By = c.ID
	_, err = c.r.commit(ctx, act, changes) // past the scope, by law 5
	return err
}
