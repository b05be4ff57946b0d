package site

import (
	"html/template"
	"net/http"
	"slices"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

type authorityPage struct {
	serve.Frame
	Name       template.HTML
	Level      string
	Parent     template.HTML
	Invented   bool
	Counts     []count
	Demands    []line
	Pager      *pager
	Responses  []caseResponse
	Aggregates []aggregate
}

// caseResponse is a response with the person it concerns.
type caseResponse struct {
	Person template.HTML
	response
}

// aggregate is a bare figure an authority published, with what it named people under.
type aggregate struct {
	Said     template.HTML
	Scope    template.HTML
	Source   template.HTML
	Lines    []aggregateLine
	Mismatch template.HTML
}

type aggregateLine struct {
	Name     template.HTML
	Figure   string
	Itemised string
	Part     bool
}

// authorityShow is what an authority was asked, how long it has been silent, and what it answered.
func (s *Site) authorityShow(w http.ResponseWriter, r *http.Request) error {
	from := number(r, "from", furthest)
	a, err := s.Reader.Authority(r.Context(), r.PathValue("id"), from)
	if err != nil {
		return err
	}
	answer, err := s.views.authority.Render(s.authorityPage(serve.Lang(r), a, from))
	return s.today(w, r, answer, err)
}

func (s *Site) authorityPage(lang i18n.Lang, a gate.AuthorityPage, from int) authorityPage {
	v, path := s.voice(lang), "/authority/"+a.ID
	name := v.own(a.Names)
	page := authorityPage{
		Frame: s.views.all.Frame(lang, path), Name: v.bdi(name), Level: v.Code("authority level", a.Level), Invented: a.Invented,
		Counts: v.authorityCounts(a),
		Pager:  around("/"+string(lang)+path+"?from=", from, linesAPage, from+len(a.Demands) < a.Total),
	}
	page.Title = name.Text
	if a.Parent != nil {
		page.Parent = v.authority(*a.Parent)
	}
	for _, d := range a.Demands {
		asked := v.line(d.Case)
		asked.Clock = v.shortClock(nil, d.Clock)
		page.Demands = append(page.Demands, asked)
	}
	for _, r := range a.Responses {
		l := v.line(r.Case)
		page.Responses = append(page.Responses, caseResponse{v.anchor(l.Address, l.Name), v.response(r.Response)})
	}
	for _, figure := range a.Aggregates {
		page.Aggregates = append(page.Aggregates, v.aggregate(figure))
	}
	return page
}

// authorityCounts are the figures of an authority that was asked something, or said or did something.
func (v voice) authorityCounts(a gate.AuthorityPage) []count {
	var figures []count
	if a.Total > 0 {
		figures = append(figures,
			count{v.Number(a.Total), v.N("authority", "demand put to it", "demands put to it", a.Total)},
			count{v.Number(a.Silent), v.N("authority", "without any response", "without any response", a.Silent)})
	}
	if a.Total > 0 || len(a.Responses) > 0 {
		figures = append(figures, count{v.Number(len(a.Responses)), v.N("authority", "response recorded", "responses recorded", len(a.Responses))})
	}
	return figures
}

func (v voice) aggregate(a gate.Aggregate) aggregate {
	out := aggregate{Said: v.element("p", v.own(a.Said)), Scope: v.bdi(v.own(a.Scope))}
	if a.Source != nil {
		out.Source = v.source(*a.Source)
	}
	out.Source = v.dotted(text(v.day(a.At)), out.Source)
	for _, l := range a.Lines {
		put := aggregateLine{Name: v.bdi(v.own(l.Names)), Figure: v.Number(int(l.Figure)), Part: l.Parent != ""}
		put.Itemised = v.T("authority", "{n} of {total}", "n", l.Itemised, "total", int(l.Figure))
		if slices.Contains(a.Mismatch, l.Code) {
			out.Mismatch = v.list(out.Mismatch, put.Name)
		}
		out.Lines = append(out.Lines, put)
	}
	return out
}
