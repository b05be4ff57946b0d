package serve

import (
	"io"
	"net/http"
	"testing"
	"time"
)

func TestABudgetIsSpentByAllTogetherAndComesBackWithTime(t *testing.T) {
	now := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
	left := newSpent(Budget{PerSecond: 0.5, AtOnce: 3})
	for i := range 3 {
		if _, ok := left.take(now); !ok {
			t.Errorf("request %d of 3 at once was turned away", i+1)
		}
	}
	if wait, ok := left.take(now); ok || wait != 2*time.Second {
		t.Errorf("a fourth: allowed %v, to come again in %v, want 2s", ok, wait)
	}
	if _, ok := left.take(now.Add(2 * time.Second)); !ok {
		t.Error("two seconds later one was turned away")
	}
	if _, ok := left.take(now.Add(-time.Hour)); ok {
		t.Error("a clock set back gives a request away")
	}
	if _, ok := newSpent(Budget{}).take(now); !ok {
		t.Error("a route without a budget turned somebody away")
	}
}

func TestWhoeverComesTooManyIsToldWhenToComeAgain(t *testing.T) {
	h := newTest(t, io.Discard, Route{Method: "POST", Pattern: "/{lang}/x", Name: "x", Kind: Form, Budget: Budget{PerSecond: 0.001, AtOnce: 1}, Handler: nothing})
	if got := ask(h, "POST", "/en/x", "a=b"); got.Code != http.StatusOK {
		t.Errorf("the first: status %d", got.Code)
	}
	got := ask(h, "POST", "/ug/x", "a=b") // all languages share the route's budget
	if got.Code != http.StatusTooManyRequests || got.Header().Get("Retry-After") != "60" {
		t.Errorf("the second: status %d, Retry-After %q", got.Code, got.Header().Get("Retry-After"))
	}
}

func nothing(http.ResponseWriter, *http.Request) error { return nil }
