package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"guwah.example/guwah/internal/app"
)

type staffCommand struct {
	Invite staffInviteCommand `cmd:"" help:"Add somebody to the team and print their one-time sign-in link."`
	List   staffListCommand   `cmd:"" help:"List the team, with how many passkeys each has."`
	Link   staffLinkCommand   `cmd:"" help:"Print a fresh one-time sign-in link for somebody of the team."`
}

type staffInviteCommand struct {
	registerFlags
	Handle string `arg:"" help:"The name the team knows them by."`
	Lang   string `default:"en" enum:"en,ug,zh,kk,tr,ru" help:"The language of their desk (${enum})."`
}

func (c staffInviteCommand) Run(ctx context.Context, s streams) error {
	a, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	invitation, err := a.Invite(ctx, c.Handle, c.Lang)
	if err := errors.Join(err, a.Close()); err != nil {
		return err
	}
	return printInvitations(s.out, []app.Invitation{invitation})
}

type staffLinkCommand struct {
	registerFlags
	Handle string `arg:"" help:"The name the team knows them by."`
}

// Help stands below the flags in `guwah staff link --help`.
func (staffLinkCommand) Help() string {
	return "For somebody whose link was lost or too old, or who lost all their passkeys. Give it to them over a safe channel: whoever has it first makes a passkey and signs in as them. The team page tells everybody of it."
}

func (c staffLinkCommand) Run(ctx context.Context, s streams) error {
	a, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	invitation, err := a.NewLink(ctx, c.Handle)
	if err := errors.Join(err, a.Close()); err != nil {
		return err
	}
	return printInvitations(s.out, []app.Invitation{invitation})
}

func printInvitations(to io.Writer, invitations []app.Invitation) error {
	for _, i := range invitations {
		if _, err := fmt.Fprintf(to, "  %s  %s\n", i.Handle, i.Link); err != nil {
			return err
		}
	}
	return nil
}
