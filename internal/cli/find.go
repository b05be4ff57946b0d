package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"guwah.example/guwah/internal/gate"
)

type findCommand struct {
	registerFlags
	Name string `arg:"" help:"A name in any script or spelling, or the number of a case."`
	JSON bool   `help:"Print JSON, as /api/v1/find gives it."`
}

// Help stands below the flags in `guwah find --help`.
func (findCommand) Help() string {
	return "Searches what is public, exactly as the website does; nothing that the gate withholds is found."
}

func (c findCommand) Run(ctx context.Context, s streams) error {
	a, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	found, err := a.Public.Find(ctx, c.Name, 0)
	if err := errors.Join(err, a.Close()); err != nil {
		return err
	}
	if c.JSON {
		encoder := json.NewEncoder(s.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(found)
	}
	return printFound(s.out, found)
}

func printFound(to io.Writer, found gate.Found) error {
	if found.Total == 0 {
		fmt.Fprintln(to, "Nobody of that name is public here. Try another spelling or script.")
	}
	for _, group := range found.Groups {
		fmt.Fprintf(to, "%s  (%s)\n", group.Form, group.Why)
		for _, hit := range group.Hits {
			fmt.Fprintf(to, "  %s  born %s  %s\n", hit.Line.ID, year(hit.Line.BirthYear), hit.Line.Status)
		}
	}
	for _, form := range found.Suggest {
		fmt.Fprintf(to, "Did you mean: %s\n", form)
	}
	return nil
}

func year(y int) string {
	if y == 0 {
		return "?"
	}
	return fmt.Sprint(y)
}
