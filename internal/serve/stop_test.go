package serve

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"testing"
	"time"
)

// TestStoppingWaitsForAnswersThatConnectionsRepeat asks for one kept answer again and again without reading, until a repetition has no room to go, and stops the
// server. Whatever was asked for must come whole all the same.
func TestStoppingWaitsForAnswersThatConnectionsRepeat(t *testing.T) {
	v := newLazyVisitor(t)
	sent := v.askUntilStuck(t)
	stopped := make(chan error, 1)
	go func() { stopped <- Shutdown(t.Context(), v.server, v.listener) }()
	time.Sleep(200 * time.Millisecond) // in which it would be cut
	got, err := io.ReadAll(v.conn)
	if whole := bytes.Count(got, v.body); whole != sent || err != nil {
		t.Errorf("asked %d times, %d answers came whole (%v)", sent, whole, err)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

func TestStoppingDoesNotWaitForEver(t *testing.T) {
	v := newLazyVisitor(t)
	v.askUntilStuck(t)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := Shutdown(ctx, v.server, v.listener); err == nil {
		t.Error("somebody who reads nothing was waited for, and it is not told")
	}
}

// lazyVisitor is a connection that reads nothing, to a server that keeps one page.
type lazyVisitor struct {
	server   *http.Server
	listener wholeListener
	conn     net.Conn
	body     []byte
	answered atomic.Int32
}

func newLazyVisitor(t *testing.T) *lazyVisitor {
	t.Helper()
	v := &lazyVisitor{body: bytes.Repeat([]byte("0123456789abcdef"), mostHeld/16)}
	noon := func() time.Time { return time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC) }
	cache := NewCache(1<<20, noon)
	page := Route{Method: "GET", Pattern: "/kept", Name: "kept", Handler: func(w http.ResponseWriter, r *http.Request) error {
		return cache.Send(w, r, Key{Address: "/kept"}, func(context.Context) (Answer, error) {
			return Answer{Type: "image/png", Body: v.body}, nil
		})
	}}
	handler, err := New(Config{Log: slog.New(slog.DiscardHandler), Observe: func(string, int, time.Duration) { v.answered.Add(1) }}, face{page})
	if err != nil {
		t.Fatal(err)
	}
	plain, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	v.server = NewServer(handler)
	v.listener = Whole(plain, Repeats{Cache: cache, Stamp: func(context.Context) (string, error) { return "", nil }}).(wholeListener)
	served := make(chan error, 1)
	go func() { served <- v.server.Serve(v.listener) }()
	v.conn, err = net.Dial("tcp", plain.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	_ = v.conn.SetDeadline(time.Now().Add(30 * time.Second))
	t.Cleanup(func() {
		_ = v.conn.Close() // what waits for room goes on
		_ = v.server.Close()
		<-served
	})
	return v
}

// askUntilStuck returns how often it asked: each request is sent when the one before was answered, for only plain requests that come alone are repeated.
func (v *lazyVisitor) askUntilStuck(t *testing.T) (sent int) {
	t.Helper()
	for range 1000 {
		if _, err := io.WriteString(v.conn, "GET /kept HTTP/1.1\r\nHost: a\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		sent++
		for waited := 0; int(v.answered.Load()) < sent; waited++ {
			time.Sleep(2 * time.Millisecond)
			if waited > 100 && v.repeats() {
				return sent
			}
			if waited > 5000 {
				t.Fatal("an answer neither comes nor is repeated")
			}
		}
	}
	t.Fatal("nothing ever fills the connection")
	return 0
}

// repeats tells whether the connection is repeating an answer.
func (v *lazyVisitor) repeats() bool {
	v.listener.crowd.mu.Lock()
	defer v.listener.crowd.mu.Unlock()
	for c := range v.listener.crowd.conns {
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.repeating
	}
	return false
}
