package serve

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
)

// face is a handful of routes for a test.
type face []Route

func (f face) Routes() []Route { return f }

func failing(err error) Handler {
	return func(http.ResponseWriter, *http.Request) error { return err }
}

func newTest(t *testing.T, log io.Writer, routes ...Route) http.Handler {
	t.Helper()
	catalogues, err := i18n.Load(i18n.Options{})
	if err != nil {
		t.Fatal(err)
	}
	assets, err := NewAssets(Shared())
	if err != nil {
		t.Fatal(err)
	}
	pages, err := NewErrorPages(ViewsConfig{Catalogues: catalogues, Assets: assets, Origin: "https://guwah.example"})
	if err != nil {
		t.Fatal(err)
	}
	handler, err := New(Config{Log: slog.New(slog.NewTextHandler(log, nil)), Errors: pages, Origin: "https://guwah.example"}, face(routes), assets)
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

func get(h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	return ask(h, http.MethodGet, path, "", headers...)
}

func ask(h http.Handler, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestEachKindOfErrorHasItsStatusAsAPageAndAsAProblem(t *testing.T) {
	kinds := map[string]struct {
		err    error
		status int
	}{
		"notfound": {guwah.ErrNotFound, 404}, "withheld": {guwah.ErrWithheld, 404}, "conflict": {guwah.ErrConflict, 409},
		"invalid": {&guwah.Invalid{Field: "born", Key: "no such message"}, 422}, "refused": {guwah.ErrRefused, 403}, "busy": {guwah.ErrBusy, 503},
		"slow": {context.DeadlineExceeded, 503}, "large": {&http.MaxBytesError{Limit: 1}, 413}, "fault": {errors.New("disk is gone"), 500},
	}
	var routes []Route
	for name, kind := range kinds {
		err := fmt.Errorf("open case: %w", kind.err)
		routes = append(
			routes,
			Route{Method: "GET", Pattern: "/{lang}/" + name, Name: name, Handler: failing(err)},
			Route{Method: "GET", Pattern: "/api/v1/" + name, Name: "api " + name, Kind: API, Handler: failing(err)},
		)
	}
	h := newTest(t, io.Discard, routes...)
	for name, kind := range kinds {
		if got := get(h, "/ug/"+name); got.Code != kind.status || !strings.Contains(got.Body.String(), `<html lang="ug" dir="rtl">`) {
			t.Errorf("%s: got status %d, want %d with a page in Uyghur", name, got.Code, kind.status)
		}
		got := get(h, "/api/v1/"+name)
		var told problem
		if err := json.Unmarshal(got.Body.Bytes(), &told); err != nil || got.Code != kind.status || told.Status != kind.status || told.Title == "" {
			t.Errorf("%s: got %d %s (%v), want a problem document with status %d", name, got.Code, got.Body, err, kind.status)
		}
		if strings.Contains(got.Body.String(), "disk is gone") {
			t.Errorf("%s: an operator's words reach the visitor", name)
		}
	}
}

func TestWhatArrivedBrokenIsNotToldToHeedAMessageThatIsNotThere(t *testing.T) {
	h := newTest(t, io.Discard,
		Route{Method: "GET", Pattern: "/{lang}/broken", Name: "broken", Handler: failing(fmt.Errorf("read form: %w", guwah.ErrInvalid))},
		Route{Method: "GET", Pattern: "/{lang}/wrong", Name: "wrong", Handler: failing(&guwah.Invalid{Field: "born", Key: "no such message"})},
	)
	for path, want := range map[string]string{"/en/broken": "It arrived incomplete or damaged.", "/en/wrong": "Change what the message says"} {
		if got := get(h, path); !strings.Contains(got.Body.String(), want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}

func TestAHiddenThingAndOneThatNeverWasAnswerWithTheSameBytes(t *testing.T) {
	h := newTest(t, io.Discard,
		Route{Method: "GET", Pattern: "/{lang}/case/hidden", Name: "hidden", Handler: failing(fmt.Errorf("case: %w", guwah.ErrWithheld))},
		Route{Method: "GET", Pattern: "/{lang}/case/{id}", Name: "case", Handler: failing(fmt.Errorf("no row: %w", guwah.ErrNotFound))},
	)
	hidden, never, nowhere := get(h, "/en/case/hidden"), get(h, "/en/case/GW-000000"), get(h, "/en/no/such/page")
	for _, other := range []*httptest.ResponseRecorder{never, nowhere} {
		if diff := cmp.Diff(hidden.Body.String(), other.Body.String()); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(hidden.Header(), other.Header()); diff != "" {
			t.Error(diff)
		}
	}
}

func TestEveryAnswerCarriesTheSecurityHeaders(t *testing.T) {
	h := newTest(t, io.Discard, Route{Method: "GET", Pattern: "/{lang}/x", Name: "x", Policy: "script-src 'self'; img-src 'self' blob:", Handler: failing(guwah.ErrNotFound)})
	own := "script-src 'self'; img-src 'self' blob:; " + strings.Replace(basePolicy, "img-src 'self'; ", "", 1) // no directive twice
	for path, policy := range map[string]string{"/en/x": own, "/nowhere": basePolicy} {
		got := get(h, path).Header()
		want := map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cache-Control": "no-store",
		}
		for name, value := range want {
			if got.Get(name) != value {
				t.Errorf("%s: %s is %q, want %q", path, name, got.Get(name), value)
			}
		}
	}
}

func TestAFormSentFromAnotherSiteIsRefusedAndFromOursIsNot(t *testing.T) {
	sent := 0
	h := newTest(t, io.Discard, Route{
		Method: "POST", Pattern: "/{lang}/send", Name: "send", Kind: Form,
		Handler: func(http.ResponseWriter, *http.Request) error { sent++; return nil },
	})
	if got := ask(h, "POST", "/en/send", "a=b", "Sec-Fetch-Site", "cross-site"); got.Code != http.StatusForbidden {
		t.Errorf("from another site: got %d", got.Code)
	}
	if got := ask(h, "POST", "/en/send", "a=b", "Origin", "https://evil.example"); got.Code != http.StatusForbidden {
		t.Errorf("from another origin: got %d", got.Code)
	}
	if got := ask(h, "POST", "/en/send", "a=b", "Sec-Fetch-Site", "same-origin"); got.Code != http.StatusOK || sent != 1 {
		t.Errorf("from ours: got %d, handled %d times", got.Code, sent)
	}
	// an old telephone, through a proxy that asks for http://127.0.0.1:8080
	if got := ask(h, "POST", "http://127.0.0.1:8080/en/send", "a=b", "Origin", "https://guwah.example"); got.Code != http.StatusOK || sent != 2 {
		t.Errorf("from ours through a proxy: got %d, handled %d times", got.Code, sent)
	}
}

func TestABodyLargerThanTheRouteTakesIsRefused(t *testing.T) {
	h := newTest(t, io.Discard, Route{
		Method: "POST", Pattern: "/{lang}/send", Name: "send", Kind: Form, MaxBody: 10,
		Handler: func(_ http.ResponseWriter, r *http.Request) error {
			_, err := io.ReadAll(r.Body)
			return err
		},
	})
	if got := ask(h, "POST", "/en/send", strings.Repeat("x", 11)); got.Code != http.StatusRequestEntityTooLarge || !strings.Contains(got.Body.String(), "Make it shorter") {
		t.Errorf("got %d %s", got.Code, got.Body) // and nothing of files, which it does not take
	}
}

func TestAPanicBecomesAPageAndALineThatNamesNoVisitor(t *testing.T) {
	var log bytes.Buffer
	h := newTest(t, &log, Route{
		Method: "GET", Pattern: "/{lang}/case/{id}", Name: "case",
		Handler: func(http.ResponseWriter, *http.Request) error {
			var none *Route
			_ = none.Name
			return nil
		},
	}, Route{
		Method: "GET", Pattern: "/{lang}/words", Name: "words",
		Handler: func(http.ResponseWriter, *http.Request) error { panic(errors.New("cannot draw secret words")) },
	})
	if got := get(h, "/en/words"); got.Code != http.StatusInternalServerError {
		t.Errorf("got %d", got.Code)
	}
	if got := get(h, "/en/case/GW-SECRET?q=secret", "X-Forwarded-For", "203.0.113.7"); got.Code != http.StatusInternalServerError {
		t.Errorf("got %d", got.Code)
	}
	line := log.String()
	if !strings.Contains(line, "route=case") || !strings.Contains(line, "nil pointer") || !strings.Contains(line, "*errors.errorString") {
		t.Errorf("the log does not say what happened: %s", line)
	}
	for _, private := range []string{"SECRET", "secret", "203.0.113.7", "192.0.2.1"} {
		if strings.Contains(line, private) {
			t.Errorf("the log holds %q: %s", private, line)
		}
	}
}

func TestLanguagesWeDoNotSpeakAreNowhere(t *testing.T) {
	h := newTest(t, io.Discard, Route{Method: "GET", Pattern: "/{lang}/x", Name: "x", Handler: func(w http.ResponseWriter, r *http.Request) error {
		_, err := io.WriteString(w, string(Lang(r)))
		return err
	}})
	for path, want := range map[string]int{"/ug/x": 200, "/ru/x": 200, "/fr/x": 404, "/UG/x": 404} {
		if got := get(h, path); got.Code != want {
			t.Errorf("%s: got %d, want %d", path, got.Code, want)
		}
	}
}

func TestTwoRoutesMayNotShareANameOrAPattern(t *testing.T) {
	one := Route{Method: "GET", Pattern: "/x", Name: "one", Handler: failing(nil)}
	two := Route{Method: "GET", Pattern: "/x", Name: "two", Handler: failing(nil)}
	for name, routes := range map[string]face{"name": {one, {Method: "GET", Pattern: "/y", Name: "one", Handler: failing(nil)}}, "pattern": {one, two}} {
		if _, err := New(Config{}, routes); err == nil {
			t.Errorf("same %s: no error", name)
		}
	}
}

func TestAssetsAreHashedImmutableAndCompressed(t *testing.T) {
	h := newTest(t, io.Discard)
	assets, err := NewAssets(Shared())
	if err != nil {
		t.Fatal(err)
	}
	address, err := assets.Path("guwah.css")
	if err != nil {
		t.Fatal(err)
	}
	got := get(h, address, "Accept-Encoding", "br, gzip;q=0.8")
	if got.Code != 200 || got.Header().Get("Content-Encoding") != "br" || !strings.Contains(got.Header().Get("Cache-Control"), "immutable") {
		t.Errorf("got %d %v", got.Code, got.Header())
	}
	want, err := fs.ReadFile(Shared(), "icon.svg")
	if err != nil {
		t.Fatal(err)
	}
	icon, err := assets.Path("icon.svg")
	if err != nil {
		t.Fatal(err)
	}
	for asked, unpack := range map[string]func(io.Reader) (io.Reader, error){
		"br":              func(from io.Reader) (io.Reader, error) { return brotli.NewReader(from), nil },
		"gzip, br;q=0.00": func(from io.Reader) (io.Reader, error) { return gzip.NewReader(from) },
		"zstd, identity":  func(from io.Reader) (io.Reader, error) { return from, nil },
	} {
		plain, err := unpack(get(h, icon, "Accept-Encoding", asked).Body)
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(plain); err != nil || !bytes.Equal(body, want) {
			t.Errorf("asked for in %q: %d bytes of %d, %v", asked, len(body), len(want), err)
		}
	}
	if again := get(h, address, "If-None-Match", got.Header().Get("Etag")); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("asked again: got %d with %d bytes", again.Code, again.Body.Len())
	}
	if _, err := assets.Path("no.css"); err == nil {
		t.Error("an unknown file has an address")
	}
}

func TestProbes(t *testing.T) {
	ready := error(nil)
	h := newTest(t, io.Discard, Health{Ready: func(context.Context) error { return ready }}.Routes()...)
	if alive, ok := get(h, "/healthz"), get(h, "/readyz"); alive.Code != 200 || ok.Code != 200 {
		t.Errorf("healthy: %d, %d", alive.Code, ok.Code)
	}
	ready = errors.New("database is down")
	if alive, no := get(h, "/healthz"), get(h, "/readyz"); alive.Code != 200 || no.Code != http.StatusServiceUnavailable || no.Body.String() != "Service Unavailable\n" {
		t.Errorf("database down: %d, %d %q", alive.Code, no.Code, no.Body)
	}
}
