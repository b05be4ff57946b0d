//go:build unix

package app

import "golang.org/x/sys/unix"

// freeBytes is how much room the disk under a folder has for us.
func freeBytes(folder string) (uint64, error) {
	var disk unix.Statfs_t
	if err := unix.Statfs(folder, &disk); err != nil {
		return 0, err
	}
	return disk.Bavail * uint64(disk.Bsize), nil
}
