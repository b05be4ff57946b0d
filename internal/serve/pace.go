package serve

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"sync"
	"time"
)

// How slowly a body may come. A telephone on the oldest networks sends some 2,000 bytes a second; what sends fifteen times less is not telling anything.
const (
	paceWindow = 30 * time.Second // within each such time ...
	paceLeast  = 4 << 10          // ... at least so many bytes must come, unless the body ends
)

// largeBody is from how many bytes on the bodies of a route count among those of which only so many are read at the same time.
const largeBody = 1 << 20

// mostBodies is how many large bodies are read at the same time. Each takes the memory of its texts, a megabyte at most.
const mostBodies = 1024

// minAge is how long a body is left in peace before it can be found the slowest.
const minAge = 10 * time.Second

var errSlow = errors.New("sent too slowly")

// bodies are the large bodies that are being read. Where one more comes than there is room for, the slowest must go.
type bodies struct {
	mu   sync.Mutex
	most int
	read map[*paced]struct{}
}

func newBodies(most int) *bodies { return &bodies{most: most, read: make(map[*paced]struct{})} }

// add takes a body in, if need be in the place of the slowest; false where none has had its time yet.
func (b *bodies) add(p *paced, now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.read) >= b.most && !b.dropSlowest(now) {
		return false
	}
	b.read[p] = struct{}{}
	return true
}

func (b *bodies) dropSlowest(now time.Time) bool {
	var slowest *paced
	least := 0.0
	for p := range b.read {
		rate, old := p.rate(now)
		if old && (slowest == nil || rate < least) {
			slowest, least = p, rate
		}
	}
	if slowest == nil {
		return false
	}
	slowest.drop()
	delete(b.read, slowest)
	return true
}

func (b *bodies) remove(p *paced) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.read, p)
}

// paced is a body that must keep coming.
type paced struct {
	io.ReadCloser
	now      func() time.Time
	deadline func(time.Time) error // of the connection, for reading
	last     time.Time             // when all of it must have come

	mu      sync.Mutex
	began   time.Time
	window  time.Time // when the present window ends
	got     int       // bytes in the present window
	all     int64
	dropped bool
	ended   func() // called once it was read whole; may be nil
}

// pace makes a request's body one that must keep coming, and be whole by a time.
func pace(w http.ResponseWriter, r *http.Request, now func() time.Time, whole time.Duration) *paced {
	at := now()
	p := &paced{
		ReadCloser: r.Body, now: now, deadline: http.NewResponseController(w).SetReadDeadline,
		last: at.Add(whole), began: at, window: at.Add(paceWindow),
	}
	r.Body = p
	return p
}

func (p *paced) Read(b []byte) (int, error) {
	if err := p.open(); err != nil {
		return 0, err
	}
	n, err := p.ReadCloser.Read(b)
	if err == io.EOF && p.ended != nil {
		p.ended() // what is done with it now takes nobody's place
	}
	return n, p.count(n, err)
}

func (p *paced) count(n int, err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.got += n
	p.all += int64(n)
	if err != nil && err != io.EOF && (p.dropped || errors.Is(err, os.ErrDeadlineExceeded)) {
		return fmt.Errorf("%w: %d bytes came", errSlow, p.all)
	}
	return err
}

// open begins the next window where one is over, and lets the connection wait no longer than until its end.
func (p *paced) open() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if p.dropped || !now.Before(p.last) || !now.Before(p.window) && p.got < paceLeast {
		return fmt.Errorf("%w: %d bytes came", errSlow, p.all)
	}
	if !now.Before(p.window) {
		p.window, p.got = now.Add(paceWindow), 0
	}
	until := now.Add(paceWindow)
	if until.After(p.last) {
		until = p.last
	}
	_ = p.deadline(until) // tests' writers have none
	return nil
}

// rate is how many bytes a second have come, and whether the body has had time enough for that to mean anything.
func (p *paced) rate(now time.Time) (perSecond float64, old bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	age := now.Sub(p.began)
	return float64(p.all) / max(1, age.Seconds()), age >= minAge
}

// drop ends the reading of a body.
func (p *paced) drop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dropped = true
	_ = p.deadline(p.now()) // tests' writers have none
}
