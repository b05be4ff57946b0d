package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/serve"
)

// cookie is the name of the session's cookie. Browsers take the prefix __Host- only over TLS, for the whole host and nobody else's.
func (d *Desk) cookie() string {
	if d.Secure {
		return "__Host-guwah-desk"
	}
	return "guwah-desk"
}

func (d *Desk) setCookie(w http.ResponseWriter, secret string, maxAge int) {
	http.SetCookie(w, &http.Cookie{
		Name: d.cookie(), Value: secret, Path: "/", MaxAge: maxAge, Secure: d.Secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}

// secret is the secret of the session a request comes from; guwah.ErrRefused where there is none.
func (d *Desk) secret(r *http.Request) (string, error) {
	cookie, err := r.Cookie(d.cookie())
	if err != nil {
		return "", guwah.ErrRefused
	}
	return cookie.Value, nil
}

// visit is a signed-in member at work: the register as they may see it, in which language, in which session.
type visit struct {
	register.Colleague
	speak   *i18n.Printer
	session guwah.Session
}

func (v visit) lang() i18n.Lang { return v.speak.Lang() }

// visitOf says who sent a request; guwah.ErrRefused where nobody is signed in.
func (d *Desk) visitOf(r *http.Request) (visit, error) {
	secret, err := d.secret(r)
	if err != nil {
		return visit{}, err
	}
	session, member, err := d.Register.SignedIn(r.Context(), secret)
	if err != nil {
		return visit{}, err
	}
	return visit{d.Register.As(member), d.Catalogues.Printer(i18n.Lang(member.Lang)), session}, nil
}

// staff lets a row's handler be called by signed-in members only, and among these by those with its permission, about what they reach. Others are led to the
// page that says how to sign in. Whoever travels finds almost nothing, nothing sealed goes into a session that no passkey opened, and what is weighty asks for
// the passkey again.
func (d *Desk) staff(row route) serve.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, err := d.visitOf(r)
		switch {
		case errors.Is(err, guwah.ErrRefused):
			return d.askToSignIn(w, r)
		case err != nil:
			return err
		case v.Travel != nil && !row.abroad:
			return guwah.ErrNotFound
		case row.may == "" || !v.May(row.may):
			return fmt.Errorf("%s needs the permission %s: %w", row.name, row.may, guwah.ErrRefused)
		case row.sealed && !v.session.Proven():
			return guwah.ErrRefused
		case row.fresh && !d.Register.Fresh(v.session):
			return d.againShow(w, r, v)
		case row.about != nil:
			if err := row.about(v, r); err != nil {
				return err
			}
		}
		return row.handle(w, r, v)
	}
}

// Who tells who of the team, that may take down testimonies, sent a request; guwah.ErrRefused where nobody did, or somebody who travels.
func (d *Desk) Who(r *http.Request) (guwah.StaffID, error) {
	v, err := d.visitOf(r)
	if err == nil && v.Travel != nil {
		err = guwah.ErrRefused
	}
	if err == nil && !v.May(guwah.MayReadIntake) {
		err = guwah.ErrRefused
	}
	return v.ID, err
}

// askToSignIn answers pages with the sign-in page, and forms with a refusal: what was sent is not done later by somebody else.
func (d *Desk) askToSignIn(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return guwah.ErrRefused
	}
	http.Redirect(w, r, "/desk/enter", http.StatusSeeOther)
	return nil
}

type enterPage struct {
	frame
	Link string // the secret of the link; empty where none was followed
	Bad  bool   // it does not hold
	Demo bool
}

func (d *Desk) enterShow(w http.ResponseWriter, r *http.Request) error {
	return d.enterWith(w, r, r.PathValue("link"), false)
}

func (d *Desk) enterWith(w http.ResponseWriter, r *http.Request, link string, bad bool) error {
	speak := d.Catalogues.Printer(serve.Lang(r))
	page := enterPage{frame: d.plainFrame(speak, speak.T("desk", "Sign in")), Link: link, Bad: bad, Demo: d.Demo}
	page.Passkeys = link == ""
	answer, err := d.views.enter.Render(page)
	if bad {
		answer.Status = http.StatusForbidden
	}
	return send(w, r, answer, err)
}

// enter spends a one-time link. It leads to enrolling a passkey; in a demonstration, straight to the desk.
func (d *Desk) enter(w http.ResponseWriter, r *http.Request) error {
	follow, to := d.Register.SignIn, "/desk/enrol"
	if d.Demo {
		follow, to = d.Register.SignInWaived, "/desk"
	}
	secret, err := follow(r.Context(), r.PostFormValue("link"))
	if errors.Is(err, guwah.ErrRefused) {
		return d.enterWith(w, r, "", true)
	}
	if err != nil {
		return err
	}
	d.setCookie(w, secret, int(register.SessionLife.Seconds()))
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

func (d *Desk) leave(w http.ResponseWriter, r *http.Request, _ visit) error {
	secret, err := d.secret(r)
	if err != nil {
		return err
	}
	if err := d.Register.SignOut(context.WithoutCancel(r.Context()), secret); err != nil {
		return err
	}
	d.setCookie(w, "", -1)
	w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	http.Redirect(w, r, "/desk/enter", http.StatusSeeOther)
	return nil
}

func (d *Desk) speakIn(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := d.Register.SpeakIn(r.Context(), v.ID, r.PostFormValue("lang")); err != nil {
		return err
	}
	http.Redirect(w, r, "/desk", http.StatusSeeOther)
	return nil
}
