package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// dialect is the engine a database runs on. Its methods are the five places where the engines differ.
type dialect uint8

const (
	onSQLite dialect = iota
	onPostgres
)

func (d dialect) String() string {
	if d == onPostgres {
		return "PostgreSQL"
	}
	return "SQLite"
}

// oneOf is SQL that holds where column is in the list bound to parameter n; bind it with list.
func (d dialect) oneOf(column string, n int) string {
	if d == onPostgres {
		return fmt.Sprintf("%s = any($%d)", column, n)
	}
	return fmt.Sprintf("%s in (select value from json_each($%d))", column, n)
}

// list is values as the parameter that oneOf expects.
func (d dialect) list(values []string) any {
	if d == onPostgres {
		return values
	}
	encoded, err := json.Marshal(values)
	if err != nil { // strings always encode
		panic(err)
	}
	return string(encoded)
}

// sequence makes this transaction the only one to draw from a gapless series until it ends. SQLite has one writer and needs nothing.
func (d dialect) sequence(ctx context.Context, s *session, series string) error {
	if d == onSQLite {
		return nil
	}
	const lock = `select pg_advisory_xact_lock(hashtext($1))`
	if _, err := s.exec(ctx, lock, "guwah/"+series); err != nil {
		return fmt.Errorf("wait for the series %s: %w", series, err)
	}
	return nil
}

// fault is what went wrong in an engine, in terms both share.
type fault uint8

const (
	faultOther     fault = iota
	faultDuplicate       // a unique key is taken
	faultReference       // a row referred to does not exist, or is still referred to
	faultCheck           // a value breaks a column's rule
	faultBusy            // another writer holds the lock; the same work may succeed if tried again
	faultFull            // no room on the disk
	faultReadOnly        // the database may not be written
	faultCorrupt         // the file is damaged, or is no database
	faultGone            // the server cannot be reached
)

// kind sorts an engine's error.
func (d dialect) kind(err error) fault {
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return sqliteFault(lite.Code())
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return postgresFault(pg.Code)
	}
	if d == onPostgres && gone(err) {
		return faultGone
	}
	return faultOther
}

// gone tells of a connection that could not be made or has ended: what was under way on it may or may not have been done.
func gone(err error) bool {
	var connect *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &connect) || errors.As(err, &network) || pgconn.SafeToRetry(err) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed)
}

func sqliteFault(code int) fault {
	switch code {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_ROWID:
		return faultDuplicate
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return faultReference
	}
	switch code & 0xff { // the primary code of an extended one
	case sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH:
		return faultCheck
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return faultBusy
	case sqlite3.SQLITE_FULL:
		return faultFull
	case sqlite3.SQLITE_READONLY:
		return faultReadOnly
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return faultCorrupt
	case sqlite3.SQLITE_CANTOPEN:
		return faultGone
	}
	return faultOther
}

// postgresFault reads SQLSTATE codes (PostgreSQL manual, appendix A).
func postgresFault(code string) fault {
	switch code {
	case "23505":
		return faultDuplicate
	case "23503":
		return faultReference
	case "40001", "40P01", "55P03":
		return faultBusy
	case "53100":
		return faultFull
	case "25006":
		return faultReadOnly
	case "57P01", "57P02", "57P03", "53300":
		return faultGone
	}
	switch code[:2] {
	case "23", "22":
		return faultCheck
	case "08":
		return faultGone
	case "XX":
		return faultCorrupt
	}
	return faultOther
}
