package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/app"
)

type staffCommand struct {
	Invite staffInviteCommand `cmd:"" help:"Ask for somebody to join the team."`
	List   staffListCommand   `cmd:"" help:"List the team, with how many passkeys each has."`
	Link   staffLinkCommand   `cmd:"" help:"Print a fresh one-time sign-in link for somebody of the team."`
	Back   staffBackCommand   `cmd:"" help:"Say that somebody who was suspended or travels may come back, where only one colleague is left to say so."`
}

type staffInviteCommand struct {
	registerFlags
	Handle string          `arg:"" help:"The name the team knows them by."`
	Lang   string          `default:"en" enum:"en,ug,zh,kk,tr,ru" help:"The language of their desk (${enum})."`
	Role   []guwah.Role    `enum:"reader,verifier,publisher,campaigner,analyst,admin,auditor" placeholder:"ROLE" help:"What they may do (${enum})."`
	Region []guwah.PlaceID `placeholder:"PLACE" help:"Where, by codes of the gazetteer such as cn-65-31; * is everywhere."`
	Told   []string        `placeholder:"LANG" help:"Languages whose testimonies they read before it is known whom these are about; * is all."`
}

// Help stands below the flags in `guwah staff invite --help`.
func (staffInviteCommand) Help() string {
	return `With fewer than two members who manage the team, it makes a founder, who may do everything, and prints their link. Otherwise it only asks: two members must
put their names to it at the desk, each is shown one half of the link, and whoever runs this machine gets neither.`
}

func (c staffInviteCommand) Run(ctx context.Context, s streams) error {
	a, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	said, err := c.invite(ctx, a)
	if err := errors.Join(err, a.Close()); err != nil {
		return err
	}
	_, err = fmt.Fprint(s.out, said)
	return err
}

func (c staffInviteCommand) invite(ctx context.Context, a *app.App) (string, error) {
	founded, err := a.Register.Founded(ctx)
	if err != nil {
		return "", err
	}
	if !founded {
		invitation, err := a.Invite(ctx, c.Handle, c.Lang)
		return fmt.Sprintf("  %s  %s\n", invitation.Handle, invitation.Link), err
	}
	err = a.Propose(ctx, app.Joining{Handle: c.Handle, Lang: c.Lang, Roles: c.Role, Regions: c.Region, Tongues: c.Told})
	return "Proposed. Two members of the team must sign it, at " + a.Config.Origin + "/desk/team; each is then shown one half of the link.\n", err
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
