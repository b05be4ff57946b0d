package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/seal"
)

type restoreCommand struct {
	registerFlags
	Backup     string `arg:"" type:"path" help:"The folder of a backup."`
	BackupKeys string `type:"path" placeholder:"FOLDER" help:"The folder of its keys; by default the one beside it."`
	Identity   string `type:"existingfile" placeholder:"FILE" help:"The age identity that opens an encrypted backup; then the backup is named by its file."`
	DryRun     bool   `help:"Verify the backup and restore nothing: the drill."`
}

// Help stands below the flags in `guwah restore --help`.
func (restoreCommand) Help() string {
	return `Makes a register from a backup where there is none, on either engine. Every byte of the backup is verified first, and the restored register after:
it says that it is done only when both agree. Practise it with --dry-run, and on another machine.`
}

func (c restoreCommand) Run(ctx context.Context, s streams) (err error) {
	keys := c.BackupKeys
	switch {
	case keys == "" && c.Identity != "":
		keys = app.LockedKeys(c.Backup)
	case keys == "":
		keys = app.KeysFolder(c.Backup)
	}
	if c.Identity != "" {
		var remove string
		if c.Backup, keys, remove, err = unlock(ctx, c.Identity, c.Backup, keys, filepath.Dir(c.Data)); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(remove)) }()
	}
	if c.DryRun {
		m, err := app.VerifyBackup(ctx, c.Backup, keys)
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "The backup of %s is whole: %s.\n", m.Made.Format("2006-01-02 15:04 MST"), contents(m))
		return nil
	}
	m, err := app.Restore(ctx, c.options(s), c.Backup, keys)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "Restored and verified: %s, as of %s. Next: guwah serve %s\n", contents(m), m.Made.Format("2006-01-02 15:04 MST"), c.flags())
	return nil
}

// unlock decrypts a backup with the identity in a file, into a folder below parent, which is to be removed.
func unlock(ctx context.Context, identity, backup, keys, parent string) (folder, keysFolder, remove string, err error) {
	file, err := os.Open(identity)
	if err != nil {
		return "", "", "", fmt.Errorf("read --identity: %w", err)
	}
	defer file.Close() //nolint:errcheck // opened for reading
	key, err := seal.ReadBackupKey(file)
	if err != nil {
		return "", "", "", err
	}
	return app.Unlock(ctx, key, backup, keys, parent)
}
