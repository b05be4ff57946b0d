package site

import (
	"context"
	"encoding/json"
	"net/http"

	"guwah.example/guwah/internal/retain"
	"guwah.example/guwah/internal/serve"
)

type aboutPage struct {
	serve.Frame
	Operator Operator
	MailTo   string
	Kept     []keptRow
	Key      *TeamKey // in force
	Before   []keyBefore
}

// keptRow is what could be known of somebody, how it lies there, and until when.
type keptRow struct{ What, How, Until string }

// keyBefore is an epoch of the key that was in force once.
type keyBefore struct{ From, To, Fingerprint string }

// aboutShow says who runs this, what is kept, and what could be handed over.
func (s *Site) aboutShow(w http.ResponseWriter, r *http.Request) error {
	lang, keys := serve.Lang(r), s.Operator.Keys()
	return s.Cache.Send(w, r, serve.Key{Address: r.URL.Path + " " + newest(keys)}, func(context.Context) (serve.Answer, error) {
		page := aboutPage{Frame: s.views.all.Frame(lang, "/about"), Operator: s.Operator}
		for _, class := range retain.Classes {
			speak := s.Catalogues.Printer(lang)
			page.Kept = append(page.Kept, keptRow{speak.Say(class.What), speak.Say(class.How), speak.Say(class.Until)})
		}
		page.Title = s.voice(lang).T("about", "Who runs this")
		if s.Operator.Contact != "" {
			page.MailTo = "mailto:" + s.Operator.Contact
		}
		page.keys(s.voice(lang), keys)
		return s.views.about.Render(page)
	})
}

func (p *aboutPage) keys(v voice, keys []TeamKey) {
	for i, key := range keys {
		if i == 0 {
			p.Key = &key
			continue
		}
		p.Before = append(p.Before, keyBefore{v.day(key.From), v.day(key.To), key.Fingerprint})
	}
}

// newest names the key in force.
func newest(keys []TeamKey) string {
	if len(keys) == 0 {
		return ""
	}
	return keys[0].Fingerprint
}

// keysShow gives the epochs of the team's key to programs: each is signed by the one before, and a changed key is seen.
func (s *Site) keysShow(w http.ResponseWriter, r *http.Request) error {
	body, err := json.Marshal(s.Operator.Keys())
	if err != nil {
		return err
	}
	return serve.Send(w, r, serve.Answer{Type: "application/json", Body: append(body, '\n')})
}
