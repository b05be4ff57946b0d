package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"

	"guwah.example/guwah/internal/store/migrations"
)

// ErrNoRegister says that there is no register at a location yet: `guwah init` lays one out.
var ErrNoRegister = errors.New("there is no register here")

// ErrOutdated says that a register was laid out by an older Guwah: `guwah upgrade` brings it up to date.
var ErrOutdated = errors.New("the register was made by an older Guwah")

// ErrNewer says that a register was laid out by a newer Guwah than this one, which must not touch it.
var ErrNewer = errors.New("the register was made by a newer Guwah")

// Schema is how far a database's shape is along the steps this Guwah knows.
type Schema struct {
	Have, Want int64
}

// check returns nil where a database has just the shape this Guwah knows.
func (s Schema) check() error {
	switch {
	case s.Have == 0:
		return ErrNoRegister
	case s.Have < s.Want:
		return fmt.Errorf("%w (its shape is %d, this Guwah's is %d)", ErrOutdated, s.Have, s.Want)
	case s.Have > s.Want:
		return fmt.Errorf("%w (its shape is %d, this Guwah's is %d)", ErrNewer, s.Have, s.Want)
	}
	return nil
}

// steps returns the migrations of a database for its engine; what is "register" or "keys".
func (db *database) steps(what string) (*goose.Provider, error) {
	folder, dialect := what+"/sqlite", goose.DialectSQLite3
	if db.dialect == onPostgres {
		folder, dialect = what+"/postgres", goose.DialectPostgres
	}
	files, err := fs.Sub(migrations.Files, folder)
	if err != nil {
		return nil, fmt.Errorf("open the migrations of %s: %w", what, err)
	}
	provider, err := goose.NewProvider(dialect, db.writing.pool, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, fmt.Errorf("read the migrations of %s: %w", what, err)
	}
	return provider, nil
}

// schema says how far a database is. It only looks: an empty database stays empty.
func (db *database) schema(ctx context.Context, what string) (Schema, error) {
	steps, err := db.steps(what)
	if err != nil {
		return Schema{}, err
	}
	sources := steps.ListSources()
	schema := Schema{Want: sources[len(sources)-1].Version}
	const made = `select version_id from goose_db_version order by id desc limit 1`
	err = db.glance(ctx, func(tx *session) error {
		there, err := tx.hasTable(ctx, "goose_db_version")
		if err == nil && there {
			_, err = tx.one(ctx, made, nil, &schema.Have)
		}
		return err
	})
	if err != nil {
		return Schema{}, fmt.Errorf("read the shape of %s: %w", redact(db.address), err)
	}
	return schema, nil
}

func (s *session) hasTable(ctx context.Context, name string) (bool, error) {
	look := `select count(*) from sqlite_schema where type = 'table' and name = $1`
	if s.dialect == onPostgres {
		look = `select count(*) from pg_tables where schemaname = current_schema() and tablename = $1`
	}
	var n int
	_, err := s.one(ctx, look, []any{name}, &n)
	return n > 0, err
}

// migrate brings a database to the newest shape.
func (db *database) migrate(ctx context.Context, what string) error {
	steps, err := db.steps(what)
	if err != nil {
		return err
	}
	if _, err := steps.Up(ctx); err != nil {
		return fmt.Errorf("bring %s up to date: %w", redact(db.address), err)
	}
	return nil
}
