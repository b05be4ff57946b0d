package app_test

import (
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

// filled is a register with the demonstration's people, on either engine.
func filled(t *testing.T, at store.Location) (*app.App, app.Options) {
	t.Helper()
	o := app.Options{Data: filepath.Join(t.TempDir(), "data"), Log: slog.New(slog.DiscardHandler)}
	if at.OnPostgres() {
		o.Database, o.Keys = at.Register, at.Keys
	}
	founders, err := app.Init(t.Context(), o, config.Config{
		TeamKey: teamKey().Recipient().String(), Origin: origin, Operator: config.Operator{Name: "A team", Contact: "mailto:team@guwah.example"},
	})
	if err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := a.FillDemo(t.Context(), founders); err != nil {
		t.Fatal(err)
	}
	return a, o
}

// backedUp backs a register up and returns the folders.
func backedUp(t *testing.T, a *app.App) (folder, keys string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "backup")
	keys = app.KeysFolder(folder)
	if _, err := a.Backup(t.Context(), folder, keys); err != nil {
		t.Fatal(err)
	}
	return folder, keys
}

func TestARestoredRegisterIsTheOneBackedUp(t *testing.T) {
	storetest.EachLocation(t, func(t *testing.T, at store.Location) {
		a, _ := filled(t, at)
		folder, keys := backedUp(t, a)
		storetest.EachLocation(t, func(t *testing.T, to store.Location) { // from each engine to each
			o := app.Options{Data: filepath.Join(t.TempDir(), "restored"), Log: slog.New(slog.DiscardHandler)}
			if to.OnPostgres() {
				o.Database, o.Keys = to.Register, to.Keys
			}
			if _, err := app.Restore(t.Context(), o, folder, keys); err != nil {
				t.Fatal(err)
			}
			restored, err := app.Open(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			defer restored.Close() //nolint:errcheck // nothing was written
			sameRegister(t, a, restored)
			for _, finding := range app.Examine(t.Context(), o) {
				if finding.Is == app.Ill {
					t.Errorf("the doctor finds %s ill: %s", finding.What, finding.Say)
				}
			}
		})
	})
}

// sameRegister compares every case of two registers whole.
func sameRegister(t *testing.T, a, b *app.App) {
	t.Helper()
	cases, err := a.Store.Cases(t.Context(), "", 1000)
	if err != nil || len(cases) == 0 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, line := range cases {
		want, err := a.Store.Dossier(t.Context(), line.Person.ID)
		if err != nil {
			t.Fatal(err)
		}
		got, err := b.Store.Dossier(t.Context(), line.Person.ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("case of %s: %s", line.Person.ID, diff)
		}
	}
}

func TestADamagedBackupIsNotRestored(t *testing.T) {
	a, _ := filled(t, store.Location{})
	anyFile := func(t *testing.T, folder string) string {
		found, err := filepath.Glob(filepath.Join(folder, "blobs", "??", "*"))
		if err != nil || len(found) == 0 {
			t.Fatalf("the demonstration has no files: %v", err)
		}
		return found[0]
	}
	flip := func(t *testing.T, path string) {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		content[len(content)/2] ^= 1
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	remove := func(t *testing.T, path string) {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	tests := map[string]struct {
		harm func(t *testing.T, folder, keys string)
		want string
	}{
		"a byte of a file is another": {func(t *testing.T, folder, _ string) { flip(t, anyFile(t, folder)) }, "is damaged"},
		"a file is missing":           {func(t *testing.T, folder, _ string) { remove(t, anyFile(t, folder)) }, "files are missing"},
		"the keys are missing":        {func(t *testing.T, _, keys string) { remove(t, filepath.Join(keys, "keys.db")) }, "there is no register here"},
		"it was never finished":       {func(t *testing.T, folder, _ string) { remove(t, filepath.Join(folder, "manifest.json")) }, "never finished"},
		"the database is cut off": {
			func(t *testing.T, folder, _ string) {
				if err := os.Truncate(filepath.Join(folder, "guwah.db"), 64<<10); err != nil {
					t.Fatal(err)
				}
			}, "damaged",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			folder, keys := backedUp(t, a)
			test.harm(t, folder, keys)
			o := app.Options{Data: filepath.Join(t.TempDir(), "restored"), Log: slog.New(slog.DiscardHandler)}
			_, err := app.Restore(t.Context(), o, folder, keys)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got %v, want an error about %q", err, test.want)
			}
			if _, err := os.Stat(o.Data); err == nil {
				t.Error("something was restored all the same")
			}
		})
	}
}

func TestTheDrillRestoresTheNewestBackupAndLeavesNothing(t *testing.T) {
	storetest.EachLocation(t, func(t *testing.T, at store.Location) {
		a, o := filled(t, at)
		backups := t.TempDir()
		older, newer := filepath.Join(backups, "b"), filepath.Join(backups, "a") // the newer is not the last by name
		if _, err := a.Backup(t.Context(), older, app.KeysFolder(older)); err != nil {
			t.Fatal(err)
		}
		backdate(t, older)
		want, err := a.Backup(t.Context(), newer, app.KeysFolder(newer))
		if err != nil {
			t.Fatal(err)
		}
		newest, err := app.NewestBackup(backups)
		if err != nil || newest != newer {
			t.Fatalf("the newest is %s, %v", newest, err)
		}
		in := t.TempDir()
		d, err := app.DrillBackup(t.Context(), app.Options{Log: o.Log}, newest, app.KeysFolder(newest), in)
		if err != nil {
			t.Fatal(err)
		}
		if d.Cases == 0 || d.Proved < 100 || d.Size == 0 || d.Files != want.Files {
			t.Errorf("got %+v", d)
		}
		if left, err := os.ReadDir(in); err != nil || len(left) > 0 {
			t.Errorf("the drill left %v, %v", left, err)
		}
	})
}

// backdate makes a backup older than it is.
func backdate(t *testing.T, folder string) {
	t.Helper()
	path := filepath.Join(folder, "manifest.json")
	content, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(path, regexp.MustCompile(`"made": "\d+`).ReplaceAll(content, []byte(`"made": "2001`)), 0o600))
}

func TestTheDrillSeesEveryFlippedByte(t *testing.T) {
	a, o := filled(t, store.Location{})
	folder, keys := backedUp(t, a)
	var files []string
	for _, root := range []string{folder, keys} {
		must(t, filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
			if err == nil && !e.IsDir() && e.Name() != "manifest.json" {
				files = append(files, path)
			}
			return err
		}))
	}
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	in := t.TempDir()
	for i := range 60 {
		path := files[i%len(files)]
		content, err := os.ReadFile(path)
		must(t, err)
		at, bit := random.IntN(len(content)), byte(1)<<random.IntN(8)
		content[at] ^= bit
		must(t, os.WriteFile(path, content, 0o600))
		if _, err := app.DrillBackup(t.Context(), app.Options{Log: o.Log}, folder, keys, in); err == nil {
			t.Errorf("seed %d: byte %d of %s was flipped by %#x and the drill passed", seed, at, filepath.Base(path), bit)
		}
		content[at] ^= bit
		must(t, os.WriteFile(path, content, 0o600))
	}
	if _, err := app.DrillBackup(t.Context(), app.Options{Log: o.Log}, folder, keys, in); err != nil {
		t.Errorf("with every byte back: %v", err)
	}
}

func TestABackupIsNeverWrittenOverAnother(t *testing.T) {
	a, o := filled(t, store.Location{})
	folder, keys := backedUp(t, a)
	if _, err := a.Backup(t.Context(), folder, keys); err == nil {
		t.Error("a backup was written over another")
	}
	if _, err := app.Restore(t.Context(), o, folder, keys); err == nil {
		t.Error("a backup was restored over a register")
	}
}

func TestAnUpToDateRegisterNeedsNoUpgrade(t *testing.T) {
	_, o := filled(t, store.Location{})
	u, err := app.Upgrade(t.Context(), o, false)
	if err != nil || u.Was != u.Is || u.Backup != "" {
		t.Errorf("got %+v and %v", u, err)
	}
}

func TestTheDoctorNamesWhatIsIll(t *testing.T) {
	tests := map[string]struct {
		harm func(t *testing.T, o app.Options)
		ill  []string
	}{
		"nothing is":              {func(*testing.T, app.Options) {}, nil},
		"no configuration":        {func(t *testing.T, o app.Options) { must(t, os.Remove(filepath.Join(o.Data, config.File))) }, []string{"configuration"}},
		"a folder open to others": {func(t *testing.T, o app.Options) { must(t, os.Chmod(o.Data, 0o755)) }, []string{"folder"}},
		"no database":             {func(t *testing.T, o app.Options) { must(t, os.Remove(filepath.Join(o.Data, "guwah.db"))) }, []string{"database"}},
		"no files":                {func(t *testing.T, o app.Options) { must(t, os.RemoveAll(filepath.Join(o.Data, "blobs"))) }, []string{"files"}},
		"keys of another day": {
			func(t *testing.T, o app.Options) {
				other, err := store.At(t.TempDir(), "", "")
				must(t, err)
				s, err := store.Make(t.Context(), other)
				must(t, err)
				must(t, s.Close())
				must(t, os.Rename(other.Keys, filepath.Join(o.Data, "keys.db")))
			},
			[]string{"keys"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a, o := filled(t, store.Location{})
			must(t, a.Close())
			test.harm(t, o)
			var sick []string
			for _, finding := range app.Examine(t.Context(), o) {
				if finding.Is == app.Ill {
					sick = append(sick, finding.What)
					if finding.Mend == "" {
						t.Errorf("%s is ill, and the doctor does not say how to mend it", finding.What)
					}
				}
			}
			if !slices.Equal(sick, test.ill) {
				t.Errorf("the doctor finds %v ill, want %v", sick, test.ill)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
