package spool

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
)

// ReserveFile is the name of the file that holds room back, in its folder.
const ReserveFile = "reserve"

// Reserve is room on the disk that is held back, so that when the disk is full there is something to give: to put away what was received, and to
// let an administrator work.
type Reserve struct {
	path      string
	size, low int64
	room      func() (int64, error)

	mu   sync.Mutex
	held bool
}

// NewReserve holds back size bytes in a folder, as far as the disk has them. room tells how many bytes are free; low is below how many nothing more is to be taken in.
func NewReserve(folder string, size, low int64, room func() (int64, error)) *Reserve {
	r := &Reserve{path: filepath.Join(folder, ReserveFile), size: size, low: low, room: room}
	if info, err := os.Stat(r.path); err == nil && info.Size() == size {
		r.held = true
	}
	return r
}

// Look gives the room back while the disk is short of it and holds it back again once there is enough, and reports whether it is short. Where nobody can tell
// how much is free, it is not.
func (r *Reserve) Look() (short bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	free, err := r.room()
	if err != nil {
		return false, err
	}
	if r.held && free >= r.low {
		return false, nil
	}
	if r.held { // what it gives is for what was received already
		r.held = false
		return true, os.Remove(r.path)
	}
	if free < r.size+2*r.low { // twice, so that it does not come and go
		return true, nil
	}
	r.held = true
	if err := r.fill(); err != nil {
		r.held = false
		return true, errors.Join(err, os.Remove(r.path))
	}
	return false, nil
}

// fill writes the file: a hole would hold nothing back.
func (r *Reserve) fill() error {
	f, err := os.OpenFile(r.path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	block := make([]byte, 1<<20)
	for left := r.size; left > 0 && err == nil; left -= int64(len(block)) {
		_, err = f.Write(block[:min(left, int64(len(block)))])
	}
	return errors.Join(err, f.Sync(), f.Close())
}
