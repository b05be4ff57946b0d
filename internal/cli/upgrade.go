package cli

import (
	"context"
	"errors"
	"fmt"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/store"
)

type upgradeCommand struct {
	registerFlags
	BackedUp bool `help:"Do not back up first: I have a backup. Needed on PostgreSQL, whose own tools make it."`
}

// Help stands below the flags in `guwah upgrade --help`.
func (upgradeCommand) Help() string {
	return "Brings a register that an older Guwah made to the shape this one knows: checks it, backs it up beside the data folder, and migrates. Stop guwah serve first."
}

func (c upgradeCommand) Run(ctx context.Context, s streams) error {
	u, err := app.Upgrade(ctx, c.options(s), c.BackedUp)
	switch {
	case errors.Is(err, store.ErrOwnTools):
		return fmt.Errorf("%w\nThen run: guwah upgrade --backed-up", err)
	case err != nil:
		return err
	case u.Was == u.Is:
		fmt.Fprintf(s.out, "The register is up to date (shape %d): nothing was done.\n", u.Is.Have)
		return nil
	}
	fmt.Fprintf(s.out, "Upgraded from shape %d to %d.\n", u.Was.Have, u.Is.Have)
	if u.Backup != "" {
		fmt.Fprintf(s.out, "The register as it was is in %s.\n", u.Backup)
	}
	return nil
}
