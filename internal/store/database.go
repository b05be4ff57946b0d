package store

import (
	"context"
	"errors"
)

// database is one of a register's two databases, with the goroutine that writes to it.
type database struct {
	dialect dialect
	address string
	writing *sessions
	reading *sessions
	group   *group
}

// openDatabase opens an address on its engine and starts its writer.
func openDatabase(ctx context.Context, address string) (*database, error) {
	open := openSQLite
	if isPostgres(address) {
		open = openPostgres
	}
	db, err := open(ctx, address)
	if err != nil {
		return nil, err
	}
	db.group = startGroup(db.writing, db.begin())
	return db, nil
}

// write runs work in a transaction, perhaps together with others' work, and returns once it is durable. When work fails, nothing of it
// stays and its own error comes back; the others' work is not touched.
func (db *database) write(ctx context.Context, work func(*session) error) error {
	return db.group.do(ctx, work)
}

// read runs look on one unchanging state of the database.
func (db *database) read(ctx context.Context, look func(*session) error) error {
	s, err := db.reading.begin(ctx, db.beginReading())
	if err != nil {
		return err
	}
	broken := true
	defer func() { db.reading.give(s, broken) }()
	err = look(s)
	// The end must reach the engine even where the caller has gone away.
	ending := s.control(context.WithoutCancel(ctx), "rollback")
	broken = ending != nil
	return err
}

// glance runs look without a transaction: for one statement only, which is a state of its own.
func (db *database) glance(ctx context.Context, look func(*session) error) error {
	s, err := db.reading.take(ctx)
	if err != nil {
		return err
	}
	broken := true
	defer func() { db.reading.give(s, broken) }()
	err = look(s)
	broken = db.dialect == onPostgres && err != nil // a statement cut short closes a connection to a server
	return err
}

// lookUp runs a statement that finds at most one row by its key, and reports whether it did. On SQLite it is not cut short when the caller goes away: it takes some
// microseconds, and to watch for that takes two goroutines.
func (db *database) lookUp(ctx context.Context, text string, args []any, into ...any) (found bool, err error) {
	err = db.glance(ctx, func(tx *session) (err error) {
		within := ctx
		if db.dialect == onSQLite {
			within = context.WithoutCancel(ctx)
		}
		found, err = tx.one(within, text, args, into...)
		return err
	})
	return found, err
}

// begin starts a transaction that writes. SQLite must take the write lock at once: a transaction that reads first and then writes fails
// with BUSY however long it waits.
func (db *database) begin() string {
	if db.dialect == onPostgres {
		return "begin"
	}
	return "begin immediate"
}

// beginReading starts a transaction whose statements all see one state.
func (db *database) beginReading() string {
	if db.dialect == onPostgres {
		return "begin isolation level repeatable read read only"
	}
	return "begin"
}

func (db *database) close() error {
	if db == nil {
		return nil
	}
	db.group.close()
	return errors.Join(db.reading.close(), db.writing.close())
}
