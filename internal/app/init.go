package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/demo"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/store"
)

// Invitation is a one-time link for a member of the team.
type Invitation struct {
	Handle string
	Staff  guwah.StaffID
	Link   string // the whole address; it works once
}

// Init makes a new register in the data folder: its configuration, its databases, and two founders with their one-time links.
// It refuses a folder that holds a register already.
func Init(ctx context.Context, o Options, c config.Config) ([]Invitation, error) {
	if _, err := os.Stat(filepath.Join(o.Data, config.File)); err == nil {
		return nil, fmt.Errorf("%s holds a register already: %w", o.Data, fs.ErrExist)
	}
	if _, err := seal.ParseRecipient(c.TeamKey); err != nil {
		return nil, fmt.Errorf("read the team's public key: %w", err)
	}
	if err := c.Check(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(o.Data, 0o700); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	at, err := store.At(o.Data, o.Database, o.Keys)
	if err != nil {
		return nil, err
	}
	made, err := store.Make(ctx, at)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(made.Close(), c.Write(o.Data)); err != nil {
		return nil, err
	}
	a, err := Open(ctx, o)
	if err != nil {
		return nil, err
	}
	founders, err := a.found(ctx)
	return founders, errors.Join(err, a.Close())
}

// found invites the two founders.
func (a *App) found(ctx context.Context) ([]Invitation, error) {
	var founders []Invitation
	for _, handle := range []string{"founder 1", "founder 2"} {
		invitation, err := a.Invite(ctx, handle, "en")
		if err != nil {
			return nil, err
		}
		founders = append(founders, invitation)
	}
	return founders, nil
}

// Invite makes a founder and returns their one-time link; it refuses where two members manage the team already: then see [App.Propose].
func (a *App) Invite(ctx context.Context, handle, lang string) (Invitation, error) {
	founded, err := a.Register.Founded(ctx)
	if err == nil && founded {
		err = fmt.Errorf("two members manage the team, and further ones need their signatures: %w", guwah.ErrRefused)
	}
	if err != nil {
		return Invitation{}, fmt.Errorf("invite %s: %w", handle, err)
	}
	staff, secret, err := a.Register.Invite(ctx, handle, lang)
	if err != nil {
		return Invitation{}, fmt.Errorf("invite %s: %w", handle, err)
	}
	return Invitation{Handle: handle, Staff: staff.ID, Link: a.signIn(secret)}, nil
}

// Propose asks, in nobody's name, for somebody to join the team; two members must sign it at the desk.
func (a *App) Propose(ctx context.Context, asked Joining) error {
	return a.Register.ProposeInvitation(ctx, asked.Handle, asked.Lang, register.Powers{Roles: asked.Roles, Regions: asked.Regions, Tongues: asked.Tongues})
}

// Joining is what somebody who is to join the team would be and may do.
type Joining struct {
	Handle, Lang string
	Roles        []guwah.Role
	Regions      []guwah.PlaceID
	Tongues      []string
}

// NewLink gives a member of the team, by the name the team knows them by, a fresh one-time link; guwah.ErrNotFound where nobody has it.
func (a *App) NewLink(ctx context.Context, handle string) (Invitation, error) {
	links, err := a.links(ctx, func(s guwah.Staff) bool { return s.Handle == handle })
	if err == nil && len(links) == 0 {
		err = fmt.Errorf("nobody of the team is called %q: %w", handle, guwah.ErrNotFound)
	}
	if err != nil {
		return Invitation{}, err
	}
	return links[0], nil
}

// Vouch is the operator's word that a member of the team may come back, by the name the team knows them by: see [register.Register.Vouch].
func (a *App) Vouch(ctx context.Context, handle string) (back bool, err error) {
	members, err := a.Store.Members(ctx)
	if err != nil {
		return false, fmt.Errorf("list the team: %w", err)
	}
	at := slices.IndexFunc(members, func(s guwah.Staff) bool { return s.Handle == handle })
	if at < 0 {
		return false, fmt.Errorf("nobody of the team is called %q: %w", handle, guwah.ErrNotFound)
	}
	return a.Register.Vouch(ctx, members[at].ID)
}

// FounderLinks gives everybody of the team a fresh one-time link; only a demonstration that is started again has a use for it.
func (a *App) FounderLinks(ctx context.Context) ([]Invitation, error) {
	return a.links(ctx, func(s guwah.Staff) bool { return s.Active })
}

// links makes links for some members.
func (a *App) links(ctx context.Context, wanted func(guwah.Staff) bool) ([]Invitation, error) {
	members, err := a.Store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the team: %w", err)
	}
	var links []Invitation
	for _, member := range members {
		if !wanted(member) {
			continue
		}
		secret, err := a.Register.NewLink(ctx, member.ID)
		if err != nil {
			return nil, err
		}
		links = append(links, Invitation{Handle: member.Handle, Staff: member.ID, Link: a.signIn(secret)})
	}
	return links, nil
}

func (a *App) signIn(secret string) string { return a.Config.Origin + "/desk/enter/" + secret }

// FillDemo fills a new register with the demonstration's people and returns the return codes to try the way back with.
func (a *App) FillDemo(ctx context.Context, founders []Invitation) ([]demo.Told, error) {
	filler := demo.Filler{
		Register: a.Register, Blobs: a.blobs, Team: a.Keys.Now(),
		NewCode:  func() (seal.Code, error) { return seal.NewCode(a.options.Random) },
		Founders: [2]guwah.StaffID{founders[0].Staff, founders[1].Staff},
	}
	codes, err := filler.Fill(ctx)
	if err != nil {
		return nil, err
	}
	return codes, a.Projector.Drain(ctx)
}
