package serve

import (
	"context"
	"net"
	"net/http"
)

// Shutdown takes no more connections and lets the answers under way be sent, until ctx ends. It waits for those too that connections repeat by themselves
// (docs/adr/0016), which net/http takes for idle and would cut.
func Shutdown(ctx context.Context, server *http.Server, on net.Listener) error {
	if err := server.Shutdown(ctx); err != nil {
		return err // what is still being sent ends with the process
	}
	if l, ok := on.(wholeListener); ok {
		cut := context.AfterFunc(ctx, l.crowd.cut)
		defer cut()
		l.crowd.leaving.Wait()
	}
	return ctx.Err()
}

// cut ends what is still being sent.
func (c *crowd) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn := range c.conns {
		_ = conn.TCPConn.Close() // whoever is at work on it finds out
	}
}

// Close lets another take its place. A connection that is just repeating an answer goes when that is sent.
func (c *whole) Close() error {
	if c.leaves() {
		return nil
	}
	c.crowd.remove(c)
	return c.TCPConn.Close()
}

// leaves tells whether the connection must be waited for.
func (c *whole) leaves() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.repeating && !c.leaving {
		c.leaving = true
		c.crowd.leaving.Add(1)
	}
	return c.leaving
}

// repeats notes that the connection begins to repeat an answer, or has done so.
func (c *whole) repeats(now bool) {
	c.mu.Lock()
	c.repeating = now
	leaving := c.leaving
	c.leaving = false
	c.mu.Unlock()
	if leaving {
		_ = c.Close()
		c.crowd.leaving.Done()
	}
}
