//go:build !linux

package disk

import "errors"

// ErrNoFUSE says that file systems cannot be mounted on this machine.
var ErrNoFUSE = errors.New("file systems are mounted on Linux only")

// Mount is a disk that programs can work on.
type Mount struct{}

// Mount fails with ErrNoFUSE.
func (d *Disk) Mount(string) (*Mount, error) { return nil, ErrNoFUSE }

// Unmount does nothing.
func (m *Mount) Unmount() error { return nil }
