package register

import (
	"context"
	"fmt"
	"slices"

	"guwah.example/guwah"
)

// Invite makes a founder, who may do everything everywhere, and returns the secret of a one-time link with which they enrol a passkey, good for [LinkLife]. It is for the
// operator at the command line, who can never read what is sealed: a member who could make links would be both of two people.
func (r *Register) Invite(ctx context.Context, handle, lang string) (guwah.Staff, string, error) {
	handle = guwah.CleanLine(handle)
	if err := r.freeHandle(ctx, handle, lang); err != nil {
		return guwah.Staff{}, "", err
	}
	staff := guwah.Staff{
		ID: guwah.StaffID(r.NewID()), Handle: handle, Lang: lang, Active: true, Joined: r.Today(),
		Roles: guwah.Roles, Regions: []guwah.PlaceID{guwah.AllRegions}, Tongues: []string{guwah.AllTongues},
	}
	link, session := r.secret(staff.ID, kindLink, LinkLife)
	act := guwah.Act{Verb: "invite", Kind: "staff", Object: string(staff.ID)}
	_, err := r.Commit(ctx, act, guwah.Changes{Staff: []guwah.Staff{staff}, Sessions: []guwah.Session{session}})
	return staff, link, err
}

// freeHandle refuses a name that says nothing, or that somebody of the team has already.
func (r *Register) freeHandle(ctx context.Context, handle, lang string) error {
	if handle == "" || len(handle) > 60 {
		return &guwah.Invalid{Field: "handle", Key: "Write the name the team knows them by."}
	}
	if !slices.Contains(guwah.Langs, lang) {
		return &guwah.Invalid{Field: "lang", Key: "Choose one of the list."}
	}
	members, err := r.store.Members(ctx)
	if err != nil {
		return fmt.Errorf("invite: %w", err)
	}
	if slices.ContainsFunc(members, func(s guwah.Staff) bool { return s.Handle == handle }) {
		return &guwah.Invalid{Field: "handle", Key: "Somebody of the team has this name already."}
	}
	return nil
}

// Founded tells whether two members manage the team, so that further ones need the signatures of two. With fewer the operator can only found it, or found it
// anew where all but one have left: else a register could be left without anybody who can let anybody in.
func (r *Register) Founded(ctx context.Context) (bool, error) {
	members, err := r.store.Members(ctx)
	if err != nil {
		return false, fmt.Errorf("count who manages the team: %w", err)
	}
	n := 0
	for _, m := range members {
		if m.Active && slices.Contains(m.Roles, guwah.RoleAdmin) { // who is suspended or travels comes back
			n++
		}
	}
	return n >= 2, nil
}

// NewLink gives a member of the team a fresh one-time link, for instance after they lost their device. Like [Register.Invite] it is for the operator, and the
// team page tells everybody.
func (r *Register) NewLink(ctx context.Context, of guwah.StaffID) (string, error) {
	staff, err := r.member(ctx, of)
	if err != nil {
		return "", err
	}
	if !staff.Active {
		return "", fmt.Errorf("make a link for %s, who has left: %w", of, guwah.ErrRefused)
	}
	link, session := r.secret(of, kindLink, LinkLife)
	staff.Linked = r.Today()
	act := guwah.Act{Verb: "new_link", Kind: "staff", Object: string(of)}
	_, err = r.Commit(ctx, act, guwah.Changes{Staff: []guwah.Staff{staff}, Sessions: []guwah.Session{session}})
	return link, err
}

// Dismiss ends somebody's access at once; all their sessions stop with it, and what locked the
// team's key for them is taken away. Anyone of the team may, alone, but not on themselves: that is signing out.
func (r *Register) Dismiss(ctx context.Context, by, of guwah.StaffID) error {
	staff, err := r.colleague(ctx, by, of)
	if err != nil {
		return err
	}
	staff.Active = false
	changes, err := r.keyless(ctx, of, "")
	if err != nil {
		return err
	}
	return r.stop(ctx, guwah.Act{By: by, Verb: "dismiss", Kind: "staff", Object: string(of)}, staff, changes)
}

// SpeakIn changes the language in which somebody reads the desk.
func (r *Register) SpeakIn(ctx context.Context, of guwah.StaffID, lang string) error {
	if !slices.Contains(guwah.Langs, lang) {
		return &guwah.Invalid{Field: "lang", Key: "Choose one of the list."}
	}
	staff, err := r.member(ctx, of)
	if err != nil || staff.Lang == lang {
		return err
	}
	staff.Lang = lang
	_, err = r.Commit(ctx, guwah.Act{By: of, Verb: "change_language", Kind: "staff", Object: string(of)}, guwah.Changes{Staff: []guwah.Staff{staff}})
	return err
}

// Members lists the team, those who left included.
func (r *Register) Members(ctx context.Context) ([]guwah.Staff, error) { return r.store.Members(ctx) }

func (r *Register) member(ctx context.Context, id guwah.StaffID) (guwah.Staff, error) {
	members, err := r.store.Members(ctx)
	if err != nil {
		return guwah.Staff{}, fmt.Errorf("open member %s: %w", id, err)
	}
	at := slices.IndexFunc(members, func(s guwah.Staff) bool { return s.ID == id })
	if at < 0 {
		return guwah.Staff{}, fmt.Errorf("member %s: %w", id, guwah.ErrNotFound)
	}
	return members[at], nil
}
