package spool

import (
	"errors"
	"fmt"

	"guwah.example/guwah"
)

// mostQueued is how many bytes may wait to be written before a further record is turned away as busy.
const mostQueued = 64 << 20

// addition is one caller's record and where its answer goes.
type addition struct {
	key  Key
	body []byte
	err  error
	done chan struct{}
}

// Append keeps a record. Once it returns nil, the record survives a power cut and waits to be put away. A full disk is guwah.ErrFull, too many callers at
// once guwah.ErrBusy; then nothing was kept.
func (s *Spool) Append(key Key, body []byte) error {
	if len(body) > maxRecord {
		return fmt.Errorf("spool %d bytes: %w", len(body), guwah.ErrInvalid)
	}
	a := &addition{key: key, body: body, done: make(chan struct{})}
	if err := s.enqueue(a); err != nil {
		return err
	}
	<-a.done
	return a.err
}

func (s *Spool) enqueue(a *addition) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return ErrClosed
	}
	if s.queued > mostQueued {
		return fmt.Errorf("%d bytes wait for the spool: %w", s.queued, guwah.ErrBusy)
	}
	s.queue = append(s.queue, a)
	s.queued += len(a.body)
	s.arrived.Signal()
	return nil
}

// tidyUp has the writer delete its file if nothing in it waits: sealed words are not to lie where they are no longer needed.
func (s *Spool) tidyUp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tidy = true
	s.arrived.Signal()
}

// write writes what is queued, everything at once, until the spool is closed and the queue empty. It never waits for more to come.
func (s *Spool) write() {
	defer close(s.written)
	var frames []byte
	for {
		batch, active := s.next()
		if batch == nil {
			s.end(active)
			return
		}
		frames = s.writeBatch(batch, active, frames[:0])
		if cap(frames) > 8<<20 {
			frames = nil // a large batch is rare; its memory is given back
		}
	}
}

// next waits for work. It carries out what tidyUp asked for; nil means that the spool is closed.
func (s *Spool) next() ([]*addition, *file) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.queue) == 0 {
		if s.closing {
			return nil, s.active
		}
		if s.tidy && s.active != nil && s.active.waiting == 0 {
			s.active.remove()
			s.active = nil
		}
		s.tidy = false
		s.arrived.Wait()
	}
	batch := s.queue
	s.queue, s.queued = nil, 0
	return batch, s.active
}

// writeBatch makes a batch safe and answers it.
func (s *Spool) writeBatch(batch []*addition, active *file, frames []byte) []byte {
	records := make([]Record, len(batch))
	var err error
	if active == nil {
		s.number++
		active, err = newFile(s.folder, s.number)
	}
	if err == nil {
		for i, a := range batch {
			at := int64(len(frames)) + active.size + frameSize + keySize
			frames = appendFrame(frames, active.salt, a.key, a.body)
			records[i] = Record{place{a.key, at, len(a.body)}, active}
		}
		err = active.write(frames)
	}
	s.account(active, records, err)
	for _, a := range batch {
		if err != nil {
			a.err = fmt.Errorf("spool: %w", err)
		}
		close(a.done)
	}
	return frames
}

// account notes what was written and ends a file that is full, or of which nobody knows what the disk has of it.
func (s *Spool) account(active *file, records []Record, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.active = active
	if err == nil {
		s.waits = append(s.waits, records...)
		for _, r := range records {
			s.keys[r.key]++
		}
		active.waiting += len(records)
		s.waiting += len(records)
		s.change()
	}
	if active != nil && (active.size > fileSize || errors.Is(err, errUnsynced)) {
		s.active = nil
		s.endLocked(active)
	}
}

func (s *Spool) end(active *file) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endLocked(active)
}

// endLocked ends a file; nothing waits for one without records.
func (s *Spool) endLocked(f *file) {
	if f == nil {
		return
	}
	f.ended = true
	if f.waiting == 0 {
		f.remove()
	}
}
