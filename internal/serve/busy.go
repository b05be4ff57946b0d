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
	t.mu.Lock()
	defer t.mu.Unlock()
	t.n++
	if now.Sub(t.since) < time.Minute && !now.Before(t.since) {
		return
	}
	log.Error("too busy", "requests", t.n, "last_route", route, "error", err)
	t.since, t.n = now, 0
}
