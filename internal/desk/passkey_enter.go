package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/serve"
)

// The ceremonies are in two steps each, which the script passkey.js takes: it fetches a question, has the authenticator answer it, and sends the answer.

// reply is what the browser sends when its authenticator has answered.
type reply struct {
	Label  string          `json:"label"`
	Answer json.RawMessage `json:"answer"`
}

func replyIn(r *http.Request) (reply, error) {
	var sent reply
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return sent, err
	}
	if err := json.Unmarshal(body, &sent); err != nil {
		return sent, fmt.Errorf("read the answer of an authenticator: %w: %w", guwah.ErrInvalid, err)
	}
	return sent, nil
}

// inSession lets a ceremony take the second step in the session that a request comes from; it leads on in the session whose secret complete returns.
func (d *Desk) inSession(to string, complete func(ctx context.Context, secret string, sent reply) (string, error)) func(http.ResponseWriter, *http.Request, visit) error {
	return func(w http.ResponseWriter, r *http.Request, _ visit) error {
		secret, err := d.secret(r)
		if err != nil {
			return err
		}
		sent, err := replyIn(r)
		if err != nil {
			return err
		}
		secret, err = complete(r.Context(), secret, sent)
		return d.leads(w, r, secret, to, err)
	}
}

// questioned answers with the question of a ceremony's first step in the session that a request comes from.
func (d *Desk) questioned(ask func(ctx context.Context, secret string) (json.RawMessage, error)) func(http.ResponseWriter, *http.Request, visit) error {
	return func(w http.ResponseWriter, r *http.Request, _ visit) error {
		secret, err := d.secret(r)
		if err != nil {
			return err
		}
		question, err := ask(r.Context(), secret)
		return asks(w, r, question, err)
	}
}

// asks sends a question.
func asks(w http.ResponseWriter, r *http.Request, question json.RawMessage, err error) error {
	if err != nil {
		return err
	}
	return serve.Send(w, r, serve.Answer{Type: "application/json", Body: question, NoStore: true})
}

// leads says where the browser goes next, with a session whose secret is new.
func (d *Desk) leads(w http.ResponseWriter, r *http.Request, secret, to string, err error) error {
	if err != nil {
		return err
	}
	d.setCookie(w, secret, int(register.SessionLife.Seconds()))
	body, err := json.Marshal(map[string]string{"to": to})
	return asks(w, r, body, err)
}

func (d *Desk) enterQuestion(w http.ResponseWriter, r *http.Request) error {
	question, err := d.Entrance.AskToEnter(r.Context())
	return asks(w, r, question, err)
}

func (d *Desk) enterPasskey(w http.ResponseWriter, r *http.Request) error {
	sent, err := replyIn(r)
	if err != nil {
		return err
	}
	secret, err := d.Entrance.Enter(r.Context(), sent.Answer)
	return d.leads(w, r, secret, "/desk", err)
}
