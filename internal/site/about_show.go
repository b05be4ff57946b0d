package site

import (
	"context"
	"net/http"

	"guwah.example/guwah/internal/retain"
	"guwah.example/guwah/internal/serve"
)

type aboutPage struct {
	serve.Frame
	Operator Operator
	MailTo   string
	Kept     []keptRow
}

// keptRow is what could be known of somebody, how it lies there, and until when.
type keptRow struct{ What, How, Until string }

// aboutShow says who runs this, what is kept, and what could be handed over.
func (s *Site) aboutShow(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	return s.cache.Send(w, r, serve.Key{Address: r.URL.Path}, func(context.Context) (serve.Answer, error) {
		page := aboutPage{Frame: s.views.all.Frame(lang, "/about"), Operator: s.Operator}
		for _, class := range retain.Classes {
			speak := s.Catalogues.Printer(lang)
			page.Kept = append(page.Kept, keptRow{speak.Say(class.What), speak.Say(class.How), speak.Say(class.Until)})
		}
		page.Title = s.voice(lang).T("about", "Who runs this")
		if s.Operator.Contact != "" {
			page.MailTo = "mailto:" + s.Operator.Contact
		}
		return s.views.about.Render(page)
	})
}
