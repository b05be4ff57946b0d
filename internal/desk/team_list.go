package desk

import (
	"net/http"

	"guwah.example/guwah"
)

type teamPage struct {
	frame
	Members []memberRow
	Langs   []option
	Sent    sent
	Link    string // a sign-in link just made, shown once
	LinkFor string
}

type memberRow struct {
	ID, Handle, Lang, Joined string
	Active, Self             bool
}

func (d *Desk) teamShow(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.teamWith(w, r, v, sent{}, "", "")
}

func (d *Desk) teamWith(w http.ResponseWriter, r *http.Request, v visit, again sent, handle, link string) error {
	frame, err := d.frame(r.Context(), v, "team", v.speak.T("desk", "Team"), r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	speak := v.voice()
	page := teamPage{frame: frame, Sent: again, LinkFor: handle, Langs: choices(speak, "language", guwah.Langs, again.Value("invite", "lang"))}
	if link != "" {
		page.Link = d.Origin + "/desk/enter/" + link
	}
	members, err := d.Register.Members(r.Context())
	if err != nil {
		return err
	}
	for _, m := range members {
		page.Members = append(page.Members, memberRow{
			ID: string(m.ID), Handle: m.Handle, Lang: speak.Code("language", m.Lang), Joined: speak.day(m.Joined), Active: m.Active, Self: m.ID == v.ID,
		})
	}
	answer, err := d.views.team.Render(page)
	if again.Error != "" {
		answer.Status = http.StatusUnprocessableEntity
	}
	return send(w, r, answer, err)
}

// teamInvite adds a member and shows their sign-in link, once.
func (d *Desk) teamInvite(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	member, link, err := d.Register.Invite(r.Context(), v.ID, f.text("handle"), f.text("lang"))
	if err == nil {
		return d.teamWith(w, r, v, sent{}, member.Handle, link)
	}
	again, err := resent(v.voice(), "invite", f, err)
	if err != nil {
		return err
	}
	return d.teamWith(w, r, v, again, "", "")
}

// teamChange makes a new link for a member, or ends their access.
func (d *Desk) teamChange(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	of := guwah.StaffID(f.text("object"))
	if f.Get("act") == "link" {
		link, err := d.Register.NewLink(r.Context(), v.ID, of)
		if err != nil {
			return err
		}
		return d.teamWith(w, r, v, sent{}, "", link)
	}
	if err := d.Register.Dismiss(r.Context(), v.ID, of); err != nil {
		return err
	}
	return done(w, r, "/desk/team", "dismissed")
}
