package seal

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
)

// BackupLock encrypts backups to one age recipient. It has nothing to do with the team's key.
type BackupLock struct{ recipient age.Recipient }

// ParseBackupLock reads a recipient, age1… of either kind.
func ParseBackupLock(recipient string) (BackupLock, error) {
	all, err := age.ParseRecipients(strings.NewReader(recipient))
	if err != nil {
		return BackupLock{}, fmt.Errorf("read the recipient of backups: %w", err)
	}
	return BackupLock{all[0]}, nil
}

// BackupKey opens what a [BackupLock] encrypted.
type BackupKey struct{ identities []age.Identity }

// ReadBackupKey reads an identity file.
func ReadBackupKey(from io.Reader) (BackupKey, error) {
	all, err := age.ParseIdentities(from)
	if err != nil {
		return BackupKey{}, fmt.Errorf("read the identity of backups: %w", err)
	}
	return BackupKey{all}, nil
}

// Folder writes a folder as an encrypted tar file, safe on the disk once it returns. It never writes over a file.
func (l BackupLock) Folder(ctx context.Context, folder, to string) (err error) {
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err = errors.Join(err, out.Close()); err != nil {
			err = errors.Join(err, os.Remove(to)) // half a backup is none
		}
	}()
	sealed, err := age.Encrypt(out, l.recipient)
	if err != nil {
		return err
	}
	packed := tar.NewWriter(sealed)
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil || entry.IsDir() {
			return err
		}
		return pack(packed, folder, path)
	})
	return errors.Join(err, packed.Close(), sealed.Close(), out.Sync())
}

func pack(packed *tar.Writer, folder, path string) error {
	name, err := filepath.Rel(folder, path)
	if err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // opened for reading
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if err := packed.WriteHeader(&tar.Header{Name: filepath.ToSlash(name), Mode: 0o600, Size: info.Size()}); err != nil {
		return err
	}
	_, err = io.Copy(packed, file)
	return err
}

// Folder opens what [BackupLock.Folder] wrote into a folder. What is no plain file below it is refused: anybody who knows the recipient can make one up.
func (k BackupKey) Folder(ctx context.Context, from, to string) error {
	sealed, err := os.Open(from)
	if err != nil {
		return err
	}
	defer sealed.Close() //nolint:errcheck // opened for reading
	opened, err := age.Decrypt(sealed, k.identities...)
	if err != nil {
		return err
	}
	packed := tar.NewReader(opened)
	for ctx.Err() == nil {
		header, err := packed.Next()
		if err == io.EOF {
			return nil
		}
		if err == nil && (header.Typeflag != tar.TypeReg || !filepath.IsLocal(header.Name)) {
			err = fmt.Errorf("%q is no file of a backup", header.Name)
		}
		if err != nil {
			return err
		}
		if err := unpack(packed, filepath.Join(to, filepath.FromSlash(header.Name))); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func unpack(from io.Reader, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, from)
	return errors.Join(err, file.Close())
}
