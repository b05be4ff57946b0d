package faults

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/passkey/passkeytest"
	"guwah.example/guwah/internal/store"
)

// desk is a member of the team at work: they open people, of which each is a record of its own.
type desk struct {
	link    string // a one-time link, as `guwah init` prints it
	session *http.Cookie
	opened  []guwah.PersonID // acknowledged
	tried   int
}

// signIn spends the link the first time and makes a passkey; the session outlives the program.
func (d *desk) signIn(ctx context.Context, origin string) error {
	if d.session != nil {
		return nil
	}
	if _, err := d.send(ctx, origin+"/desk/enter", url.Values{"link": {path.Base(d.link)}}.Encode()); err != nil {
		return fmt.Errorf("sign in: %w", err)
	}
	question, err := d.send(ctx, origin+"/desk/enrol/question", "{}")
	if err != nil {
		return fmt.Errorf("ask for a passkey: %w", err)
	}
	made, err := passkeytest.New(settledOrigin).Make(question)
	if err != nil {
		return err
	}
	_, err = d.send(ctx, origin+"/desk/enrol/passkey", `{"answer":`+string(made)+`}`)
	return err
}

// settledOrigin is the address that `guwah init` gives a register, whatever port it listens on.
const settledOrigin = "http://localhost:8080"

// send sends a form or JSON, takes the cookie that the answer brings, and gives its body.
func (d *desk) send(ctx context.Context, to, body string) ([]byte, error) {
	answer, err := d.exchange(ctx, to, body)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if cookies := answer.Cookies(); len(cookies) == 1 {
		d.session = cookies[0]
	}
	said, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode >= http.StatusBadRequest {
		err = fmt.Errorf("%s answers %s: %s", to, answer.Status, said)
	}
	return said, err
}

// work opens one person after another until ctx ends.
func (d *desk) work(ctx context.Context, origin string) {
	for ctx.Err() == nil {
		d.tried++
		answer, err := d.post(ctx, origin+"/desk/people/open", nil)
		if err != nil || answer.StatusCode != http.StatusSeeOther {
			time.Sleep(5 * time.Millisecond)
			continue
		}
		to, _, _ := strings.Cut(answer.Header.Get("Location"), "?")
		d.opened = append(d.opened, guwah.PersonID(path.Base(to)))
		time.Sleep(10 * time.Millisecond)
	}
}

// post sends a form and does not follow where it leads.
func (d *desk) post(ctx context.Context, to string, values url.Values) (*http.Response, error) {
	answer, err := d.exchange(ctx, to, values.Encode())
	if err != nil {
		return nil, err
	}
	return answer, answer.Body.Close()
}

func (d *desk) exchange(ctx context.Context, to, body string) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, to, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if strings.HasPrefix(body, "{") {
		request.Header.Set("Content-Type", "application/json")
	}
	if d.session != nil {
		request.AddCookie(d.session)
	}
	return http.DefaultTransport.RoundTrip(request)
}

// lost counts the people opened and acknowledged that are not in the register, and those there are though nobody tried to open them.
func (d *desk) lost(t *testing.T, at store.Location) (lost int) {
	t.Helper()
	s, err := store.Open(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // opened for reading
	for _, person := range d.opened {
		if _, err := s.Dossier(t.Context(), person); err != nil {
			lost++
		}
	}
	rows, _, err := s.Rows(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return lost + max(0, int(rows["persons"])-d.tried)
}
