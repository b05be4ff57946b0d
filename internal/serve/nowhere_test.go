package serve

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestAnAddressAskedWithAWrongMethodSaysWhichItKnows(t *testing.T) {
	here := func(w http.ResponseWriter, _ *http.Request) error { w.WriteHeader(http.StatusOK); return nil }
	h := newTest(
		t, io.Discard,
		Route{Method: "GET", Pattern: "/{lang}/tell", Name: "tell", Handler: here},
		Route{Method: "POST", Pattern: "/{lang}/tell", Name: "tell send", Kind: Form, Handler: here},
		Route{Method: "POST", Pattern: "/{lang}/mine/undo", Name: "undo", Kind: Form, Handler: here},
		Route{Method: "GET", Pattern: "/api/v1/cases/{id}", Name: "api case", Kind: API, Handler: here},
	)
	for _, c := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"PUT", "/ug/tell", 405, "GET, HEAD, OPTIONS, POST"},
		{"GET", "/ug/mine/undo", 405, "OPTIONS, POST"},
		{"HEAD", "/ug/mine/undo", 405, "OPTIONS, POST"},
		{"DELETE", "/api/v1/cases/GW-7Q2M4X", 405, "GET, HEAD, OPTIONS"},
		{"NONSENSE", "/ug/tell", 405, "GET, HEAD, OPTIONS, POST"},
		{"OPTIONS", "/ug/tell", 204, "GET, HEAD, OPTIONS, POST"},
		{"OPTIONS", "/api/v1/cases/GW-7Q2M4X", 204, "GET, HEAD, OPTIONS"},
		{"PUT", "/ug/nothing", 404, ""},
		{"OPTIONS", "/ug/nothing", 404, ""},
		{"POST", "/fr/tell", 404, ""},
		{"GET", "/ug/tell", 200, ""},
		{"POST", "/ug/tell", 200, ""},
	} {
		got := ask(h, c.method, c.path, "")
		if got.Code != c.status || got.Header().Get("Allow") != c.allow {
			t.Errorf("%s %s: got %d, allowed %q; want %d, %q", c.method, c.path, got.Code, got.Header().Get("Allow"), c.status, c.allow)
		}
		if c.status >= 400 && c.method != "HEAD" {
			holdsItsKind(t, c.method, c.path, got.Body.String())
		}
	}
}

func TestEveryErrorBelowTheAPIIsAProblemDocument(t *testing.T) {
	h := newTest(t, io.Discard, Route{Method: "GET", Pattern: "/{lang}/find", Name: "find", Handler: failing(ErrBusy)})
	for _, path := range []string{"/api/", "/api/v1", "/api/v1/nothing", "/api/v2/cases"} {
		got := get(h, path, "Accept-Language", "kk")
		if got.Code != http.StatusNotFound || got.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: got %d, %s", path, got.Code, got.Header().Get("Content-Type"))
		}
		holdsItsKind(t, "GET", path, got.Body.String())
	}
	if got := ask(h, "POST", "/api/v1/nothing", "a=b", "Sec-Fetch-Site", "cross-site"); got.Code != http.StatusForbidden {
		t.Errorf("from another site: got %d", got.Code)
	} else {
		holdsItsKind(t, "POST", "/api/v1/nothing", got.Body.String())
	}
}

func TestAQueryThatCannotBeReadIsNotTakenForNone(t *testing.T) {
	asked := 0
	here := func(w http.ResponseWriter, _ *http.Request) error {
		asked++
		w.WriteHeader(http.StatusOK)
		return nil
	}
	h := newTest(
		t, io.Discard,
		Route{Method: "GET", Pattern: "/{lang}/find", Name: "find", Handler: here},
		Route{Method: "POST", Pattern: "/{lang}/tell", Name: "tell send", Kind: Form, Handler: here},
		Route{Method: "GET", Pattern: "/api/v1/find", Name: "api find", Kind: API, Handler: here},
	)
	for _, query := range []string{"q=%zz", "q=x&from=%", "q=a;b"} {
		for _, path := range []string{"/ug/find", "/api/v1/find"} {
			got := get(h, path+"?"+query)
			if got.Code != http.StatusBadRequest || asked != 0 {
				t.Errorf("%s?%s: got %d, asked %d", path, query, got.Code, asked)
			}
			holdsItsKind(t, "GET", path, got.Body.String())
		}
	}
	if got := get(h, "/ug/find?q=%D2%9B+a%3Bb&utm"); got.Code != http.StatusOK || asked != 1 {
		t.Errorf("a good query: got %d, asked %d", got.Code, asked)
	}
	if got := ask(h, "POST", "/ug/tell?%zz", "a=b"); got.Code != http.StatusOK { // what somebody told is never turned away for that
		t.Errorf("a form: got %d", got.Code)
	}
}

// holdsItsKind looks for a page, or below /api/ for a problem document.
func holdsItsKind(t *testing.T, method, path, body string) {
	t.Helper()
	if !strings.HasPrefix(path, "/api/") {
		if !strings.Contains(body, "<html lang=") {
			t.Errorf("%s %s answers with no page: %.200s", method, path, body)
		}
		return
	}
	var told problem
	if err := json.Unmarshal([]byte(body), &told); err != nil || told.Title == "" || told.Code == "" || told.Status == 0 {
		t.Errorf("%s %s answers with no problem document (%v): %.200s", method, path, err, body)
	}
}
