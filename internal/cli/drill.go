package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"guwah.example/guwah/internal/app"
)

type drillCommand struct {
	Backups    string `arg:"" type:"path" help:"The folder of a backup, or one that holds several, of which the newest is taken."`
	BackupKeys string `type:"path" placeholder:"FOLDER" help:"The folder of its keys; by default the one beside it."`
	Identity   string `type:"existingfile" placeholder:"FILE" help:"The age identity that opens encrypted backups, which are looked for then."`
	In         string `type:"path" placeholder:"FOLDER" help:"Where to restore to; by default beside the backup. It needs as much room again, twice for an encrypted one."`
	JSON       bool   `help:"Print what came of it as JSON."`
}

// Help stands below the flags in `guwah drill --help`.
func (drillCommand) Help() string {
	return `Restores the newest backup as if the machine were lost, into a folder that it deletes again: verifies every byte, counts, proves the records by their acts,
opens every case. Let a timer run it; its exit status is 1 where the backup would not have saved you.`
}

func (c drillCommand) Run(ctx context.Context, s streams) (err error) {
	newest, keysOf := app.NewestBackup, app.KeysFolder
	if c.Identity != "" {
		newest, keysOf = app.NewestLocked, app.LockedKeys
	}
	backup, err := newest(c.Backups)
	if err != nil {
		return err
	}
	named, keys, in := backup, c.BackupKeys, c.In
	if keys == "" {
		keys = keysOf(backup)
	}
	if in == "" {
		in = filepath.Dir(backup)
	}
	if c.Identity != "" {
		var remove string
		if backup, keys, remove, err = unlock(ctx, c.Identity, backup, keys, in); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(remove)) }()
	}
	d, err := app.DrillBackup(ctx, app.Options{Log: app.NewLog(s.err)}, backup, keys, in)
	if err != nil {
		return err
	}
	d.Backup = named
	if c.JSON {
		return json.NewEncoder(s.out).Encode(d)
	}
	mib := float64(d.Size) / (1 << 20)
	fmt.Fprintf(s.out, "The backup %s of %s was restored and looked through: %s, %d cases opened, %d records proved by their acts. %.0f MiB in %v (%.0f MiB/s).\n",
		d.Backup, d.Made.Format("2006-01-02 15:04 MST"), contents(d.Manifest), d.Cases, d.Proved, mib, d.Took.Round(time.Millisecond), mib/d.Took.Seconds())
	return nil
}
