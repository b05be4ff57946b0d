package store

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// session is one connection and the statements it has compiled. Their texts are constants of this package, so they are few.
// One goroutine uses it at a time.
type session struct {
	conn     *sql.Conn
	dialect  dialect
	compiled map[string]*sql.Stmt
	texts    map[rowsKey]string // of statements for many rows
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

// patience is how long a server may take to begin or end a transaction before its connection is given up: one that stands still must not hold up everybody.
const patience = 20 * time.Second

// control runs a statement that begins, marks or ends a transaction.
func (s *session) control(ctx context.Context, text string) error {
	if s.dialect == onSQLite {
		_, err := s.exec(ctx, text)
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	_, err := s.conn.ExecContext(ctx, text) // PostgreSQL refuses to prepare some of them
	return sorted(s.dialect, err)
}

func (s *session) close() {
	for _, statement := range s.compiled {
		statement.Close()
	}
	s.conn.Close()
}

// sessions is a fixed number of sessions over a pool, opened when first needed and again after one broke. The one last used is taken first: the pages of a
// SQLite file are mapped for each connection by itself, and as few as do the work have them at hand.
type sessions struct {
	pool    *sql.DB
	dialect dialect
	free    chan struct{} // one for each that may be taken

	mu      sync.Mutex
	resting []*session // open and not in use, the last used last

	interrupt atomic.Pointer[func() error] // see Interrupt
}

func newSessions(pool *sql.DB, d dialect, most int) *sessions {
	pool.SetMaxOpenConns(most)
	pool.SetMaxIdleConns(most)
	free := make(chan struct{}, most)
	for range most {
		free <- struct{}{}
	}
	return &sessions{pool: pool, dialect: d, free: free}
}

// take waits for a free session. Give it back.
func (p *sessions) take(ctx context.Context) (*session, error) {
	if f := p.interrupt.Load(); f != nil {
		if err := (*f)(); err != nil {
			return nil, err
		}
	}
	select {
	case <-p.free:
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for a database connection: %w", ctx.Err())
	}
	if s := p.rested(); s != nil {
		return s, nil
	}
	conn, err := p.pool.Conn(ctx)
	if err != nil {
		p.free <- struct{}{}
		return nil, sorted(p.dialect, err)
	}
	return &session{conn: conn, dialect: p.dialect, compiled: map[string]*sql.Stmt{}}, nil
}

// rested is the session that was used last; nil where all are in use or not open.
func (p *sessions) rested() *session {
	p.mu.Lock()
	defer p.mu.Unlock()
	last := len(p.resting) - 1
	if last < 0 {
		return nil
	}
	s := p.resting[last]
	p.resting = p.resting[:last]
	return s
}

// give takes a session back; a broken one is closed, and the next taker opens another. Where one connection to a server broke, those at rest are
// most likely broken too, and are closed with it: whoever comes next need not find out one by one.
func (p *sessions) give(s *session, broken bool) {
	if broken {
		s.close()
		if p.dialect == onPostgres {
			p.closeResting()
		}
	} else {
		p.mu.Lock()
		p.resting = append(p.resting, s)
		p.mu.Unlock()
	}
	p.free <- struct{}{}
}

func (p *sessions) closeResting() {
	for s := p.rested(); s != nil; s = p.rested() {
		s.close()
	}
}

// begin takes a session and starts a transaction on it. One that rested while its server went away is replaced once: nothing has been done on it yet.
func (p *sessions) begin(ctx context.Context, how string) (*session, error) {
	for first := true; ; first = false {
		s, err := p.take(ctx)
		if err != nil {
			return nil, fmt.Errorf("reach the database: %w", err)
		}
		if err = s.control(ctx, how); err == nil {
			return s, nil
		}
		p.give(s, true)
		if !first || p.dialect != onPostgres || ctx.Err() != nil {
			return nil, fmt.Errorf("begin: %w", err)
		}
	}
}

// close waits for all sessions and closes them.
func (p *sessions) close() error {
	for range cap(p.free) {
		<-p.free
	}
	p.closeResting()
	return p.pool.Close()
}
