package tell

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve"
)

// minePage asks for the code.
type minePage struct {
	serve.Frame
	Error  said
	Hint   said
	NoSuch said // for the device to say
	Script script
}

func (t *Tell) mineShow(w http.ResponseWriter, r *http.Request) error {
	return t.askForCode(w, r, http.StatusOK, said{})
}

func (t *Tell) askForCode(w http.ResponseWriter, r *http.Request, status int, problem said) error {
	lang := serve.Lang(r)
	speak := t.speak(lang)
	page := minePage{
		Frame: t.frame(lang, "/mine", speak.T("code", "I have a code")), Error: problem, NoSuch: speak.say(noSuchCode), Script: t.script,
		Hint: speak.say(i18n.Key("code", "Twelve words, or 42 digits in the script you like. Capitals, spaces and hyphens don’t matter.")),
	}
	page.NoIndex = true
	answer, err := t.mine.Render(page)
	return send(w, r, status, answer, err)
}

// noSuchCode is the one answer to a mistyped code, an unknown one and an erased one.
var noSuchCode = i18n.Key("code", "We find nothing under this code. Look for a mistyped word or digit, and try again.")

// codeExpired is the answer when a page of the mailbox was open for too long.
var codeExpired = i18n.Key("code", "To protect you, this page closed after half an hour. Please enter your code again; what you sent last was not kept.")

// mineOpen opens a mailbox with the code that was typed, or with its lookup id where the code stays on the device.
func (t *Tell) mineOpen(w http.ResponseWriter, r *http.Request) error {
	form, err := t.Intake.ReadForm(r)
	if err != nil {
		return err
	}
	key, err := keyIn(form)
	if err != nil {
		return t.noSuchCode(w, r)
	}
	return t.mailboxShow(w, r, key, mailboxNotice{})
}

// keyIn is the key that was sent. What is no code at all becomes one that was never given, and is looked for like any other: the time it takes says nothing.
func keyIn(form intake.Form) (intake.Key, error) {
	if lookup := form.Value("lookup"); lookup != "" {
		return intake.ParseLookup(lookup)
	}
	code, err := seal.ParseCode(form.Value("code"))
	if err != nil {
		sum := sha256.Sum256([]byte("no code: " + form.Value("code")))
		code = seal.Code(sum[:len(code)])
	}
	return intake.KeyOf(code), nil
}

func (t *Tell) noSuchCode(w http.ResponseWriter, r *http.Request) error {
	return t.askForCode(w, r, http.StatusUnprocessableEntity, t.speak(serve.Lang(r)).say(noSuchCode))
}

// puttingAway is the answer to whoever comes back before what they told is in the register. Only who holds its code can get it.
var puttingAway = i18n.Key("code", "We have received what you told us, and it is safe. We are still putting it away: please come back in a few minutes.")

// unopened answers why a code opens nothing, or hands on what is no answer of ours.
func (t *Tell) unopened(w http.ResponseWriter, r *http.Request, err error) error {
	switch {
	case errors.Is(err, guwah.ErrNotFound):
		return t.noSuchCode(w, r)
	case errors.Is(err, intake.ErrPuttingAway):
		return t.askForCode(w, r, http.StatusServiceUnavailable, t.speak(serve.Lang(r)).say(puttingAway))
	}
	return err
}

// mailboxPage is what a code opens.
type mailboxPage struct {
	serve.Frame
	Ticket, Token string
	Done          string // what was just done
	Status        string
	Case          string // number of the public page; empty where there is none
	Letters       []letter
	Add           []field
	Wrong         []problem
	Consent       consentForm
	Withdrawn     bool
	CanUndo       bool
	UntilWords    said
	Until         string
	Ask           said // what withdrawing does
	OnDevice      bool // the code stayed there: it opens the letters and locks what is added
	Team          string
}

type letter struct {
	FromTeam, New, Lost bool
	Day, Lang, Dir      string
	Text                string
	Sealed              string // in base 64, for the device to open
}

// mailboxNotice is what a page says about what was just done, or tried.
type mailboxNotice struct {
	done  string
	form  intake.Form
	wrong []*guwah.Invalid
}

func (t *Tell) mailboxShow(w http.ResponseWriter, r *http.Request, key intake.Key, notice mailboxNotice) error {
	mine, err := t.Intake.Read(r.Context(), key)
	if err != nil {
		return t.unopened(w, r, err)
	}
	status := http.StatusOK
	if len(notice.wrong) > 0 {
		status = http.StatusUnprocessableEntity
	}
	answer, err := t.mailbox.Render(t.mailboxPage(serve.Lang(r), key, mine, notice))
	return send(w, r, status, answer, err)
}

func (t *Tell) mailboxPage(lang i18n.Lang, key intake.Key, mine intake.Mine, notice mailboxNotice) mailboxPage {
	speak := t.speak(lang)
	wrong := reasons(speak, notice.wrong)
	page := mailboxPage{
		Frame: t.frame(lang, "/mine", speak.T("mine", "What you told us")), Ticket: t.Intake.Ticket(key), Token: t.token(),
		Done: notice.done, Status: speak.Say(statusWords[mine.Testimony.State]), Case: publicCase(mine.Case),
		Wrong: problems(speak, notice.wrong), Withdrawn: mine.Testimony.State == guwah.TestimonyWithdrawn, CanUndo: mine.CanUndo(),
		Ask: speak.say(withdrawWords), UntilWords: speak.say(undoWords), Until: speak.Day(mine.Testimony.EraseFrom.Time()),
		Consent:  t.consentAsked(lang, mine.Testimony.WishedLevel, mine.Agreed),
		OnDevice: key.OnDevice(), Team: t.Intake.Team.Now().String(),
	}
	page.NoIndex = true
	for _, row := range additions {
		page.Add = append(page.Add, drawn(speak, row, notice.form, wrong))
	}
	for _, l := range mine.Letters {
		page.Letters = append(page.Letters, letter{
			FromTeam: l.FromTeam, New: l.New, Lost: l.FromTeam && l.Text == "" && l.Sealed == nil, Day: speak.Day(l.At.Time()), Lang: l.Lang, Text: l.Text,
			Sealed: base64.StdEncoding.EncodeToString(l.Sealed),
		})
	}
	return page
}

// publicCase is the number of a case that has a page.
func publicCase(c guwah.Case) string {
	if c.Level == guwah.LevelOff || c.Hidden != nil {
		return ""
	}
	return string(c.ID)
}

// statusWords say where a testimony stands.
var statusWords = map[guwah.TestimonyState]i18n.Text{
	guwah.TestimonyReceived:  i18n.Key("mine", "We have it, locked. Nobody has opened it yet."),
	guwah.TestimonyInReview:  i18n.Key("mine", "A case-worker has opened it and is reading it."),
	guwah.TestimonyDrawn:     i18n.Key("mine", "We have read it and written down, piece by piece, what you said. What is shown follows what you chose below."),
	guwah.TestimonySetAside:  i18n.Key("mine", "We have it, locked, and have put it aside for the time being. Write to us below if that is wrong."),
	guwah.TestimonyWithdrawn: i18n.Key("withdraw", "You have withdrawn it. Nothing of it is shown any more."),
}

var (
	withdrawWords = i18n.Key("withdraw", "We hide everything that rests on what you told us, within a minute, everywhere it is ours to hide. "+
		"For fourteen days you can undo it here. Then two of us destroy what you told us, for good. Prints and copies that others made cannot be called back.")
	undoWords = i18n.Key("withdraw", "From this day on two of us may destroy what you told us, for good. Until then you can undo the withdrawal here.")
)

// additions are the fields for adding to what was told.
var additions = []row{
	{name: "text", kind: long, label: i18n.Key("mine", "Add something, or answer us")},
	{name: intake.Voice, kind: files, label: i18n.Key("mine", "By voice"), takes: "audio/*,video/*"},
	{name: intake.Photo, kind: files, label: i18n.Key("mine", "Photographs"), takes: "image/*"},
	{name: intake.Document, kind: files, label: i18n.Key("mine", "Papers"), takes: "image/*,application/pdf,.doc,.docx,.txt"},
	{name: "danger_now", kind: tick, label: i18n.Key("tell", "Yes, someone is in danger now. Read this first.")},
}
