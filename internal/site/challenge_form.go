package site

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

type challengePage struct {
	serve.Frame
	Case, Text, Contact string
	Kinds               []choice
	Reason              string // why the form came back
}

// choice is one of several to pick from.
type choice struct {
	Code, Label string
	Picked      bool
}

// challengeForm asks what is wrong with a record.
func (s *Site) challengeForm(w http.ResponseWriter, r *http.Request) error {
	o := Objection{Case: caseNumber(r.URL.Query().Get("case"))}
	answer, err := s.views.challenge.Render(s.challengePage(serve.Lang(r), o, ""))
	return s.today(w, r, answer, err)
}

// challengeSend files a challenge and leads to its page; a form that cannot be accepted comes back with everything written in it.
func (s *Site) challengeSend(w http.ResponseWriter, r *http.Request) error {
	if err := serve.ReadForm(r); err != nil {
		return err
	}
	lang := serve.Lang(r)
	o := Objection{
		Case: caseNumber(r.PostForm.Get("case")), Kind: r.PostForm.Get("kind"),
		Text: strings.TrimSpace(r.PostForm.Get("text")), Contact: strings.TrimSpace(r.PostForm.Get("contact")),
	}
	receipt, err := s.Challenger.Challenge(r.Context(), o)
	if errors.Is(err, serve.ErrInvalid) {
		answer, drawErr := s.views.challenge.Render(s.challengePage(lang, o, serve.Reason(s.Catalogues.Printer(lang), err)))
		if drawErr != nil {
			return drawErr
		}
		answer.Status, answer.NoStore = http.StatusUnprocessableEntity, true
		return serve.Send(w, r, answer)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/"+string(lang)+"/challenge/"+strconv.FormatInt(receipt.No, 10), http.StatusSeeOther)
	return nil
}

// caseNumber is a number as people write it: in any case, with spaces.
func caseNumber(given string) string { return strings.ToUpper(strings.TrimSpace(given)) }

func (s *Site) challengePage(lang i18n.Lang, o Objection, why string) challengePage {
	v := s.voice(lang)
	path := "/challenge"
	if o.Case != "" {
		path += "?case=" + o.Case
	}
	page := challengePage{Frame: s.views.all.Frame(lang, path), Case: o.Case, Text: o.Text, Contact: o.Contact, Reason: why}
	page.Title, page.NoIndex = v.T("challenge", "Challenge a record"), true
	for _, code := range i18n.Codes("challenge") {
		page.Kinds = append(page.Kinds, choice{code, v.capital(v.Code("challenge", code)), code == o.Kind})
	}
	return page
}
