package app_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/gate"
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

// TestListsFollowAnActAtOnce runs the projector at an interval of an hour: what is listed after an act is listed because the act woke it.
func TestListsFollowAnActAtOnce(t *testing.T) {
	r := newRegister(t)
	r.store(t, demonstration(t))
	_, d, err := r.app.Store.DossierByCase(t.Context(), aygul)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { r.app.Projector.Run(ctx, time.Hour) })
	defer running.Wait()
	defer stop()
	for _, hidden := range []*guwah.Hiding{{Reason: "risk"}, nil} {
		d.Case.Hidden = hidden
		act := guwah.Act{Verb: "hide", Kind: "case", Object: string(aygul)}
		if _, err := r.app.Register.Commit(ctx, act, guwah.Changes{Cases: []guwah.Case{d.Case}}); err != nil {
			t.Fatal(err)
		}
		d.Case.Version++
		listed := func() bool {
			entries, err := r.app.Public.Map(ctx)
			if err != nil {
				t.Fatal(err)
			}
			return slices.ContainsFunc(entries, func(e gate.MapEntry) bool { return strings.Contains(e.Path, string(aygul)) })
		}
		for deadline := time.Now().Add(30 * time.Second); listed() != (hidden == nil); time.Sleep(10 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("hidden %v, and the lists did not follow", hidden != nil)
			}
		}
	}
}
