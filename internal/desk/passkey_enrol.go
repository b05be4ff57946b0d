package desk

import (
	"context"
	"errors"
	"net/http"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

type enrolPage struct {
	frame
	First bool // they came by a link
	Demo  bool
}

// enroller lets a handler be called by whoever followed a link, or is signed in; others are led to the page that says how to sign in.
func (d *Desk) enroller(handle func(http.ResponseWriter, *http.Request, visit) error) serve.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		secret, err := d.secret(r)
		var session guwah.Session
		var member guwah.Staff
		if err == nil {
			session, member, err = d.Register.Enrolling(r.Context(), secret)
		}
		switch {
		case errors.Is(err, guwah.ErrRefused):
			return d.askToSignIn(w, r)
		case err != nil:
			return err
		case member.Travel != nil:
			return guwah.ErrNotFound
		}
		return handle(w, r, visit{d.Register.As(member), d.Catalogues.Printer(i18n.Lang(member.Lang)), session})
	}
}

// enrolShow is where a link leads: nothing but making a passkey, and choosing the language.
func (d *Desk) enrolShow(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.enrolWith(w, r, v, enrolPage{frame: d.plainFrame(v.speak, v.speak.T("desk", "Make a passkey")), First: true})
}

// passkeyAdd is where somebody signed in makes another one.
func (d *Desk) passkeyAdd(w http.ResponseWriter, r *http.Request, v visit) error {
	frame, err := d.frame(r.Context(), v, "you", v.speak.T("desk", "Make a passkey"), "")
	if err != nil {
		return err
	}
	return d.enrolWith(w, r, v, enrolPage{frame: frame})
}

func (d *Desk) enrolWith(w http.ResponseWriter, r *http.Request, v visit, page enrolPage) error {
	page.Passkeys, page.Demo, page.Tongues = true, d.Demo, tongues(v)
	answer, err := d.views.enrol.Render(page)
	return send(w, r, answer, err)
}

func (d *Desk) enrolLanguage(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := d.Register.SpeakIn(r.Context(), v.ID, r.PostFormValue("lang")); err != nil {
		return err
	}
	http.Redirect(w, r, "/desk/enrol", http.StatusSeeOther)
	return nil
}

// enrols takes the answer by which somebody makes a passkey.
func (d *Desk) enrols(ctx context.Context, secret string, sent reply) (string, error) {
	return d.Entrance.Enrol(ctx, secret, sent.Label, sent.Answer)
}
