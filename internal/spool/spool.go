package spool

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// ErrClosed says that the spool takes nothing more.
var ErrClosed = errors.New("the spool is closed")

// Spool is an open spool. Its methods may be called from several goroutines; one of them at a time takes.
type Spool struct {
	folder string
	lock   *os.File

	mu      sync.Mutex
	arrived sync.Cond     // work for the writer
	changed chan struct{} // closed and made anew when something waits, or waits no longer
	queue   []*addition
	queued  int // bytes of the queue
	waits   []Record
	keys    map[Key]int // of what is not put away, taken or not
	waiting int         // how many those are
	number  int         // of the newest file
	active  *file       // which the writer writes to; nil before the first record
	tidy    bool        // the writer shall delete the active file if nothing in it waits
	closing bool
	written chan struct{} // closed when the writer has ended
}

// Record is one record that waits to be put away.
type Record struct {
	place
	file *file
}

// Key names whose it is.
func (r Record) Key() Key { return r.key }

// Read reads the record back from the disk; the error says that it is damaged or the disk fails.
func (r Record) Read() ([]byte, error) {
	body, err := readFrame(r.file, r.file.salt, r.place)
	if err != nil {
		return nil, fmt.Errorf("read a record at %d of %s: %w", r.offset, filepath.Base(r.file.Name()), err)
	}
	return body, nil
}

// Left is what was found when a spool was opened.
type Left struct {
	Records int // that wait to be put away
	Torn    int // bytes that belong to no record; none of them was ever acknowledged, unless the disk has lost what it had
}

// Open opens a spool in a folder, made where it does not exist. It fails where another process has it open.
func Open(folder string) (*Spool, Left, error) {
	if err := errors.Join(os.MkdirAll(folder, 0o700), syncFolder(filepath.Dir(folder))); err != nil { // else the folder itself may be gone after a power cut
		return nil, Left{}, fmt.Errorf("open the spool: %w", err)
	}
	lock, err := lockFolder(folder)
	if err != nil {
		return nil, Left{}, fmt.Errorf("open the spool in %s: %w", folder, err)
	}
	s := &Spool{folder: folder, lock: lock, changed: make(chan struct{}), keys: map[Key]int{}, written: make(chan struct{})}
	s.arrived.L = &s.mu
	left, err := s.readLeft()
	s.waiting = left.Records
	if err != nil {
		return nil, Left{}, errors.Join(fmt.Errorf("open the spool: %w", err), lock.Close())
	}
	go s.write()
	return s, left, nil
}

// readLeft finds what an earlier process left, in the order of its arrival.
func (s *Spool) readLeft() (left Left, err error) {
	names, err := filepath.Glob(filepath.Join(s.folder, "*.spool"))
	if err != nil {
		return Left{}, err
	}
	slices.Sort(names)
	for _, name := range names {
		number, err := strconv.Atoi(strings.TrimSuffix(filepath.Base(name), ".spool"))
		if err != nil {
			continue // not ours
		}
		s.number = max(s.number, number)
		old, places, torn, err := oldFile(name)
		if err != nil {
			return Left{}, err
		}
		left.Records, left.Torn = left.Records+len(places), left.Torn+torn
		if len(places) == 0 {
			old.remove()
			continue
		}
		for _, at := range places {
			s.waits = append(s.waits, Record{at, old})
			s.keys[at.key]++
		}
	}
	return left, nil
}

// Waiting is how many records are not put away.
func (s *Spool) Waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.waiting
}

// Settled waits until nothing under a key waits to be put away, or ctx ends, and reports whether that is so.
func (s *Spool) Settled(ctx context.Context, key Key) bool {
	for {
		s.mu.Lock()
		waits, changed := s.keys[key] > 0, s.changed
		s.mu.Unlock()
		if !waits {
			return true
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return false
		}
	}
}

// rest is how long a file in which nothing waits any more is kept for the next record.
const rest = time.Second

// Take waits for records and takes up to most of the oldest. Each must go to [Spool.Done] or [Spool.Back]. The error is that of ctx.
func (s *Spool) Take(ctx context.Context, most int) ([]Record, error) {
	resting := time.NewTimer(rest)
	defer resting.Stop()
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s.mu.Lock()
		if n := min(most, len(s.waits)); n > 0 {
			taken := slices.Clone(s.waits[:n])
			s.waits = s.waits[n:]
			s.mu.Unlock()
			return taken, nil
		}
		changed := s.changed
		s.mu.Unlock()
		select {
		case <-changed:
		case <-resting.C:
			s.tidyUp()
		case <-ctx.Done():
		}
	}
}

// Done says that records are put away for good.
func (s *Spool) Done(records []Record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting -= len(records)
	for _, r := range records {
		if s.keys[r.key]--; s.keys[r.key] == 0 {
			delete(s.keys, r.key)
		}
		if r.file.waiting--; r.file.waiting == 0 && r.file.ended {
			r.file.remove()
		}
	}
	s.change()
}

// Back gives records back that could not be put away; they are taken again after all others.
func (s *Spool) Back(records []Record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waits = append(s.waits, records...)
	s.change()
}

// change wakes everyone who waits for a change; the lock is held.
func (s *Spool) change() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// Close finishes the appends under way and closes the spool; what waits stays on the disk.
func (s *Spool) Close() error {
	s.mu.Lock()
	closed := s.closing
	s.closing = true
	s.arrived.Signal()
	s.mu.Unlock()
	<-s.written
	if closed {
		return nil
	}
	return s.lock.Close()
}
