package desk

import (
	"context"
	"html/template"
	"net/http"

	"guwah.example/guwah/internal/gate"
)

// Newest lists what everybody may read, the last changed first; *register.Public is one.
type Newest interface {
	Recent(ctx context.Context, n int) ([]gate.Line, error)
}

// abroadPage is the desk of somebody who travels: what everybody may read, and nothing that says so. Whoever makes them sign in sees an ordinary page.
type abroadPage struct {
	frame
	Cases []abroadRow
}

type abroadRow struct {
	ID   string
	Name template.HTML
}

// shownAbroad is how many cases that page lists.
const shownAbroad = 40

func (d *Desk) abroadShow(w http.ResponseWriter, r *http.Request, v visit) error {
	page := abroadPage{frame: d.plainFrame(v.speak, v.speak.T("desk", "Inbox"))}
	page.Handle, page.Abroad, page.Tongues = v.Handle, true, tongues(v)
	lines, err := d.Newest.Recent(r.Context(), shownAbroad)
	if err != nil {
		return err
	}
	for _, line := range lines {
		row := abroadRow{ID: line.ID, Name: words(string(v.lang()), line.Initials)}
		if len(line.Names) > 0 {
			row.Name = words(line.Names[0].Lang, line.Names[0].Text)
		}
		page.Cases = append(page.Cases, row)
	}
	answer, err := d.views.abroad.Render(page)
	return send(w, r, answer, err)
}
