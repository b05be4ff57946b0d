package spool

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"guwah.example/guwah"
)

var errTorn = errors.New("a record of the spool is damaged")

// file is one file of the spool.
type file struct {
	*os.File
	salt    []byte
	size    int64 // of what is safe on the disk
	waiting int   // records not put away; guarded by the spool's lock
	ended   bool  // nothing more is written to it; likewise
}

// fileSize is from which size on a file is ended, in bytes.
const fileSize = 64 << 20

// newFile makes a file whose name survives a power cut.
func newFile(folder string, number int) (*file, error) {
	f, err := os.OpenFile(filepath.Join(folder, fmt.Sprintf("%012d.spool", number)), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, sorted(err)
	}
	made := &file{File: f, salt: make([]byte, saltSize), size: int64(headSize)}
	_, _ = rand.Read(made.salt) // never fails
	_, err = f.WriteAt(append([]byte(heading), made.salt...), 0)
	if err == nil {
		err = syncFolder(folder)
	}
	if err != nil {
		made.remove()
		return nil, sorted(err)
	}
	return made, nil
}

// oldFile opens a file that an earlier process left, to read from it.
func oldFile(path string) (*file, []place, int, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, 0, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, 0, err
	}
	places, skipped := find(content)
	old := &file{File: f, size: int64(len(content)), waiting: len(places), ended: true}
	if len(places) > 0 {
		old.salt = content[len(heading):headSize]
	}
	return old, places, skipped, nil
}

// write writes frames behind what is safe, and makes them safe. After an error the file is as it was, or must be ended.
func (f *file) write(frames []byte) error {
	_, err := f.WriteAt(frames, f.size)
	if err != nil { // most likely a full disk: what was written in part takes up room
		return errors.Join(sorted(err), f.Truncate(f.size))
	}
	if err := f.Sync(); err != nil {
		return errors.Join(errUnsynced, sorted(err))
	}
	f.size += int64(len(frames))
	return nil
}

// errUnsynced says that nobody knows any more what of a file is on the disk: after a failed sync the system forgets what it could not write.
var errUnsynced = errors.New("a sync failed")

// remove deletes the file. Should it come back after a power cut, its records are put away once more, which changes nothing.
func (f *file) remove() {
	_ = f.Close()
	_ = os.Remove(f.Name())
}

// sorted gives a full disk the name that callers know.
func sorted(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w: %w", guwah.ErrFull, err)
	}
	return err
}

func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
