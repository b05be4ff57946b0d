package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// Put keeps what r gives until its end and returns its name. Once Put returns, the bytes survive a power cut and have been read back and found
// right. Bytes that are kept already are not written again. When r or the context fails, nothing is kept.
func (d *Disk) Put(ctx context.Context, r io.Reader) (Ref, error) {
	f, err := os.CreateTemp(filepath.Join(d.folder, arriving), "blob-")
	if err != nil {
		return Ref{}, fmt.Errorf("keep a blob: %w", err)
	}
	defer os.Remove(f.Name()) // gone already where it was moved to its place
	hash := sha256.New()
	size, err := io.Copy(io.MultiWriter(f, hash), patient{ctx, r})
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return Ref{}, fmt.Errorf("keep a blob: %w", err)
	}
	ref := Ref{ID(hex.EncodeToString(hash.Sum(nil))), size}
	if err := d.place(ctx, f.Name(), ref); err != nil {
		return Ref{}, fmt.Errorf("keep blob %s: %w", ref.ID, err)
	}
	return ref, nil
}

// place moves a finished file to where its blob belongs, unless a sound copy is there, and reads it back.
func (d *Disk) place(ctx context.Context, from string, ref Ref) error {
	if d.Verify(ctx, ref) == nil {
		return nil
	}
	folder := filepath.Dir(d.path(ref.ID))
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if err := os.Rename(from, d.path(ref.ID)); err != nil {
		return err
	}
	if err := errors.Join(syncFolder(folder), syncFolder(d.folder)); err != nil {
		return err
	}
	return d.Verify(ctx, ref)
}

// Sweep removes what was left half-written before a time, as a power cut leaves it, and returns how many files it was.
func (d *Disk) Sweep(before time.Time) (int, error) {
	entries, err := os.ReadDir(filepath.Join(d.folder, arriving))
	if err != nil {
		return 0, fmt.Errorf("sweep the blobs: %w", err)
	}
	n := 0
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !info.ModTime().Before(before) {
			continue
		}
		if err := os.Remove(filepath.Join(d.folder, arriving, entry.Name())); err != nil {
			return n, fmt.Errorf("sweep the blobs: %w", err)
		}
		n++
	}
	return n, nil
}

// syncFolder makes the names in a folder as durable as the files they name.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// patient reads until its context ends.
type patient struct {
	ctx context.Context
	r   io.Reader
}

func (p patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}
