package disk

import (
	"encoding/gob"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Kind is what an operation does.
type Kind uint8

// The operations after which a disk is another.
const (
	Create   Kind = iota // Node gets its first name, Name in Folder
	Remove               // Name goes out of Folder
	Rename               // Name in Folder becomes ToName in ToFolder
	Write                // Data at Offset
	Truncate             // to the length Offset
	Sync                 // a file's content, or a folder's names, are safe, as they were after the first Offset operations
)

// Op is one operation.
type Op struct {
	Kind             Kind
	Node             uint64
	Folder, ToFolder uint64
	Name, ToName     string
	IsFolder         bool
	Offset           int64
	Data             []byte
}

// Trace is a disk as it was, and what happened on it.
type Trace struct {
	Base map[uint64]Node
	Ops  []Op
}

// Node is a file or, where it has entries, a folder.
type Node struct {
	Entries map[string]uint64
	Content []byte
}

// Image is what a disk holds: files and folders by their paths, without a slash before.
type Image map[string]Entry

// Entry is one file or folder of an image.
type Entry struct {
	Folder  bool
	Content []byte
}

// Write makes an image's files and folders in a folder that exists.
func (i Image) Write(folder string) error {
	for path, e := range i {
		path = filepath.Join(folder, filepath.FromSlash(path))
		if e.Folder {
			if err := os.MkdirAll(path, 0o700); err != nil {
				return fmt.Errorf("write an image: %w", err)
			}
			continue
		}
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, e.Content, 0o600)); err != nil {
			return fmt.Errorf("write an image: %w", err)
		}
	}
	return nil
}

// Save writes a trace to a new file, so that one cut of it can be made again.
func (t Trace) Save(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("save a trace: %w", err)
	}
	if err := errors.Join(gob.NewEncoder(file).Encode(t), file.Close()); err != nil {
		return fmt.Errorf("save a trace: %w", err)
	}
	return nil
}

// LoadTrace reads what Save wrote.
func LoadTrace(path string) (Trace, error) {
	var t Trace
	file, err := os.Open(path)
	if err == nil {
		defer file.Close() //nolint:errcheck // opened for reading
		err = gob.NewDecoder(file).Decode(&t)
	}
	if err != nil {
		return Trace{}, fmt.Errorf("load a trace: %w", err)
	}
	return t, nil
}
