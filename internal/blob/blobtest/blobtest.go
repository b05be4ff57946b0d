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
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/blob"
)

// Keeper is a keeper of blobs.
type Keeper interface {
	Put(ctx context.Context, r io.Reader) (blob.Ref, error)
	Open(ctx context.Context, id blob.ID, offset, length int64) (io.ReadCloser, error)
	Stat(ctx context.Context, id blob.ID) (blob.Ref, error)
	Delete(ctx context.Context, id blob.ID) error
	List(ctx context.Context, each func(blob.Ref) error) error
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
		ref := put(t, k, content)
		hash := sha256.Sum256(content)
		if want := (blob.Ref{ID: blob.ID(hex.EncodeToString(hash[:])), Size: int64(len(content))}); ref != want {
			t.Errorf("%s: got %v, want %v", name, ref, want)
		}
		if stat, err := k.Stat(t.Context(), ref.ID); err != nil || stat != ref {
			t.Errorf("%s: stat says %v and %v, want %v", name, stat, err, ref)
		}
		if got := read(t, k, ref.ID, 0, -1); !bytes.Equal(got, content) {
			t.Errorf("%s: %d bytes came back, want %d", name, len(got), len(content))
		}
	}
}

func testRange(t *testing.T, k Keeper) {
	ref := put(t, k, []byte("0123456789"))
	for _, r := range []struct {
		offset, length int64
		want           string
	}{{0, 4, "0123"}, {6, -1, "6789"}, {8, 100, "89"}, {3, 0, ""}, {10, -1, ""}} {
		if got := string(read(t, k, ref.ID, r.offset, r.length)); got != r.want {
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
	want := []blob.Ref{first, other}
	if other.ID < first.ID {
		want = []blob.Ref{other, first}
	}
	if diff := cmp.Diff(want, list(t, k)); diff != "" {
		t.Error(diff)
	}
}

func testBroken(t *testing.T, k Keeper) {
	broken := errors.New("the line went dead")
	if _, err := k.Put(t.Context(), io.MultiReader(strings.NewReader("half of"), failing{broken})); !errors.Is(err, broken) {
		t.Errorf("got %v, want the reader's error", err)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := k.Put(gone, strings.NewReader("never mind")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
	if kept := list(t, k); len(kept) != 0 {
		t.Errorf("%v is kept", kept)
	}
}

func testDelete(t *testing.T, k Keeper) {
	ref, other := put(t, k, []byte("one")), put(t, k, []byte("two"))
	for range 2 { // deleting again is no error
		if err := k.Delete(t.Context(), ref.ID); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := k.Open(t.Context(), ref.ID, 0, -1); !errors.Is(err, guwah.ErrNotFound) {
		t.Errorf("opening it: got %v, want ErrNotFound", err)
	}
	if _, err := k.Stat(t.Context(), ref.ID); !errors.Is(err, guwah.ErrNotFound) {
		t.Errorf("looking at it: got %v, want ErrNotFound", err)
	}
	if diff := cmp.Diff([]blob.Ref{other}, list(t, k)); diff != "" {
		t.Error(diff)
	}
}

func testNames(t *testing.T, k Keeper) {
	for _, id := range []blob.ID{"", "..", "../../etc/passwd", blob.ID(strings.Repeat("A", 64)), blob.ID(strings.Repeat("/", 64)), blob.ID(strings.Repeat("a", 65))} {
		if _, err := k.Open(t.Context(), id, 0, -1); !errors.Is(err, guwah.ErrNotFound) {
			t.Errorf("open %q: got %v, want ErrNotFound", id, err)
		}
		if err := k.Delete(t.Context(), id); err != nil {
			t.Errorf("delete %q: %v", id, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func put(t *testing.T, k Keeper, content []byte) blob.Ref {
	t.Helper()
	ref, err := k.Put(t.Context(), bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

func read(t *testing.T, k Keeper, id blob.ID, offset, length int64) []byte {
	t.Helper()
	r, err := k.Open(t.Context(), id, offset, length)
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

func list(t *testing.T, k Keeper) []blob.Ref {
	t.Helper()
	var refs []blob.Ref
	err := k.List(t.Context(), func(ref blob.Ref) error { refs = append(refs, ref); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return refs
}
