package site

import (
	"context"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/serve"
)

type authoritiesPage struct {
	serve.Frame
	Authorities []authorityLine
}

type authorityLine struct {
	Address string
	Name    template.HTML
	About   template.HTML
}

// authoritiesList is every authority something was asked of, or that did something.
func (s *Site) authoritiesList(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	return s.fromRegister(w, r, func(ctx context.Context) (serve.Answer, error) {
		all, err := s.Reader.Authorities(ctx)
		if err != nil {
			return serve.Answer{}, err
		}
		v := s.voice(lang)
		page := authoritiesPage{Frame: s.views.all.Frame(lang, "/authorities")}
		page.Title = v.T("authority", "Authorities")
		slices.SortStableFunc(all, func(a, b gate.AuthorityPage) int {
			return strings.Compare(v.SortKey(v.own(a.Names).Text), v.SortKey(v.own(b.Names).Text))
		})
		for _, a := range all {
			var silent template.HTML
			if a.Total > 0 {
				silent = text(v.N("authority", "{n} without any response", "{n} without any response", a.Silent))
			}
			page.Authorities = append(page.Authorities, authorityLine{
				Address: "/" + string(lang) + "/authority/" + a.ID,
				Name:    v.bdi(v.own(a.Names)),
				About: v.dotted(
					text(v.Code("authority level", a.Level)),
					text(v.N("authority", "{n} demand put to it", "{n} demands put to it", a.Total)),
					silent,
				),
			})
		}
		return s.views.authorities.Render(page)
	})
}
