package store

import (
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// loseAfter lets the kernel give a connection up once what was sent has not been acknowledged for a time.
func loseAfter(silence time.Duration) func(network, address string, c syscall.RawConn) error {
	return func(network, _ string, c syscall.RawConn) (err error) {
		if network == "unix" {
			return nil
		}
		failed := c.Control(func(fd uintptr) {
			err = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(silence.Milliseconds()))
		})
		if failed != nil {
			return failed
		}
		return err
	}
}
