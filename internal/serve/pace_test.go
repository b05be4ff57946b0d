package serve

import (
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// dripping is a body of which each Read brings some bytes and lets some time pass.
type dripping struct {
	clock *time.Time
	each  int
	every time.Duration
	left  int
}

func (d *dripping) Read(p []byte) (int, error) {
	*d.clock = d.clock.Add(d.every)
	n := min(d.each, d.left, len(p))
	if d.left -= n; d.left == 0 {
		return n, io.EOF
	}
	return n, nil
}

func (*dripping) Close() error { return nil }

func TestABodyThatKeepsComingIsReadHoweverSlowAndOneThatDripsIsNot(t *testing.T) {
	for name, c := range map[string]struct {
		each  int
		every time.Duration
		size  int
		slow  bool
	}{
		"a recording over the oldest network, 2 kB a second": {2 << 10, time.Second, 3 << 20, false},
		"a short form that ends in the first window":         {10, time.Second, 200, false},
		"one byte every ten seconds":                         {1, 10 * time.Second, 1 << 20, true},
		"a body that takes longer than the route allows":     {64, time.Second / 4, 64 << 20, true},
	} {
		clock := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
		now := func() time.Time { return clock }
		p := &paced{
			ReadCloser: &dripping{&clock, c.each, c.every, c.size}, now: now, deadline: func(time.Time) error { return nil },
			began: clock, last: clock.Add(30 * time.Minute), window: clock.Add(paceWindow),
		}
		read, err := io.Copy(io.Discard, p)
		if slow := errors.Is(err, errSlow); slow != c.slow || !slow && read != int64(c.size) {
			t.Errorf("%s: %d bytes read, %v", name, read, err)
		}
	}
}

func TestWhereTooManyLargeBodiesComeInTheSlowestMakesRoom(t *testing.T) {
	clock := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
	b := newBodies(2)
	coming := func(bytes int64) *paced {
		return &paced{now: func() time.Time { return clock }, deadline: func(time.Time) error { return nil }, began: clock, last: clock.Add(time.Hour), window: clock.Add(time.Hour), all: bytes}
	}
	quick, slow := coming(100_000), coming(1_000)
	if !b.add(quick, clock) || !b.add(slow, clock) || b.add(coming(0), clock) {
		t.Error("two have room, a third not before the others had their time")
	}
	clock = clock.Add(minAge)
	if !b.add(coming(0), clock) {
		t.Error("the third has no room though one is slow")
	}
	if quick.dropped || !slow.dropped {
		t.Errorf("dropped: the quick %v, the slow %v", quick.dropped, slow.dropped)
	}
	if _, err := slow.Read(make([]byte, 1)); !errors.Is(err, errSlow) {
		t.Errorf("the dropped one reads on: %v", err)
	}
}

func TestASlowBodyIsToldSo(t *testing.T) {
	h := newTest(t, io.Discard, Route{Method: "POST", Pattern: "/{lang}/x", Name: "x", Kind: Form, Handler: func(_ http.ResponseWriter, r *http.Request) error {
		r.Body.(*paced).drop()
		_, err := io.ReadAll(r.Body)
		return err
	}})
	if got := ask(h, "POST", "/en/x", "a=b"); got.Code != http.StatusRequestTimeout || !strings.Contains(got.Body.String(), "too slowly") {
		t.Errorf("status %d: %s", got.Code, got.Body)
	}
}

func TestWhereThereIsNoRoomForAConnectionTheOneThatDoesLeastGoes(t *testing.T) {
	clock := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
	c := newCrowd(2)
	c.now = func() time.Time { return clock }
	open := func(got int64, s http.ConnState) *whole {
		conn := &whole{TCPConn: &net.TCPConn{}, crowd: c}
		conn.stands(s)
		conn.got = got
		return conn
	}
	talking, dripping, third := open(5000, http.StateNew), open(3, http.StateNew), open(0, http.StateNew)
	if !c.add(talking) || !c.add(dripping) || c.add(third) {
		t.Error("two have room, a third not before the others had their time")
	}
	clock = clock.Add(spared)
	if !c.add(third) {
		t.Error("the third has no room though one drips")
	}
	if _, still := c.conns[talking]; !still || len(c.conns) != 2 {
		t.Error("the one that talks had to go")
	}
	clock = clock.Add(spared)
	talking.stands(http.StateIdle)
	clock = clock.Add(spared)
	if fourth := open(0, http.StateNew); !c.add(fourth) {
		t.Error("the fourth has no room though one is idle")
	}
	if _, still := c.conns[third]; !still {
		t.Error("the one that waits had to go before the idle one")
	}
}
