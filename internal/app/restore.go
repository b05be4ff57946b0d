package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"guwah.example/guwah/internal/blob"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/store"
)

// Restore makes a register from a backup where there is none: in o.Data, and in o.Database if that is given. It verifies the backup first, every byte of
// it, and the restored register after; it returns what the backup's manifest says once both agree.
func Restore(ctx context.Context, o Options, folder, keysFolder string) (Manifest, error) {
	m, err := VerifyBackup(ctx, folder, keysFolder)
	if err != nil {
		return m, err
	}
	if _, err := os.Stat(filepath.Join(o.Data, config.File)); err == nil {
		return m, fmt.Errorf("restore: %s holds a register already: %w", o.Data, fs.ErrExist)
	}
	at, err := store.At(o.Data, o.Database, o.Keys)
	if err != nil {
		return m, err
	}
	if err := os.MkdirAll(o.Data, 0o700); err != nil {
		return m, fmt.Errorf("restore: make the data folder: %w", err)
	}
	if err := restoreRows(ctx, backupLocation(folder, keysFolder), at, m); err != nil {
		return m, fmt.Errorf("restore: %w", err)
	}
	if err := restoreFiles(ctx, folder, o.Data, m); err != nil {
		return m, fmt.Errorf("restore: %w", err)
	}
	if err := copySpool(folder, o.Data); err != nil {
		return m, fmt.Errorf("restore: %w", err)
	}
	// The configuration comes last: a folder without one holds no register.
	if err := copyFile(filepath.Join(folder, config.File), filepath.Join(o.Data, config.File)); err != nil {
		return m, fmt.Errorf("restore: %w", err)
	}
	return m, nil
}

func backupLocation(folder, keysFolder string) store.Location {
	return store.Location{Register: filepath.Join(folder, "guwah.db"), Keys: filepath.Join(keysFolder, "keys.db")}
}

// VerifyBackup reads a whole backup and says what is wrong with it: databases that are not the ones written, byte for byte, or with other numbers of rows, files
// missing or changed.
func VerifyBackup(ctx context.Context, folder, keysFolder string) (Manifest, error) {
	var m Manifest
	content, err := os.ReadFile(filepath.Join(folder, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return m, fmt.Errorf("verify the backup: %s is none, or it was never finished: it has no %s", folder, manifestFile)
	}
	if err == nil {
		err = json.Unmarshal(content, &m)
	}
	if err != nil || m.Format != backupFormat {
		return m, fmt.Errorf("verify the backup: its %s cannot be read: %w", manifestFile, errors.Join(err, fs.ErrInvalid))
	}
	if err := verifySums(folder, keysFolder, m); err != nil {
		return m, fmt.Errorf("verify the backup: %w", err)
	}
	if _, err := config.Load(folder); err != nil {
		return m, fmt.Errorf("verify the backup: %w", err)
	}
	if err := verifyRows(ctx, backupLocation(folder, keysFolder), m); err != nil {
		return m, fmt.Errorf("verify the backup: %w", err)
	}
	files, err := blob.OpenDisk(filepath.Join(folder, "blobs"))
	if err == nil {
		err = verifyFiles(ctx, files, m)
	}
	if err != nil {
		return m, fmt.Errorf("verify the backup: %w", err)
	}
	return m, nil
}

// verifySums comes before anything is opened. Backups made before there were sums have none.
func verifySums(folder, keysFolder string, m Manifest) error {
	if len(m.Sums) == 0 {
		return nil
	}
	sums, err := sumsOf(folder, keysFolder)
	if err != nil {
		return fmt.Errorf("%w: there is no register here, or not all of it", err)
	}
	for name, sum := range m.Sums {
		if sums[name] != sum {
			return fmt.Errorf("%s is damaged: it is not the one that was written", name)
		}
	}
	return nil
}

func verifyRows(ctx context.Context, at store.Location, m Manifest) (err error) {
	s, err := store.Open(ctx, at)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.Check(ctx); err != nil {
		return err
	}
	return sameRows(ctx, s, m)
}

func sameRows(ctx context.Context, s *store.Store, m Manifest) error {
	rows, keys, err := s.Rows(ctx)
	if err != nil {
		return err
	}
	if differ := append(m.Rows.Differ(rows), m.Keys.Differ(keys)...); len(differ) > 0 {
		return fmt.Errorf("the numbers of rows are not those of the backup: %v", differ)
	}
	return nil
}

func verifyFiles(ctx context.Context, files *blob.Disk, m Manifest) error {
	n := 0
	err := files.List(ctx, func(hash string) error {
		n++
		return files.Verify(ctx, hash)
	})
	if err == nil && n < m.Files {
		err = fmt.Errorf("%d of %d files are missing", m.Files-n, m.Files)
	}
	return err
}

func restoreRows(ctx context.Context, from, to store.Location, m Manifest) (err error) {
	backup, err := store.Open(ctx, from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, backup.Close()) }()
	if _, _, err := store.Copy(ctx, backup, to); err != nil {
		return err
	}
	made, err := store.Open(ctx, to)
	if err != nil {
		return err
	}
	return errors.Join(sameRows(ctx, made, m), made.Close())
}

func restoreFiles(ctx context.Context, folder, data string, m Manifest) error {
	from, err := blob.OpenDisk(filepath.Join(folder, "blobs"))
	if err != nil {
		return err
	}
	to, err := blob.OpenDisk(filepath.Join(data, "blobs"))
	if err != nil {
		return err
	}
	if _, _, err := copyFiles(ctx, from, to); err != nil {
		return err
	}
	return verifyFiles(ctx, to, m)
}
