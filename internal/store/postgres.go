package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"
)

// openPostgres opens a database of a server, several hosts allowed, and refuses one whose text would sort unlike SQLite's. A server overwrites
// deleted rows when it vacuums, so there is nothing to ask of it here.
func openPostgres(ctx context.Context, address string) (*database, error) {
	// Statements here take well under a millisecond; compiling one, as the planner would for a recursive one, takes a second.
	address = withParameter(address, "jit", "off")
	writer, err := sql.Open("pgx", withParameter(address, "target_session_attrs", "read-write"))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", redact(address), err)
	}
	reader, err := sql.Open("pgx", withParameter(address, "default_transaction_read_only", "on"))
	if err != nil {
		writer.Close()
		return nil, fmt.Errorf("open %s for reading: %w", redact(address), err)
	}
	if err := checkText(ctx, writer, redact(address)); err != nil {
		writer.Close()
		reader.Close()
		return nil, err
	}
	// One connection writes: commits are grouped, and the order of commits is the order of the queue.
	return &database{dialect: onPostgres, address: address, writing: newSessions(writer, onPostgres, 1), reading: newSessions(reader, onPostgres, readers)}, nil
}

// checkText holds a PostgreSQL database to what SQLite does: UTF-8, and text in the order of its bytes.
func checkText(ctx context.Context, db *sql.DB, name string) error {
	// The letters are ASCII so that a database of any encoding can answer: every order but that of bytes puts a before B.
	const look = `select getdatabaseencoding(), datcollate, 'B' < 'a' and 'a-c' < 'ab' from pg_database where datname = current_database()`
	var encoding, collation string
	var byBytes bool
	if err := db.QueryRowContext(ctx, look).Scan(&encoding, &collation, &byBytes); err != nil {
		return fmt.Errorf("connect to %s: %w", name, err)
	}
	if encoding == "UTF8" && byBytes {
		return nil
	}
	return fmt.Errorf("%s has encoding %s and collation %s, but Guwah needs UTF8 and C.UTF-8 so that every script keeps its letters and lists keep one order; "+
		"make it anew with: createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 NAME", name, encoding, collation)
}

// withParameter adds a connection parameter unless the address sets it. Addresses can name several hosts, which net/url cannot take apart.
func withParameter(address, name, value string) string {
	if strings.Contains(address, name+"=") {
		return address
	}
	separator := "?"
	if strings.Contains(address, "?") {
		separator = "&"
	}
	return address + separator + name + "=" + value
}
