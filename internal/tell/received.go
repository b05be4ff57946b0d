package tell

import (
	"net/http"
	"strings"

	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve"
)

// receivedPage gives the code, and asks for two words of it back, so that nobody leaves without having written it down.
type receivedPage struct {
	serve.Frame
	Words       []string
	Digits      []string
	Safe, Lost  said
	NotSent     said
	Ticket      string // carries the code to the check; empty where only the device has it
	Wrong, Kept bool   // what was typed back was not it; was it
	WrongWords  said
	KeptWords   said
	Fingerprint string
	OnDevice    bool // sealed there, and the code is only there
}

// received is what the page is drawn from.
type received struct {
	code        seal.Code
	onDevice    bool // the device fills the code in and checks what is typed back
	wrong, kept bool
}

// receivedShow says that it was received, with the code in words and digits.
func (t *Tell) receivedShow(w http.ResponseWriter, r *http.Request, got received) error {
	answer, err := t.receivedDraw(serve.Lang(r), got)
	return send(w, r, http.StatusOK, answer, err)
}

// receivedOnDevice says that it was received where the device keeps the code. That page is the same for everybody, so it is drawn once in a language for a key of
// the team.
func (t *Tell) receivedOnDevice(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	key := string(lang) + t.Intake.Team.Now().Fingerprint().String()
	if drawn, there := t.onDevice.Load(key); there {
		return send(w, r, http.StatusOK, drawn.(serve.Answer), nil)
	}
	answer, err := t.receivedDraw(lang, received{onDevice: true})
	if err == nil {
		t.onDevice.Store(key, answer)
	}
	return send(w, r, http.StatusOK, answer, err)
}

func (t *Tell) receivedDraw(lang i18n.Lang, got received) (serve.Answer, error) {
	speak := t.speak(lang)
	page := receivedPage{
		Frame:    t.frame(lang, "/tell", speak.T("tell", "We received it")),
		OnDevice: got.onDevice, Wrong: got.wrong, Kept: got.kept,
		Safe: speak.say(i18n.Key("code", "Write it on paper and keep it where nobody looks. Whoever has it can read our answers to you and withdraw what you told; "+
			"they cannot read what you told.")),
		Lost: speak.say(i18n.Key("code", "It is shown only now, and we keep no copy. If you lose it, contact us in the way you wrote; "+
			"two of us must then be sure that it is you.")),
		NotSent:     speak.say(i18n.Key("code", "Never send it to anyone, us included. We will never ask for it.")),
		WrongWords:  speak.say(i18n.Key("code", "That is not what stands here. Compare what you wrote down with your code, and try again.")),
		KeptWords:   speak.say(i18n.Key("code", "That is right: you have your code. It is not shown again.")),
		Fingerprint: t.Intake.Team.Now().Fingerprint().String(),
	}
	if !got.onDevice {
		page.Words, page.Digits, page.Ticket = strings.Fields(got.code.Words()), strings.Fields(got.code.Digits()), t.Intake.Ticket(intake.KeyOf(got.code))
	}
	page.NoIndex = true
	return t.received.Render(page)
}

// codeCheck looks whether two words of the code, or two groups of its digits, were written down rightly. The code is shown once more if not.
func (t *Tell) codeCheck(w http.ResponseWriter, r *http.Request) error {
	form, err := t.Intake.ReadForm(r)
	if err != nil {
		return err
	}
	key, err := t.Intake.KeyIn(form.Value("ticket"))
	code, here := key.Code()
	if err != nil || !here {
		return t.askForCode(w, r, http.StatusUnprocessableEntity, t.speak(serve.Lang(r)).say(codeExpired))
	}
	kept := code.Holds(3, form.Value("third")) && code.Holds(9, form.Value("ninth"))
	return t.receivedShow(w, r, received{code: code, wrong: !kept, kept: kept})
}
