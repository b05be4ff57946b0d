package cli

import (
	"context"
	"fmt"

	"guwah.example/guwah/internal/app"
)

type restoreCommand struct {
	registerFlags
	Backup     string `arg:"" type:"path" help:"The folder of a backup."`
	BackupKeys string `type:"path" placeholder:"FOLDER" help:"The folder of its keys; by default the one beside it."`
	DryRun     bool   `help:"Verify the backup and restore nothing: the drill."`
}

// Help stands below the flags in `guwah restore --help`.
func (restoreCommand) Help() string {
	return `Makes a register from a backup where there is none, on either engine. Every byte of the backup is verified first, and the restored register after:
it says that it is done only when both agree. Practise it with --dry-run, and on another machine.`
}

func (c restoreCommand) Run(ctx context.Context, s streams) error {
	keys := c.BackupKeys
	if keys == "" {
		keys = app.KeysFolder(c.Backup)
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
