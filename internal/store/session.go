package store

import (
	"context"
	"database/sql"
	"fmt"
)

// session is one connection and the statements it has compiled. Their texts are constants of this package, so they are few.
// One goroutine uses it at a time.
type session struct {
	conn     *sql.Conn
	dialect  dialect
	compiled map[string]*sql.Stmt
}

// scan copies the columns of a row into what the arguments point to.
type scan func(...any) error

// exec runs a statement and returns how many rows it touched.
func (s *session) exec(ctx context.Context, text string, args ...any) (int64, error) {
	statement, err := s.compile(ctx, text)
	if err != nil {
		return 0, err
	}
	result, err := statement.ExecContext(ctx, args...)
	if err != nil {
		return 0, sorted(s.dialect, err)
	}
	return result.RowsAffected()
}

// query runs a statement and gives its rows to each, one at a time.
func (s *session) query(ctx context.Context, text string, args []any, each func(scan) error) error {
	statement, err := s.compile(ctx, text)
	if err != nil {
		return err
	}
	rows, err := statement.QueryContext(ctx, args...)
	if err != nil {
		return sorted(s.dialect, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return err
		}
	}
	return sorted(s.dialect, rows.Err())
}

// one runs a statement that finds at most one row, and reports whether it did.
func (s *session) one(ctx context.Context, text string, args []any, into ...any) (found bool, err error) {
	err = s.query(ctx, text, args, func(row scan) error {
		found = true
		return row(into...)
	})
	return found, err
}

func (s *session) compile(ctx context.Context, text string) (*sql.Stmt, error) {
	if statement := s.compiled[text]; statement != nil {
		return statement, nil
	}
	statement, err := s.conn.PrepareContext(ctx, text)
	if err != nil {
		return nil, sorted(s.dialect, err)
	}
	s.compiled[text] = statement
	return statement, nil
}

// control runs a statement that begins, marks or ends a transaction.
func (s *session) control(ctx context.Context, text string) error {
	if s.dialect == onSQLite {
		_, err := s.exec(ctx, text)
		return err
	}
	_, err := s.conn.ExecContext(ctx, text) // PostgreSQL refuses to prepare some of them
	return sorted(s.dialect, err)
}

func (s *session) close() {
	for _, statement := range s.compiled {
		statement.Close()
	}
	s.conn.Close()
}

// sessions is a fixed number of sessions over a pool, opened when first needed and again after one broke.
type sessions struct {
	pool    *sql.DB
	dialect dialect
	free    chan *session // a nil stands for one not open
}

func newSessions(pool *sql.DB, d dialect, most int) *sessions {
	pool.SetMaxOpenConns(most)
	pool.SetMaxIdleConns(most)
	free := make(chan *session, most)
	for range most {
		free <- nil
	}
	return &sessions{pool: pool, dialect: d, free: free}
}

// take waits for a free session. Give it back.
func (p *sessions) take(ctx context.Context) (*session, error) {
	select {
	case s := <-p.free:
		if s != nil {
			return s, nil
		}
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for a database connection: %w", ctx.Err())
	}
	conn, err := p.pool.Conn(ctx)
	if err != nil {
		p.free <- nil
		return nil, sorted(p.dialect, err)
	}
	return &session{conn: conn, dialect: p.dialect, compiled: map[string]*sql.Stmt{}}, nil
}

// give takes a session back; a broken one is closed, and the next taker opens another.
func (p *sessions) give(s *session, broken bool) {
	if broken {
		s.close()
		s = nil
	}
	p.free <- s
}

// close waits for all sessions and closes them.
func (p *sessions) close() error {
	for range cap(p.free) {
		if s := <-p.free; s != nil {
			s.close()
		}
	}
	return p.pool.Close()
}
