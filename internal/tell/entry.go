package tell

import (
	"net/http"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve"
)

// entryNew is the same form for staff who take a testimony down for somebody on the telephone or at a rally.
func (t *Tell) entryNew(w http.ResponseWriter, r *http.Request) error {
	if _, err := t.Staff(r); err != nil {
		return err
	}
	lang := serve.Lang(r)
	answer, err := t.form.Render(t.entryPage(lang, intake.Form{}, guwah.LevelOff, nil, t.token()))
	return send(w, r, http.StatusOK, answer, err)
}

func (t *Tell) entrySend(w http.ResponseWriter, r *http.Request) error {
	by, err := t.Staff(r)
	if err != nil {
		return err
	}
	form, err := t.Intake.ReadForm(r)
	if err != nil {
		return err
	}
	lang := serve.Lang(r)
	told, wrong := intake.ToldIn(form, string(lang))
	told.EnteredBy = by
	told.Words.Entered = &seal.Entry{How: form.Value("how"), OralConsent: form.Value("oral_consent")}
	if form.Value("oral_consent") == "" {
		wrong = append(wrong, &guwah.Invalid{Field: "oral_consent", Key: "Write what you read out, and what they answered. Without consent it cannot be taken down."})
	}
	page := func() formPage { return t.entryPage(lang, form, told.Level, wrong, told.Token) }
	return t.receive(w, r, told, form, len(wrong) == 0, page)
}

func (t *Tell) entryPage(lang i18n.Lang, form intake.Form, wished guwah.Level, wrong []*guwah.Invalid, token string) formPage {
	page := t.formPage(lang, form, wished, wrong, token)
	page.Action, page.Staff, page.NoIndex, page.Team = "/"+string(lang)+"/tell/for", true, true, ""
	page.How, page.Oral = form.Value("how"), form.Value("oral_consent")
	page.OralBad = reasons(t.speak(lang), wrong)["oral_consent"]
	return page
}
