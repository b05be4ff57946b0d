package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/spool"
)

// Room that is held back, and how much must be free for testimonies to be taken in, in bytes. What is left then is for putting away what was received, for
// the desk, and for whoever makes room.
const (
	reserved = 16 << 20
	lowWater = 32 << 20
)

// roomySpool is a spool that takes nothing in while the disk is short of room, and says so to whatever else the public can have written.
type roomySpool struct {
	*spool.Spool
	reserve *spool.Reserve
	short   atomic.Bool
	told    func(short bool, err error)
}

func (a *App) roomy(waiting *spool.Spool) *roomySpool {
	data := a.options.Data
	room := func() (int64, error) {
		free, err := freeBytes(data)
		return int64(min(free, 1<<62)), err //nolint:gosec // bounded
	}
	return &roomySpool{Spool: waiting, reserve: spool.NewReserve(filepath.Join(data, spoolFolder), reserved, lowWater, room), told: func(short bool, err error) {
		switch {
		case err != nil:
			a.options.Log.Error("look after the room on the disk", "error", err)
		case short:
			a.options.Log.Error("the disk is full: nothing more is received until there is room")
		default:
			a.options.Log.Info("there is room on the disk again: testimonies are received")
		}
	}}
}

// Append keeps a record while there is room; otherwise guwah.ErrFull.
func (s *roomySpool) Append(key spool.Key, record []byte) error {
	if err := s.Room(); err != nil {
		return err
	}
	err := s.Spool.Append(key, record)
	if errors.Is(err, guwah.ErrFull) {
		s.look()
	}
	return err
}

// Room gives guwah.ErrFull while what is left on the disk is for putting away what was received and for the team, who must be able to hide a case.
func (s *roomySpool) Room() error {
	if s.short.Load() {
		return fmt.Errorf("the disk is nearly full: %w", guwah.ErrFull)
	}
	return nil
}

// watch looks after the room, once a second until ctx ends.
func (s *roomySpool) watch(ctx context.Context) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		s.look()
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (s *roomySpool) look() {
	short, err := s.reserve.Look()
	if was := s.short.Swap(short); was != short {
		s.told(short, err)
	}
}

// isReserved reports whether a register that was served holds room back.
func isReserved(data string) bool {
	_, err := os.Stat(filepath.Join(data, spoolFolder))
	if err != nil {
		return true // it was never served
	}
	info, err := os.Stat(filepath.Join(data, spoolFolder, spool.ReserveFile))
	return err == nil && info.Size() == reserved
}
