//go:build unix

package serve

import "golang.org/x/sys/unix"

// openFiles is how many files the process may have open; Go has raised it as far as it may go when the program starts.
func openFiles() int {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		return 1024
	}
	return int(min(limit.Cur, 1<<20)) //nolint:gosec // bounded
}
