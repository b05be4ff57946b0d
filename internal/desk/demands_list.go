package desk

import (
	"context"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/demand"
)

type demandsPage struct {
	frame
	Authorities []authorityRow
	Figures     []figuresRow
	Asked       template.HTML // the authority whose demands are listed
	Demands     []askedRow
	Levels      []option
	Langs       []option
	Offer       []option // authorities
	SourceKinds []option
	Sent        sent
}

type authorityRow struct {
	ID, Level string
	Name      template.HTML
	Holding   bool
	Invented  bool
}

type figuresRow struct {
	ID, Day   string
	Authority template.HTML
	Said      template.HTML
	Lines     []figureRow
	Public    bool
	Waits     bool
	Mine      bool
}

type figureRow struct {
	Code, Parent string
	Name         template.HTML
	Figure       int
	Itemised     int
}

// askedRow is a demand on the list of one authority.
type askedRow struct {
	Person string
	Name   template.HTML
	demandRow
}

// shownDemands is how many demands to one authority are listed.
const shownDemands = 50

// asked lists the demands to the authority chosen on the page, with their clocks.
func (d *Desk) asked(ctx context.Context, v visit, id guwah.AuthorityID, page *demandsPage) error {
	all, err := v.DemandsTo(ctx, id, shownDemands)
	if err != nil {
		return err
	}
	for _, one := range all {
		dossier, err := v.Dossier(ctx, one.Person)
		if err != nil {
			return err
		}
		rows := record{Desk: d, voice: v.voice(), visit: v, dossier: dossier, view: guwah.NewView(dossier, guwah.Team, d.Register.Today())}
		rows.authoritiesAll = dossier.Authorities
		name := nameOf(dossier)
		for _, row := range rows.demands() {
			if row.ID == string(one.ID) {
				page.Asked = row.Authority
				page.Demands = append(page.Demands, askedRow{string(one.Person), words(name.Lang, name.Value), row})
			}
		}
	}
	return nil
}

func (d *Desk) demandsShow(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.demandsWith(w, r, v, sent{})
}

func (d *Desk) demandsWith(w http.ResponseWriter, r *http.Request, v visit, again sent) error {
	ctx, speak := r.Context(), v.voice()
	frame, err := d.frame(ctx, v, "demands", v.speak.T("desk", "Authorities and figures"), r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	page := demandsPage{
		frame: frame, Sent: again, Levels: choices(speak, "authority level", guwah.AuthorityLevels),
		Langs: choices(speak, "language", nameLangs, string(v.lang())), SourceKinds: choices(speak, "source kind", sourceKinds),
	}
	authorities, err := d.Register.Registry().Authorities(ctx)
	if err != nil {
		return err
	}
	page.Offer = speak.authorities(authorities, "")
	for _, a := range authorities {
		page.Authorities = append(page.Authorities, authorityRow{string(a.ID), speak.Code("authority level", string(a.Level)), speak.texts(a.Names), a.Holding, a.Invented})
	}
	aggregates, items, _, err := d.Register.Registry().Aggregates(ctx)
	if err != nil {
		return err
	}
	rows := record{Desk: d, voice: speak, authoritiesAll: authorities}
	for _, a := range aggregates {
		page.Figures = append(page.Figures, rows.figures(a, items, v.ID))
	}
	if id := r.URL.Query().Get("authority"); id != "" {
		if err := d.asked(ctx, v, guwah.AuthorityID(id), &page); err != nil {
			return err
		}
	}
	answer, err := d.views.demands.Render(page)
	if again.Error != "" {
		answer.Status = http.StatusUnprocessableEntity
	}
	return send(w, r, answer, err)
}

func (r *record) figures(a guwah.Aggregate, items []guwah.Itemised, by guwah.StaffID) figuresRow {
	row := figuresRow{
		ID: string(a.ID), Day: r.day(a.At), Authority: r.authority(a.Authority), Said: r.texts(a.Said), Public: a.Public,
		Waits: !a.Public, Mine: len(a.By) > 0 && a.By[0] == by,
	}
	for _, line := range a.Lines {
		shown := figureRow{Code: line.Code, Parent: line.Parent, Name: r.texts(line.Names), Figure: int(line.Figure)}
		for _, item := range items {
			if item.Aggregate == a.ID && item.Line == line.Code {
				shown.Itemised++
			}
		}
		row.Lines = append(row.Lines, shown)
	}
	return row
}

// authorityAdd adds an office that can be asked.
func (d *Desk) authorityAdd(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	authority := guwah.Authority{
		Names: f.named("name", "lang"), Level: guwah.AuthorityLevel(f.text("level")), Parent: guwah.AuthorityID(f.text("parent")),
		Holding: f.Get("holding") != "",
	}
	if english := f.line("name_en"); english != "" && f.text("lang") != "en" {
		authority.Names = append(authority.Names, guwah.Text{Lang: "en", Text: english})
	}
	return d.answerDemands(w, r, v, "authority", f, d.Demands.AddAuthority(r.Context(), v.ID, authority))
}

// figuresAdd records a bare figure an authority published.
func (d *Desk) figuresAdd(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	figures := demand.Figures{Source: f.source(), Aggregate: guwah.Aggregate{
		Authority: guwah.AuthorityID(f.text("authority")), Said: f.words("said", "lang"), At: f.day("at"), Lines: linesIn(f),
	}}
	err = f.wrong
	if err == nil {
		_, err = d.Demands.RecordAggregate(r.Context(), v.ID, figures)
	}
	return d.answerDemands(w, r, v, "aggregate", f, err)
}

// linesIn reads figures, one a line: code, parent or nothing, number, name; separated by semicolons.
func linesIn(f *form) []guwah.AggregateLine {
	var lines []guwah.AggregateLine
	for text := range strings.Lines(f.text("lines")) {
		if strings.TrimSpace(text) == "" {
			continue
		}
		part := strings.SplitN(strings.TrimSpace(text), ";", 4)
		if len(part) < 4 {
			f.refuse(&guwah.Invalid{Field: "lines", Key: "Write each figure on its own line: code; part of; number; name."})
			return nil
		}
		for i := range part {
			part[i] = guwah.CleanLine(part[i])
		}
		figure, err := strconv.ParseInt(strings.ReplaceAll(part[2], ",", ""), 10, 64)
		if err != nil {
			f.refuse(&guwah.Invalid{Field: "lines", Key: "Write each figure on its own line: code; part of; number; name."})
			return nil
		}
		lines = append(lines, guwah.AggregateLine{Code: part[0], Parent: part[1], Figure: figure, Names: guwah.Texts{{Lang: f.text("lang"), Text: part[3]}}})
	}
	return lines
}

// figuresPublish is the second of the two people.
func (d *Desk) figuresPublish(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	return d.answerDemands(w, r, v, "aggregate", f, d.Demands.PublishAggregate(r.Context(), v.ID, guwah.AggregateID(f.text("object"))))
}

// figuresItemise records that an authority named a person under a line of its figures.
func (d *Desk) figuresItemise(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	item := guwah.Itemised{Aggregate: guwah.AggregateID(f.text("object")), Line: f.text("line"), Response: guwah.ResponseID(f.text("response"))}
	number, err := guwah.ParseCaseID(f.text("case"))
	if err == nil {
		item.Person, err = v.PersonByNumber(r.Context(), number)
	}
	if err == nil {
		err = d.Demands.Itemise(r.Context(), v.ID, item)
	}
	return d.answerDemands(w, r, v, "itemise", f, err)
}

func (d *Desk) answerDemands(w http.ResponseWriter, r *http.Request, v visit, what string, f *form, err error) error {
	if err == nil {
		return done(w, r, "/desk/demands", what)
	}
	again, err := resent(v.voice(), what, f, err)
	if err != nil {
		return err
	}
	return d.demandsWith(w, r, v, again)
}
