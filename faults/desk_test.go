package faults

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/store"
)

// desk is a member of the team at work: they open people, of which each is a record of its own.
type desk struct {
	link    string // a one-time link, as `guwah init` prints it
	session *http.Cookie
	opened  []guwah.PersonID // acknowledged
	tried   int
}

// signIn spends the link the first time; the session outlives the program.
func (d *desk) signIn(ctx context.Context, origin string) error {
	if d.session != nil {
		return nil
	}
	answer, err := d.post(ctx, origin+"/desk/enter", url.Values{"link": {path.Base(d.link)}})
	if err != nil {
		return fmt.Errorf("sign in: %w", err)
	}
	if cookies := answer.Cookies(); len(cookies) == 1 {
		d.session = cookies[0]
		return nil
	}
	return fmt.Errorf("sign in: the answer is %s", answer.Status)
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
func (d *desk) post(ctx context.Context, to string, form url.Values) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, to, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if d.session != nil {
		request.AddCookie(d.session)
	}
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	return answer, answer.Body.Close()
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
