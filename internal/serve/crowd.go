package serve

import (
	"net"
	"net/http"
	"sync"
	"time"
)

// crowd is every connection that is open. Where one more comes than the process may hold, one of those that do the least must go: first the idle, then
// the slowest. So many slow callers take each other's places and never those of people who are talking. It knows no addresses.
type crowd struct {
	most int
	now  func() time.Time

	leaving sync.WaitGroup // those that are closed when they have repeated an answer

	mu    sync.Mutex
	conns map[*whole]struct{}
}

func newCrowd(most int) *crowd {
	return &crowd{most: most, now: time.Now, conns: make(map[*whole]struct{})}
}

// looked is how many connections are looked at, in no order, to find one that can go.
const looked = 256

// spared is how long a connection is left in peace: a handshake and a request from far away take that long.
const spared = 2 * time.Second

// add takes a connection in, and closes another where there is no room. Where nobody can go, it is the new one that is closed.
func (c *crowd) add(conn *whole) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.conns) >= c.most {
		victim := c.least()
		if victim == nil {
			return false
		}
		delete(c.conns, victim)
		_ = victim.TCPConn.Close() // its goroutine finds out
	}
	c.conns[conn] = struct{}{}
	return true
}

func (c *crowd) remove(conn *whole) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.conns, conn)
}

// least is the connection that does the least among some.
func (c *crowd) least() *whole {
	now, n := c.now(), 0
	var victim *whole
	var lowest float64
	for conn := range c.conns {
		if n++; n > looked {
			break
		}
		if use, old := conn.use(now); old && (victim == nil || use < lowest) {
			victim, lowest = conn, use
		}
	}
	return victim
}

// state is told by the server how its connections stand.
func state(conn net.Conn, s http.ConnState) {
	if c, ok := conn.(*whole); ok {
		c.stands(s)
	}
}
