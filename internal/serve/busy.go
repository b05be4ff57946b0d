package serve

import (
	"log/slog"
	"sync"
	"time"
)

// turnedAway counts whom the program was too busy for, and says so once a minute: a flood must not become a flood of lines.
type turnedAway struct {
	mu    sync.Mutex
	since time.Time
	n     int
}

func (t *turnedAway) note(log *slog.Logger, now time.Time, route string, err error) {
	if n := t.due(now); n > 0 {
		log.Error("too busy", "requests", n, "last_route", route, "error", err)
	}
}

// due counts one more, and is how many there were since the last line where the next is due; 0 where it is not yet.
func (t *turnedAway) due(now time.Time) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.n++
	if now.Sub(t.since) < time.Minute && !now.Before(t.since) {
		return 0
	}
	n := t.n
	t.since, t.n = now, 0
	return n
}
