package serve

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// Whole returns a listener whose connections can send an answer in one piece. net/http writes one of more than 4 KiB in two: its headers with the beginning
// of the body, then the rest. Each is a system call, and something the other side wakes up for: a seventh of what a kept page costs.
//
// Where a plain request comes for an answer that was kept, the connection repeats it, and net/http never hears of it.
//
// It holds as many connections as the process may open files, less a quarter for its own; one more takes the place of one that does little.
func Whole(l net.Listener, kept Repeats) net.Listener {
	return wholeListener{l, newCrowd(mostConns()), kept}
}

type wholeListener struct {
	net.Listener
	crowd *crowd
	kept  Repeats
}

func (l wholeListener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		tcp, ok := conn.(*net.TCPConn)
		if err != nil || !ok {
			return conn, err
		}
		c := &whole{TCPConn: tcp, crowd: l.crowd, kept: l.kept}
		c.stands(http.StateNew)
		if l.crowd.add(c) {
			return c, nil
		}
		_ = tcp.Close() // everybody here is at work: this one comes again
	}
}

// mostHeldConns is how many connections are held at most: each takes some 20 kilobytes.
const mostHeldConns = 8192

// mostConns is how many connections the process may hold.
func mostConns() int {
	files := openFiles()
	return max(16, min(mostHeldConns, files-files/4))
}

// whole is a connection that holds back what is written to it while it is told to. Only the goroutine that answers a request writes to it.
type whole struct {
	*net.TCPConn
	held  *[]byte // nil while nothing is held back
	crowd *crowd
	kept  Repeats
	ahead ahead

	mu    sync.Mutex
	since time.Time // when it began to be as it is
	got   int64     // bytes that came since
	idle  bool      // nothing is under way

	repeating, leaving bool // an answer is being repeated; the connection is to be closed after it
}

// stands notes that the connection begins to wait, to ask or to be idle.
func (c *whole) stands(s http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch s {
	case http.StateNew, http.StateActive, http.StateIdle:
		c.ahead.stands(s)
		if s != http.StateActive || c.idle { // a first request goes on from the new connection: its header may come slowly
			c.since, c.got = c.crowd.now(), 0
		}
		c.idle = s == http.StateIdle
	}
}

// use is how much the connection does, and whether it had the time to do something.
func (c *whole) use(now time.Time) (perSecond float64, old bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	age := now.Sub(c.since)
	if c.idle {
		return -age.Seconds(), age >= spared
	}
	return float64(c.got) / max(1, age.Seconds()), age >= spared
}

func (c *whole) Read(p []byte) (int, error) {
	if !c.ahead.begins(len(p)) {
		return c.read(p)
	}
	for {
		n, err := c.read(p)
		if err != nil || !c.repeat(p[:n]) {
			return n, err
		}
	}
}

func (c *whole) read(p []byte) (int, error) {
	n, err := c.TCPConn.Read(p)
	c.mu.Lock()
	c.got += int64(n)
	c.mu.Unlock()
	return n, err
}

// mostHeld is the longest body sent in one piece, in bytes; what a connection holds back is memory, and a long answer gains nothing.
const mostHeld = 64 << 10

var heldBack = sync.Pool{New: func() any { return new([]byte) }}

func (c *whole) Write(p []byte) (int, error) {
	if c.held == nil {
		return c.TCPConn.Write(p)
	}
	*c.held = append(*c.held, p...)
	return len(p), nil
}

// send writes the whole of an answer, whose headers are set, and nothing of it before all of it.
func (c *whole) send(w http.ResponseWriter, a *Answer, body []byte) {
	c.held = heldBack.Get().(*[]byte)
	_, err := w.Write(body)
	if err == nil {
		err = http.NewResponseController(w).Flush()
	}
	all := c.held
	c.held = nil
	_, sending := c.TCPConn.Write(*all) // where the rest could not be flushed it follows by itself, and must not come first
	if err == nil && sending == nil {
		c.remember(a, *all, body)
	}
	*all = (*all)[:0]
	heldBack.Put(all)
}

type connKey struct{}

// withConn lets the answers to a connection's requests reach it.
func withConn(ctx context.Context, conn net.Conn) context.Context {
	if c, ok := conn.(*whole); ok {
		return context.WithValue(ctx, connKey{}, c)
	}
	return ctx
}

// connOf is the connection that a request came over, where it can send an answer in one piece.
func connOf(r *http.Request) (*whole, bool) {
	c, ok := r.Context().Value(connKey{}).(*whole)
	return c, ok
}
