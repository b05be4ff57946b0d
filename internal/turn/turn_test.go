package turn

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"
)

// house is a queue in which one is served at a time, and waits to be let go.
type house struct {
	*Turns[string]
	now    time.Time
	served []string
	next   chan struct{}
}

func newHouse(waiting int) *house {
	h := &house{now: time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC), next: make(chan struct{})}
	h.Turns = New[string](Config{AtOnce: 1, Waiting: waiting, Now: func() time.Time { return h.now }})
	h.pace.now, h.pace.since = 1000, h.now // people are served quickly, so as many may wait as may wait at most
	return h
}

func (h *house) join(name string, c Claim) (*Place[string], error) {
	return h.Join(c, func(context.Context) (string, error) {
		<-h.next
		h.served = append(h.served, name) // one at a time
		return name, nil
	})
}

func (h *house) finish(t *testing.T) {
	t.Helper()
	close(h.next)
	if err := h.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestThreeTurnsOfFourGoToThoseWhoWorkedAndTheFourthToThoseWhoCannot(t *testing.T) {
	h := newHouse(100)
	h.join("first", Claim{})
	for i := range 8 {
		h.join("w", Claim{First: h.now.Add(time.Duration(i)), Worked: true})
		h.join("p"+strconv.Itoa(i), Claim{First: h.now.Add(-time.Duration(i))}) // the last to come tried first
	}
	h.finish(t)
	want := "first w w w p7 w w w p6 w w p5 p4 p3 p2 p1 p0 "
	got := ""
	for _, name := range h.served {
		got += name + " "
	}
	if got != want {
		t.Errorf("served %s\nwant   %s", got, want)
	}
}

func TestWhoeverTriedFirstTakesThePlaceOfSomebodyWhoWasNotPromisedIt(t *testing.T) {
	h := newHouse(2)
	h.join("first", Claim{})
	promised, _ := h.join("promised", Claim{First: h.now.Add(time.Hour)})
	if _, stands, _ := promised.Wait(t.Context(), 0); stands != Waits {
		t.Errorf("stands %v, want that it waits", stands)
	}
	young, _ := h.join("young", Claim{First: h.now})
	if _, err := h.join("younger", Claim{First: h.now.Add(time.Minute)}); !errors.Is(err, ErrFull) {
		t.Errorf("a younger one finds room: %v", err)
	}
	if _, err := h.join("old", Claim{First: h.now.Add(-time.Minute)}); err != nil {
		t.Errorf("an older one finds none: %v", err)
	}
	if _, stands, err := young.Wait(t.Context(), time.Minute); stands != Crowded || err != nil {
		t.Errorf("the young one: %v, %v", stands, err)
	}
	h.finish(t)
	if name, stands, _, found := h.Find(promised.Ticket); name != "promised" || stands != Served || !found {
		t.Errorf("the promised one: %q, %v, %v", name, stands, found)
	}
	h.now = h.now.Add(again)
	if _, _, _, found := h.Find(promised.Ticket); found {
		t.Error("an outcome that was fetched is still there after its time")
	}
}

func TestOnlyAsManyMayWaitAsAreServedInTheTimeForeseen(t *testing.T) {
	h := newHouse(1000)
	h.pace.now = 10 // in two seconds: five a second, sixty in twelve
	h.join("first", Claim{})
	came := 0
	for range 100 {
		if _, err := h.join("one", Claim{First: h.now}); err == nil {
			came++
		}
	}
	if came != 60 {
		t.Errorf("%d may wait, want 60", came)
	}
	h.finish(t)
}

func TestWorkCountsOnceForOneFormInItsTimeAndOnlyDone(t *testing.T) {
	now := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
	p := NewPuzzles(func() time.Time { return now })
	solve := func(challenge string) string {
		for n := 0; ; n++ {
			if work := challenge + "." + strconv.Itoa(n); zerosOf(work) >= LeastBits {
				return work
			}
		}
	}
	work, late, other := solve(p.Ask("a", 0)), solve(p.Ask("a", 0)), solve(NewPuzzles(func() time.Time { return now }).Ask("a", 0))
	for name, given := range map[string]string{
		"for another form": "b " + work, "not done": "a " + p.Ask("a", MostBits) + ".1", "of another register": "a " + other, "no number": "a " + work + "x", "nothing": "a ",
		"a challenge changed": "a A" + work[1:],
	} {
		if p.Done(given[:1], given[2:]) {
			t.Errorf("%s: it counts", name)
		}
	}
	if !p.Done("a", work) || p.Done("a", work) {
		t.Error("done work must count once")
	}
	now = now.Add(life)
	if p.Done("a", late) {
		t.Error("it counts after its time")
	}
}

func FuzzDone(f *testing.F) {
	p := NewPuzzles(time.Now)
	f.Add("form", p.Ask("form", 12)+".1")
	f.Fuzz(func(t *testing.T, form, work string) {
		first, second := p.Done(form, work), p.Done(form, work)
		if first && second {
			t.Error("the same work counts twice")
		}
	})
}
