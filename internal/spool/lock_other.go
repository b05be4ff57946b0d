//go:build !unix

package spool

import (
	"errors"
	"os"
	"path/filepath"
)

// ErrLocked says that another process works on the folder. Here no system says so: see that only one does.
var ErrLocked = errors.New("another process has it open")

func lockFolder(folder string) (*os.File, error) {
	return os.OpenFile(filepath.Join(folder, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
}
