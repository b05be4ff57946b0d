package serve

import (
	"net/http"
	"sync/atomic"
	"time"
)

// ahead is how far a connection is ahead of net/http's reading. It may look at what comes only where a request begins: when net/http has answered, holds nothing of the
// next request, and waits for its first bytes. All three must be known for certain: else the end of somebody's request could be taken for another.
type ahead struct {
	stage  atomic.Uint32 // of those below; a body that comes too slowly is given a deadline by another request
	buffer int           // how much net/http reads at once

	plain, gzip bool      // the request that was given to net/http is plain; its answer may be compressed
	answered    answered  // told of each repetition of its answer; nil where none may be repeated
	deadlines   time.Time // when those of the connection were last moved while answers were repeated
}

// The stages are what net/http does with a connection, in its own order: it says that it is idle, allows some time until the next request, waits for its first bytes, and
// allows another time. So bytes read after only the first deadline are the first of a request, unless net/http holds some already.
const (
	under   uint32 = iota // a request is under way, or may be
	idle                  // the answer is out
	waiting               // for the first bytes of a request
)

func (a *ahead) stands(s http.ConnState) {
	if s != http.StateIdle {
		a.stage.Store(under)
		return
	}
	a.stage.Store(idle)
	a.plain, a.answered = false, nil
}

// bounded is told that net/http sets a deadline for reading.
func (a *ahead) bounded() {
	if !a.stage.CompareAndSwap(idle, waiting) {
		a.stage.Store(under)
	}
}

// begins tells whether a read into room bytes begins a request. net/http reads behind a buffer and offers what is left of it, so all of it is empty where all is offered.
func (a *ahead) begins(room int) bool {
	if a.buffer == 0 {
		a.buffer = room // the connection is new
		return false
	}
	return a.stage.CompareAndSwap(waiting, under) && room == a.buffer
}

// SetReadDeadline is how net/http tells what it will do next.
func (c *whole) SetReadDeadline(t time.Time) error {
	c.ahead.bounded()
	return c.TCPConn.SetReadDeadline(t)
}

// repeat answers a plain request with what was written for it before. Where it cannot, it notes what was asked for and leaves it to net/http.
func (c *whole) repeat(message []byte) bool {
	a, ok := plainGet(message)
	if !ok {
		return false
	}
	began := time.Now()
	found := c.kept.find(a)
	if found == nil {
		c.ahead.plain, c.ahead.gzip = true, a.gzip
		return false
	}
	c.repeats(true)
	defer c.repeats(false)
	c.extend(began)
	out := heldBack.Get().(*[]byte)
	*out = found.appendTo(*out, began)
	_, err := c.TCPConn.Write(*out)
	*out = (*out)[:0]
	heldBack.Put(out)
	if err == nil { // else the next read fails
		found.answered(time.Since(began))
	}
	return true
}

// extend moves the deadlines, as net/http does for each of its answers, once a second.
func (c *whole) extend(now time.Time) {
	if now.Sub(c.ahead.deadlines) < time.Second {
		return
	}
	c.ahead.deadlines = now
	_ = c.TCPConn.SetReadDeadline(now.Add(idleTime)) // a connection that is closed says so when it is read
	_ = c.TCPConn.SetWriteDeadline(now.Add(writeTime))
	c.mu.Lock()
	c.since, c.got = now, 0
	c.mu.Unlock()
}

// remember keeps what was written for an answer, so that it can be repeated.
func (c *whole) remember(a *Answer, all, body []byte) {
	if c.ahead.plain && c.ahead.answered != nil && a.kept {
		a.packed.repeats.as(c.ahead.gzip).Store(newWritten(all, body, c.ahead.answered))
	}
}
