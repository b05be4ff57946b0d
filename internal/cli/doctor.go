package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"guwah.example/guwah/internal/app"
)

type doctorCommand struct {
	registerFlags
	JSON bool `help:"Print the findings as JSON."`
}

// Help stands below the flags in `guwah doctor --help`.
func (doctorCommand) Help() string {
	return "Looks a register over without changing it: configuration, folder, clock, databases, keys, team, files, fonts and disk. Says what is wrong and how to mend it; " +
		"its exit status is 1 if anything is ill."
}

func (c doctorCommand) Run(ctx context.Context, s streams) error {
	findings := app.Examine(ctx, c.options(s))
	if c.JSON {
		encoder := json.NewEncoder(s.out)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(findings); err != nil {
			return err
		}
	}
	sick := 0
	for _, f := range findings {
		if f.Is == app.Ill {
			sick++
		}
		if c.JSON {
			continue
		}
		fmt.Fprintf(s.out, "%-8s %-14s %s\n", f.Is, f.What, f.Say)
		if f.Mend != "" {
			fmt.Fprintf(s.out, "%-8s %-14s to mend it: %s\n", "", "", f.Mend)
		}
	}
	if sick > 0 {
		return errors.New("something is ill: see above")
	}
	return nil
}
