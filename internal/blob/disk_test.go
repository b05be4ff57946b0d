package blob_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah/internal/blob"
	"guwah.example/guwah/internal/blob/blobtest"
)

func open(t *testing.T) (*blob.Disk, string) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "blobs")
	d, err := blob.OpenDisk(folder)
	if err != nil {
		t.Fatal(err)
	}
	return d, folder
}

func TestDiskIsAKeeper(t *testing.T) {
	blobtest.Run(t, func(t *testing.T) blobtest.Keeper { d, _ := open(t); return d })
}

func TestDamageIsFoundAndPuttingAgainMendsIt(t *testing.T) {
	d, folder := open(t)
	hash, _, err := d.Put(t.Context(), strings.NewReader("sealed"))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Verify(t.Context(), hash); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, hash[:2], hash[2:]), []byte("sealeD"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.Verify(t.Context(), hash); err == nil {
		t.Fatal("a flipped byte went unseen")
	}
	if _, _, err := d.Put(t.Context(), strings.NewReader("sealed")); err != nil {
		t.Fatal(err)
	}
	if err := d.Verify(t.Context(), hash); err != nil {
		t.Errorf("still damaged after it was put again: %v", err)
	}
}

func TestWhatAPowerCutLeftHalfWrittenIsSwept(t *testing.T) {
	d, folder := open(t)
	half := filepath.Join(folder, "arriving", "blob-1")
	if err := os.WriteFile(half, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if n, err := d.Sweep(time.Now().Add(-time.Hour)); n != 0 || err != nil {
		t.Fatalf("swept %d that may still be arriving (%v)", n, err)
	}
	if n, err := d.Sweep(time.Now().Add(time.Hour)); n != 1 || err != nil {
		t.Fatalf("swept %d, error %v, want 1", n, err)
	}
}

func TestNothingOfABlobIsForOthersToRead(t *testing.T) {
	d, folder := open(t)
	if _, _, err := d.Put(t.Context(), io.LimitReader(strings.NewReader("sealed"), 6)); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
