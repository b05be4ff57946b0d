package site

import (
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/serve"
)

// Limits of a search: what one may ask, and how many groups a page shows.
const (
	longestQuery = 200 // characters; longer ones are cut
	groupsAPage  = 20
	furthest     = 10_000 // groups one may skip
)

type findPage struct {
	serve.Frame
	Query   string
	Asked   bool
	Count   string
	Groups  []group
	Suggest []suggestion
	Pager   *pager
}

// group is those who share one name form, with why it was found.
type group struct {
	Form, Why template.HTML
	People    []line
}

type suggestion struct {
	Address string
	Name    template.HTML
}

// findShow looks for a person by name. What was looked for is not kept or logged.
func (s *Site) findShow(w http.ResponseWriter, r *http.Request) error {
	lang, query := serve.Lang(r), queryOf(r)
	from := number(r, "from", furthest)
	page := findPage{Frame: s.views.all.Frame(lang, "/find"+queryString(query)), Query: query, Asked: query != ""}
	v := s.voice(lang)
	page.Title, page.NoIndex = v.T("find", "Find a person"), page.Asked
	if page.Asked {
		found, err := s.Reader.Find(r.Context(), query, from)
		if err != nil {
			return err
		}
		v.found(&page, found)
		page.Pager = around("/"+string(lang)+"/find"+queryString(query)+"&from=", from, groupsAPage, found.More)
	}
	answer, err := s.views.find.Render(page)
	answer.Unkept = page.Asked
	return s.today(w, r, answer, err)
}

// found groups the hits by name form, each with the reason it matched.
func (v voice) found(page *findPage, found gate.Found) {
	page.Count = v.N("find", "{n} person", "{n} people", found.Total)
	for _, g := range found.Groups {
		put := group{Form: v.bdi(said{Text: g.Form, Dir: "auto"})}
		if g.Why != "" {
			put.Why = v.H("find", "because {why}", "why", v.bdi(said{Text: g.Why, Dir: "auto"}))
		}
		for _, hit := range g.Hits {
			put.People = append(put.People, v.line(hit.Line))
		}
		page.Groups = append(page.Groups, put)
	}
	for _, name := range found.Suggest {
		page.Suggest = append(page.Suggest, suggestion{"/" + string(v.Lang()) + "/find" + queryString(name), v.bdi(said{Text: name, Dir: "auto"})})
	}
}

// queryOf is what is looked for: trimmed, valid, and not too long.
func queryOf(r *http.Request) string {
	query := strings.Join(strings.Fields(strings.ToValidUTF8(r.URL.Query().Get("q"), "")), " ")
	if utf8.RuneCountInString(query) > longestQuery {
		query = string([]rune(query)[:longestQuery])
	}
	return query
}

func queryString(query string) string {
	if query == "" {
		return ""
	}
	return "?q=" + url.QueryEscape(query)
}

// number reads a whole number from 0 to limit; anything else is 0.
func number(r *http.Request, name string, limit int) int {
	n, err := strconv.Atoi(r.URL.Query().Get(name))
	if err != nil || n < 0 || n > limit {
		return 0
	}
	return n
}
