package desk

import (
	"net/http"

	"guwah.example/guwah/internal/register"
)

// youPage is a member's own: their passkeys, where they are signed in, and travel mode.
type youPage struct {
	frame
	Sent     sent
	Keys     []keyRow
	Sessions []sessionRow
	Longest  int // days of travel
	Others   int // colleagues who could bring them back
}

type keyRow struct {
	ID, Label, Added, Used string
	BackedUp               bool
}

type sessionRow struct {
	Hash, Opened, Seen, Key string
	This                    bool
}

func (d *Desk) youShow(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.youWith(w, r, v, sent{})
}

func (d *Desk) youWith(w http.ResponseWriter, r *http.Request, v visit, again sent) error {
	ctx := r.Context()
	frame, err := d.frame(ctx, v, "you", v.speak.T("desk", "You"), r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	page, speak := youPage{frame: frame, Sent: again, Longest: register.LongestTravel}, v.voice()
	keys, err := d.Register.Passkeys(ctx, v.ID)
	if err != nil {
		return err
	}
	labels := make(map[string]string, len(keys))
	for _, k := range keys {
		labels[k.ID] = k.Label
		row := keyRow{ID: k.ID, Label: k.Label, Added: speak.day(k.Added), BackedUp: k.BackedUp}
		if k.Used != 0 {
			row.Used = speak.day(k.Used)
		}
		page.Keys = append(page.Keys, row)
	}
	sessions, err := d.Register.Sessions(ctx, v.ID)
	if err != nil {
		return err
	}
	for _, s := range sessions {
		page.Sessions = append(page.Sessions, sessionRow{
			Hash: s.Hash, Opened: speak.moment(s.Opened), Seen: speak.moment(s.Seen), Key: labels[s.Passkey], This: s.Hash == v.session.Hash,
		})
	}
	members, err := d.Register.Members(ctx)
	if err != nil {
		return err
	}
	page.Others = register.Bringing(members, v.ID)
	answer, err := d.views.you.Render(page)
	if again.Error != "" {
		answer.Status = http.StatusUnprocessableEntity
	}
	return send(w, r, answer, err)
}

// youPasskey gives up one of their passkeys.
func (d *Desk) youPasskey(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.youDo(w, r, v, "given_up", func(f *form) error { return d.Register.RemovePasskey(r.Context(), v.ID, f.text("object")) })
}

// youSession ends one of their sign-ins.
func (d *Desk) youSession(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.youDo(w, r, v, "session_ended", func(f *form) error { return d.Register.EndSession(r.Context(), v.ID, f.text("object")) })
}

// youTravel turns travel mode on, which signs them out.
func (d *Desk) youTravel(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.youDo(w, r, v, "travel", func(f *form) error {
		days := f.number("days")
		if f.wrong != nil {
			return f.wrong
		}
		return d.Register.Travel(r.Context(), v.ID, days)
	})
}

func (d *Desk) youDo(w http.ResponseWriter, r *http.Request, v visit, what string, do func(*form) error) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	if err := do(f); err != nil {
		again, err := resent(v.voice(), what, f, err)
		if err != nil {
			return err
		}
		return d.youWith(w, r, v, again)
	}
	return done(w, r, "/desk/you", what)
}
