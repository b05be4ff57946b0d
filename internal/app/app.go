// Package app builds everything below it and joins it: one [App] is one running register. It owns every goroutine.
//
//	a, err := app.Open(ctx, app.Options{Data: "data", Log: log})
//	defer a.Close()
//	err = a.Serve(ctx, app.Listeners{Visitors: listener})
package app

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"sync/atomic"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/blob"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve"
	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/turn"
)

// Options say where a register is and what to run it with.
type Options struct {
	Data     string // the data folder: configuration, sealed files and, without Database, the databases
	Database string // a postgres:// address instead of SQLite in Data
	Keys     string // another address for the database of keys
	Log      *slog.Logger

	Now    func() time.Time // nil means the system's clock
	Random io.Reader        // nil means the system's randomness
}

// App is one running register.
type App struct {
	Config    config.Config
	Keys      *seal.Ring // what testimonies are sealed to
	Store     *store.Store
	Register  *register.Register
	Entrance  *register.Entrance
	Public    *register.Public
	Projector *register.Projector
	Matcher   *register.Matcher
	Finder    *register.Finder
	Handler   http.Handler
	Routes    []serve.Route // every address, for those who walk them all
	Metrics   *Metrics

	options Options
	epochs  atomic.Pointer[[]guwah.TeamKey] // of the team's key, as last read
	blobs   *blob.Disk                      // sealed files, large sealed words, and public copies of pictures
	sealed  blob.Both                       // blobs, and the sealed words that lie in the register
	held    *blob.Disk                      // sealed files of forms that are still being filled in
	intake  *intake.Intake
	bursts  *intake.Bursts
	turns   *turn.Turns[seal.Code] // of those who tell

	words *i18n.Catalogues
	pages *serve.Cache // drawn public pages
}

// Open opens a register that `guwah init` made. It fails with [config.ErrNone] or an error of package store where there is none, or an outdated one.
func Open(ctx context.Context, o Options) (*App, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	a := &App{options: o, Metrics: newMetrics()}
	if err := a.openStorage(ctx); err != nil {
		return nil, err
	}
	if err := a.openKeys(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	if err := a.openFaces(); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// openStorage opens what is on the disk and the two sides of the register over it.
func (a *App) openStorage(ctx context.Context) (err error) {
	if a.Config, err = config.Load(a.options.Data); err != nil {
		return err
	}
	if a.blobs, err = blob.OpenDisk(filepath.Join(a.options.Data, "blobs")); err != nil {
		return err
	}
	if a.held, err = blob.OpenDisk(filepath.Join(a.options.Data, "held")); err != nil {
		return err
	}
	at, err := store.At(a.options.Data, a.options.Database, a.options.Keys)
	if err != nil {
		return err
	}
	if a.Store, err = store.Open(ctx, at); err != nil {
		return err
	}
	a.sealed = blob.Beside(a.blobs, a.Store)
	a.Register = register.New(a.Store, a.options.Now, a.options.Random)
	if a.Config.SealedPerHour > 0 {
		a.Register.Openings = a.Config.SealedPerHour
	}
	a.Finder = register.NewFinder(a.Store)
	a.Public = register.NewPublic(a.Store, a.blobs, a.Finder, a.Edition)
	a.Projector = register.NewProjector(a.Store, a.Edition, a.options.Log)
	a.Matcher = register.NewMatcher(a.Store, a.Register, a.Today, a.options.Log)
	a.Projector.Touched, a.Projector.Projected = a.Matcher.Update, a.Finder.Follow
	a.Register.Committed = a.Projector.Wake
	return nil
}

// Edition is that of what is released now: for today, by this program.
func (a *App) Edition() register.Edition { return register.Edition{Day: a.Today(), Program: program()} }

// Today is the UTC day.
func (a *App) Today() guwah.Day { return guwah.DayOf(a.options.Now()) }

// Sealed opens sealed bytes by their SHA-256, as a case-worker's browser is given them. The caller closes the reader.
func (a *App) Sealed(ctx context.Context, hash string) (io.ReadCloser, error) {
	return a.sealed.Open(ctx, hash)
}

// Close finishes the writes that wait and closes the databases.
func (a *App) Close() error { return a.Store.Close() }
