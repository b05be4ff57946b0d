// Package blob keeps bytes under the name of their own SHA-256, so that what is read is what was written, and writing twice keeps one copy.
//
//	d, err := blob.OpenDisk(filepath.Join(data, "blobs"))
//	hash, size, err := d.Put(ctx, sealed)   // on the disk for good once it returns
//	r, err := d.Open(ctx, hash)
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

// valid reports whether a hash has the form of one: 64 lower-case hexadecimal digits. Hashes come from the register, but also from addresses that
// anyone can type.
func valid(hash string) bool {
	return len(hash) == 2*sha256.Size && strings.Trim(hash, "0123456789abcdef") == ""
}

// Disk keeps blobs in a folder of a local disk.
type Disk struct {
	folder string
}

// OpenDisk opens a folder of blobs and makes it where it does not exist.
func OpenDisk(folder string) (*Disk, error) {
	err := os.MkdirAll(filepath.Join(folder, arriving), 0o700)
	if err := errors.Join(err, syncFolder(folder), syncFolder(filepath.Dir(folder))); err != nil { // else the folder itself may be gone after a power cut
		return nil, fmt.Errorf("open the blobs in %s: %w", folder, err)
	}
	return &Disk{folder}, nil
}

// arriving holds what is being written; what a fault leaves there is nobody's, and Sweep removes it.
const arriving = "arriving"

// path is where a blob lies: 256 folders by its first two digits.
func (d *Disk) path(hash string) string { return filepath.Join(d.folder, hash[:2], hash[2:]) }

// Open reads a blob from its beginning to its end; the error is of kind [guwah.ErrNotFound] where there is none. The caller closes the reader.
func (d *Disk) Open(_ context.Context, hash string) (io.ReadCloser, error) { return d.open(hash) }

// OpenRange reads length bytes of a blob from offset on, fewer where it ends before. The caller closes the reader.
func (d *Disk) OpenRange(_ context.Context, hash string, offset, length int64) (io.ReadCloser, error) {
	f, err := d.open(hash)
	if err != nil {
		return nil, err
	}
	if _, err := f.Seek(offset, io.SeekStart); err != nil {
		f.Close()
		return nil, fmt.Errorf("read blob %s from %d: %w", hash, offset, err)
	}
	return part{io.LimitReader(f, length), f}, nil
}

// Get returns the whole of a blob; for those known to be small.
func (d *Disk) Get(ctx context.Context, hash string) ([]byte, error) {
	f, err := d.open(hash)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(patient{ctx, f})
	if err != nil {
		return nil, fmt.Errorf("read blob %s: %w", hash, err)
	}
	return content, nil
}

// part reads a range of a file and closes the file.
type part struct {
	io.Reader
	io.Closer
}

func (d *Disk) open(hash string) (*os.File, error) {
	if !valid(hash) {
		return nil, fmt.Errorf("open a blob by a name that is no SHA-256: %w", guwah.ErrNotFound)
	}
	f, err := os.Open(d.path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open blob %s: %w", hash, guwah.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("open blob %s: %w", hash, err)
	}
	return f, nil
}

// Size returns the size of a blob in bytes, or an error of kind [guwah.ErrNotFound].
func (d *Disk) Size(_ context.Context, hash string) (int64, error) {
	f, err := d.open(hash)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, fmt.Errorf("look at blob %s: %w", hash, err)
	}
	return info.Size(), nil
}

// Verify reads a blob through and reports damage as an error.
func (d *Disk) Verify(ctx context.Context, hash string) error {
	f, err := d.open(hash)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, patient{ctx, f})
	if err != nil {
		return fmt.Errorf("read blob %s back: %w", hash, err)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != hash {
		return fmt.Errorf("blob %s is damaged: its %d bytes have the hash %s", hash, n, got)
	}
	return nil
}

// Delete removes a blob; removing one that is not there is no error.
func (d *Disk) Delete(_ context.Context, hash string) error {
	if !valid(hash) {
		return nil
	}
	if err := os.Remove(d.path(hash)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("delete blob %s: %w", hash, err)
	}
	return syncFolder(filepath.Dir(d.path(hash)))
}

// List gives the hash of every blob to each, in their order, and stops at its first error.
func (d *Disk) List(ctx context.Context, each func(hash string) error) error {
	folders, err := os.ReadDir(d.folder)
	if err != nil {
		return fmt.Errorf("list the blobs: %w", err)
	}
	for _, folder := range folders {
		entries, err := os.ReadDir(filepath.Join(d.folder, folder.Name()))
		if err != nil {
			return fmt.Errorf("list the blobs in %s: %w", folder.Name(), err)
		}
		for _, entry := range entries {
			if err := ctx.Err(); err != nil {
				return err
			}
			hash := folder.Name() + entry.Name()
			if !valid(hash) { // what is arriving, and what is not ours
				continue
			}
			if err := each(hash); err != nil {
				return err
			}
		}
	}
	return nil
}
