package cli

import (
	"context"
	"errors"
)

type exportCommand struct {
	registerFlags
	Format string `enum:"jsonl,csv" default:"jsonl" help:"jsonl, the interchange form, or csv, a table (${default})."`
}

// Help stands below the flags in `guwah export --help`.
func (exportCommand) Help() string {
	return "Writes what is public to standard output, as it is public today and no more: every case has passed the gate. " +
		"That it was done, when and in which form, is recorded among the acts. docs/interchange.md describes both forms."
}

func (c exportCommand) Run(ctx context.Context, s streams) error {
	a, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	return errors.Join(a.Export(ctx, s.out, c.Format), a.Close())
}
