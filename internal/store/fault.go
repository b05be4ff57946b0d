package store

import (
	"errors"
	"fmt"

	"guwah.example/guwah"
)

// ErrClosed says that the store no longer takes work.
var ErrClosed = errors.New("the store is closed")

// ErrDamaged says that a database file is damaged, or is not a database at all.
var ErrDamaged = errors.New("the database is damaged or is not one of Guwah's")

// sorted wraps an engine's error in the kind that callers act on, keeping the engine's own words for operators.
func sorted(d dialect, err error) error {
	if err == nil {
		return nil
	}
	switch d.kind(err) {
	case faultDuplicate:
		return fmt.Errorf("%w: %w", guwah.ErrConflict, err)
	case faultBusy, faultGone:
		return fmt.Errorf("%w: %w", guwah.ErrBusy, err)
	case faultFull:
		return fmt.Errorf("%w: %w", guwah.ErrFull, err)
	case faultCorrupt:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}
