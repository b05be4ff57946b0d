package desk

import (
	"context"
	"errors"
	"html/template"
	"net/http"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

type inboxPage struct {
	frame
	Queue  []testimonyRow
	Hide   []option // reasons
	Sent   sent
	Bursts []burstRow // apart from the list
}

// shownQueue is how many testimonies the list shows.
const shownQueue = 60

func (d *Desk) inboxShow(w http.ResponseWriter, r *http.Request, v visit) error {
	if v.Travel != nil {
		return d.abroadShow(w, r, v)
	}
	return d.inboxWith(w, r, v, sent{})
}

func (d *Desk) inboxWith(w http.ResponseWriter, r *http.Request, v visit, again sent) error {
	frame, err := d.frame(r.Context(), v, "inbox", v.speak.T("desk", "Inbox"), r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	page := inboxPage{frame: frame, Hide: choices(v.voice(), "hide", register.HideReasons), Sent: again}
	if page.Queue, err = d.queue(r.Context(), v, ""); err != nil {
		return err
	}
	bursts, err := v.Bursts(r.Context())
	if err != nil {
		return err
	}
	for _, b := range bursts {
		if b.State == guwah.BurstAside {
			page.Bursts = append(page.Bursts, v.voice().burstRow(b, v.ID))
		}
	}
	answer, err := d.views.inbox.Render(page)
	if again.Error != "" {
		answer.Status = http.StatusUnprocessableEntity
	}
	return send(w, r, answer, err)
}

// queue lists the testimonies that need someone, those with danger first, with the UN countdown where the person is known already.
func (d *Desk) queue(ctx context.Context, v visit, current guwah.TestimonyID) ([]testimonyRow, error) {
	all, err := v.Queue(ctx, shownQueue)
	if err != nil {
		return nil, err
	}
	rows := make([]testimonyRow, 0, len(all))
	for _, t := range all {
		row := v.voice().testimonyRow(t)
		row.Current = t.ID == current
		if t.Person != "" {
			if row.Name, row.Countdown, err = d.about(ctx, v, t.Person); err != nil {
				return nil, err
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// about is the name of a person and, while the urgent procedure of the UN is open, what is left of it.
func (d *Desk) about(ctx context.Context, v visit, id guwah.PersonID) (template.HTML, *countdown, error) {
	dossier, err := v.Dossier(ctx, id)
	if errors.Is(err, guwah.ErrNotFound) {
		return "", nil, nil
	}
	if err != nil {
		return "", nil, err
	}
	name := nameOf(dossier)
	left, ok := register.UNCountdown(dossier, d.Register.Today())
	if !ok || left.Days < 0 {
		return words(name.Lang, name.Value), nil, nil
	}
	return words(name.Lang, name.Value), v.voice().countdown(left), nil
}
