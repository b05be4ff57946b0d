package site

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

// register is a small register of invented people, read from testdata: only decoding can fill gate types outside the gate.
type register struct {
	All        []gate.Case        `json:"cases"`
	First      gate.Home          `json:"home"`
	Newest     []gate.Line        `json:"recent"`
	Result     gate.Found         `json:"found"`
	One        gate.Campaign      `json:"campaign"`
	Office     gate.AuthorityPage `json:"authority"`
	Corrected  []gate.Correction  `json:"corrections"`
	Challenged []gate.Challenge   `json:"challenges"`
	Addresses  []gate.MapEntry    `json:"map"`
	revision   string
	filed      []Objection
	refuse     error
}

var errNoPicture = errors.New("no such picture")

func (r *register) Case(_ context.Context, id string) (gate.Case, error) {
	for _, c := range r.All {
		if c.ID == id {
			return c, nil
		}
	}
	return gate.Case{}, guwah.ErrNotFound
}

func (r *register) Find(context.Context, string, int) (gate.Found, error) { return r.Result, nil }

func (r *register) Home(context.Context) (gate.Home, error) { return r.First, nil }

func (r *register) Campaigns(context.Context) ([]gate.Campaign, error) {
	return []gate.Campaign{r.One}, nil
}

func (r *register) Authorities(context.Context) ([]gate.AuthorityPage, error) {
	return []gate.AuthorityPage{r.Office}, nil
}

func (r *register) Corrections(context.Context) ([]gate.Correction, error) { return r.Corrected, nil }

func (r *register) Challenges(_ context.Context, from, n int) ([]gate.Challenge, error) {
	all := r.Challenged[min(from, len(r.Challenged)):]
	return all[:min(n, len(all))], nil
}

func (r *register) ChallengeNo(_ context.Context, no int64) (gate.Challenge, error) {
	for _, c := range r.Challenged {
		if c.No == no {
			return c, nil
		}
	}
	return gate.Challenge{}, serve.ErrNotFound
}

func (r *register) Recent(context.Context, int) ([]gate.Line, error) { return r.Newest, nil }

func (r *register) Map(context.Context) ([]gate.MapEntry, error) { return r.Addresses, nil }
func (r *register) Today() int32                                 { return 20779 }
func (r *register) Revision(context.Context) (string, error)     { return r.revision, nil }

func (r *register) CaseRevision(context.Context, string) (string, error) { return r.revision, nil }

func (r *register) Campaign(_ context.Context, slug string, _ int) (gate.Campaign, error) {
	if slug != r.One.Slug {
		return gate.Campaign{}, guwah.ErrNotFound
	}
	return r.One, nil
}

func (r *register) Authority(_ context.Context, id string, _ int) (gate.AuthorityPage, error) {
	if id != r.Office.ID {
		return gate.AuthorityPage{}, guwah.ErrNotFound
	}
	return r.Office, nil
}

func (r *register) Picture(context.Context, string) (gate.Picture, []byte, error) {
	return gate.Picture{}, nil, errors.Join(guwah.ErrNotFound, errNoPicture)
}

func (r *register) Challenge(_ context.Context, o Objection) (Receipt, error) {
	if r.refuse != nil {
		return Receipt{}, r.refuse
	}
	r.filed = append(r.filed, o)
	return Receipt{No: 3, Kind: o.Kind, Due: 20789}, nil
}

func (r *register) Card(_ context.Context, c gate.Case, lang i18n.Lang) ([]byte, error) {
	return []byte("card of " + c.ID + " in " + string(lang)), nil
}

func (r *register) Placard(_ context.Context, c gate.Case, lang i18n.Lang) ([]byte, error) {
	return []byte("placard of " + c.ID + " in " + string(lang)), nil
}

func readRegister(t testing.TB) *register {
	t.Helper()
	source, err := os.ReadFile("testdata/register.json")
	if err != nil {
		t.Fatal(err)
	}
	r := &register{revision: "r1"}
	if err := json.Unmarshal(source, r); err != nil {
		t.Fatal(err)
	}
	return r
}

// newSite is a site over the invented register, at noon of 22 November 2026.
func newSite(t testing.TB, r *register) (*Site, http.Handler) {
	t.Helper()
	catalogues, err := i18n.Load(i18n.Options{})
	if err != nil {
		t.Fatal(err)
	}
	assets, err := serve.NewAssets(serve.Shared(), Static())
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }
	s, err := New(Config{
		Reader: r, Challenger: r, Artist: r, Catalogues: catalogues, Assets: assets,
		Operator: Operator{Name: "Invented Register Society", Contact: "desk@guwah.example", Keys: func() []TeamKey {
			return []TeamKey{
				{No: 2, Public: "age1pq1invented", Fingerprint: "0123 4567", Words: "abandon ability", Since: "2026-11-01", From: 20758},
				{No: 1, Public: "age1pq1older", Fingerprint: "89ab cdef", Since: "2026-01-01", Until: "2026-11-01", From: 20454, To: 20758},
			}
		}},
		Origin: "https://guwah.example", Cache: serve.NewCache(1<<20, now), Now: now,
	})
	if err != nil {
		t.Fatal(err)
	}
	failures, err := serve.NewErrorPages(serve.ViewsConfig{Catalogues: catalogues, Assets: assets, Origin: "https://guwah.example"})
	if err != nil {
		t.Fatal(err)
	}
	handler, err := serve.New(serve.Config{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Errors: failures}, s, assets)
	if err != nil {
		t.Fatal(err)
	}
	return s, handler
}

func get(h http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

func post(h http.Handler, path, form string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	h.ServeHTTP(w, r)
	return w
}
