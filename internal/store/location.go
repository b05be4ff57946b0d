package store

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
)

// Location says where a register and its keys are kept.
type Location struct {
	// Register and Keys are the addresses of the two databases: postgres://… or the path of a SQLite file.
	Register, Keys string
}

// At reads a location from the command line's --data, --database and --keys-database.
//
// Without a database, a register is guwah.db and keys.db in the data folder. With a postgres:// database and no keys database, the keys are
// in the database of the same name with "_keys" after it, on the same server.
func At(data, database, keys string) (Location, error) {
	if database == "" {
		return atFolder(data, keys)
	}
	u, err := url.Parse(database)
	if err != nil {
		return Location{}, fmt.Errorf("read --database: it is not a URL like postgres://user@host/guwah")
	}
	if u.Scheme != "postgres" && u.Scheme != "postgresql" {
		return Location{}, fmt.Errorf("read --database: it must begin with postgres:// (SQLite needs only --data)")
	}
	name := strings.TrimPrefix(u.Path, "/")
	if name == "" {
		return Location{}, fmt.Errorf("read --database: it names no database; write postgres://user@host/guwah")
	}
	if keys == "" {
		u.Path = "/" + name + "_keys"
		keys = u.String()
	}
	if keys == database {
		return Location{}, fmt.Errorf("read --keys-database: the keys must be in a database of their own")
	}
	return Location{Register: database, Keys: keys}, nil
}

func atFolder(data, keys string) (Location, error) {
	if data == "" {
		return Location{}, fmt.Errorf("say where the register is: --data DIR or --database postgres://…")
	}
	if keys == "" {
		keys = filepath.Join(data, "keys.db")
	}
	return Location{Register: filepath.Join(data, "guwah.db"), Keys: keys}, nil
}

// OnPostgres reports whether the register is kept by a PostgreSQL server.
func (l Location) OnPostgres() bool { return isPostgres(l.Register) }

// String names the location for an operator, without user names or passwords.
func (l Location) String() string { return redact(l.Register) + " (keys: " + redact(l.Keys) + ")" }

func isPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

// redact leaves of an address what may stand in a log: a password can also be a query parameter, so the whole query goes.
func redact(address string) string {
	if !isPostgres(address) {
		return address
	}
	u, err := url.Parse(address)
	if err != nil {
		return "postgres://…"
	}
	return "postgres://" + u.Host + u.Path
}
