package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// Counts are the numbers of rows of a database's tables.
type Counts map[string]int64

// Copy copies a register into another place where there is none yet, from one engine to the other if need be, checks the copy, and counts what is in
// it. The register is copied before its keys: a record whose key is missing would be lost, a key without a record is swept.
//
// It is how backups are made and restored; writing goes on meanwhile, and what is written after it began may be missing.
func Copy(ctx context.Context, from *Store, to Location) (register, keys Counts, err error) {
	made, err := makeCopy(ctx, from, to)
	if err == nil {
		err = made.Check(ctx)
		if err == nil {
			register, keys, err = made.Rows(ctx)
		}
		err = errors.Join(err, made.Close())
	}
	if err != nil {
		return nil, nil, fmt.Errorf("copy the register to %s: %w", to, err)
	}
	return register, keys, nil
}

func makeCopy(ctx context.Context, from *Store, to Location) (*Store, error) {
	if !from.at.OnPostgres() && !to.OnPostgres() {
		if err := from.CopyFiles(ctx, to); err != nil {
			return nil, err
		}
		return Open(ctx, to)
	}
	made, err := makeEmpty(ctx, to)
	if err != nil {
		return nil, err
	}
	err = from.register.copyInto(ctx, made.register)
	if err == nil {
		err = from.keys.copyInto(ctx, made.keys)
	}
	if err != nil {
		return nil, errors.Join(err, made.Close())
	}
	return made, nil
}

// ErrOwnTools says that a register on PostgreSQL is copied with that server's own tools.
var ErrOwnTools = errors.New("copy databases on a PostgreSQL server with its own tools (pg_dump)")

// CopyFiles copies a register on SQLite file by file, in whatever shape it is, while it is written to: each copy is one state of its database, the
// register's before the keys'. On PostgreSQL it is [ErrOwnTools].
func (s *Store) CopyFiles(ctx context.Context, to Location) error {
	for _, one := range []struct {
		from *database
		path string
	}{{s.register, to.Register}, {s.keys, to.Keys}} {
		if one.from.dialect != onSQLite {
			return ErrOwnTools
		}
		if _, err := os.Stat(one.path); err == nil {
			return fmt.Errorf("there is a file %s already: %w", one.path, os.ErrExist)
		}
		if err := makeFile(one.path); err != nil {
			return err
		}
		writer, err := one.from.writing.take(ctx)
		if err != nil {
			return err
		}
		_, err = writer.conn.ExecContext(ctx, `vacuum into $1`, one.path)
		one.from.writing.give(writer, false)
		if err != nil {
			return fmt.Errorf("copy %s: %w", one.from.address, sorted(onSQLite, err))
		}
	}
	return nil
}

// makeEmpty lays out a register at a place where there is none.
func makeEmpty(ctx context.Context, to Location) (*Store, error) {
	for _, address := range []string{to.Register, to.Keys} {
		if isPostgres(address) {
			continue
		}
		if _, err := os.Stat(address); err == nil {
			return nil, fmt.Errorf("there is a file %s already: %w", address, os.ErrExist)
		}
	}
	made, err := Make(ctx, to)
	if err != nil {
		return nil, err
	}
	for _, part := range made.parts() {
		counts, err := part.db.count(ctx)
		for _, n := range counts {
			if err == nil && n > 0 {
				err = fmt.Errorf("there is a register in %s already: %w", redact(part.db.address), os.ErrExist)
			}
		}
		if err != nil {
			return nil, errors.Join(err, made.Close())
		}
	}
	return made, nil
}

// copyInto copies all rows as one snapshot shows them.
func (db *database) copyInto(ctx context.Context, to *database) error {
	tables, err := to.tableNames(ctx)
	if err != nil {
		return err
	}
	return db.read(ctx, func(from *session) error {
		for _, name := range tables {
			if err := copyTable(ctx, from, to, name); err != nil {
				return fmt.Errorf("copy %s: %w", name, err)
			}
		}
		return nil
	})
}

// atOnce is how many rows are copied in one transaction.
const atOnce = 5000

func copyTable(ctx context.Context, from *session, to *database, name string) error {
	columns, err := to.columns(ctx, name)
	if err != nil {
		return err
	}
	var batch [][]any
	flush := func() error {
		rows := batch
		batch = nil
		return to.write(ctx, func(tx *session) error { return insertAll(ctx, tx, name, columns, rows) })
	}
	err = from.query(ctx, `select `+names(columns)+` from `+name, nil, func(row scan) error {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := row(into...); err != nil {
			return err
		}
		for i, c := range columns {
			values[i] = c.fit(values[i])
		}
		if batch = append(batch, values); len(batch) == atOnce {
			return flush()
		}
		return nil
	})
	if err == nil && len(batch) > 0 {
		err = flush()
	}
	return err
}

func insertAll(ctx context.Context, tx *session, name string, columns []column, rows [][]any) error {
	places := make([]string, len(columns))
	for i := range places {
		places[i] = fmt.Sprintf("$%d", i+1)
	}
	put := `insert into ` + name + ` (` + names(columns) + `) values (` + strings.Join(places, ", ") + `)`
	for _, row := range rows {
		if _, err := tx.exec(ctx, put, row...); err != nil {
			return err
		}
	}
	return nil
}

// column is one column of a table on its engine.
type column struct{ name, kind string }

// fit turns a value read from one engine into one that the other takes: only booleans differ.
func (c column) fit(value any) any {
	if n, is := value.(int64); is && c.kind == "boolean" {
		return n != 0
	}
	if text, is := value.([]byte); is && c.kind == "text" {
		return string(text)
	}
	return value
}

func names(columns []column) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.name
	}
	return strings.Join(list, ", ")
}

func (db *database) columns(ctx context.Context, table string) ([]column, error) {
	look := `select name, lower(type) from pragma_table_info($1) order by cid`
	if db.dialect == onPostgres {
		look = `select column_name, data_type from information_schema.columns where table_schema = current_schema() and table_name = $1 order by ordinal_position`
	}
	var found []column
	err := db.glance(ctx, func(tx *session) error {
		return tx.query(ctx, look, []any{table}, func(row scan) error {
			var c column
			err := row(&c.name, &c.kind)
			found = append(found, c)
			return err
		})
	})
	return found, err
}

// tableNames lists the tables so that those others refer to come first.
func (db *database) tableNames(ctx context.Context) ([]string, error) {
	look := `select name from sqlite_schema where type = 'table' and name not like 'goose%' and name not like 'sqlite%' order by name`
	if db.dialect == onPostgres {
		look = `select cast(tablename as text) from pg_tables where schemaname = current_schema() and tablename not like 'goose%' order by tablename`
	}
	var found []string
	err := db.glance(ctx, func(tx *session) error { return collect(ctx, tx, &found, look) })
	first := []string{"acts", "persons"} // what act_notes and cases refer to
	slices.SortStableFunc(found, func(a, b string) int { return slices.Index(first, b) - slices.Index(first, a) })
	return found, err
}

// count counts the rows of every table.
func (db *database) count(ctx context.Context) (Counts, error) {
	tables, err := db.tableNames(ctx)
	if err != nil {
		return nil, err
	}
	counts := Counts{}
	err = db.read(ctx, func(tx *session) error {
		for _, name := range tables {
			var n int64
			if _, err := tx.one(ctx, `select count(*) from `+name, nil, &n); err != nil {
				return fmt.Errorf("count %s: %w", name, err)
			}
			counts[name] = n
		}
		return nil
	})
	return counts, err
}

// checkIntegrity reads a whole SQLite file and reports damage as [ErrDamaged]. A PostgreSQL server checks its own pages; there it only asks whether the
// server answers.
func (db *database) checkIntegrity(ctx context.Context) error {
	checks := []string{`pragma integrity_check`, `select 'a row refers to nothing: ' || "table" from pragma_foreign_key_check`}
	if db.dialect == onPostgres {
		checks = []string{`select 'ok'`}
	}
	for _, check := range checks {
		says := "ok"
		err := db.glance(ctx, func(tx *session) error {
			_, err := tx.one(ctx, check, nil, &says)
			return err
		})
		if err != nil {
			return fmt.Errorf("check %s: %w", redact(db.address), err)
		}
		if says != "ok" {
			return fmt.Errorf("check %s: %s: %w", redact(db.address), says, ErrDamaged)
		}
	}
	return nil
}

// Rows counts the rows of the register's tables and of its keys.
func (s *Store) Rows(ctx context.Context) (register, keys Counts, err error) {
	register, err = s.register.count(ctx)
	if err == nil {
		keys, err = s.keys.count(ctx)
	}
	return register, keys, err
}

// Check reads all of the register and its keys and reports damage as [ErrDamaged].
func (s *Store) Check(ctx context.Context) error {
	return errors.Join(s.register.checkIntegrity(ctx), s.keys.checkIntegrity(ctx))
}

// Differ names the tables in which two counts are not the same; empty when none is.
func (c Counts) Differ(other Counts) []string {
	var differ []string
	for _, name := range slices.Sorted(maps.Keys(c)) {
		if c[name] != other[name] {
			differ = append(differ, fmt.Sprintf("%s: %d and %d", name, c[name], other[name]))
		}
	}
	return differ
}
