package demand

import (
	"context"
	"slices"

	"guwah.example/guwah"
)

// AddAuthority adds an office that can be asked. Nothing of it is public before a public demand or answer names it.
func (s *Demands) AddAuthority(ctx context.Context, by guwah.StaffID, a guwah.Authority) error {
	if len(a.Names) == 0 {
		return &guwah.Invalid{Field: "name", Key: "Write the name of the authority."}
	}
	if !slices.Contains(guwah.AuthorityLevels, a.Level) {
		return &guwah.Invalid{Field: "level", Key: "Choose one of the list."}
	}
	a.Versioned, a.ID = guwah.Versioned{}, guwah.AuthorityID(s.register.NewID())
	act := guwah.Act{By: by, Verb: "add_authority", Kind: "authority", Object: string(a.ID)}
	_, err := s.register.Commit(ctx, act, guwah.Changes{Authorities: []guwah.Authority{a}})
	return err
}
