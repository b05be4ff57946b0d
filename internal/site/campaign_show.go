package site

import (
	"html/template"
	"net/http"
	"strings"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

// linesAPage is how many cases a page of a campaign or an authority shows.
const linesAPage = 50

type campaignPage struct {
	serve.Frame
	Tag       template.HTML
	Name      template.HTML
	Invented  bool
	Demand    template.HTML
	Authority template.HTML
	When      string
	Counts    []count
	Facts     []entry
	Cases     []line
	Pager     *pager
	Share     []shareLink
	ShareText string
}

// count is a figure and what it counts.
type count struct{ Figure, Label string }

// campaignShow is a campaign: its demand, who speaks in it, its cases, and what followed.
func (s *Site) campaignShow(w http.ResponseWriter, r *http.Request) error {
	from := number(r, "from", furthest)
	c, err := s.Reader.Campaign(r.Context(), r.PathValue("slug"), from)
	if err != nil {
		return err
	}
	answer, err := s.views.campaign.Render(s.campaignPage(serve.Lang(r), c, from))
	return s.today(w, r, answer, err)
}

func (s *Site) campaignPage(lang i18n.Lang, c gate.Campaign, from int) campaignPage {
	v, path := s.voice(lang), "/campaign/"+c.Slug
	name := v.own(c.Names)
	page := campaignPage{
		Frame: s.views.all.Frame(lang, path), Tag: v.isolated("#" + c.Tag), Name: v.campaignName(c.Names, c.Tag), Invented: c.Invented,
		Demand: v.element("p", v.own(c.Demand)), When: v.period(c.From, c.To), Cases: v.lines(c.Cases),
		Counts: v.counts(c), Pager: around("/"+string(lang)+path+"?from=", from, linesAPage, from+len(c.Cases) < c.Total),
	}
	page.Title = name.Text
	if len(c.Demand) == 0 {
		page.Demand = ""
	}
	if c.Authority != nil {
		page.Authority = v.H("demand", "To: {authority}", "authority", v.authority(*c.Authority))
	}
	for _, e := range c.Facts {
		page.Facts = append(page.Facts, v.entry(e))
	}
	page.ShareText = v.Plain("share", "{tag}: each page is one person and one demand.", "tag", "#"+c.Tag)
	page.Share = shareLinks(page.ShareText, page.Canonical)
	page.Description = plainWords(page.Demand)
	page.Property("og:title", page.Title)
	page.Property("og:description", page.Description)
	return page
}

// counts are the figures of a campaign that has something to count. That no response came to a demand is one; that nobody of a family speaks is none.
func (v voice) counts(c gate.Campaign) []count {
	if c.Total == 0 {
		return nil
	}
	figures := []count{{v.Number(c.Total), v.N("campaign", "case", "cases", c.Total)}}
	if c.Speakers > 0 {
		figures = append(figures, count{v.Number(c.Speakers), v.N("campaign", "relative speaks in their own words", "relatives speak in their own words", c.Speakers)})
	}
	if c.Named > 0 {
		figures = append(figures, count{v.Number(c.Named), v.N("campaign", "speaks under their own name", "speak under their own name", c.Named)})
	}
	if c.Demands > 0 {
		figures = append(figures, count{v.Number(c.Demands), v.N("campaign", "demand", "demands", c.Demands)})
	}
	if c.Demands > 0 || c.Answers > 0 {
		figures = append(figures, count{v.Number(c.Answers), v.N("authority", "response recorded", "responses recorded", c.Answers)})
	}
	return figures
}

// campaignName sets the tag that a name begins with apart, so that its sign stays before it in words from right to left.
func (v voice) campaignName(names []gate.Text, tag string) template.HTML {
	name := v.own(names)
	rest, tagged := strings.CutPrefix(name.Text, "#"+tag)
	if !tagged {
		return v.bdi(name)
	}
	name.Text = rest
	return v.isolated("#"+tag) + v.bdi(name)
}

// authority links to an authority's page by its name.
func (v voice) authority(a gate.Authority) template.HTML {
	return v.anchor(v.path("/authority/", a.ID), v.bdi(v.own(a.Names)))
}

// period says from when to when something ran; a day of 0 is open.
func (v voice) period(from, to int32) string {
	switch {
	case from == 0 && to == 0:
		return ""
	case to == 0:
		return v.T("campaign", "since {date}", "date", v.day(from))
	case from == 0:
		return v.T("campaign", "until {date}", "date", v.day(to))
	}
	return v.day(from) + " – " + v.day(to)
}
