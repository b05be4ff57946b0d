package app_test

import (
	"net/http"
	"strings"
	"testing"

	"guwah.example/guwah"
)

// TestAPageDrawnBeforeTheListsFollowedIsNotKept opens the first page between a commit and the projection of what it changed: what it shows then must not stay.
func TestAPageDrawnBeforeTheListsFollowedIsNotKept(t *testing.T) {
	r := newRegister(t)
	r.store(t, demonstration(t))
	pages := []string{"/en/", "/en/feed.atom"}
	showing := func(want bool) {
		t.Helper()
		for _, page := range pages {
			got := get(r.app.Handler, page)
			if got.Status != http.StatusOK || strings.Contains(string(got.Body), string(aygul)) != want {
				t.Errorf("%s: status %d; that it shows %s should be %v", page, got.Status, aygul, want)
			}
		}
	}
	showing(true)
	_, d, err := r.app.Store.DossierByCase(t.Context(), aygul)
	if err != nil {
		t.Fatal(err)
	}
	change := func(hidden *guwah.Hiding) {
		t.Helper()
		d.Case.Hidden = hidden
		act := guwah.Act{Verb: "hide", Kind: "case", Object: string(aygul)}
		if _, err := r.app.Register.Commit(t.Context(), act, guwah.Changes{Cases: []guwah.Case{d.Case}}); err != nil {
			t.Fatal(err)
		}
		d.Case.Version++
	}
	change(&guwah.Hiding{Reason: "risk"})
	showing(false)
	if err := r.app.Projector.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	change(nil)
	for _, page := range pages {
		get(r.app.Handler, page) // before the lists know of it
	}
	if err := r.app.Projector.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	showing(true)
}
