package serve

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestAnAnswerIsDrawnAnewForANewRevisionANewDayAndAnotherKey(t *testing.T) {
	now := time.Date(2026, 11, 22, 23, 59, 59, 0, time.UTC)
	c := NewCache(1<<20, func() time.Time { return now })
	draws := 0
	send := func(key, revision string) {
		t.Helper()
		w := httptest.NewRecorder()
		err := c.Send(w, httptest.NewRequest("GET", "/", nil), Key{Address: key, Stamp: revision}, func(context.Context) (Answer, error) {
			draws++
			return Answer{Type: HTML, Body: []byte(key)}, nil
		})
		if err != nil || w.Body.String() != key {
			t.Fatalf("got %q, %v", w.Body, err)
		}
	}
	send("/en/", "r1")
	send("/en/", "r1")
	send("/ug/", "r1")
	send("/en/", "r2")
	send("/en/", "r2")
	now = now.Add(time.Second)
	send("/en/", "r2")
	if want := 4; draws != want {
		t.Errorf("drawn %d times, want %d", draws, want)
	}
}

func TestThoseWhoAskAtOnceShareOneDrawing(t *testing.T) {
	c := NewCache(0, time.Now)
	var draws atomic.Int32
	release := make(chan struct{})
	var visitors sync.WaitGroup
	for range 20 {
		visitors.Go(func() {
			_ = c.Send(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), Key{Address: "k", Stamp: "r"}, func(context.Context) (Answer, error) {
				draws.Add(1)
				<-release
				return Answer{Type: HTML, Body: []byte("x")}, nil
			})
		})
	}
	time.Sleep(50 * time.Millisecond) // let them all arrive
	close(release)
	visitors.Wait()
	if got := draws.Load(); got != 1 {
		t.Errorf("drawn %d times", got)
	}
}

func TestTheCacheNeverHoldsMoreThanItsLimit(t *testing.T) {
	const limit = 100_000
	c := NewCache(limit, time.Now)
	for i := range 500 {
		body := []byte(strings.Repeat("x", i*37%9000))
		_ = c.Send(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), Key{Address: strings.Repeat("k", i), Stamp: "r"}, func(context.Context) (Answer, error) {
			return Answer{Type: HTML, Body: body}, nil
		})
		if c.size > limit || c.recent.Len() != len(c.byKey) {
			t.Fatalf("after %d answers: %d bytes, %d in order, %d by key", i+1, c.size, c.recent.Len(), len(c.byKey))
		}
	}
	if len(c.byKey) == 0 {
		t.Error("nothing is kept at all")
	}
}

func TestAnErrorIsNotKept(t *testing.T) {
	c := NewCache(1<<20, time.Now)
	broken := errors.New("broken")
	fail := func(context.Context) (Answer, error) { return Answer{}, broken }
	work := func(context.Context) (Answer, error) { return Answer{Type: HTML}, nil }
	if err := c.Send(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), Key{Address: "k", Stamp: "r"}, fail); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if err := c.Send(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), Key{Address: "k", Stamp: "r"}, work); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestNoAnswerMayBeKeptPastMidnightOrLongerThanAWithdrawalTakes(t *testing.T) {
	noon := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	late := time.Date(2026, 11, 22, 23, 59, 30, 0, time.UTC)
	for _, row := range []struct {
		now  time.Time
		want string
	}{{noon, "public, max-age=60"}, {late, "public, max-age=30"}, {EndOfDay(late), "no-cache"}} {
		if got := (&Answer{Expires: EndOfDay(noon), Sent: row.now}).cacheControl()[0]; got != row.want {
			t.Errorf("%v: got %s, want %s", row.now, got, row.want)
		}
	}
}

func TestAnAnswerWhoseOwnRevisionStandsOutlivesChangesElsewhere(t *testing.T) {
	c := NewCache(1<<20, time.Now)
	draws, lookups := 0, 0
	send := func(stamp, revision string, gone error) error {
		key := Key{Address: "/en/case/X", Stamp: stamp, Revision: func(context.Context) (string, error) { lookups++; return revision, gone }}
		return c.Send(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), key, func(context.Context) (Answer, error) {
			draws++
			return Answer{Type: HTML, Body: []byte("x")}, nil
		})
	}
	for _, step := range []struct {
		stamp, revision string
		draws, lookups  int
	}{
		{"1", "a", 1, 0},
		{"1", "a", 1, 0}, // first drawn: nothing to compare with
		{"2", "a", 2, 1},
		{"2", "a", 2, 1}, // from now on its revision is known
		{"3", "a", 2, 2},
		{"3", "a", 2, 2},
		{"4", "b", 3, 3},
		{"4", "b", 3, 3},
	} {
		if err := send(step.stamp, step.revision, nil); err != nil {
			t.Fatal(err)
		}
		if draws != step.draws || lookups != step.lookups {
			t.Errorf("%v: drawn %d times after %d lookups", step, draws, lookups)
		}
	}
	hidden := errors.New("hidden")
	if err := send("5", "", hidden); !errors.Is(err, hidden) {
		t.Errorf("a case that was hidden is still shown: %v", err)
	}
}
