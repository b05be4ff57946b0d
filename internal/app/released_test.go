package app_test

import (
	"context"
	"errors"
	"path"
	"reflect"
	"testing"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/store"
)

// onlyKept is a register from which nothing can be had but what was kept of released cases, and the lists.
type onlyKept struct{ *store.Store }

var errNotKept = errors.New("it was not kept")

func (onlyKept) Dossier(context.Context, guwah.PersonID) (guwah.Dossier, error) {
	return guwah.Dossier{}, errNotKept
}

func (onlyKept) DossierByCase(context.Context, guwah.CaseID) (guwah.PersonID, guwah.Dossier, error) {
	return "", guwah.Dossier{}, errNotKept
}

// TestWhatIsKeptOfACaseIsWhatTheGateLetsOut reads every case twice: as it was kept when it was projected, and computed anew.
func TestWhatIsKeptOfACaseIsWhatTheGateLetsOut(t *testing.T) {
	r := newRegister(t)
	walkPoisoned(t, r)
	ctx := t.Context()
	kept := register.NewPublic(onlyKept{r.app.Store}, nil, register.NewFinder(r.app.Store), r.app.Edition)
	anew := register.NewPublic(r.app.Store, nil, register.NewFinder(r.app.Store), func() register.Edition {
		return register.Edition{Day: r.app.Today(), Program: "another"}
	})
	addresses := r.addresses(t)
	if len(addresses) < 10 {
		t.Fatalf("only %d cases to compare", len(addresses))
	}
	for _, address := range addresses {
		id := path.Base(address)
		was, err := kept.Case(ctx, id)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		is, err := anew.Case(ctx, id)
		if err != nil || !reflect.DeepEqual(was, is) {
			t.Errorf("%s: kept\n%+v\ncomputed anew\n%+v (%v)", id, was, is, err)
		}
	}
	_, d, err := r.app.Store.DossierByCase(ctx, aygul)
	if err != nil {
		t.Fatal(err)
	}
	d.Case.Hidden = &guwah.Hiding{Reason: "risk"}
	if _, err := r.app.Register.Commit(ctx, guwah.Act{Verb: "hide", Kind: "case", Object: string(aygul)}, guwah.Changes{Cases: []guwah.Case{d.Case}}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.app.Public.Case(ctx, string(aygul)); !errors.Is(err, guwah.ErrNotFound) {
		t.Errorf("a case that was hidden is shown until it is projected anew: %v", err)
	}
}
