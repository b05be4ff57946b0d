package tell

import (
	"errors"
	"net/http"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve"
)

// act reads the form of a mailbox's page and does something with its code; the page is shown again and says what was done.
func (t *Tell) act(w http.ResponseWriter, r *http.Request, done i18n.Text, do func(intake.Key, intake.Form) ([]*guwah.Invalid, error)) error {
	form, err := t.Intake.ReadForm(r)
	if err != nil {
		return err
	}
	speak := t.speak(serve.Lang(r))
	key, err := t.Intake.KeyIn(form.Value("ticket"))
	if err != nil {
		return t.askForCode(w, r, http.StatusUnprocessableEntity, speak.say(codeExpired))
	}
	wrong, err := do(key, form)
	if err != nil {
		return t.unopened(w, r, err)
	}
	if len(wrong) > 0 {
		return t.mailboxShow(w, r, key, mailboxNotice{form: form, wrong: wrong})
	}
	return t.mailboxShow(w, r, key, mailboxNotice{done: speak.Say(done)})
}

var addedWords = i18n.Key("mine", "We received what you added. It is locked for our case-workers, and cannot be read here again.")

func (t *Tell) mineAdd(w http.ResponseWriter, r *http.Request) error {
	return t.act(w, r, addedWords, func(key intake.Key, form intake.Form) ([]*guwah.Invalid, error) {
		if form.NoRoom {
			return nil, guwah.ErrFull
		}
		added, wrong := intake.AdditionIn(form, string(serve.Lang(r)))
		if len(wrong) > 0 {
			return wrong, nil
		}
		return nil, t.Intake.Add(r.Context(), key, added)
	})
}

// mineAddSealed takes an addition that was sealed on the device.
func (t *Tell) mineAddSealed(w http.ResponseWriter, r *http.Request) error {
	speak := t.speak(serve.Lang(r))
	key, added, err := t.Intake.ReadSealedAddition(r)
	if errors.Is(err, seal.ErrNotACode) {
		return t.askForCode(w, r, http.StatusUnprocessableEntity, speak.say(codeExpired))
	}
	if err == nil {
		err = t.Intake.Add(r.Context(), key, added)
	}
	if errors.Is(err, guwah.ErrNotFound) {
		return t.noSuchCode(w, r)
	}
	if err != nil {
		return err
	}
	return t.mailboxShow(w, r, key, mailboxNotice{done: speak.Say(addedWords)})
}

func (t *Tell) mineConsent(w http.ResponseWriter, r *http.Request) error {
	done := i18n.Key("consent", "Your choices are changed. What you took back is hidden now; what you allowed is shown once two of us have agreed.")
	return t.act(w, r, done, func(key intake.Key, form intake.Form) ([]*guwah.Invalid, error) {
		wishes, wrong := intake.WishesIn(form, string(serve.Lang(r)))
		if len(wrong) > 0 {
			return wrong, nil
		}
		return nil, t.Intake.ChangeConsent(r.Context(), key, wishes)
	})
}

func (t *Tell) mineWithdraw(w http.ResponseWriter, r *http.Request) error {
	done := i18n.Key("withdraw", "It is withdrawn.")
	return t.act(w, r, done, func(key intake.Key, _ intake.Form) ([]*guwah.Invalid, error) {
		return nil, t.Intake.Withdraw(r.Context(), key)
	})
}

func (t *Tell) mineUndo(w http.ResponseWriter, r *http.Request) error {
	done := i18n.Key("withdraw", "The withdrawal is undone. What you had allowed may be shown again.")
	return t.act(w, r, done, func(key intake.Key, _ intake.Form) ([]*guwah.Invalid, error) {
		return nil, t.Intake.Undo(r.Context(), key)
	})
}
