// Package blobtest is what any keeper of blobs must do.
//
//	func TestDisk(t *testing.T) { blobtest.Run(t, func(t *testing.T) blobtest.Keeper { … }) }
package blobtest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

// Keeper is a keeper of blobs.
type Keeper interface {
	Put(ctx context.Context, r io.Reader) (hash string, size int64, err error)
	Open(ctx context.Context, hash string) (io.ReadCloser, error)
	OpenRange(ctx context.Context, hash string, offset, length int64) (io.ReadCloser, error)
	Size(ctx context.Context, hash string) (int64, error)
	Delete(ctx context.Context, hash string) error
	List(ctx context.Context, each func(hash string) error) error
}

// Run holds a keeper to what every keeper promises; empty makes one that keeps nothing yet.
func Run(t *testing.T, empty func(t *testing.T) Keeper) {
	t.Run("what is put is kept under its hash", func(t *testing.T) { testPut(t, empty(t)) })
	t.Run("a range is read", func(t *testing.T) { testRange(t, empty(t)) })
	t.Run("the same bytes are kept once", func(t *testing.T) { testTwice(t, empty(t)) })
	t.Run("what breaks off is not kept", func(t *testing.T) { testBroken(t, empty(t)) })
	t.Run("what is deleted is gone", func(t *testing.T) { testDelete(t, empty(t)) })
	t.Run("a name that is no hash finds nothing", func(t *testing.T) { testNames(t, empty(t)) })
}

func testPut(t *testing.T, k Keeper) {
	for name, content := range map[string][]byte{
		"nothing": {}, "a little": []byte("sealed"), "more than a buffer": bytes.Repeat([]byte{7, 0}, 300_000),
	} {
		hash := put(t, k, content)
		sum := sha256.Sum256(content)
		if want := hex.EncodeToString(sum[:]); hash != want {
			t.Errorf("%s: got %v, want %v", name, hash, want)
		}
		if size, err := k.Size(t.Context(), hash); err != nil || size != int64(len(content)) {
			t.Errorf("%s: its size is said to be %d (%v), want %d", name, size, err, len(content))
		}
		r, err := k.Open(t.Context(), hash)
		if got := read(t, r, err); !bytes.Equal(got, content) {
			t.Errorf("%s: %d bytes came back, want %d", name, len(got), len(content))
		}
	}
}

func testRange(t *testing.T, k Keeper) {
	hash := put(t, k, []byte("0123456789"))
	for _, r := range []struct {
		offset, length int64
		want           string
	}{{0, 4, "0123"}, {6, 4, "6789"}, {8, 100, "89"}, {3, 0, ""}, {10, 5, ""}} {
		part, err := k.OpenRange(t.Context(), hash, r.offset, r.length)
		if got := string(read(t, part, err)); got != r.want {
			t.Errorf("%d bytes from %d: got %q, want %q", r.length, r.offset, got, r.want)
		}
	}
}

func testTwice(t *testing.T, k Keeper) {
	first, second := put(t, k, []byte("same")), put(t, k, []byte("same"))
	other := put(t, k, []byte("other"))
	if first != second || first == other {
		t.Errorf("got %v, %v and %v", first, second, other)
	}
	want := []string{first, other}
	slices.Sort(want)
	if diff := cmp.Diff(want, list(t, k)); diff != "" {
		t.Error(diff)
	}
}

func testBroken(t *testing.T, k Keeper) {
	broken := errors.New("the line went dead")
	if _, _, err := k.Put(t.Context(), io.MultiReader(strings.NewReader("half of"), failing{broken})); !errors.Is(err, broken) {
		t.Errorf("got %v, want the reader's error", err)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, _, err := k.Put(gone, strings.NewReader("never mind")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
	if kept := list(t, k); len(kept) != 0 {
		t.Errorf("%v is kept", kept)
	}
}

func testDelete(t *testing.T, k Keeper) {
	hash, other := put(t, k, []byte("one")), put(t, k, []byte("two"))
	for range 2 { // deleting again is no error
		if err := k.Delete(t.Context(), hash); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := k.Open(t.Context(), hash); !errors.Is(err, guwah.ErrNotFound) {
		t.Errorf("opening it: got %v, want ErrNotFound", err)
	}
	if _, err := k.Size(t.Context(), hash); !errors.Is(err, guwah.ErrNotFound) {
		t.Errorf("looking at it: got %v, want ErrNotFound", err)
	}
	if diff := cmp.Diff([]string{other}, list(t, k)); diff != "" {
		t.Error(diff)
	}
}

func testNames(t *testing.T, k Keeper) {
	for _, name := range []string{"", "..", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("/", 64), strings.Repeat("a", 65)} {
		if _, err := k.Open(t.Context(), name); !errors.Is(err, guwah.ErrNotFound) {
			t.Errorf("open %q: got %v, want ErrNotFound", name, err)
		}
		if err := k.Delete(t.Context(), name); err != nil {
			t.Errorf("delete %q: %v", name, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func put(t *testing.T, k Keeper, content []byte) string {
	t.Helper()
	hash, size, err := k.Put(t.Context(), bytes.NewReader(content))
	if err != nil || size != int64(len(content)) {
		t.Fatalf("put %d bytes: %d kept, error %v", len(content), size, err)
	}
	return hash
}

func read(t *testing.T, r io.ReadCloser, err error) []byte {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func list(t *testing.T, k Keeper) []string {
	t.Helper()
	var hashes []string
	err := k.List(t.Context(), func(hash string) error { hashes = append(hashes, hash); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return hashes
}
