package serve

import (
	"sync"
	"time"
)

// Budget is what all visitors together may ask of a route: so many a second in the long run, and so many at once after a quiet time. It bounds what
// is dear to do or leaves work for people, and says nothing of who asks: no address is looked at. What is cheap has none. The zero Budget allows all.
type Budget struct {
	PerSecond float64
	AtOnce    float64
}

// spent is what is left of a budget.
type spent struct {
	Budget
	mu    sync.Mutex
	left  float64
	since time.Time
}

func newSpent(b Budget) *spent {
	if b.AtOnce <= 0 {
		return nil
	}
	return &spent{Budget: b, left: b.AtOnce}
}

// take takes one from the budget, or says how long to wait until there is one again.
func (s *spent) take(now time.Time) (wait time.Duration, ok bool) {
	if s == nil {
		return 0, true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.since.IsZero() {
		s.left = min(s.AtOnce, s.left+max(0, now.Sub(s.since).Seconds())*s.PerSecond)
	}
	s.since = now
	if s.left >= 1 {
		s.left--
		return 0, true
	}
	return time.Duration((1 - s.left) / s.PerSecond * float64(time.Second)), false
}
