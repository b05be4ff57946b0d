package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"guwah.example/guwah/internal/seal"
)

// LockedEnding is how the files of an encrypted backup end.
const LockedEnding = ".age"

// LockedKeys is the file beside an encrypted backup that holds its keys.
func LockedKeys(file string) string {
	return KeysFolder(strings.TrimSuffix(file, LockedEnding)) + LockedEnding
}

// NewestLocked finds the encrypted backup that was written last: the file itself, or the newest of those in a folder.
func NewestLocked(path string) (string, error) {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return path, err
	}
	files, err := filepath.Glob(filepath.Join(path, "*"+LockedEnding))
	if err != nil {
		return "", fmt.Errorf("look for backups in %s: %w", path, err)
	}
	newest, written := "", time.Time{}
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			return "", fmt.Errorf("look for backups in %s: %w", path, err)
		}
		if !slices.Contains(files, LockedKeys(file)) { // it is the keys of another, or has none beside it
			continue
		}
		if newest == "" || info.ModTime().After(written) {
			newest, written = file, info.ModTime()
		}
	}
	if newest == "" {
		return "", fmt.Errorf("look for backups: there is no NAME%s with its NAME-keys%s in %s", LockedEnding, LockedEnding, path)
	}
	return newest, nil
}

// BackupLocked is [App.Backup] into two files that only the key of the lock opens. The copy is made below the data folder, where the register lies
// readable anyway, and taken away again; nothing in clear reaches where the files are kept.
func (a *App) BackupLocked(ctx context.Context, lock seal.BackupLock, file, keysFile string) (m Manifest, err error) {
	if err := removeStaging(a.options.Data); err != nil {
		return m, fmt.Errorf("back up: %w", err)
	}
	staging, err := os.MkdirTemp(a.options.Data, stagingPrefix)
	if err != nil {
		return m, fmt.Errorf("back up: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(staging)) }()
	folder := filepath.Join(staging, "backup")
	if m, err = a.Backup(ctx, folder, KeysFolder(folder)); err != nil {
		return m, err
	}
	for from, to := range map[string]string{folder: file, KeysFolder(folder): keysFile} {
		if err := lock.Folder(ctx, from, to); err != nil {
			return m, fmt.Errorf("back up: %w", err)
		}
	}
	return m, nil
}

const stagingPrefix = "backing-up-"

// removeStaging takes away what a backup that was killed left: it holds keys, and a key that survives is a testimony that was not forgotten.
func removeStaging(data string) error {
	left, err := filepath.Glob(filepath.Join(data, stagingPrefix+"*"))
	for _, folder := range left {
		err = errors.Join(err, os.RemoveAll(folder))
	}
	return err
}

// Unlock opens the two files of an encrypted backup into a new folder below parent, which the caller takes away again, and says where its parts are.
func Unlock(ctx context.Context, key seal.BackupKey, file, keysFile, parent string) (folder, keysFolder, remove string, err error) {
	remove, err = os.MkdirTemp(parent, "restoring-")
	if err != nil {
		return "", "", "", fmt.Errorf("open the backup: %w", err)
	}
	folder = filepath.Join(remove, "backup")
	for from, to := range map[string]string{file: folder, keysFile: KeysFolder(folder)} {
		if err := key.Folder(ctx, from, to); err != nil {
			return "", "", "", errors.Join(fmt.Errorf("open the backup %s: %w", from, err), os.RemoveAll(remove))
		}
	}
	return folder, KeysFolder(folder), remove, nil
}
