package cli

import (
	"context"
	"errors"
	"fmt"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/seal"
)

type backupCommand struct {
	registerFlags
	Out     string `required:"" type:"path" placeholder:"FOLDER" help:"A new folder for the backup."`
	OutKeys string `type:"path" placeholder:"FOLDER" help:"A new folder for the keys; by default FOLDER-keys beside the other."`

	Recipient string `placeholder:"KEY" help:"Write two encrypted files instead, FOLDER.age and FOLDER-keys.age, that only the identity of this public key opens; @FILE names a file that holds it."`
}

// Help stands below the flags in `guwah backup --help`.
func (backupCommand) Help() string {
	return `Copies the register while it runs, and checks the copy. Sealed words and files stay sealed in it; what the team has drawn from them is readable, so
keep it encrypted: with --recipient, whose identity (made with guwah keygen) lies on another machine. It is not the team's key.

Keep the keys apart from the rest, and for 30 days at most: a key that survives in a backup is a testimony that was not forgotten.
The copy of a register on PostgreSQL is in SQLite too, and can be restored to either.`
}

func (c backupCommand) Run(ctx context.Context, s streams) error {
	a, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	keys := c.OutKeys
	if keys == "" {
		keys = app.KeysFolder(c.Out)
	}
	m, err := c.backup(ctx, a, &keys)
	if err := errors.Join(err, a.Close()); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "Backed up %s into %s; its keys are in %s. Keep those apart, and for 30 days at most.\n", contents(m), c.Out, keys)
	return nil
}

// backup makes folders, or encrypted files, which it names.
func (c *backupCommand) backup(ctx context.Context, a *app.App, keys *string) (app.Manifest, error) {
	if c.Recipient == "" {
		return a.Backup(ctx, c.Out, *keys)
	}
	recipient, err := publicKey(c.Recipient)
	if err != nil {
		return app.Manifest{}, err
	}
	lock, err := seal.ParseBackupLock(recipient)
	if err != nil {
		return app.Manifest{}, err
	}
	c.Out, *keys = c.Out+app.LockedEnding, *keys+app.LockedEnding
	return a.BackupLocked(ctx, lock, c.Out, *keys)
}

func contents(m app.Manifest) string {
	return fmt.Sprintf("%d people, %d claims, %d testimonies and %d files (%d MiB)", m.Rows["persons"], m.Rows["claims"], m.Rows["testimonies"], m.Files, m.Bytes>>20)
}
