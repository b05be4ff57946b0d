package desk

import (
	"context"
	"net/http"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// teamPage shows the team: who is of it, what each may do, and whether they have been away.
type teamPage struct {
	frame
	Sent    sent
	Members []memberRow
	giving
}

type memberRow struct {
	ID, Handle, Lang, Joined string
	Active, Self             bool
	Passkeys                 int      // that may be used
	Notes                    []string // what the team should know
	Suspended, Travels       bool
	Agreed                   bool // the reader has said already that they may come back
	Barred                   bool // nothing sealed is given to them
	Powers                   powersRow
	Form                     powersForm
}

func (d *Desk) teamShow(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.teamWith(w, r, v, "", sent{})
}

func (d *Desk) teamWith(w http.ResponseWriter, r *http.Request, v visit, half string, again sent) error {
	frame, err := d.frame(r.Context(), v, "team", v.speak.T("desk", "Team"), r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	page := teamPage{frame: frame, Sent: again}
	members, err := d.Register.Members(r.Context())
	if err != nil {
		return err
	}
	handles := make(map[guwah.StaffID]string, len(members))
	for _, m := range members {
		handles[m.ID] = m.Handle
	}
	if page.Members, err = d.memberRows(r.Context(), v, members, handles); err != nil {
		return err
	}
	if page.giving, err = d.giving(r.Context(), v, half, handles); err != nil {
		return err
	}
	answer, err := d.views.team.Render(page)
	if again.Error != "" {
		answer.Status = http.StatusUnprocessableEntity
	}
	return send(w, r, answer, err)
}

func (d *Desk) memberRows(ctx context.Context, v visit, members []guwah.Staff, handles map[guwah.StaffID]string) ([]memberRow, error) {
	keys, err := d.Register.TeamPasskeys(ctx)
	if err != nil {
		return nil, err
	}
	speak := v.voice()
	var rows []memberRow
	for _, m := range members {
		theirs := slices.DeleteFunc(slices.Clone(keys), func(k guwah.Passkey) bool { return k.Staff != m.ID })
		row := memberRow{
			ID: string(m.ID), Handle: m.Handle, Lang: speak.Code("language", m.Lang), Joined: speak.day(m.Joined), Active: m.Active, Self: m.ID == v.ID,
			Suspended: m.Suspended != nil, Travels: m.Travel != nil, Barred: m.Barred != "",
		}
		powers := register.Powers{Roles: m.Roles, Regions: m.Regions, Tongues: m.Tongues, Cases: m.Cases}
		row.Powers, row.Form = speak.powers(powers), speak.powersForm(powers)
		if m.Active {
			row.Notes = append(speak.pauses(m, handles, register.Bringing(members, m.ID)), speak.keyNotes(m, theirs, d.Register.Today())...)
		}
		for _, pause := range []*guwah.Pause{m.Suspended, m.Travel} {
			row.Agreed = row.Agreed || pause != nil && slices.Contains(pause.Agreed, v.ID)
		}
		for i := range theirs {
			if theirs[i].Opens() {
				row.Passkeys++
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// pauses say why somebody's access rests, and who would have them back; others is how many colleagues could say so.
func (v voice) pauses(m guwah.Staff, handles map[guwah.StaffID]string, others int) []string {
	var notes []string
	if p := m.Suspended; p != nil {
		notes = append(notes, v.Plain("desk", "Suspended on {day} by {who}. Two colleagues can restore their access.", "day", v.day(p.Since), "who", handles[p.By]))
	}
	if p := m.Travel; p != nil {
		notes = append(notes, v.Plain("desk", "Travels, and means to be back on {day}. Two colleagues who have spoken with them can end travel mode.", "day", v.day(p.Until)))
	}
	for _, p := range []*guwah.Pause{m.Suspended, m.Travel} {
		if p == nil {
			continue
		}
		if len(p.Agreed) > 0 {
			notes = append(notes, v.Plain("desk", "{who} agrees; one more must.", "who", handles[p.Agreed[0]]))
		}
		if p.Vouched {
			notes = append(notes, v.Plain("desk", "Whoever runs the machine agrees; one colleague must."))
		} else if others == 1 {
			notes = append(notes, v.Plain("desk", "Only one colleague is left to say so. Whoever runs the machine can be the second, with: guwah staff back"))
		}
	}
	return notes
}

// told is for how many days the team is told of a new link or passkey.
const told = 30

// keyNotes say what happened to somebody's ways in: whoever got hold of one would show here.
func (v voice) keyNotes(m guwah.Staff, keys []guwah.Passkey, today guwah.Day) []string {
	var notes []string
	if m.Linked != 0 && today-m.Linked <= told {
		notes = append(notes, v.Plain("desk", "Whoever runs the machine made them a new sign-in link on {day}. Ask them whether they wanted it.", "day", v.day(m.Linked)))
	}
	for _, k := range keys {
		switch {
		case k.Copied != 0 && today-k.Copied <= 12*told:
			notes = append(notes, v.Plain("desk", "A passkey of theirs was stopped on {day}: its counter ran backwards, so there may be a copy of it.", "day", v.day(k.Copied)))
		case k.Removed != 0 && today-k.Removed <= told:
			notes = append(notes, v.Plain("desk", "Gave up a passkey on {day}.", "day", v.day(k.Removed)))
		case k.Opens() && today-k.Added <= told:
			notes = append(notes, v.Plain("desk", "Made a passkey on {day}.", "day", v.day(k.Added)))
		}
	}
	return notes
}

// teamChange ends a member's access for good.
func (d *Desk) teamChange(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.teamDo(w, r, v, map[string]func(context.Context, guwah.StaffID, guwah.StaffID) error{"dismiss": d.Register.Dismiss})
}

// teamBack says that a member who was suspended, or who travels, may come back.
func (d *Desk) teamBack(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.teamDo(w, r, v, map[string]func(context.Context, guwah.StaffID, guwah.StaffID) error{
		"restore": d.Register.Restore, "return": d.Register.Return,
	})
}

// teamStop suspends a member. It asks for no passkey: every second counts, and two can undo it.
func (d *Desk) teamStop(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.teamDo(w, r, v, map[string]func(context.Context, guwah.StaffID, guwah.StaffID) error{"suspend": d.Register.Suspend})
}

func (d *Desk) teamDo(w http.ResponseWriter, r *http.Request, v visit, deeds map[string]func(context.Context, guwah.StaffID, guwah.StaffID) error) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	what := f.Get("act")
	deed, ok := deeds[what]
	if !ok {
		return guwah.ErrNotFound
	}
	if err := deed(r.Context(), v.ID, guwah.StaffID(f.text("object"))); err != nil {
		again, err := resent(v.voice(), what, f, err)
		if err != nil {
			return err
		}
		return d.teamWith(w, r, v, "", again)
	}
	return done(w, r, "/desk/team", "staff_"+what)
}
