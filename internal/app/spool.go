package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/spool"
)

// spoolFolder is where acknowledged testimonies lie until the register has them, below the data folder.
const spoolFolder = "spool"

// openSpool opens the spool and has the intake write to it. Only a process that serves does: it puts away what is in it, and nobody else may.
func (a *App) openSpool() (*roomySpool, error) {
	waiting, left, err := spool.Open(filepath.Join(a.options.Data, spoolFolder))
	if err != nil {
		return nil, err
	}
	if left.Records > 0 || left.Torn > 0 {
		a.options.Log.Info("found testimonies in the spool that an earlier run received", "waiting", left.Records, "torn_bytes", left.Torn)
	}
	roomy := a.roomy(waiting)
	a.intake.Spool, a.intake.Room = roomy, roomy.Room
	a.Metrics.watchSpool(waiting)
	return roomy, nil
}

// putAway moves testimonies from the spool into the register until ctx ends.
func (a *App) putAway(ctx context.Context, from *roomySpool) {
	intake.PutAway(ctx, from, a.Register, func(err error) {
		a.options.Log.Error("testimonies wait in the spool until this is mended", "waiting", from.Waiting(), "error", err)
	})
}

// emptySpool puts away what still waits, for as long as ctx lasts, and closes the spool. What is left lies safe on the disk for the next start.
func (a *App) emptySpool(ctx context.Context, from *roomySpool) error {
	ctx, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { a.putAway(ctx, from); close(done) }()
	for from.Waiting() > 0 && ctx.Err() == nil {
		time.Sleep(5 * time.Millisecond)
	}
	stop()
	<-done
	if n := from.Waiting(); n > 0 {
		a.options.Log.Info("testimonies wait in the spool for the next start", "waiting", n)
	}
	return from.Close()
}

// PutAway empties the spool of a register that nobody serves.
func (a *App) PutAway(ctx context.Context) error {
	waiting, err := a.openSpool()
	if err != nil {
		return err
	}
	defer func() { a.intake.Spool = nil }()
	return errors.Join(a.emptySpool(ctx, waiting), ctx.Err())
}

// copySpool copies what waits to be put away, where anything does. It is done before the register is copied: what is put away in between is in both copies then, and
// is stored once.
func copySpool(from, to string) error {
	names, err := filepath.Glob(filepath.Join(from, spoolFolder, "*.spool"))
	if err != nil || len(names) == 0 {
		return err
	}
	if err := os.MkdirAll(filepath.Join(to, spoolFolder), 0o700); err != nil {
		return err
	}
	for _, name := range names {
		err := copyFile(name, filepath.Join(to, spoolFolder, filepath.Base(name)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // put away meanwhile
			return fmt.Errorf("copy the spool: %w", err)
		}
	}
	return nil
}

// examineSpool says what waits to be put away.
func examineSpool(o Options) Finding {
	names, err := filepath.Glob(filepath.Join(o.Data, spoolFolder, "*.spool"))
	var bytes int64
	for _, name := range names {
		if info, err := os.Stat(name); err == nil {
			bytes += info.Size()
		}
	}
	switch {
	case err != nil:
		return ill("spool", err.Error(), "see that the folder can be read")
	case bytes > 64<<20:
		return warning("spool", fmt.Sprintf("%d MiB of testimonies are not in the register yet", bytes>>20),
			"they are put away while guwah serve runs; if they stay, see its log for what keeps them")
	}
	return well("spool", "nothing waits for long to be put into the register")
}
