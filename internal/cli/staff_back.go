package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"guwah.example/guwah/internal/app"
)

type staffBackCommand struct {
	registerFlags
	Handle string `arg:"" help:"The name the team knows them by."`
}

// Help stands below the flags in `guwah staff back --help`.
func (staffBackCommand) Help() string {
	return `It takes two to bring somebody back. Where two colleagues are at work it is theirs to say, at the desk, and this is refused. Where one is left, this is the
other word of two: it brings nobody back without that colleague. It is recorded, and the team page shows it. Speak with whoever is to come back, by voice or in
person, before you say it; whoever asks you to hurry may be the one who holds them.`
}

func (c staffBackCommand) Run(ctx context.Context, s streams) error {
	a, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	back, err := a.Vouch(ctx, c.Handle)
	var team []app.Colleague
	if err == nil {
		team, err = a.Team(ctx)
	}
	if err := errors.Join(err, a.Close()); err != nil {
		return err
	}
	return c.say(s.out, back, team, a.Config.Origin)
}

func (c staffBackCommand) say(to io.Writer, back bool, team []app.Colleague, origin string) error {
	said := "Said. Your one colleague at work must say so too, at " + origin + "/desk/team.\n"
	if back {
		said = "They can sign in again: a colleague had said so before.\n"
	}
	for _, m := range team {
		if m.Handle != c.Handle && m.Active && standing(m) != "" {
			said += "  away as well: " + m.Handle + standing(m) + "\n" // many at once would be somebody's doing
		}
	}
	_, err := fmt.Fprint(to, said)
	return err
}
