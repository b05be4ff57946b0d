package tell

import (
	"errors"
	"net/http"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/serve"
)

// formPage is the telling: one page, with everything that was written on it.
type formPage struct {
	serve.Frame
	Action  string
	Token   string
	Groups  []fieldGroup
	Consent consentForm
	Wrong   []problem // what must be looked at again
	Notice  string    // why it could not be received, though nothing is wrong with it
	Team    string    // the key to seal to on the device; empty where only the server may seal
	Script  script
	Staff   bool // staff take it down for somebody else
	How     string
	Oral    string
	OralBad string
	Lock    lockSaid
}

// lockSaid is what the page says of the lock: at first that the server locks what is sent, and the other only once the script has locked it.
type lockSaid struct{ Server, Device said }

func lockWords(speak speaker) lockSaid {
	return lockSaid{
		speak.say(i18n.Key("risk", "Sent without scripts: our computer sees your words for the moment in which it locks them, and writes nothing down unlocked.")),
		speak.say(i18n.Key("risk", "Locked: all that you told and every file was locked on this device, with our team’s key. Our computer cannot open it.")),
	}
}

func (t *Tell) testimonyNew(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	if !t.isOpen(lang) {
		return t.closedShow(w, r)
	}
	answer, err := t.form.Render(t.formPage(lang, intake.Form{}, guwah.LevelOff, nil, t.token()))
	return send(w, r, http.StatusOK, answer, err)
}

func (t *Tell) testimonySend(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	if !t.isOpen(lang) {
		return t.closedShow(w, r)
	}
	form, err := t.Intake.ReadForm(r)
	if err != nil {
		return err
	}
	told, wrong := intake.ToldIn(form, string(lang))
	page := t.formPage(lang, form, told.Level, wrong, told.Token)
	return t.receive(w, r, told, page)
}

// receive receives a testimony, or shows its page again with everything on it.
func (t *Tell) receive(w http.ResponseWriter, r *http.Request, told intake.Told, page formPage) error {
	if len(page.Wrong) > 0 {
		answer, err := t.form.Render(page)
		return send(w, r, http.StatusUnprocessableEntity, answer, err)
	}
	code, err := t.Intake.Receive(r.Context(), told)
	if errors.Is(err, guwah.ErrBusy) {
		page.Notice = t.speak(page.Lang).T("tell", "We could not receive it just now. Everything you wrote is still here: wait a minute, then send it again.")
		answer, err := t.form.Render(page)
		return send(w, r, http.StatusServiceUnavailable, answer, err)
	}
	if err != nil {
		return err
	}
	return t.receivedShow(w, r, received{code: code})
}

// testimonySealed receives what was sealed on the device. The page that answers leaves the code out: the device fills it in.
func (t *Tell) testimonySealed(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	if !t.isOpen(lang) {
		return guwah.ErrRefused
	}
	if err := t.Intake.ReceiveSealed(r, string(lang)); err != nil {
		return err
	}
	return t.receivedShow(w, r, received{onDevice: true})
}

func (t *Tell) formPage(lang i18n.Lang, form intake.Form, wished guwah.Level, wrong []*guwah.Invalid, token string) formPage {
	speak := t.speak(lang)
	told := reasons(speak, wrong)
	agreed := func(use guwah.Use) bool { return slices.Contains(form.Values["agree"], string(use)) }
	page := formPage{
		Frame: t.frame(lang, "/tell", speak.T("tell", "Tell")), Action: "/" + string(lang) + "/tell", Token: token,
		Groups: t.fieldsAsked(lang, form, told), Consent: t.consentAsked(lang, wished, agreed), Wrong: problems(speak, wrong),
		Team: t.Intake.Team.Now().String(), Script: t.script, Lock: lockWords(speak),
	}
	page.Consent.LevelError = told["level"]
	if token == "" {
		page.Token = t.token()
	}
	return page
}
