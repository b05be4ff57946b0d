package disk

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// fates is how many outcomes of one cut each test looks at.
const fates = 2000

// outcomes gives every image that a cut now may leave to look.
func outcomes(d *Disk, lying bool, look func(Image)) {
	t := d.Trace()
	for seed := range uint64(fates) {
		look(t.Cut(len(t.Ops), Fate{Seed: seed, Lying: lying}))
	}
}

// made is a disk with one file that holds some bytes; its name and its bytes are safe where they were synced.
func made(t *testing.T, content []byte, syncFile, syncFolder bool) (*Disk, uint64) {
	t.Helper()
	d := New(Image{}, Unlimited)
	number, failed := d.create(root, "file", false)
	if failed == 0 {
		failed = d.write(number, 0, content)
	}
	if failed != 0 {
		t.Fatal(failed)
	}
	if syncFile {
		d.sync(number, d.Position())
	}
	if syncFolder {
		d.sync(root, d.Position())
	}
	return d, number
}

func TestWhatWasSyncedIsThereAfterEveryCut(t *testing.T) {
	content := bytes.Repeat([]byte("sealed "), 300)
	d, number := made(t, content, true, true)
	d.write(number, 0, bytes.Repeat([]byte{0xff}, len(content))) // and this may or may not be
	seen := map[string]bool{}
	outcomes(d, false, func(i Image) {
		got, there := i["file"]
		if !there || len(got.Content) != len(content) {
			t.Fatalf("the file is gone, or has %d bytes", len(got.Content))
		}
		for at := 0; at < len(content); at += sector {
			end := min(at+sector, len(content))
			old := bytes.Equal(got.Content[at:end], content[at:end])
			if !old && !bytes.Equal(got.Content[at:end], bytes.Repeat([]byte{0xff}, end-at)) {
				t.Fatalf("the sector at %d is neither old nor new", at)
			}
		}
		seen[string(got.Content)] = true
	})
	if len(seen) < 8 {
		t.Errorf("only %d outcomes of a write to five sectors", len(seen))
	}
}

func TestWhatWasNotSyncedIsSometimesGone(t *testing.T) {
	for _, one := range []struct {
		name                     string
		syncFile, syncFolder     bool
		lying                    bool
		nameGoes, contentSuffers bool
	}{
		{"nothing was synced", false, false, false, true, true},
		{"the file was synced, its folder was not", true, false, false, true, false},
		{"the folder was synced, the file was not", false, true, false, false, true},
		{"both were synced", true, true, false, false, false},
		{"both were synced on a disk that lies", true, true, true, true, true},
	} {
		t.Run(one.name, func(t *testing.T) {
			content := bytes.Repeat([]byte("x"), 3*sector)
			d, _ := made(t, content, one.syncFile, one.syncFolder)
			gone, torn := 0, 0
			outcomes(d, one.lying, func(i Image) {
				if e, there := i["file"]; !there {
					gone++
				} else if !bytes.Equal(e.Content, content) {
					torn++
				}
			})
			if (gone > 0) != one.nameGoes || (torn > 0) != one.contentSuffers {
				t.Errorf("of %d cuts %d took the name and %d harmed the content", fates, gone, torn)
			}
		})
	}
}

func TestARenameHappensOrDoesNot(t *testing.T) {
	d, number := made(t, []byte("x"), true, true)
	folder, _ := d.create(root, "folder", true)
	d.sync(root, d.Position())
	d.rename(root, "file", folder, "moved")
	before, after := 0, 0
	outcomes(d, false, func(i Image) {
		_, old := i["file"]
		_, moved := i["folder/moved"]
		switch {
		case old && !moved:
			before++
		case moved && !old:
			after++
		default:
			t.Fatalf("node %d has both names or none: %v", number, i)
		}
	})
	if before == 0 || after == 0 {
		t.Errorf("the rename was undone %d times and done %d times", before, after)
	}
}

func TestOneSeedGivesOneOutcome(t *testing.T) {
	d, _ := made(t, bytes.Repeat([]byte("x"), 40*sector), false, false)
	trace := d.Trace()
	path := filepath.Join(t.TempDir(), "trace")
	if err := trace.Save(path); err != nil {
		t.Fatal(err)
	}
	again, err := LoadTrace(path)
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(200) {
		a, b := trace.Cut(len(trace.Ops), Fate{Seed: seed}), again.Cut(len(again.Ops), Fate{Seed: seed})
		if !bytes.Equal(a["file"].Content, b["file"].Content) || len(a) != len(b) {
			t.Fatalf("seed %d gives two outcomes", seed)
		}
	}
}

func TestAFullDiskTakesNothingMoreUntilThereIsRoom(t *testing.T) {
	d := New(Image{"old": {Content: make([]byte, 900)}}, 1000)
	number, _ := d.create(root, "new", false)
	if failed := d.write(number, 0, make([]byte, 101)); failed == 0 {
		t.Fatal("101 bytes went into the room for 100")
	}
	if failed := d.remove(root, "old", false); failed != 0 {
		t.Fatal(failed)
	}
	if failed := d.write(number, 0, make([]byte, 101)); failed != 0 || d.Used() != 101 {
		t.Fatalf("after making room: %v, %d bytes used", failed, d.Used())
	}
}

// TestProgramsCanWorkOnIt has other programs write, read, list, move and delete on a mounted disk.
func TestProgramsCanWorkOnIt(t *testing.T) {
	d := New(Image{"from": {Folder: true}, "from/before": {Content: []byte("before\n")}}, Unlimited)
	folder := t.TempDir()
	m, err := d.Mount(folder)
	if errors.Is(err, ErrNoFUSE) && os.Getenv("CI") == "" {
		t.Skipf("NOT TESTED WITH REAL PROGRAMS: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	script := `set -e; cd "$0"; cat from/before > a; mkdir -p d/e; printf 'moved' > d/b; mv d/b d/e/c; echo more >> a; cp a gone; rm gone; sync a; ls -R`
	out, err := exec.Command("sh", "-c", script, folder).CombinedOutput()
	if err := m.Unmount(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	d.sync(root, d.Position())
	trace := d.Trace()
	image := trace.Cut(len(trace.Ops), Fate{Seed: 1})
	if got := string(image["a"].Content); got != "before\nmore\n" {
		t.Errorf("a holds %q", got)
	}
	if _, there := image["gone"]; there {
		t.Error("a deleted file is there after its folder was synced")
	}
}
