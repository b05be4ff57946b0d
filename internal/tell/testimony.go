package tell

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve"
	"guwah.example/guwah/internal/turn"
)

// formPage is the telling: one page, with everything that was written on it.
type formPage struct {
	serve.Frame
	Action   string
	Token    string
	FirstTry string // when it was first sent, where it could not be received then
	Groups   []fieldGroup
	Consent  consentForm
	Wrong    []problem // what must be looked at again
	Notice   string    // why it could not be received, though nothing is wrong with it
	Team     string    // the key to seal to on the device; empty where only the server may seal
	Script   script
	Staff    bool // staff take it down for somebody else
	How      string
	Oral     string
	OralBad  string
	Lock     lockSaid
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
	page := func() formPage { return t.formPage(lang, form, told.Level, wrong, told.Token) }
	return t.receive(w, r, told, form, len(wrong) == 0, page)
}

// receive receives a testimony, at once or when its turn comes, or shows its page again with everything on it.
func (t *Tell) receive(w http.ResponseWriter, r *http.Request, told intake.Told, form intake.Form, complete bool, page func() formPage) error {
	if form.NoRoom {
		return t.sendAgain(w, r, form, page(), t.notReceived(serve.Lang(r), guwah.ErrFull))
	}
	if !complete {
		answer, err := t.form.Render(page())
		return send(w, r, http.StatusUnprocessableEntity, answer, err)
	}
	claim := turn.Claim{First: t.Intake.FirstTryIn(form), Worked: told.EnteredBy != ""}
	place, err := t.Turns.Join(claim, func(ctx context.Context) (seal.Code, error) { return t.Intake.Receive(ctx, told) })
	if errors.Is(err, turn.ErrFull) {
		return t.sendAgain(w, r, form, page(), t.notReceived(serve.Lang(r), guwah.ErrBusy))
	}
	code, stands, err := place.Wait(r.Context(), t.Patience)
	switch {
	case stands == turn.Waits:
		return t.turnTold(w, r, place.Ticket)
	case stands == turn.Crowded:
		err = guwah.ErrBusy
	}
	if notice := t.notReceived(serve.Lang(r), err); notice != "" {
		return t.sendAgain(w, r, form, page(), notice)
	}
	if err != nil {
		return err
	}
	return t.receivedShow(w, r, received{code: code})
}

// notReceived says why a testimony could not be received for now; nothing where that is not the matter.
func (t *Tell) notReceived(lang i18n.Lang, err error) string {
	speak := t.speak(lang)
	switch {
	case errors.Is(err, guwah.ErrBusy):
		return speak.T("tell", "We could not receive it just now. Everything you wrote is still here: wait a minute, then send it again.")
	case errors.Is(err, guwah.ErrFull):
		return speak.T("tell", "We have no room left just now, so we did not receive it. Everything you wrote is still here: send it again in an hour.")
	}
	return ""
}

// sendAgain shows a form with everything on it, to be sent once more in a while. That next try will count from the first.
func (t *Tell) sendAgain(w http.ResponseWriter, r *http.Request, form intake.Form, page formPage, notice string) error {
	page.Notice = notice
	page.FirstTry = t.Intake.FirstTry(form)
	w.Header().Set("Retry-After", "10")
	answer, err := t.form.Render(page)
	return send(w, r, http.StatusServiceUnavailable, answer, err)
}

// testimonySealed receives what was sealed on the device. The page that answers leaves the code out: the device fills it in. Where too many come at once
// the device is given some work to do, and sends again by itself what it keeps meanwhile.
func (t *Tell) testimonySealed(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	if !t.isOpen(lang) {
		return guwah.ErrRefused
	}
	sealed, err := t.Intake.ReadSealed(r)
	if err != nil {
		return err
	}
	claim := turn.Claim{First: t.Intake.Now()}
	if work := r.Header.Get(workHeader); work != "" {
		claim.Worked = t.Puzzles.Done(sealed.Mailbox, work)
	}
	place, err := t.Turns.Join(claim, func(ctx context.Context) (seal.Code, error) {
		return seal.Code{}, t.Intake.ReceiveSealed(ctx, sealed, string(lang))
	})
	stands := turn.Crowded
	if err == nil {
		_, stands, err = place.Wait(r.Context(), t.Patience)
	}
	if stands != turn.Served {
		w.Header().Set("Retry-After", "2") // the device does so by itself
		w.Header().Set(workHeader, t.Puzzles.Ask(sealed.Mailbox, t.Turns.Work()))
		return guwah.ErrBusy
	}
	if err != nil {
		return err
	}
	return t.receivedOnDevice(w, r)
}

// workHeader carries a challenge from here, and from the device the challenge with the number that solves it.
const workHeader = "Guwah-Work"

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
