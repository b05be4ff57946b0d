//go:build !unix

package app

import "errors"

// freeBytes is how much room the disk under a folder has for us; on this system nobody has said how to ask.
func freeBytes(string) (uint64, error) { return 0, errors.New("not known on this system") }
