package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"guwah.example/guwah/internal/blob"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/store"
)

// backupFormat is the first thing a backup's manifest says.
const backupFormat = "guwah-backup/1"

// manifestFile is the manifest's name in a backup's folder.
const manifestFile = "manifest.json"

// Manifest says what is in a backup, so that restoring can tell whether all of it is there.
type Manifest struct {
	Format string       `json:"format"`
	Made   time.Time    `json:"made"`
	Rows   store.Counts `json:"rows"` // of the register
	Keys   store.Counts `json:"keys"` // of the keys, which lie in a folder of their own
	Files  int          `json:"files"`
	Bytes  int64        `json:"bytes"` // of the files

	// Sums are the SHA-256 of the two databases and the configuration. The files need none: each is named by its own.
	Sums map[string]string `json:"sums,omitempty"`
}

// KeysFolder is where the keys of a backup lie unless another place is named: beside it, so that they can be kept apart and thrown away sooner.
func KeysFolder(folder string) string { return filepath.Clean(folder) + "-keys" }

// Backup copies the register into a new folder and its keys into another, while it runs, and checks the copies. The copy of the databases is always in
// SQLite, whatever engine the register is on, so a backup needs no server to be looked at or restored.
//
// Sealed files stay sealed in it; what the team has drawn from them is readable, as it is in the register.
func (a *App) Backup(ctx context.Context, folder, keysFolder string) (Manifest, error) {
	m := Manifest{Format: backupFormat, Made: a.options.Now().UTC().Truncate(time.Second)}
	for _, path := range []string{folder, keysFolder} {
		if err := newFolder(path); err != nil {
			return m, fmt.Errorf("back up: %w", err)
		}
	}
	// Files come before the register: what it then names is there already. A file without a record does no harm.
	files, err := blob.OpenDisk(filepath.Join(folder, "blobs"))
	if err == nil {
		m.Files, m.Bytes, err = copyFiles(ctx, a.blobs, files)
	}
	if err == nil {
		err = copySpool(a.options.Data, folder)
	}
	if err == nil {
		at := store.Location{Register: filepath.Join(folder, "guwah.db"), Keys: filepath.Join(keysFolder, "keys.db")}
		m.Rows, m.Keys, err = store.Copy(ctx, a.Store, at)
	}
	if err == nil { // files named since the first pass
		var more int
		var moreBytes int64
		more, moreBytes, err = copyFiles(ctx, a.blobs, files)
		m.Files, m.Bytes = m.Files+more, m.Bytes+moreBytes
	}
	if err == nil {
		err = copyFile(filepath.Join(a.options.Data, config.File), filepath.Join(folder, config.File))
	}
	if err == nil { // the databases are closed, and change no more
		m.Sums, err = sumsOf(folder, keysFolder)
	}
	if err == nil {
		err = writeManifest(folder, m)
	}
	if err != nil {
		return m, fmt.Errorf("back up: %w", err)
	}
	return m, nil
}

// sumsOf are the sums of what a backup holds beside its files.
func sumsOf(folder, keysFolder string) (map[string]string, error) {
	at := backupLocation(folder, keysFolder)
	sums := map[string]string{}
	for _, path := range []string{at.Register, at.Keys, filepath.Join(folder, config.File)} {
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		sum := sha256.New()
		if _, err := io.Copy(sum, file); err != nil {
			return nil, errors.Join(err, file.Close())
		}
		sums[filepath.Base(path)] = hex.EncodeToString(sum.Sum(nil))
		if err := file.Close(); err != nil {
			return nil, err
		}
	}
	return sums, nil
}

// newFolder makes a folder that must not be there yet, readable by its owner alone.
func newFolder(path string) error {
	if err := os.MkdirAll(filepath.Dir(filepath.Clean(path)), 0o700); err != nil {
		return err
	}
	if err := os.Mkdir(path, 0o700); errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; name a new folder: %w", path, fs.ErrExist)
	} else if err != nil {
		return err
	}
	return nil
}

// copyFiles copies the sealed files and public pictures that the other does not have yet. Each is read back and compared with its hash, which is its name.
func copyFiles(ctx context.Context, from, to *blob.Disk) (files int, bytes int64, err error) {
	err = from.List(ctx, func(hash string) error {
		if _, err := to.Size(ctx, hash); err == nil {
			return nil
		}
		content, err := from.Open(ctx, hash)
		if err != nil {
			return err
		}
		defer content.Close() //nolint:errcheck // opened for reading
		got, size, err := to.Put(ctx, content)
		if err == nil && got != hash {
			err = errors.Join(fmt.Errorf("file %s is damaged", hash), to.Delete(ctx, got))
		}
		files, bytes = files+1, bytes+size
		return err
	})
	return files, bytes, err
}

func copyFile(from, to string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return writeFile(to, content)
}

// writeFile writes a new file, safe on the disk once it returns.
func writeFile(path string, content []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	return errors.Join(err, file.Sync(), file.Close())
}

// writeManifest comes last: a folder without a manifest is no backup.
func writeManifest(folder string, m Manifest) error {
	content, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(folder, manifestFile), append(content, '\n'))
}
