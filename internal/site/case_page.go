package site

import (
	"html/template"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

// casePage is everything page/case shows, in the order it is shown.
type casePage struct {
	serve.Frame
	ID        string
	Invented  bool
	Withdrawn template.HTML // a tombstone shows this and nothing else

	Initial  string
	Portrait *picture
	Name     template.HTML
	Withheld string
	Scripts  []script
	NamedIn  template.HTML // the publications these forms of the name stand in
	Lead     template.HTML
	Status   string

	Life, Demanded *clock
	Shown          []template.HTML // on film, date unproved
	LifeShown      bool            // there is something to say of life: its clock, or films that moved nothing
	ClocksShown    bool            // there is something to say of either clock

	Demand    *demand
	Further   []demand
	Words     []quotation
	Timeline  []entry
	Details   []account // what else is said, on no day
	Responses []response
	Pictures  []picture
	Relatives []template.HTML
	Reasons   []reason

	Corrections, Challenges []template.HTML
	Cite                    template.HTML
	Share                   []shareLink
	ShareText               string
	Files                   bool // a card and a placard can be had
}

// picture is an image with its address.
type picture struct {
	Address, Alt  string
	Width, Height int
}

func (v voice) picture(p *gate.Picture, alt string) *picture {
	if p == nil {
		return nil
	}
	return &picture{"/picture/" + p.SHA256, alt, p.Width, p.Height}
}

// casePage puts a case into words.
func (s *Site) casePage(lang i18n.Lang, c gate.Case) casePage {
	v := s.voice(lang)
	who := v.named(c.Level, c.Names, c.Initials, c.Seeker, c.Sought)
	page := casePage{Frame: s.views.all.Frame(lang, "/case/"+c.ID), ID: c.ID, Invented: c.Invented, Name: v.bdi(who.Name)}
	page.Title = who.Name.Text
	if c.Withdrawn != 0 {
		page.NoIndex = true
		page.Withdrawn = v.H("case", "This record was withdrawn on {date}. Its number is not used again.", "date", text(v.day(c.Withdrawn)))
		return page
	}
	page.Initial, page.Withheld = initial(who.Name.Text), who.Withheld
	if c.Level == "initials" && (c.Closed || c.Minor) {
		page.Withheld = v.T("case", "initials only, until this person decides for themselves")
		if c.Minor {
			page.Withheld = v.T("case", "initials only, to protect a child")
		}
	}
	if c.Level == "relation_only" || c.Level == "stub" {
		page.Initial = "·"
	}
	page.Portrait = v.picture(c.Portrait, who.Name.Text)
	page.Scripts = v.scripts(who.Others)
	page.NamedIn = v.namedIn(c.NamedIn)
	page.Lead = v.lead(c)
	if c.Status != "" {
		page.Status = v.Code("status", c.Status)
	}
	v.clocks(&page, c)
	v.accounts(&page, c)
	v.record(&page, c, s.Now())
	page.Description = plainWords(page.Lead)
	page.Files = c.Level != "stub"
	s.sharing(&page, v, who.Name.Text, c)
	return page
}

// clocks fills in both clocks, and the films that moved neither.
func (v voice) clocks(page *casePage, c gate.Case) {
	page.Life = v.lifeClock(c.ClockA, c.LastAlive)
	page.Demanded = v.demandClock(c.ClockB)
	for _, sign := range c.Shown {
		page.Shown = append(page.Shown, v.H("clock", "Shown alive, date unproved: {date}", "date", text(v.date(sign.Date))))
	}
	page.LifeShown = page.Life != nil || len(page.Shown) > 0
	page.ClocksShown = page.LifeShown || page.Demanded != nil
}

// accounts fills in what is demanded, said, known and answered.
func (v voice) accounts(page *casePage, c gate.Case) {
	name := page.Name
	if c.Level != "full" && c.Level != "initials" {
		name = ""
	}
	for i, d := range c.Demands {
		put := v.demand(d, name)
		if i == 0 {
			page.Demand = &put
			continue
		}
		page.Further = append(page.Further, put)
	}
	for _, w := range c.Words {
		page.Words = append(page.Words, v.quotation(w))
	}
	for _, e := range c.Timeline {
		page.Timeline = append(page.Timeline, v.entry(e))
	}
	page.Details = v.agreeing(c.Details)
	for _, r := range c.Responses {
		page.Responses = append(page.Responses, v.response(r))
	}
	for i := range c.Pictures {
		if c.Portrait == nil || c.Pictures[i].SHA256 != c.Portrait.SHA256 {
			page.Pictures = append(page.Pictures, *v.picture(&c.Pictures[i], v.T("case", "Published picture")))
		}
	}
	for _, r := range c.Relatives {
		page.Relatives = append(page.Relatives, v.relative(r))
	}
	page.Reasons = v.reasons(c)
}

// namedIn cites the publications that forms of the name stand in.
func (v voice) namedIn(all []gate.Source) template.HTML {
	if len(all) == 0 {
		return ""
	}
	cited := make([]template.HTML, len(all))
	for i, source := range all {
		cited[i] = v.source(source)
	}
	return v.H("case", "Forms of the name: {sources}", "sources", v.dotted(cited...))
}

// lead is one sentence of who this is: what they do, when they were born, where they are from.
func (v voice) lead(c gate.Case) template.HTML {
	var work, born, place template.HTML
	if len(c.Work) > 0 {
		label := v.label("occupation", c.Work[0])
		label.Text = v.capital(label.Text)
		work = v.bdi(label)
	}
	if c.BirthYear != 0 {
		year := i18n.Date{Year: c.BirthYear}
		certainty := i18n.Exact
		if c.BirthAbout {
			certainty = i18n.About
		}
		born = v.H("case", "born {date}", "date", text(v.When(certainty, year, year)))
	}
	if place = v.place(c.Place); place == "" {
		place = v.place(c.Region)
	}
	if c.Minor {
		born = v.list(born, text(v.T("case", "a child")))
	}
	return v.list(work, born, place)
}

// relative is one line: who, and their own page where they have one that may be named.
func (v voice) relative(r gate.Relative) template.HTML {
	name := v.bdi(said{Text: r.Name})
	if r.Case != "" {
		if name == "" {
			name = v.isolated(r.Case)
		}
		name = v.anchor(v.path("/case/", r.Case), name)
	}
	return v.dotted(text(v.capital(v.Code("relation", r.Relation))), name)
}
