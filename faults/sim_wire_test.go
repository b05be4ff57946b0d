package faults

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

// origin is where a simulated register is.
const origin = "http://guwah.example"

// clock is the world's: it passes, and leaps. Its reading is the program's randomness too, so that a world has one source of chance.
type clock struct {
	mu     sync.Mutex
	at     time.Time
	random *rand.ChaCha8
}

func newClock(r *rand.Rand) *clock {
	var key [32]byte
	for i := range key {
		key[i] = byte(r.Uint32())
	}
	return &clock{at: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(2*365*24)) * time.Hour), random: rand.NewChaCha8(key)}
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) Read(b []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.random.Read(b)
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// leap sets the clock wrong: by ten years, backwards, to where a day is odd, or into a zone whose hours leap.
func (c *clock) leap(r *rand.Rand) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch r.IntN(8) {
	case 0:
		c.at = c.at.AddDate(10, 0, 0)
	case 1:
		c.at = c.at.AddDate(-10, 0, 0)
	case 2:
		c.at = time.Date(2028, 2, 28, 23, 59, 58, 0, time.UTC)
	case 3:
		c.at = time.Date(2027, 3, 28, 0, 59, 58, 0, time.UTC)
		if zone, err := time.LoadLocation("Europe/Berlin"); err == nil {
			c.at = c.at.In(zone)
		}
	default: // as a machine does whose battery is empty
		c.at = c.at.Add(-time.Duration(r.IntN(60*24)) * time.Hour)
	}
}

// wire is the network between people and a program: while it is bad, requests and answers get lost, doubled, cut off, or come late.
type wire struct {
	*rand.Rand
	clock   *clock
	to      http.Handler
	bad     bool
	late    []func() // requests whose senders have given up
	mishaps int
}

var errLost = errors.New("the network lost it")

// RoundTrip carries one request.
func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	fate := 100
	if w.bad {
		fate = w.IntN(100)
	}
	if fate < 18 {
		w.mishaps++
	}
	switch {
	case fate < 4: // lost on the way
		return nil, errLost
	case fate < 9: // its answer is lost
		w.serve(r, bytes.NewReader(body))
		return nil, errLost
	case fate < 12: // it comes twice
		w.serve(r, bytes.NewReader(body))
	case fate < 15 && len(body) > 0: // it breaks off
		w.serve(r, io.MultiReader(bytes.NewReader(body[:w.IntN(len(body))]), broken{}))
		return nil, errLost
	case fate < 18: // it comes when its sender has given up
		w.late = append(w.late, func() { w.serve(r, bytes.NewReader(body)) })
		return nil, errLost
	}
	return w.serve(r, bytes.NewReader(body)), nil
}

// broken is the end of a connection.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func (w *wire) serve(r *http.Request, body io.Reader) *http.Response {
	request := httptest.NewRequest(r.Method, r.URL.String(), body)
	request.Header = r.Header.Clone()
	answer := httptest.NewRecorder()
	func() {
		defer func() {
			if gone := recover(); gone != nil && gone != http.ErrAbortHandler { //nolint:errorlint // as net/http compares it
				panic(gone)
			}
		}()
		w.to.ServeHTTP(answer, request)
	}()
	return answer.Result()
}

// deliverLate lets everything arrive that was on its way.
func (w *wire) deliverLate() {
	late := w.late
	w.late = nil
	for _, arrive := range late {
		arrive()
	}
}
