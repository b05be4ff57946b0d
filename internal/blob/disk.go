// Package blob keeps bytes under the name of their own SHA-256, so that what is read is what was written, and writing twice keeps one copy.
//
//	d, err := blob.OpenDisk(filepath.Join(data, "blobs"))
//	ref, err := d.Put(ctx, sealed)          // on the disk for good once it returns
//	r, err := d.Open(ctx, ref.ID, 0, -1)    // all of it
//
// The package knows nothing of what the bytes are: what must not be read in clear is sealed before it comes here, and file names, being hashes of
// ciphertext, tell nothing. blobtest is what any other keeper of bytes must do.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"guwah.example/guwah"
)

// ID is the SHA-256 of some bytes in 64 lower-case hexadecimal digits.
type ID string

// Valid reports whether the id has the form of one. Ids come from the register, but also from addresses that anyone can type.
func (id ID) Valid() bool {
	return len(id) == 2*sha256.Size && strings.Trim(string(id), "0123456789abcdef") == ""
}

// Ref is the name and the size in bytes of what is kept.
type Ref struct {
	ID   ID
	Size int64
}

// Disk keeps blobs in a folder of a local disk.
type Disk struct {
	folder string
}

// OpenDisk opens a folder of blobs and makes it where it does not exist.
func OpenDisk(folder string) (*Disk, error) {
	if err := os.MkdirAll(filepath.Join(folder, arriving), 0o700); err != nil {
		return nil, fmt.Errorf("open the blobs in %s: %w", folder, err)
	}
	return &Disk{folder}, nil
}

// arriving holds what is being written; what a fault leaves there is nobody's, and Sweep removes it.
const arriving = "arriving"

// path is where a blob lies: 256 folders by its first two digits.
func (d *Disk) path(id ID) string { return filepath.Join(d.folder, string(id[:2]), string(id[2:])) }

// Open reads length bytes of a blob from offset on; a negative length means to its end. The caller closes the reader.
func (d *Disk) Open(_ context.Context, id ID, offset, length int64) (io.ReadCloser, error) {
	f, err := d.open(id)
	if err != nil {
		return nil, err
	}
	if _, err := f.Seek(offset, io.SeekStart); err != nil {
		f.Close()
		return nil, fmt.Errorf("read blob %s from %d: %w", id, offset, err)
	}
	if length < 0 {
		return f, nil
	}
	return part{io.LimitReader(f, length), f}, nil
}

// part reads a range of a file and closes the file.
type part struct {
	io.Reader
	io.Closer
}

func (d *Disk) open(id ID) (*os.File, error) {
	if !id.Valid() {
		return nil, fmt.Errorf("open a blob by a name that is no SHA-256: %w", guwah.ErrNotFound)
	}
	f, err := os.Open(d.path(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open blob %s: %w", id, guwah.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("open blob %s: %w", id, err)
	}
	return f, nil
}

// Stat returns the size of a blob, or an error of kind [guwah.ErrNotFound].
func (d *Disk) Stat(_ context.Context, id ID) (Ref, error) {
	f, err := d.open(id)
	if err != nil {
		return Ref{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return Ref{}, fmt.Errorf("look at blob %s: %w", id, err)
	}
	return Ref{id, info.Size()}, nil
}

// Verify reads a blob through and reports damage as an error.
func (d *Disk) Verify(ctx context.Context, ref Ref) error {
	f, err := d.open(ref.ID)
	if err != nil {
		return err
	}
	defer f.Close()
	hash := sha256.New()
	n, err := io.Copy(hash, patient{ctx, f})
	if err != nil {
		return fmt.Errorf("read blob %s back: %w", ref.ID, err)
	}
	if got := ID(hex.EncodeToString(hash.Sum(nil))); got != ref.ID || n != ref.Size {
		return fmt.Errorf("blob %s is damaged: %d bytes with hash %s instead of %d bytes", ref.ID, n, got, ref.Size)
	}
	return nil
}

// Delete removes a blob; removing one that is not there is no error.
func (d *Disk) Delete(_ context.Context, id ID) error {
	if !id.Valid() {
		return nil
	}
	if err := os.Remove(d.path(id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("delete blob %s: %w", id, err)
	}
	return syncFolder(filepath.Dir(d.path(id)))
}

// List gives every blob to each, in the order of their ids, and stops at its first error.
func (d *Disk) List(ctx context.Context, each func(Ref) error) error {
	folders, err := os.ReadDir(d.folder)
	if err != nil {
		return fmt.Errorf("list the blobs: %w", err)
	}
	for _, folder := range folders {
		if folder.Name() == arriving {
			continue
		}
		if err := d.listFolder(ctx, folder.Name(), each); err != nil {
			return err
		}
	}
	return nil
}

func (d *Disk) listFolder(ctx context.Context, name string, each func(Ref) error) error {
	entries, err := os.ReadDir(filepath.Join(d.folder, name))
	if err != nil {
		return fmt.Errorf("list the blobs in %s: %w", name, err)
	}
	for _, entry := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		id := ID(name + entry.Name())
		if !id.Valid() {
			continue
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) { // deleted meanwhile
			continue
		}
		if err != nil {
			return fmt.Errorf("look at blob %s: %w", id, err)
		}
		if err := each(Ref{id, info.Size()}); err != nil {
			return err
		}
	}
	return nil
}
