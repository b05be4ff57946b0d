package site

import (
	"context"
	"html/template"
	"net/http"

	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

type methodPage struct {
	serve.Frame
	Rules        []rule
	Vocabularies []vocabulary
}

// rule is one rule of the register in plain words.
type rule struct {
	ID, Number string
	Words      template.HTML
}

// vocabulary is a closed list of codes with their labels.
type vocabulary struct {
	Heading string
	Terms   []term
}

type term struct{ Code, Label string }

// vocabularies are those the methodology explains, in the order it does.
var vocabularies = []struct {
	name    string
	heading i18n.Text
}{
	{"status", i18n.Key("method", "Where a person is")},
	{"basis", i18n.Key("method", "How somebody knows")},
	{"confirmation", i18n.Key("method", "How far an account is confirmed")},
	{"response", i18n.Key("method", "What an authority can say or do")},
	{"verdict", i18n.Key("method", "What a response is worth")},
	{"indicator", i18n.Key("method", "Signs of coercion")},
	{"contact", i18n.Key("method", "Kinds of contact")},
	{"released", i18n.Key("method", "Kinds of release")},
	{"level", i18n.Key("method", "How much of a person is shown")},
	{"use", i18n.Key("method", "What a family is asked to agree to")},
	{"challenge outcome", i18n.Key("method", "What can come of a challenge")},
}

// methodShow explains how pages come to what they say, from the rules and the vocabularies as they are.
func (s *Site) methodShow(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	return s.Cache.Send(w, r, serve.Key{Address: r.URL.Path}, func(context.Context) (serve.Answer, error) {
		v := s.voice(lang)
		page := methodPage{Frame: s.views.all.Frame(lang, "/method")}
		page.Title = v.T("method", "How it is made")
		for _, number := range i18n.Codes("rule") {
			page.Rules = append(page.Rules, rule{"rule-" + number, number, text(v.Code("rule", number))})
		}
		for _, list := range vocabularies {
			put := vocabulary{Heading: v.Say(list.heading)}
			for _, code := range i18n.Codes(list.name) {
				put.Terms = append(put.Terms, term{code, v.capital(v.Code(list.name, code))})
			}
			page.Vocabularies = append(page.Vocabularies, put)
		}
		return s.views.method.Render(page)
	})
}
