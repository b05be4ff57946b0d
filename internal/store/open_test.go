package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

func TestARegisterIsMadeThenOpened(t *testing.T) {
	storetest.EachLocation(t, func(t *testing.T, at store.Location) {
		if s, err := store.Open(t.Context(), at); !errors.Is(err, store.ErrNoRegister) {
			t.Fatalf("opening before making: got %v and %v, want ErrNoRegister", s, err)
		}
		for range 2 { // making twice does no harm
			s, err := store.Make(t.Context(), at)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		s, err := store.Open(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAFileThatIsNoDatabaseIsSaidToBeDamaged(t *testing.T) {
	at := storetest.SQLiteLocation(t)
	for _, path := range []string{at.Register, at.Keys} {
		if err := os.WriteFile(path, []byte(strings.Repeat("not a database ", 1000)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := store.Open(t.Context(), at); !errors.Is(err, store.ErrDamaged) {
		t.Fatalf("got %v, want ErrDamaged", err)
	}
}

func TestTheFilesOfARegisterAreItsOwnersOnly(t *testing.T) {
	s := storetest.SQLite(t)
	for _, path := range []string{s.At().Register, s.At().Keys} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", filepath.Base(path), info.Mode())
		}
	}
}

func TestADatabaseThatSortsOtherwiseIsRefused(t *testing.T) {
	server := storetest.Postgres(t)
	for name, options := range map[string]string{
		"encoding that is not UTF-8": "template template0 encoding 'SQL_ASCII' locale 'C'",
		"order that is not of bytes": "template template0 encoding 'UTF8' locale_provider icu icu_locale 'en' locale 'C.UTF-8'",
	} {
		t.Run(name, func(t *testing.T) {
			address := server.NewDatabase(t, options)
			_, err := store.Make(t.Context(), store.Location{Register: address, Keys: server.NewDatabase(t, "")})
			if err == nil || !strings.Contains(err.Error(), "createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8") {
				t.Fatalf("got %v, want a refusal that says how to make the database", err)
			}
		})
	}
}

func TestLocationsAreReadFromTheCommandLine(t *testing.T) {
	tests := map[string]struct {
		data, database, keys string
		want                 store.Location
		wrong                string
	}{
		"a folder holds both files":            {data: "/d", want: store.Location{Register: "/d/guwah.db", Keys: "/d/keys.db"}},
		"keys can be on another disk":          {data: "/d", keys: "/k/keys.db", want: store.Location{Register: "/d/guwah.db", Keys: "/k/keys.db"}},
		"the keys' database is named after it": {database: "postgres://u@h/guwah?sslmode=require", want: store.Location{Register: "postgres://u@h/guwah?sslmode=require", Keys: "postgres://u@h/guwah_keys?sslmode=require"}},
		"several hosts may be named":           {database: "postgres://u@h1:5432,h2:5432/g", want: store.Location{Register: "postgres://u@h1:5432,h2:5432/g", Keys: "postgres://u@h1:5432,h2:5432/g_keys"}},
		"nothing given":                        {wrong: "say where the register is"},
		"another engine":                       {database: "mysql://h/guwah", wrong: "must begin with postgres://"},
		"no database named":                    {database: "postgres://h", wrong: "names no database"},
		"keys beside the register":             {database: "postgres://h/g", keys: "postgres://h/g", wrong: "of their own"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := store.At(test.data, test.database, test.keys)
			if test.wrong != "" {
				if err == nil || !strings.Contains(err.Error(), test.wrong) {
					t.Fatalf("got %v, want an error about %q", err, test.wrong)
				}
				return
			}
			if err != nil || got != test.want {
				t.Fatalf("got %v and %v, want %v", got, err, test.want)
			}
		})
	}
}

func TestALocationShowsNoPassword(t *testing.T) {
	at, err := store.At("", "postgres://user:secret@h/g?password=secret", "")
	if err != nil {
		t.Fatal(err)
	}
	if s := at.String(); strings.Contains(s, "secret") || strings.Contains(s, "user") {
		t.Fatalf("got %s", s)
	}
}
