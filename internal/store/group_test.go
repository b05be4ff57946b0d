package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
)

// scratch is a database with one table, for tests of the machinery itself.
func scratch(t *testing.T) *database {
	t.Helper()
	db, err := openDatabase(t.Context(), filepath.Join(t.TempDir(), "scratch.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.close() })
	err = db.write(t.Context(), func(s *session) error {
		_, err := s.exec(t.Context(), "create table things (id integer primary key) strict")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func insert(id int) func(*session) error {
	return func(s *session) error {
		_, err := s.exec(context.Background(), "insert into things (id) values ($1)", id)
		return err
	}
}

func count(t *testing.T, db *database) (n int) {
	t.Helper()
	err := db.read(t.Context(), func(s *session) error {
		_, err := s.one(t.Context(), "select count(*) from things", nil, &n)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// hold occupies the writer until the returned function is called, so that what is queued meanwhile shares one transaction.
func hold(t *testing.T, db *database) (release func()) {
	t.Helper()
	holding, free := make(chan struct{}), make(chan struct{})
	go db.write(context.Background(), func(*session) error {
		close(holding)
		<-free
		return nil
	})
	<-holding
	return sync.OnceFunc(func() { close(free) })
}

func (g *group) waitFor(n int) {
	for {
		g.mu.Lock()
		queued := len(g.queue)
		g.mu.Unlock()
		if queued == n {
			return
		}
	}
}

func TestWorkThatFailsTakesNobodyWithIt(t *testing.T) {
	db := scratch(t)
	release := hold(t, db)
	failed := errors.New("no")
	works := []func(*session) error{
		insert(1),
		func(s *session) error { return errors.Join(insert(2)(s), failed) },
		insert(1), // a duplicate
		func(s *session) error { insert(3)(s); panic("a fault in one caller") },
		insert(4),
	}
	errs := make([]error, len(works))
	var wait sync.WaitGroup
	for i, work := range works {
		wait.Go(func() { errs[i] = db.write(context.Background(), work) })
		db.group.waitFor(i + 1)
	}
	release()
	wait.Wait()
	if errs[0] != nil || errs[4] != nil {
		t.Errorf("sound work failed: %v, %v", errs[0], errs[4])
	}
	if !errors.Is(errs[1], failed) || errs[2] == nil || errs[3] == nil {
		t.Errorf("failing work was acknowledged: %v", errs[1:4])
	}
	if n := count(t, db); n != 2 {
		t.Errorf("%d rows are kept, want the 2 of the sound work", n)
	}
}

func TestACallerWhoLeavesWhileQueuedLeavesNothing(t *testing.T) {
	db := scratch(t)
	release := hold(t, db)
	ctx, leave := context.WithCancel(t.Context())
	left := make(chan error)
	go func() { left <- db.write(ctx, insert(1)) }()
	db.group.waitFor(1)
	leave()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	release()
	if n := count(t, db); n != 0 {
		t.Fatalf("%d rows were written for a caller who had left", n)
	}
}

func TestClosingFinishesWhatIsQueuedAndTakesNoMore(t *testing.T) {
	db := scratch(t)
	release := hold(t, db)
	var wait sync.WaitGroup
	errs := make([]error, 20)
	for i := range errs {
		wait.Go(func() { errs[i] = db.write(context.Background(), insert(i)) })
	}
	db.group.waitFor(len(errs))
	closed := make(chan struct{})
	go func() { db.group.close(); close(closed) }()
	for err := error(nil); !errors.Is(err, ErrClosed); {
		ctx, leave := context.WithCancel(t.Context())
		leave()
		err = db.write(ctx, insert(99))
	}
	release()
	<-closed
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db); n != len(errs) {
		t.Fatalf("%d rows, want %d", n, len(errs))
	}
}

func TestASnapshotDoesNotMove(t *testing.T) {
	db := scratch(t)
	err := db.read(t.Context(), func(s *session) error {
		var before, after int
		if _, err := s.one(t.Context(), "select count(*) from things", nil, &before); err != nil {
			return err
		}
		if err := db.write(t.Context(), insert(1)); err != nil {
			return err
		}
		if _, err := s.one(t.Context(), "select count(*) from things", nil, &after); err != nil {
			return err
		}
		if before != after {
			return fmt.Errorf("the snapshot saw %d, then %d", before, after)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestReadersCannotWrite(t *testing.T) {
	db := scratch(t)
	if err := db.read(t.Context(), insert(1)); err == nil {
		t.Fatal("a reader wrote")
	}
}

// BenchmarkGroupCommit writes 6 KB rows from many callers at full synchronous; the baseline to keep is 20,600/s from 64 callers.
func BenchmarkGroupCommit(b *testing.B) {
	db, err := openDatabase(b.Context(), filepath.Join(b.TempDir(), "bench.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.close()
	err = db.write(b.Context(), func(s *session) error {
		_, err := s.exec(b.Context(), "create table rows (id integer primary key, body blob) strict")
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	body := make([]byte, 6<<10)
	b.SetParallelism(32)
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			err := db.write(b.Context(), func(s *session) error {
				_, err := s.exec(b.Context(), "insert into rows (body) values ($1)", body)
				return err
			})
			if err != nil {
				b.Error(err)
			}
		}
	})
}
