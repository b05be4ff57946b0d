package faults

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/blob"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/store"
)

// checker looks for what was promised. It opens each sealed document once, however often it meets its hash.
type checker struct {
	team seal.Identity

	mu     sync.Mutex
	opened map[string]string // the story in each sealed document; nothing for what is no testimony
}

func newChecker(team seal.Identity) *checker {
	return &checker{team: team, opened: map[string]string{}}
}

// verdict is what was wrong after a fault.
type verdict struct {
	Lost    int   // promised, and not there
	Doubled int   // there more than once
	Corrupt error // the store is damaged, or a key, file or record has lost the other
}

func (v verdict) well() bool { return v.Lost == 0 && v.Doubled == 0 && v.Corrupt == nil }

func (v verdict) String() string {
	if v.Corrupt != nil {
		return fmt.Sprintf("%d lost, %d doubled, and %v", v.Lost, v.Doubled, v.Corrupt)
	}
	return fmt.Sprintf("%d lost, %d doubled", v.Lost, v.Doubled)
}

// folder holds a data folder against what was promised.
func (c *checker) folder(ctx context.Context, data string, promised []*telling) verdict {
	return c.register(ctx, inFolder(data), data, promised)
}

// inFolder is where a register on SQLite is in its data folder.
func inFolder(data string) store.Location {
	return store.Location{Register: filepath.Join(data, "guwah.db"), Keys: filepath.Join(data, "keys.db")}
}

// register holds a register, wherever its databases are, against what was promised.
func (c *checker) register(ctx context.Context, at store.Location, data string, promised []*telling) (v verdict) {
	s, err := store.Open(ctx, at)
	if err != nil {
		return verdict{Lost: len(promised), Corrupt: fmt.Errorf("open: %w", err)}
	}
	defer func() { v.Corrupt = errors.Join(v.Corrupt, s.Close()) }()
	disk, err := blob.OpenDisk(filepath.Join(data, "blobs"))
	if err == nil {
		err = putAway(ctx, s, data)
	}
	if err != nil {
		return verdict{Lost: len(promised), Corrupt: err}
	}
	files := blob.Beside(disk, s)
	without, _, err := s.CompareKeys(ctx)
	if without > 0 {
		err = fmt.Errorf("%d testimonies have no key", without)
	}
	v.Corrupt = errors.Join(err, s.Check(ctx))
	doubled, err := c.doubled(ctx, s, files)
	v.Doubled, v.Corrupt = doubled, errors.Join(v.Corrupt, err)
	for _, one := range promised { // after every file has been opened
		lost, doubled := c.kept(ctx, s, one)
		v.Lost, v.Doubled = v.Lost+lost, v.Doubled+doubled
	}
	return v
}

// kept looks for one testimony, for what its teller added, and for its withdrawal: lost is what is not there, or does not open, or is something else.
func (c *checker) kept(ctx context.Context, s *store.Store, one *telling) (lost, doubled int) {
	testimony, err := s.TestimonyByMailbox(ctx, one.mailbox)
	if err != nil || c.story(testimony.Envelope) != one.marker {
		return 1, 0
	}
	if one.withdrawn && testimony.State != guwah.TestimonyWithdrawn {
		lost++
	}
	if len(one.added) == 0 {
		return lost, 0
	}
	letters, err := s.Letters(ctx, testimony.ID)
	if err != nil {
		return 1, 0
	}
	times := map[string]int{}
	for _, letter := range letters {
		if opened, err := seal.OpenMessage(bytes.NewReader(letter.Sealed), c.team); err == nil {
			times[opened.Text]++
		}
	}
	for text, atLeast := range one.added {
		lost, doubled = lost+max(0, atLeast-times[text]), doubled+max(0, times[text]-1)
	}
	return lost, doubled
}

// doubled reads every sealed file that the register names through, and counts the stories there are more than once.
func (c *checker) doubled(ctx context.Context, s *store.Store, files blob.Both) (doubled int, err error) {
	times := map[string]int{}
	err = s.Blobs(ctx, func(hash string) error {
		if err := files.Verify(ctx, hash); err != nil {
			return err
		}
		story, err := c.open(ctx, files, hash)
		times[story]++
		return err
	})
	delete(times, "") // what is no testimony: recordings, pictures
	for _, n := range times {
		doubled += n - 1
	}
	return doubled, err
}

func (c *checker) story(hash string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.opened[hash]
}

// open opens a sealed document with the team's key and returns the story in it.
func (c *checker) open(ctx context.Context, files blob.Both, hash string) (string, error) {
	c.mu.Lock()
	story, known := c.opened[hash]
	c.mu.Unlock()
	if known {
		return story, nil
	}
	sealed, err := files.Open(ctx, hash)
	if err != nil {
		return "", err
	}
	defer sealed.Close() //nolint:errcheck // opened for reading
	if told, err := seal.OpenTestimony(sealed, c.team); err == nil {
		story = told.Story
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.opened[hash] = story
	return story, nil
}
