package store

import (
	"context"
	"fmt"
	"time"
)

// seen is the revision of the register as it was last read.
type seen struct {
	revision string
	writes   int64 // how many acts and projections this process had written before it was read
	at       time.Time
}

// lookAgain is how long another process's acts, such as those of an import at the command line, may go unseen here. This process's own are seen at once.
const lookAgain = 100 * time.Millisecond

// PublicRevision changes with every commit, and again once the lists have followed it: a list drawn in between shows what was, and must not be kept. It is a key for
// caches inside this process and must never leave it. Every page asks for it, so it is read from the database no more often than it can have changed.
func (s *Store) PublicRevision(ctx context.Context) (string, error) {
	projects := s.projects.Load() // before the look: what is written during it makes what was seen old
	writes := s.commits.Load() + projects
	if last := s.seen.Load(); last != nil && last.writes == writes && time.Since(last.at) < lookAgain {
		return last.revision, nil
	}
	const look = `select coalesce(max(seq), 0), exists (select 1 from marks where dirty > 0) from acts`
	now := seen{writes: writes, at: time.Now()}
	var seq int64
	var behind bool // the lists are, whichever process is to bring them up to date
	if _, err := s.register.lookUp(ctx, look, nil, &seq, &behind); err != nil {
		return "", fmt.Errorf("read the revision: %w", err)
	}
	now.revision = fmt.Sprintf("%x.%x.%t", seq, projects, behind)
	s.seen.Store(&now)
	return now.revision, nil
}
