package blob

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"guwah.example/guwah"
)

// Rows keeps what is small beside the records that name it, in their database; *store.Store is such a keeper. What it gives has been held against its hash.
type Rows interface {
	Envelope(ctx context.Context, hash string) ([]byte, error)
}

// Both reads what is kept, wherever it lies: on the disk or, where it is small, in rows.
type Both struct {
	disk *Disk
	rows Rows
}

// Beside joins a disk and rows for reading.
func Beside(disk *Disk, rows Rows) Both { return Both{disk, rows} }

// Open reads a blob from its beginning to its end; the error is of kind [guwah.ErrNotFound] where there is none. The caller closes the reader.
func (b Both) Open(ctx context.Context, hash string) (io.ReadCloser, error) {
	file, err := b.disk.Open(ctx, hash)
	if !errors.Is(err, guwah.ErrNotFound) {
		return file, err
	}
	row, err := b.rows.Envelope(ctx, hash)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(row)), nil
}

// Size returns the size of a blob in bytes, or an error of kind [guwah.ErrNotFound].
func (b Both) Size(ctx context.Context, hash string) (int64, error) {
	size, err := b.disk.Size(ctx, hash)
	if !errors.Is(err, guwah.ErrNotFound) {
		return size, err
	}
	row, err := b.rows.Envelope(ctx, hash)
	return int64(len(row)), err
}

// Verify reads a blob through and reports damage as an error.
func (b Both) Verify(ctx context.Context, hash string) error {
	err := b.disk.Verify(ctx, hash)
	if !errors.Is(err, guwah.ErrNotFound) {
		return err
	}
	if _, err := b.rows.Envelope(ctx, hash); err != nil {
		return fmt.Errorf("verify a row: %w", err)
	}
	return nil
}
