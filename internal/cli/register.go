package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/store"
)

// registerFlags say which register a command works on.
type registerFlags struct {
	Data     string `default:"guwah-data" type:"path" placeholder:"DIR" help:"The register's data folder (${default})."`
	Database string `placeholder:"URL" help:"A postgres:// address, instead of SQLite in the data folder."`
	Keys     string `name:"keys-database" placeholder:"URL" help:"The database of keys; by default the same server's database with _keys after its name."`
}

func (f registerFlags) options(s streams) app.Options {
	return app.Options{Data: f.Data, Database: f.Database, Keys: f.Keys, Log: app.NewLog(s.err)}
}

// open opens the register, or says what to do about it.
func (f registerFlags) open(ctx context.Context, s streams) (*app.App, error) {
	a, err := app.Open(ctx, f.options(s))
	switch {
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("%w\nRun it as the user to whom %s belongs (such as: sudo -u guwah guwah …), or give it to the one you are: chown -R", err, f.Data)
	case errors.Is(err, store.ErrNoRegister) && f.Database == "":
		return nil, fmt.Errorf("%w\nIf its database is on PostgreSQL, say where: --database URL", err)
	case errors.Is(err, config.ErrNone), errors.Is(err, store.ErrNoRegister):
		return nil, fmt.Errorf("%w\nTo make one: guwah keygen --out FILE, then guwah init --data %s --team-key KEY. To look around first: guwah demo", err, f.Data)
	case errors.Is(err, store.ErrNewer):
		return nil, fmt.Errorf("%w\nRun the Guwah that made it, or a newer one; nothing was changed", err)
	case errors.Is(err, store.ErrOutdated):
		return nil, fmt.Errorf("%w\nRun: guwah upgrade --data %s", err, f.Data)
	}
	return a, err
}

// flags are what names this register to another command. The address of a database may hold a password, so it is not repeated.
func (f registerFlags) flags() string {
	if f.Database == "" {
		return "--data " + f.Data
	}
	return "--data " + f.Data + " --database URL"
}
