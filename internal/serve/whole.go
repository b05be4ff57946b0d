package serve

import (
	"context"
	"net"
	"net/http"
	"sync"
)

// Whole returns a listener whose connections can send an answer in one piece. net/http writes one of more than 4 KiB in two: its headers with the beginning
// of the body, then the rest. Each is a system call, and something the other side wakes up for: a seventh of what a kept page costs.
func Whole(l net.Listener) net.Listener { return wholeListener{l} }

type wholeListener struct{ net.Listener }

func (l wholeListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if tcp, ok := conn.(*net.TCPConn); ok {
		return &whole{TCPConn: tcp}, err
	}
	return conn, err
}

// whole is a connection that holds back what is written to it while it is told to. Only the goroutine that answers a request writes to it.
type whole struct {
	*net.TCPConn
	held *[]byte // nil while nothing is held back
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
func (c *whole) send(w http.ResponseWriter, body []byte) error {
	c.held = heldBack.Get().(*[]byte)
	_, err := w.Write(body)
	if err == nil {
		err = http.NewResponseController(w).Flush()
	}
	all := c.held
	c.held = nil
	if err == nil {
		_, err = c.TCPConn.Write(*all)
	}
	*all = (*all)[:0]
	heldBack.Put(all)
	return err
}

type connKey struct{}

// withConn lets the answers to a connection's requests reach it.
func withConn(ctx context.Context, conn net.Conn) context.Context {
	if c, ok := conn.(*whole); ok {
		return context.WithValue(ctx, connKey{}, c)
	}
	return ctx
}

// writeBody writes an answer's body, in one piece with the headers where that can be.
func writeBody(w http.ResponseWriter, r *http.Request, body []byte) {
	if c, ok := r.Context().Value(connKey{}).(*whole); ok && len(body) <= mostHeld {
		_ = c.send(w, body) // the visitor has gone; nobody is left to tell
		return
	}
	_, _ = w.Write(body) // likewise
}
