package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"guwah.example/guwah"
)

// Drill is what restoring a backup for practice showed.
type Drill struct {
	Manifest
	Backup string        `json:"backup"` // its folder
	Cases  int           `json:"cases"`  // with a number, opened one by one
	Proved int           `json:"proved"` // records that are what the last act on them wrote
	Size   int64         `json:"size"`   // bytes of the backup, databases and files
	Took   time.Duration `json:"took"`   // nanoseconds, from the first byte verified to the last case opened
}

// NewestBackup finds the newest finished backup: the folder itself, or the newest of those in it.
func NewestBackup(folder string) (string, error) {
	manifests, err := filepath.Glob(filepath.Join(folder, "*", manifestFile))
	if err != nil {
		return "", fmt.Errorf("look for backups in %s: %w", folder, err)
	}
	newest, made := "", time.Time{}
	for _, path := range append(manifests, filepath.Join(folder, manifestFile)) {
		content, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		var m Manifest
		if err == nil {
			err = json.Unmarshal(content, &m)
		}
		if err != nil { // not passed over: the newest may be the damaged one
			return "", fmt.Errorf("read %s: %w", path, err)
		}
		if newest == "" || m.Made.After(made) {
			newest, made = filepath.Dir(path), m.Made
		}
	}
	if newest == "" {
		return "", fmt.Errorf("look for backups: there is none in %s", folder)
	}
	return newest, nil
}

// DrillBackup restores a backup into a new folder below in, as if the machine were lost: it verifies every byte, counts, proves the records by their acts, opens every
// case, and deletes it all again. o gives the log and the clock only.
func DrillBackup(ctx context.Context, o Options, folder, keysFolder, in string) (d Drill, err error) {
	scratch, err := os.MkdirTemp(in, "guwah-drill-")
	if err != nil {
		return Drill{}, fmt.Errorf("drill: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	began := time.Now()
	d.Backup = folder
	o.Data, o.Database, o.Keys = filepath.Join(scratch, "data"), "", ""
	if d.Manifest, err = Restore(ctx, o, folder, keysFolder); err != nil {
		return d, fmt.Errorf("drill: %w", err)
	}
	if err := d.open(ctx, o); err != nil {
		return d, fmt.Errorf("drill: %w", err)
	}
	d.Took = time.Since(began)
	d.Size, err = sizeOf(o.Data)
	return d, err
}

// open opens the restored register as the program does, and looks it through.
func (d *Drill) open(ctx context.Context, o Options) (err error) {
	a, err := Open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	for _, finding := range Examine(ctx, o) {
		if finding.Is == Ill && finding.What != "disk" { // where it is practised need not be where it would be used
			return fmt.Errorf("the restored register is ill: %s: %s", finding.What, finding.Say)
		}
	}
	if d.Proved, err = a.Store.Prove(ctx); err != nil {
		return err
	}
	return a.Store.Everyone(ctx, func(persons []guwah.PersonID) error {
		for _, person := range persons {
			if _, err := a.Store.Dossier(ctx, person); err != nil {
				return fmt.Errorf("open the case of %s: %w", person, err)
			}
			d.Cases++
		}
		return nil
	})
}

// sizeOf is the size of the files in a folder, but for those that a database keeps beside itself.
func sizeOf(folder string) (size int64, err error) {
	err = filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(path, "-wal") || strings.HasSuffix(path, "-shm") {
			return err
		}
		info, err := e.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	return size, err
}
