package app

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/passkey"
	"guwah.example/guwah/internal/store"
)

// Colleague is a member of the team as the operator sees them: nothing of it can be used to sign in.
type Colleague struct {
	Handle    string `json:"handle"`
	Lang      string `json:"lang"`
	Active    bool   `json:"active"`
	Unseals   bool   `json:"unseals"`  // they may be given what is sealed
	Passkeys  int    `json:"passkeys"` // that may be used
	Suspended bool   `json:"suspended,omitempty"`
	Back      string `json:"back,omitempty"` // the day they mean to be back, while they travel
}

// Team lists the team by name, those who have left included.
func (a *App) Team(ctx context.Context) ([]Colleague, error) { return teamOf(ctx, a.Store) }

func teamOf(ctx context.Context, s *store.Store) ([]Colleague, error) {
	members, err := s.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the team: %w", err)
	}
	keys, err := s.Passkeys(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the team: %w", err)
	}
	var team []Colleague
	for _, m := range members {
		c := Colleague{Handle: m.Handle, Lang: m.Lang, Active: m.Active, Unseals: m.May(guwah.MayOpenSealed), Suspended: m.Suspended != nil}
		if m.Travel != nil {
			c.Back = m.Travel.Until.Time().Format(time.DateOnly)
		}
		for i := range keys {
			if keys[i].Staff == m.ID && keys[i].Opens() {
				c.Passkeys++
			}
		}
		team = append(team, c)
	}
	return team, nil
}

// examineTeam says who of those who may unseal has no passkey, or only one, and whether passkeys can be had at all.
func examineTeam(ctx context.Context, o Options, s *store.Store) Finding {
	c, err := config.Load(o.Data)
	if err == nil && c.Demo {
		return well("team", "a demonstration asks for no passkeys")
	}
	if err == nil {
		if _, err := passkey.New(c.Origin); errors.Is(err, passkey.ErrNoDomain) {
			return ill("team", "nobody can make a passkey: "+err.Error(), "set \"origin\" in "+config.File+" to an address with a name")
		}
	}
	team, err := teamOf(ctx, s)
	if err != nil {
		return ill("team", err.Error(), mendOpening(o, err))
	}
	var none, one []string
	for _, m := range team {
		switch {
		case !m.Unseals:
		case m.Passkeys == 0:
			none = append(none, m.Handle)
		case m.Passkeys == 1:
			one = append(one, m.Handle)
		}
	}
	switch {
	case len(none) > 0:
		return warning("team", "may unseal and have no passkey: "+strings.Join(none, ", "), "give them their link; guwah staff link makes a new one")
	case len(one) > 0:
		return warning("team", "may unseal and have only one passkey: "+strings.Join(one, ", "), "let them add a second one under their name at the desk, and keep it elsewhere")
	}
	return well("team", "whoever may unseal has two passkeys")
}
