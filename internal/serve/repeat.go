package serve

import (
	"bytes"
	"context"
	"net/http"
	"sync/atomic"
	"time"
)

// An answer that is kept was once written by net/http to a connection. Until something public changes it would write the same bytes again, but for the date; so a
// connection on which a plain request comes for such an answer repeats those bytes itself (docs/adr/0016).

// Repeats finds the answers that connections may repeat. The zero value has none.
type Repeats struct {
	Cache *Cache
	// Stamp is what the keys of the cache's answers are stamped with at present; an answer stamped with nothing is good whatever it is.
	Stamp func(context.Context) (string, error)
}

// written is an answer as it went over a connection.
type written struct {
	head, body []byte
	date       int      // where in the head the date stands
	answered   answered // told of each repetition
}

// answered is told how long an answer of 200 took.
type answered func(time.Duration)

// repeatable holds what was written for an answer: to those who take no compression, and to those who do. Copies of an answer share it.
type repeatable [2]atomic.Pointer[written]

func (r *repeatable) as(gzip bool) *atomic.Pointer[written] {
	if gzip {
		return &r[1]
	}
	return &r[0]
}

// find returns what was written for the address if it is still what would be written.
func (r Repeats) find(a asked) *written {
	if r.Cache == nil {
		return nil
	}
	now := r.Cache.now()
	stamp, err := r.Stamp(context.Background())
	if err != nil {
		return nil // net/http's handler will say so
	}
	kept, ok := r.Cache.get(string(a.path))
	v := version{stamp: stamp, day: now.Unix() / secondsOfDay}
	if !ok || kept.version.day != v.day || kept.version.stamp != v.stamp && kept.version.stamp != "" || EndOfDay(now).Sub(now) < freshness {
		return nil
	}
	return kept.answer.packed.repeats.as(a.gzip).Load()
}

var (
	dateHeader = []byte("\r\nDate: ")
	// A head with one of these was meant for one visitor, or for the last answer of a connection.
	notForAll = [][]byte{[]byte("\r\nSet-Cookie:"), []byte("\r\nConnection:")}
)

// newWritten takes apart what was written; nil where it is not to be repeated.
func newWritten(all []byte, body []byte, told answered) *written {
	head := bytes.Clone(all[:len(all)-len(body)])
	date := bytes.Index(head, dateHeader)
	if date < 0 || !bytes.HasPrefix(head, []byte("HTTP/1.1 200 OK\r\n")) {
		return nil
	}
	for _, header := range notForAll {
		if bytes.Contains(head, header) {
			return nil
		}
	}
	return &written{head: head, body: body, date: date + len(dateHeader), answered: told}
}

// appendTo appends the answer as it is to be sent now.
func (w *written) appendTo(b []byte, now time.Time) []byte {
	from := len(b)
	b = append(b, w.head...)
	now.UTC().AppendFormat(b[:from+w.date], http.TimeFormat) // always of the same length
	return append(b, w.body...)
}
