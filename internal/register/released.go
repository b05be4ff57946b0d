package register

import (
	"context"
	"errors"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/gate"
)

// released is a case as outsiders see it on a day, with the view it was released from. It fails with [guwah.ErrNotFound] where they may not know of it.
//
// A relative is named only where their own page gives their name on that day. Only their own dossier tells that, so it is loaded and released like
// any other: a relative who is hidden, who withdrew or whose name waits for a consent is a word ("daughter") here and nothing more.
func released(ctx context.Context, from Loader, d guwah.Dossier, day guwah.Day) (guwah.View, gate.Case, error) {
	view := guwah.NewView(d, guwah.Public, day)
	if err := nameRelatives(ctx, from, &view); err != nil {
		return guwah.View{}, gate.Case{}, err
	}
	c, err := gate.Release(view)
	return view, c, err
}

func nameRelatives(ctx context.Context, from Loader, view *guwah.View) error {
	if view.Level < guwah.LevelFull {
		return nil
	}
	for i := range view.Relatives {
		if err := nameRelative(ctx, from, &view.Relatives[i], view.Day); err != nil {
			return err
		}
	}
	return nil
}

func nameRelative(ctx context.Context, from Loader, relative *guwah.RelativeView, day guwah.Day) error {
	if relative.Person == "" {
		return nil
	}
	d, err := from.Dossier(ctx, relative.Person)
	if errors.Is(err, guwah.ErrNotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("load a relative: %w", err)
	}
	own, err := gate.Release(guwah.NewView(d, guwah.Public, day))
	if errors.Is(err, guwah.ErrNotFound) || err == nil && len(own.Names) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("release a relative: %w", err)
	}
	relative.Case, relative.Name = guwah.CaseID(own.ID), own.Names[0].Text
	return nil
}
