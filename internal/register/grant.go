package register

import (
	"context"
	"fmt"
	"slices"

	"guwah.example/guwah"
)

// Powers are what somebody may do, and to what.
type Powers struct {
	Roles   []guwah.Role
	Regions []guwah.PlaceID
	Tongues []string
	Cases   []guwah.PersonID
}

func powersOf(s guwah.Staff) Powers { return Powers{s.Roles, s.Regions, s.Tongues, s.Cases} }

// check refuses what is none of the lists.
func (p Powers) check() error {
	for _, role := range p.Roles {
		if !slices.Contains(guwah.Roles, role) {
			return &guwah.Invalid{Field: "roles", Key: "Choose one of the list."}
		}
	}
	for _, region := range p.Regions {
		if _, known := guwah.LookUpPlace(region); !known && region != guwah.AllRegions {
			return &guwah.Invalid{Field: "regions", Key: "Choose one of the list."}
		}
	}
	for _, tongue := range p.Tongues {
		if !slices.Contains(guwah.Langs, tongue) && tongue != guwah.AllTongues {
			return &guwah.Invalid{Field: "tongues", Key: "Choose one of the list."}
		}
	}
	return nil
}

// within tells whether p gives nothing that old does not give.
func (p Powers) within(old Powers) bool {
	return subset(p.Roles, old.Roles) && subset(p.Cases, old.Cases) &&
		(slices.Contains(old.Tongues, guwah.AllTongues) || subset(p.Tongues, old.Tongues)) &&
		(slices.Contains(old.Regions, guwah.AllRegions) || !slices.ContainsFunc(p.Regions, func(region guwah.PlaceID) bool {
			return !slices.ContainsFunc(old.Regions, region.Within)
		}))
}

func subset[T comparable](some, all []T) bool {
	return !slices.ContainsFunc(some, func(x T) bool { return !slices.Contains(all, x) })
}

// ProposeInvitation is the first of two signatures under somebody's place in the team. It returns the proposer's half of the link with which that
// person will sign in: the second who signs is shown the other half, so that neither of the two can be the new one themselves.
func (c Colleague) ProposeInvitation(ctx context.Context, handle, lang string, p Powers) (half string, err error) {
	g, err := c.r.invitation(ctx, handle, lang, p)
	if err != nil {
		return "", err
	}
	half = c.r.half(&g)
	g.By = []guwah.StaffID{c.ID}
	return half, c.grant(ctx, "propose_grant", g, guwah.Changes{})
}

// ProposeInvitation is how the operator asks for somebody to join the team, which two members must sign: whoever keeps the machine is nobody at the desk.
func (r *Register) ProposeInvitation(ctx context.Context, handle, lang string, p Powers) error {
	g, err := r.invitation(ctx, handle, lang, p)
	if err != nil {
		return err
	}
	g.Operator = true
	_, err = r.Commit(ctx, guwah.Act{Verb: "propose_grant", Kind: "staff", Object: string(g.Staff), Reason: g.Kind}, guwah.Changes{Grants: []guwah.Grant{g}})
	return err
}

func (r *Register) invitation(ctx context.Context, handle, lang string, p Powers) (guwah.Grant, error) {
	handle = guwah.CleanLine(handle)
	if err := r.freeHandle(ctx, handle, lang); err != nil {
		return guwah.Grant{}, err
	}
	if len(p.Roles) == 0 {
		return guwah.Grant{}, &guwah.Invalid{Field: "roles", Key: "Choose at least one role."}
	}
	g := r.newGrant(guwah.GrantInvite, guwah.StaffID(r.NewID()), p)
	g.Handle, g.Lang = handle, lang
	return g, p.check()
}

func (r *Register) newGrant(kind string, staff guwah.StaffID, p Powers) guwah.Grant {
	return guwah.Grant{
		ID: r.NewID(), Kind: kind, Staff: staff, Roles: p.Roles, Regions: p.Regions, Tongues: p.Tongues, Cases: p.Cases, At: r.Today(), State: guwah.StateProposed,
	}
}

// Change changes what a member may do, or to what. What only takes away is done at once, and done says so; whatever gives something is proposed, for
// another member to sign who is not the one that gets it.
func (c Colleague) Change(ctx context.Context, of guwah.StaffID, p Powers) (done bool, err error) {
	member, err := c.r.member(ctx, of)
	if err != nil {
		return false, err
	}
	if err := p.check(); err != nil {
		return false, err
	}
	if member.Active && p.within(powersOf(member)) {
		member.Roles, member.Regions, member.Tongues, member.Cases = p.Roles, p.Regions, p.Tongues, p.Cases
		act := guwah.Act{By: c.ID, Verb: "narrow", Kind: "staff", Object: string(of)}
		_, err = c.r.Commit(ctx, act, guwah.Changes{Staff: []guwah.Staff{member}})
		return true, err
	}
	g := c.r.newGrant(guwah.GrantChange, of, p)
	g.By = []guwah.StaffID{c.ID}
	return false, c.grant(ctx, "propose_grant", g, guwah.Changes{})
}

// ProposeLift is the first of two signatures, neither of them theirs, under giving somebody sealed parts again after an alarm.
func (c Colleague) ProposeLift(ctx context.Context, of guwah.StaffID) error {
	member, err := c.r.member(ctx, of)
	if err != nil {
		return err
	}
	if member.Barred == "" || of == c.ID {
		return fmt.Errorf("lift what keeps %s from what is sealed: %w", of, guwah.ErrRefused)
	}
	g := c.r.newGrant(guwah.GrantLift, of, Powers{})
	g.By = []guwah.StaffID{c.ID}
	return c.grant(ctx, "propose_grant", g, guwah.Changes{})
}

// Grants lists what waits for signatures, for those who may give them.
func (c Colleague) Grants(ctx context.Context) ([]guwah.Grant, error) {
	if !c.May(guwah.MayManageTeam) {
		return nil, nil
	}
	return c.r.store.Grants(ctx)
}

// Countersign puts one more name to a grant: never that of whoever gets it, nor one that stands there already. With the second name it is in force. Of an
// invitation it returns this member's half of the link.
func (c Colleague) Countersign(ctx context.Context, id string) (half string, err error) {
	g, err := c.openGrant(ctx, id)
	if err != nil {
		return "", err
	}
	if g.Staff == c.ID || slices.Contains(g.By, c.ID) {
		return "", fmt.Errorf("countersign grant %s: %w", id, errSamePerson)
	}
	if err := c.r.stillManage(ctx, g.By); err != nil {
		return "", err
	}
	if g.Kind == guwah.GrantInvite {
		half = c.r.half(&g)
	}
	if g.By = append(slices.Clone(g.By), c.ID); len(g.By) < 2 {
		return half, c.grant(ctx, "countersign", g, guwah.Changes{})
	}
	g.State = guwah.StateForce
	changes, err := c.r.given(ctx, g)
	if err != nil {
		return "", err
	}
	return half, c.grant(ctx, "countersign", g, changes)
}

// DropGrant takes a proposal off the list; one is enough.
func (c Colleague) DropGrant(ctx context.Context, id string) error {
	g, err := c.openGrant(ctx, id)
	if err != nil {
		return err
	}
	g.State = guwah.StateOver
	return c.grant(ctx, "drop_grant", g, guwah.Changes{})
}

func (c Colleague) openGrant(ctx context.Context, id string) (guwah.Grant, error) {
	all, err := c.Grants(ctx)
	if err != nil {
		return guwah.Grant{}, err
	}
	at := slices.IndexFunc(all, func(g guwah.Grant) bool { return g.ID == id })
	if at < 0 {
		return guwah.Grant{}, notTheirs("open grant " + id)
	}
	return all[at], nil
}

// stillManage refuses a grant under which stands the name of somebody who may not sign any more.
func (r *Register) stillManage(ctx context.Context, people []guwah.StaffID) error {
	for _, id := range people {
		member, err := r.member(ctx, id)
		if err != nil {
			return err
		}
		if !member.May(guwah.MayManageTeam) {
			return fmt.Errorf("countersign what %s proposed, who may not any more: %w", id, guwah.ErrConflict)
		}
	}
	return nil
}

// given is what a grant in force changes.
func (r *Register) given(ctx context.Context, g guwah.Grant) (guwah.Changes, error) {
	if g.Kind == guwah.GrantInvite {
		if err := r.freeHandle(ctx, g.Handle, g.Lang); err != nil {
			return guwah.Changes{}, err
		}
		staff := guwah.Staff{
			ID: g.Staff, Handle: g.Handle, Lang: g.Lang, Active: true, Joined: r.Today(), Roles: g.Roles, Regions: g.Regions, Tongues: g.Tongues, Cases: g.Cases,
		}
		_, link := r.secret(g.Staff, "link", LinkLife)
		link.Hash = joinedHash(g.Parts[0], g.Parts[1])
		return guwah.Changes{Staff: []guwah.Staff{staff}, Sessions: []guwah.Session{link}}, nil
	}
	member, err := r.member(ctx, g.Staff)
	if err != nil {
		return guwah.Changes{}, err
	}
	if g.Kind == guwah.GrantLift {
		member.Barred = ""
	} else {
		member.Active, member.Roles, member.Regions, member.Tongues, member.Cases = true, g.Roles, g.Regions, g.Tongues, g.Cases
	}
	return guwah.Changes{Staff: []guwah.Staff{member}}, nil
}

// half makes one half of an invitation's link and keeps its hash.
func (r *Register) half(g *guwah.Grant) string {
	half, kept := r.secret(g.Staff, "link", LinkLife)
	g.Parts = append(slices.Clone(g.Parts), kept.Hash)
	return half
}

func (c Colleague) grant(ctx context.Context, verb guwah.Verb, g guwah.Grant, changes guwah.Changes) error {
	changes.Grants = []guwah.Grant{g}
	act := guwah.Act{By: c.ID, Verb: verb, Kind: "staff", Object: string(g.Staff), Reason: g.Kind, Two: g.State == guwah.StateForce}
	_, err := c.r.Commit(ctx, act, changes)
	return err
}
