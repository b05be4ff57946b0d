package store_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func newKey(t *testing.T, made time.Time) store.Key {
	t.Helper()
	key, err := store.NewKey(rand.Reader, "test", made)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestAKeyIsKeptUntilItIsDestroyed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		key, other := newKey(t, noon), newKey(t, noon)
		if err := s.PutKeys(t.Context(), key, other); err != nil {
			t.Fatal(err)
		}
		got, found, err := s.Key(t.Context(), key.ID)
		if err != nil || !found {
			t.Fatalf("found %v, error %v", found, err)
		}
		if diff := cmp.Diff(key, got); diff != "" {
			t.Error(diff)
		}
		if n, err := s.DestroyKeys(t.Context(), key.ID, "no-such-key"); err != nil || n != 1 {
			t.Fatalf("destroyed %d, error %v", n, err)
		}
		if _, found, err := s.Key(t.Context(), key.ID); found || err != nil {
			t.Errorf("a destroyed key was found (%v) or asking failed: %v", found, err)
		}
		if _, found, _ := s.Key(t.Context(), other.ID); !found {
			t.Error("another key went with it")
		}
	})
}

func TestNoByteOfADestroyedKeyStaysInTheFiles(t *testing.T) {
	s := storetest.SQLite(t)
	key := newKey(t, noon)
	if err := s.PutKeys(t.Context(), key, newKey(t, noon)); err != nil {
		t.Fatal(err)
	}
	if !inFiles(t, s, key.Secret) {
		t.Fatal("the key is not in the files before it is destroyed: this test sees nothing")
	}
	if _, err := s.DestroyKeys(t.Context(), key.ID); err != nil {
		t.Fatal(err)
	}
	if inFiles(t, s, key.Secret) {
		t.Error("the destroyed key is still in the files")
	}
}

func inFiles(t *testing.T, s *store.Store, secret []byte) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(filepath.Dir(s.At().Keys), "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(content, secret) {
			return true
		}
	}
	return false
}

func TestOnlyOldKeysThatNothingNamesAreSwept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		orphan, named, young := newKey(t, noon), newKey(t, noon), newKey(t, noon.Add(time.Hour))
		if err := s.PutKeys(t.Context(), orphan, named, young); err != nil {
			t.Fatal(err)
		}
		standing, err := s.StandingKey(t.Context(), "digest", noon)
		if err != nil {
			t.Fatal(err)
		}
		n, err := s.SweepKeys(t.Context(), noon.Add(time.Minute), func(context.Context, []string) (map[string]bool, error) {
			return map[string]bool{named.ID: true}, nil
		})
		if err != nil || n != 1 {
			t.Fatalf("swept %d, error %v", n, err)
		}
		for _, key := range []store.Key{named, young, standing} {
			if _, found, err := s.Key(t.Context(), key.ID); !found || err != nil {
				t.Errorf("the key %s of %v was swept (%v)", key.ID, key.Made, err)
			}
		}
	})
}

func TestAStandingKeyIsMadeOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		first, err := s.StandingKey(t.Context(), "digest", noon)
		if err != nil {
			t.Fatal(err)
		}
		again, err := s.StandingKey(t.Context(), "digest", noon.Add(time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(first, again); diff != "" || len(first.Secret) != 32 {
			t.Errorf("%d bytes; %s", len(first.Secret), diff)
		}
	})
}
