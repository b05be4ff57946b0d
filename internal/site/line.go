package site

import (
	"html/template"
	"strconv"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
)

// line is a case in a list.
type line struct {
	Address  string
	Initial  string
	Portrait *picture
	Name     template.HTML
	Other    template.HTML // the name in one other script
	About    template.HTML // birth year, place, occupation: what tells namesakes apart
	Clock    short
}

func (v voice) lines(all []gate.Line) []line {
	out := make([]line, len(all))
	for i, l := range all {
		out[i] = v.line(l)
	}
	return out
}

func (v voice) line(l gate.Line) line {
	who := v.named(l.Level, l.Names, l.Initials, l.Seeker, l.Sought)
	out := line{
		Address:  "/" + string(v.Lang()) + "/case/" + l.ID,
		Initial:  initial(who.Name.Text),
		Portrait: v.picture(l.Portrait, ""),
		Name:     v.bdi(who.Name),
		Clock:    v.shortClock(l.ClockA, l.ClockB),
	}
	if l.Level == "relation_only" || l.Level == "stub" {
		out.Initial = "·"
	}
	if len(who.Others) > 0 {
		out.Other = v.bdi(nameAsSaid(who.Others[0]))
	}
	if l.Level == "initials" {
		who.Withheld = "" // initials speak for themselves; the page says why
	}
	out.About = v.about(l, who.Withheld)
	return out
}

// about is birth year, occupation and place, in that order on every row, and what is invented or withheld.
func (v voice) about(l gate.Line, withheld string) template.HTML {
	var born, work, place, invented template.HTML
	if l.BirthYear != 0 {
		born = v.H("case", "born {date}", "date", text(v.Date(i18n.Date{Year: l.BirthYear})))
	}
	if len(l.Work) > 0 {
		work = v.bdi(v.label("occupation", l.Work[0]))
	}
	if place = v.place(l.Place); place == "" {
		place = v.place(l.Region)
	}
	if l.Invented {
		invented = text(v.T("case", "invented example"))
	}
	var status template.HTML
	if l.Status != "" {
		status = text(v.Code("status", l.Status))
	}
	return v.dotted(v.isolated(l.ID), born, work, place, status, text(withheld), invented)
}

// pager leads to the rows before and after those shown.
type pager struct{ Before, After string }

// around builds the links around rows from … of a list with more; address ends where the number of rows to skip goes.
func around(address string, from, step int, more bool) *pager {
	p := &pager{}
	if from > 0 {
		p.Before = address + strconv.Itoa(max(0, from-step))
	}
	if more {
		p.After = address + strconv.Itoa(from+step)
	}
	if *p == (pager{}) {
		return nil
	}
	return p
}
