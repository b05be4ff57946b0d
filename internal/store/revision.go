package store

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// seen is the revision of the register as it was last read.
type seen struct {
	revision string
	commits  int64 // how many acts this process had committed before it was read
	at       time.Time
}

// lookAgain is how long another process's acts, such as those of an import at the command line, may go unseen here. This process's own are seen at once.
const lookAgain = 100 * time.Millisecond

// PublicRevision changes with every commit. It is a key for caches inside this process and must never leave it. Every page asks for it, so it is read
// from the database no more often than it can have changed.
func (s *Store) PublicRevision(ctx context.Context) (string, error) {
	commits := s.commits.Load() // before the look: an act committed during it makes what was seen old
	if last := s.seen.Load(); last != nil && last.commits == commits && time.Since(last.at) < lookAgain {
		return last.revision, nil
	}
	const look = `select coalesce(max(seq), 0) from acts`
	now := seen{commits: commits, at: time.Now()}
	var seq int64
	if _, err := s.register.lookUp(ctx, look, nil, &seq); err != nil {
		return "", fmt.Errorf("read the revision: %w", err)
	}
	now.revision = strconv.FormatInt(seq, 36)
	s.seen.Store(&now)
	return now.revision, nil
}
