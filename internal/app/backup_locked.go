package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"guwah.example/guwah/internal/seal"
)

// BackupLocked is [App.Backup] into two files that only the key of the lock opens. The copy is made below the data folder, where the register lies
// readable anyway, and taken away again; nothing in clear reaches where the files are kept.
func (a *App) BackupLocked(ctx context.Context, lock seal.BackupLock, file, keysFile string) (m Manifest, err error) {
	staging, err := os.MkdirTemp(a.options.Data, "backing-up-")
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
