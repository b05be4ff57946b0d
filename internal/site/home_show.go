package site

import (
	"context"
	"html/template"
	"net/http"

	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

type homePage struct {
	serve.Frame
	People, Unanswered, Responses string
	PeopleLabel, UnansweredLabel  string
	ResponsesLabel, Partial       string
	Newest                        []line
	Campaigns                     []template.HTML
	Invented                      string
}

// frontDoor leads to the first page in the visitor's language.
func (s *Site) frontDoor(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Vary", "Accept-Language")
	http.Redirect(w, r, "/"+string(serve.Lang(r))+"/", http.StatusSeeOther)
	return nil
}

// homeShow is the first page: how many, how many unanswered, a search box, the newest demands.
func (s *Site) homeShow(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	return s.fromRegister(w, r, func(ctx context.Context) (serve.Answer, error) {
		page, err := s.homePage(ctx, lang)
		if err != nil {
			return serve.Answer{}, err
		}
		return s.views.home.Render(page)
	})
}

func (s *Site) homePage(ctx context.Context, lang i18n.Lang) (homePage, error) {
	home, err := s.Reader.Home(ctx)
	if err != nil {
		return homePage{}, err
	}
	v := s.voice(lang)
	page := homePage{
		Frame:  s.views.all.Frame(lang, "/"),
		People: v.Number(home.People), PeopleLabel: v.N("home", "person in the register", "people in the register", home.People),
		Unanswered: v.Number(home.Unanswered), UnansweredLabel: v.N("home", "demand unanswered", "demands unanswered", home.Unanswered),
		Responses: v.Number(home.Responses), ResponsesLabel: v.N("home", "response", "responses", home.Responses),
		Partial: v.N("home", "{n} judged genuine in part", "{n} judged genuine in part", home.Partial),
		Newest:  v.lines(home.Newest),
	}
	for _, c := range home.Campaigns {
		page.Campaigns = append(page.Campaigns, v.campaign(c))
	}
	if home.Invented > 0 {
		page.Invented = v.N("home", "{n} of these people is invented, for demonstration, and marked so.", "{n} of these people are invented, for demonstration, and marked so.", home.Invented)
	}
	page.Description = v.T("home", "A register kept by families. Each page is one person, what is known, who says so, and one demand: proof of life.")
	page.Property("og:title", v.T("site", "Guwah"))
	page.Property("og:description", page.Description)
	page.Link("alternate", "application/atom+xml", "/"+string(lang)+"/feed.atom", v.T("home", "Newest in the register"))
	page.Link("alternate", "application/feed+json", "/"+string(lang)+"/feed.json", v.T("home", "Newest in the register"))
	return page, nil
}
