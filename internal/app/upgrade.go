package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"guwah.example/guwah/internal/blob"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/store"
)

// Upgraded says what an upgrade did.
type Upgraded struct {
	Was, Is store.Schema // of the register's database
	Backup  string       // folder of the backup made before; empty where there was nothing to do
}

// Upgrade brings an older register to the shape this Guwah knows: it checks the databases, backs them up into a folder beside the data, and migrates.
// A register of the right shape is left alone, and one made by a newer Guwah is an error of kind [store.ErrNewer]. On PostgreSQL it does not back up, and
// goes on only where backedUp says that the operator has.
func Upgrade(ctx context.Context, o Options, backedUp bool) (Upgraded, error) {
	var u Upgraded
	if _, err := config.Load(o.Data); err != nil {
		return u, err
	}
	at, err := store.At(o.Data, o.Database, o.Keys)
	if err != nil {
		return u, err
	}
	old, err := store.OpenAnyShape(ctx, at)
	if err != nil {
		return u, err
	}
	u.Was, err = old.Schema(ctx)
	if err == nil && u.Was.Have > u.Was.Want {
		err = store.ErrNewer
	}
	if err != nil || u.Was.Have == u.Was.Want {
		u.Is = u.Was
		return u, errors.Join(err, old.Close())
	}
	if !backedUp {
		u.Backup = filepath.Clean(o.Data) + fmt.Sprintf("-before-upgrade-%d-to-%d", u.Was.Have, u.Was.Want)
		err = backUpFiles(ctx, old, o.Data, u.Backup)
	}
	if err := errors.Join(err, old.Close()); err != nil {
		return u, fmt.Errorf("upgrade: nothing was changed: %w", err)
	}
	s, err := store.Upgrade(ctx, at)
	if err != nil {
		return u, fmt.Errorf("upgrade: restore from %s: %w", u.Backup, err)
	}
	u.Is, err = s.Schema(ctx)
	return u, errors.Join(err, s.Close())
}

// backUpFiles copies the databases in their old shape, as they are, and the files.
func backUpFiles(ctx context.Context, old *store.Store, data, folder string) error {
	if err := old.Check(ctx); err != nil {
		return err
	}
	for _, path := range []string{folder, KeysFolder(folder)} {
		if err := newFolder(path); err != nil {
			return err
		}
	}
	if err := old.CopyFiles(ctx, backupLocation(folder, KeysFolder(folder))); err != nil {
		return err
	}
	from, err := blob.OpenDisk(filepath.Join(data, "blobs"))
	if err != nil {
		return err
	}
	to, err := blob.OpenDisk(filepath.Join(folder, "blobs"))
	if err != nil {
		return err
	}
	if _, _, err := copyFiles(ctx, from, to); err != nil {
		return err
	}
	return copyFile(filepath.Join(data, config.File), filepath.Join(folder, config.File))
}
