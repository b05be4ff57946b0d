package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"guwah.example/guwah/internal/app"
)

type staffListCommand struct {
	registerFlags
	JSON bool `name:"json" help:"Print JSON."`
}

func (c staffListCommand) Run(ctx context.Context, s streams) error {
	a, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	team, err := a.Team(ctx)
	if err := errors.Join(err, a.Close()); err != nil {
		return err
	}
	if c.JSON {
		encoder := json.NewEncoder(s.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(team)
	}
	for _, m := range team {
		if _, err := fmt.Fprintf(s.out, "%-24s %-3s %d passkeys%s\n", m.Handle, m.Lang, m.Passkeys, standing(m)); err != nil {
			return err
		}
	}
	return nil
}

// standing says what keeps a member from working.
func standing(m app.Colleague) string {
	switch {
	case !m.Active:
		return ", has left"
	case m.Suspended:
		return ", suspended"
	case m.Back != "":
		return ", travels until " + m.Back
	}
	return ""
}
