// Package storetest gives tests a register of their own on each engine.
//
//	func TestMerge(t *testing.T) {
//		storetest.Each(t, func(t *testing.T, s *store.Store) { … })
//	}
//
// SQLite registers live in the test's folder; for PostgreSQL a throw-away server is started once a test process, see [Postgres].
package storetest

import (
	"testing"

	"guwah.example/guwah/internal/store"
)

// Each runs a test on an empty register of each engine, as subtests named sqlite and postgres.
func Each(t *testing.T, run func(t *testing.T, s *store.Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { run(t, Make(t, SQLiteLocation(t))) })
	t.Run("postgres", func(t *testing.T) { run(t, Make(t, Postgres(t).register(t))) })
}

// EachLocation runs a test on each engine with a location at which no register has been made yet.
func EachLocation(t *testing.T, run func(t *testing.T, at store.Location)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { run(t, SQLiteLocation(t)) })
	t.Run("postgres", func(t *testing.T) { run(t, PostgresLocation(t)) })
}

// SQLite returns an empty register on SQLite, for tests that storage is not the matter of.
func SQLite(t testing.TB) *store.Store {
	t.Helper()
	return Make(t, SQLiteLocation(t))
}

// SQLiteLocation is a location in the test's folder.
func SQLiteLocation(t testing.TB) store.Location {
	t.Helper()
	at, err := store.At(t.TempDir(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// PostgresLocation is a location of two empty databases on the throw-away server.
func PostgresLocation(t testing.TB) store.Location {
	t.Helper()
	server := Postgres(t)
	return store.Location{Register: server.NewDatabase(t, ""), Keys: server.NewDatabase(t, "")}
}

// Make lays out a register at a location and closes it when the test ends.
func Make(t testing.TB, at store.Location) *store.Store {
	t.Helper()
	s, err := store.Make(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close the store: %v", err)
		}
	})
	return s
}
