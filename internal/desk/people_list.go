package desk

import (
	"html/template"
	"net/http"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

type peoplePage struct {
	frame
	People     []personRow
	Next       string // the person to go on from
	Query      string
	Candidates []candidateRow
}

type personRow struct {
	ID, Number, Level string
	Name              template.HTML
	Invented, Hidden  bool
	Quarantine        bool
}

// peopleAtOnce is how many persons a page lists.
const peopleAtOnce = 50

func (d *Desk) peopleShow(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.peopleWith(w, r, v, "")
}

// peopleLook finds persons by name in any script, or by the case's number.
func (d *Desk) peopleLook(w http.ResponseWriter, r *http.Request, v visit) error {
	query := r.PostFormValue("q")
	if number, err := guwah.ParseCaseID(query); err == nil {
		if hits, err := v.PersonByNumber(r.Context(), number); err == nil {
			http.Redirect(w, r, "/desk/person/"+string(hits), http.StatusSeeOther)
			return nil
		}
	}
	return d.peopleWith(w, r, v, query)
}

func (d *Desk) peopleWith(w http.ResponseWriter, r *http.Request, v visit, query string) error {
	ctx := r.Context()
	frame, err := d.frame(ctx, v, "people", v.speak.T("desk", "People"), r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	page := peoplePage{frame: frame, Query: query}
	if query != "" {
		if page.Candidates, err = d.candidates(ctx, v, register.Sought{Names: namesIn(query)}); err != nil {
			return err
		}
	}
	lines, next, err := v.Cases(ctx, guwah.PersonID(r.URL.Query().Get("after")), peopleAtOnce)
	if err != nil {
		return err
	}
	for _, line := range lines {
		page.People = append(page.People, personRow{
			ID: string(line.Person.ID), Number: string(line.Case.ID), Level: v.voice().Code("level", line.Case.Level.String()),
			Name: words(line.Name.Lang, line.Name.Value), Invented: line.Person.Invented, Hidden: line.Case.Hidden != nil,
			Quarantine: line.Person.State == guwah.PersonQuarantine,
		})
	}
	page.Next = string(next)
	answer, err := d.views.people.Render(page)
	return send(w, r, answer, err)
}

// personOpen puts somebody new into the register without a testimony, to draw claims from published sources.
func (d *Desk) personOpen(w http.ResponseWriter, r *http.Request, v visit) error {
	person, err := d.Register.Open(r.Context(), v.ID, guwah.PersonMissing)
	if err != nil {
		return err
	}
	return done(w, r, "/desk/person/"+string(person), "opened")
}
