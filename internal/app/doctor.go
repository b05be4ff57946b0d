package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"guwah.example/guwah/internal/blob"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/draw"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/store"
)

// Health is how a thing is that the doctor looked at.
type Health string

// What a thing can be.
const (
	Well    Health = "well"
	Warning Health = "warning" // it works, and will not for ever
	Ill     Health = "ill"     // it does not work, or not safely
)

// Finding is one thing the doctor looked at: how it is and, unless it is well, how to mend it.
type Finding struct {
	What string `json:"what"` // configuration, mail, folder, clock, database, team key, keys, files, fonts, disk
	Is   Health `json:"is"`
	Say  string `json:"say"`
	Mend string `json:"mend,omitempty"`
}

func well(what, say string) Finding          { return Finding{what, Well, say, ""} }
func warning(what, say, mend string) Finding { return Finding{what, Warning, say, mend} }
func ill(what, say, mend string) Finding     { return Finding{what, Ill, say, mend} }

// Examine looks a register over, whole, without changing it: configuration, folder, clock, databases and keys, team, files, fonts and disk.
func Examine(ctx context.Context, o Options) []Finding {
	if o.Now == nil {
		o.Now = time.Now
	}
	findings := []Finding{examineConfig(o), examineMail(o), examineFolder(o), examineClock(o)}
	findings = append(findings, examineDatabases(ctx, o)...)
	return append(findings, examineSpool(o), examineFonts(), examineDisk(o))
}

func examineConfig(o Options) Finding {
	c, err := config.Load(o.Data)
	if errors.Is(err, config.ErrNone) {
		return ill("configuration", err.Error(), "make a register with guwah init, or name its folder with --data")
	}
	if err == nil {
		_, err = seal.ParseRecipient(c.TeamKey)
	}
	if err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return ill("configuration", err.Error(), "run guwah as the user to whom the folder belongs, or give it to the one who runs it: chown -R USER "+o.Data)
		}
		return ill("configuration", err.Error(), "edit "+filepath.Join(o.Data, config.File))
	}
	if c.Demo {
		return warning("configuration", "this is a demonstration: its people are invented and its key lies beside it", "make a register of your own with guwah init")
	}
	return well("configuration", "complete, for "+c.Origin)
}

// examineMail looks at the settings of the digests without connecting anywhere.
func examineMail(o Options) Finding {
	c, err := config.Load(o.Data)
	if err != nil || c.Mail == nil {
		return well("mail", "the team is not told by mail when something waits")
	}
	if _, err := c.Mail.Password(o.Data); err != nil {
		return ill("mail", err.Error(), "write the mail server's password into that file, for its owner alone")
	}
	if open, err := c.Mail.PasswordOpen(o.Data); err != nil || open {
		return ill("mail", "other users of this machine can read the mail server's password", "chmod 600 the file of mail.password_file")
	}
	return well("mail", fmt.Sprintf("a digest at most every %v, in figures alone", c.Mail.Every()))
}

func examineFolder(o Options) Finding {
	info, err := os.Stat(o.Data)
	if err != nil {
		return ill("folder", err.Error(), "name the data folder with --data")
	}
	if open := info.Mode().Perm() & 0o077; open != 0 {
		return ill("folder", fmt.Sprintf("other users of this machine can look into %s (mode %v)", o.Data, info.Mode().Perm()), "chmod 700 "+o.Data)
	}
	return well("folder", "for its owner alone")
}

// examineClock catches a machine that has lost its clock: every day counted in public would be wrong.
func examineClock(o Options) Finding {
	if year := o.Now().Year(); year < 2026 || year > 2100 {
		return ill("clock", fmt.Sprintf("the year is %d by this machine", year), "set the clock (timedatectl), or let NTP keep it")
	}
	return well("clock", o.Now().UTC().Format(time.DateTime)+" UTC")
}

func examineDatabases(ctx context.Context, o Options) []Finding {
	at, err := store.At(o.Data, o.Database, o.Keys)
	if err != nil {
		return []Finding{ill("database", err.Error(), "see guwah doctor --help")}
	}
	s, err := store.OpenAnyShape(ctx, at)
	if err != nil {
		return []Finding{ill("database", err.Error(), mendOpening(o, err))}
	}
	defer s.Close() //nolint:errcheck // nothing was written
	schema, err := s.Schema(ctx)
	switch {
	case err != nil:
		return []Finding{ill("database", err.Error(), mendOpening(o, err))}
	case schema.Have < schema.Want:
		return []Finding{ill("database", "it was made by an older Guwah", "guwah upgrade --data "+o.Data)}
	case schema.Have > schema.Want:
		return []Finding{ill("database", "it was made by a newer Guwah", "run the Guwah that made it, or a newer one")}
	}
	return []Finding{examineRows(ctx, o, s), examineActs(ctx, o, s), examineTeamKey(ctx, o, s), examineTeam(ctx, o, s), examineKeys(ctx, o, s), examineFiles(ctx, o, s)}
}

func mendOpening(o Options, err error) string {
	switch {
	case errors.Is(err, store.ErrDamaged):
		return "move the damaged file away and restore the last backup (guwah restore)"
	case errors.Is(err, store.ErrNoRegister):
		return "make a register with guwah init, or name its folder with --data"
	case o.Database != "":
		return "see that PostgreSQL runs and takes connections from this machine, and that --database names it"
	}
	return "see that the databases in the folder belong to the user who runs guwah, and what the database itself says in the message"
}

func examineRows(ctx context.Context, o Options, s *store.Store) Finding {
	if err := s.Check(ctx); err != nil {
		return ill("database", err.Error(), mendOpening(o, err))
	}
	rows, _, err := s.Rows(ctx)
	if err != nil {
		return ill("database", err.Error(), mendOpening(o, err))
	}
	return well("database", fmt.Sprintf("sound: %d people, %d claims, %d testimonies, %d acts", rows["persons"], rows["claims"], rows["testimonies"], rows["acts"]))
}

// examineTeamKey holds the key in the configuration against the epochs: nothing may be sealed to a key that never was the team's.
func examineTeamKey(ctx context.Context, o Options, s *store.Store) Finding {
	c, err := config.Load(o.Data)
	if err != nil {
		return warning("team key", "the configuration cannot be read, so there is nothing to compare", "mend the configuration first")
	}
	epochs, err := s.TeamKeys(ctx)
	if err != nil {
		return ill("team key", err.Error(), mendOpening(o, err))
	}
	if len(epochs) == 0 {
		return well("team key", "the one in "+config.File+" becomes the first when the register is next served")
	}
	if !named(epochs, c.TeamKey) {
		return ill("team key", ErrForeignKey.Error()+": the register does not serve, so that nothing is sealed to it",
			"put back the key that was given to guwah init; keys are changed by two of the team at the desk, never in this file")
	}
	for _, epoch := range epochs {
		if !epoch.InForce() {
			continue
		}
		if key, err := seal.ParseRecipient(epoch.Public); err == nil {
			return well("team key", fmt.Sprintf("epoch %d since %s, fingerprint %s", epoch.No, epoch.Since.Format(time.DateOnly), key.Fingerprint()))
		}
	}
	return ill("team key", "no epoch is in force", "restore the last backup (guwah restore)")
}

// examineActs verifies the whole chain of acts. It says the newest, which the operator does well to note elsewhere: that acts were cut off shows only then.
func examineActs(ctx context.Context, o Options, s *store.Store) Finding {
	head, err := s.VerifyActs(ctx)
	switch {
	case errors.Is(err, register.ErrBroken):
		return ill("acts", err.Error()+": somebody changed the database behind the register's back", "compare with a backup from before that act")
	case err != nil:
		return ill("acts", err.Error(), mendOpening(o, err))
	}
	return well("acts", fmt.Sprintf("they hang together to number %d, %.16s…", head.Seq, head.Chain))
}

// examineKeys holds the two databases against each other: they do not commit together, and may be restored from different days.
func examineKeys(ctx context.Context, o Options, s *store.Store) Finding {
	without, orphans, err := s.CompareKeys(ctx)
	switch {
	case err != nil:
		return ill("keys", err.Error(), mendOpening(o, err))
	case without > 0:
		return ill("keys", fmt.Sprintf("%d testimonies have lost their key: was keys.db restored from an older day?", without), "restore the keys of the same backup as the register")
	case orphans > 1000:
		return warning("keys", fmt.Sprintf("%d keys belong to no testimony", orphans), "they are swept while guwah serve runs")
	}
	return well("keys", "every testimony has its key")
}

func examineFiles(ctx context.Context, o Options, s *store.Store) Finding {
	disk, err := blob.OpenDisk(filepath.Join(o.Data, "blobs"))
	if err != nil {
		return ill("files", err.Error(), "see that the folder can be read and written")
	}
	files := blob.Beside(disk, s)
	named, missing := 0, 0
	err = s.Blobs(ctx, func(hash string) error {
		named++
		if _, err := files.Size(ctx, hash); err != nil {
			missing++
		}
		return nil
	})
	if err != nil {
		return ill("files", err.Error(), mendOpening(o, err))
	}
	if missing > 0 {
		return ill("files", fmt.Sprintf("%d of %d sealed files and pictures are missing", missing, named), "restore the folder blobs from the last backup")
	}
	return well("files", fmt.Sprintf("%d sealed files and pictures, all there", named))
}

func examineFonts() Finding {
	if err := draw.NewTypesetter().Check(); err != nil {
		return ill("fonts", err.Error(), "the program itself is damaged: install it again")
	}
	return well("fonts", "cards and placards can be drawn")
}

// Room below which the doctor warns, and below which telling is in danger.
const (
	scarce = 2 << 30   // bytes
	none   = 256 << 20 // bytes
)

func examineDisk(o Options) Finding {
	free, err := freeBytes(o.Data)
	mend := "make room, or move the data folder to a larger disk"
	switch {
	case err != nil:
		return warning("disk", "the room left cannot be found out: "+err.Error(), "look for yourself (df -h)")
	case free < none:
		return ill("disk", fmt.Sprintf("%d MiB are free: testimonies will soon be refused", free>>20), mend)
	case !isReserved(o.Data):
		return warning("disk", fmt.Sprintf("%d MiB are free, and no room is held back: it was given up when the disk was full", free>>20), mend+"; guwah serve then holds it back again")
	case free < scarce:
		return warning("disk", fmt.Sprintf("%d MiB are free", free>>20), mend)
	}
	return well("disk", fmt.Sprintf("%d GiB are free", free>>30))
}
