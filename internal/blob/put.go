package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"guwah.example/guwah"
)

// Put keeps what r gives until its end and returns its SHA-256 and its size in bytes. Once Put returns, the bytes survive a power cut and have been read back and found
// right. Bytes that are kept already are not written again. When r or the context fails, nothing is kept.
func (d *Disk) Put(ctx context.Context, r io.Reader) (hash string, size int64, err error) {
	f, err := os.CreateTemp(filepath.Join(d.folder, arriving), "blob-")
	if err != nil {
		return "", 0, fmt.Errorf("keep a blob: %w", sorted(err))
	}
	defer os.Remove(f.Name()) // gone already where it was moved to its place
	sum := sha256.New()
	size, err = io.Copy(io.MultiWriter(f, sum), patient{ctx, r})
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return "", 0, fmt.Errorf("keep a blob: %w", sorted(err))
	}
	hash = hex.EncodeToString(sum.Sum(nil))
	if err := d.place(ctx, f.Name(), hash); err != nil {
		return "", 0, fmt.Errorf("keep blob %s: %w", hash, sorted(err))
	}
	return hash, size, nil
}

// sorted gives a full disk the name that callers know.
func sorted(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w: %w", guwah.ErrFull, err)
	}
	return err
}

// PutBytes keeps bytes as [Disk.Put] does and returns their SHA-256.
func (d *Disk) PutBytes(ctx context.Context, content []byte) (string, error) {
	hash, _, err := d.Put(ctx, bytes.NewReader(content))
	return hash, err
}

// place moves a finished file to where its blob belongs, unless a sound copy is there, and reads it back.
func (d *Disk) place(ctx context.Context, from string, hash string) error {
	if d.Verify(ctx, hash) == nil {
		return nil
	}
	folder := filepath.Dir(d.path(hash))
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if err := os.Rename(from, d.path(hash)); err != nil {
		return err
	}
	if err := errors.Join(syncFolder(folder), syncFolder(d.folder)); err != nil {
		return err
	}
	return d.Verify(ctx, hash)
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
