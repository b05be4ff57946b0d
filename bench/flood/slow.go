package main

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// slow holds connections that take what the program has and give it nothing to do. One that is closed comes back at once.
type slow struct{ opened, closed, most, open atomic.Int64 }

type slowFigures struct {
	Most   int64 `json:"most_at_once"`
	Opened int64 `json:"opened"`
	Closed int64 `json:"closed_by_the_program"`
}

func newSlow() *slow { return &slow{} }

// drips are the three kinds: a header that never ends, a body that hardly comes, an answer that is hardly read.
var drips = []struct{ begin, then string }{
	{"GET /en/tell HTTP/1.1\r\nHost: " + address + "\r\n", "X-A: b\r\n"},
	{
		"POST /en/tell HTTP/1.1\r\nHost: " + address + "\r\nOrigin: http://" + address + "\r\nSec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=x\r\n" +
			"Content-Length: 300000000\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"story\"\r\n\r\n",
		"they came at night ",
	},
	{"GET /en/tell HTTP/1.1\r\nHost: " + address + "\r\n\r\n", ""},
}

func (s *slow) hold(ctx context.Context, n int) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			for ctx.Err() == nil {
				s.one(ctx, i%len(drips))
			}
		})
		time.Sleep(time.Millisecond) // not all of them in the same instant
	}
	all.Wait()
}

func (s *slow) one(ctx context.Context, kind int) {
	conn, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, "tcp", address)
	if err != nil {
		time.Sleep(time.Second)
		return
	}
	defer conn.Close() //nolint:errcheck // an attacker does not care
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetReadBuffer(1) // the least the system allows
	}
	s.opened.Add(1)
	open := s.open.Add(1)
	defer s.open.Add(-1)
	for most := s.most.Load(); open > most && !s.most.CompareAndSwap(most, open); most = s.most.Load() {
	}
	_, err = conn.Write([]byte(drips[kind].begin))
	for err == nil {
		select {
		case <-ctx.Done():
			return
		case <-time.After(5 * time.Second):
		}
		if then := drips[kind].then; then != "" {
			_, err = conn.Write([]byte(then))
		} else {
			_, err = conn.Read(make([]byte, 1))
		}
	}
	s.closed.Add(1)
}

func (s *slow) figures() slowFigures {
	return slowFigures{s.most.Load(), s.opened.Load(), s.closed.Load()}
}
