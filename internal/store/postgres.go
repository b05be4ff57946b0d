package store

import (
	"context"
	"database/sql"
	"fmt"
	"net"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// openPostgres opens a database of a server, several hosts allowed, and refuses one whose text would sort unlike SQLite's. A server overwrites
// deleted rows when it vacuums, so there is nothing to ask of it here.
//
// Of several hosts only the one that takes writes is used, for reading too: a standby may lag behind, and would show what was just withdrawn.
func openPostgres(ctx context.Context, address string) (*database, error) {
	writing, err := postgresConfig(address)
	if err != nil {
		return nil, err
	}
	writing.ValidateConnect = pgconn.ValidateConnectTargetSessionAttrsReadWrite
	reading := writing.Copy()
	reading.ValidateConnect = pgconn.ValidateConnectTargetSessionAttrsPrimary
	reading.RuntimeParams["default_transaction_read_only"] = "on"
	writer, reader := stdlib.OpenDB(*writing), stdlib.OpenDB(*reading)
	if err := checkText(ctx, writer, redact(address)); err != nil {
		writer.Close()
		reader.Close()
		return nil, err
	}
	// One connection writes: commits are grouped, and the order of commits is the order of the queue.
	return &database{dialect: onPostgres, address: address, writing: newSessions(writer, onPostgres, 1), reading: newSessions(reader, onPostgres, readers)}, nil
}

// How long a server may be silent before another host is tried.
const (
	connecting = 4 * time.Second // to a host; an address may say otherwise (connect_timeout)
	silence    = 5 * time.Second // before a host that owes nothing is asked whether it is there, and before what was sent counts as lost
)

func postgresConfig(address string) (*pgx.ConnConfig, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("open %s: its address cannot be read", redact(address)) // the engine's own words may quote a password
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connecting
	}
	// A host whose power went says nothing: without these, a write would wait a quarter of an hour for it.
	dialer := net.Dialer{
		Timeout:         config.ConnectTimeout,
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: silence, Interval: time.Second, Count: 3},
		Control:         loseAfter(silence),
	}
	config.DialFunc = dialer.DialContext
	// Statements here take well under a millisecond; compiling one, as the planner would for a recursive one, takes a second.
	if _, set := config.RuntimeParams["jit"]; !set {
		config.RuntimeParams["jit"] = "off"
	}
	return config, nil
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
