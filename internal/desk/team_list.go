package desk

import (
	"net/http"

	"guwah.example/guwah"
)

// teamPage shows the team. Nobody is invited from here, and nobody gets a new link: whoever could make a link for a colleague could be both of two people.
type teamPage struct {
	frame
	Members []memberRow
}

type memberRow struct {
	ID, Handle, Lang, Joined string
	Active, Self             bool
}

func (d *Desk) teamShow(w http.ResponseWriter, r *http.Request, v visit) error {
	frame, err := d.frame(r.Context(), v, "team", v.speak.T("desk", "Team"), r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	members, err := d.Register.Members(r.Context())
	if err != nil {
		return err
	}
	speak, page := v.voice(), teamPage{frame: frame}
	for _, m := range members {
		page.Members = append(page.Members, memberRow{
			ID: string(m.ID), Handle: m.Handle, Lang: speak.Code("language", m.Lang), Joined: speak.day(m.Joined), Active: m.Active, Self: m.ID == v.ID,
		})
	}
	answer, err := d.views.team.Render(page)
	return send(w, r, answer, err)
}

// teamChange ends a member's access.
func (d *Desk) teamChange(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	if f.Get("act") != "dismiss" {
		return guwah.ErrNotFound
	}
	if err := d.Register.Dismiss(r.Context(), v.ID, guwah.StaffID(f.text("object"))); err != nil {
		return err
	}
	return done(w, r, "/desk/team", "dismissed")
}
