package site

import (
	"context"
	"net/http"

	"guwah.example/guwah/internal/serve"
)

type aboutPage struct {
	serve.Frame
	Operator Operator
	MailTo   string
}

// aboutShow says who runs this, what is kept, and what could be handed over.
func (s *Site) aboutShow(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	return s.cache.Send(w, r, serve.Key{Address: r.URL.Path}, func(context.Context) (serve.Answer, error) {
		page := aboutPage{Frame: s.views.all.Frame(lang, "/about"), Operator: s.Operator}
		page.Title = s.voice(lang).T("about", "Who runs this")
		if s.Operator.Contact != "" {
			page.MailTo = "mailto:" + s.Operator.Contact
		}
		return s.views.about.Render(page)
	})
}
