package app_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah/internal/serve"
)

// sample fills the variable parts of a route's pattern.
func sample(pattern string) string {
	return strings.NewReplacer(
		"{lang}", "ug", "{$}", "", "{id}", "GW-7Q2M4X", "{sha256}", strings.Repeat("0", 64), "{hash}", strings.Repeat("0", 64), "{slug}", "none",
		"{no}", "1", "{ticket}", "none", "{part}", "en.xml", "{link}", "none", "{letter}", "none", "{a}", "one", "{b}", "two", "{name...}", "none.css",
	).Replace(pattern)
}

// ask sends a form, or asks for a page where the form is nil, with headers given in pairs.
func ask(handler http.Handler, method, path string, form url.Values, headers ...string) output {
	r := httptest.NewRequest(method, origin+path, strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return output{method, path, w.Code, w.Header(), w.Body.Bytes()}
}

func TestEveryRouteOfTheStaffSendsStrangersAway(t *testing.T) {
	r := newRegister(t)
	strangers := map[string][]string{
		"without a cookie":       nil,
		"with an empty cookie":   {"Cookie", "guwah-desk="},
		"with a made-up cookie":  {"Cookie", "guwah-desk=" + strings.Repeat("A", 43)},
		"with a broken cookie":   {"Cookie", "guwah-desk=%00\"; guwah-desk=../../etc"},
		"with a very long one":   {"Cookie", "guwah-desk=" + strings.Repeat("A", 8000)},
		"with the wrong cookie":  {"Cookie", "__Host-guwah-desk=" + strings.Repeat("A", 43)},
		"with basic credentials": {"Authorization", "Basic YTpi"},
	}
	walked := 0
	for _, route := range r.app.Routes {
		if route.Who != serve.Staff {
			if strings.HasPrefix(route.Pattern, "/desk") && !strings.HasPrefix(route.Pattern, "/desk/enter") {
				t.Errorf("%s %s is at the desk and open to all", route.Method, route.Pattern)
			}
			continue
		}
		walked++
		for who, headers := range strangers {
			o := ask(r.app.Handler, route.Method, sample(route.Pattern), url.Values{"act": {"publish"}, "confirm": {"yes"}, "link": {"x"}}, headers...)
			led := route.Method == http.MethodGet && o.Status == http.StatusSeeOther && o.Header.Get("Location") == "/desk/enter"
			if !led && o.Status != http.StatusForbidden {
				t.Errorf("%s %s answers a stranger %s with %d", route.Method, route.Pattern, who, o.Status)
			}
			if o.Header.Get("Set-Cookie") != "" {
				t.Errorf("%s %s gives a stranger %s a cookie", route.Method, route.Pattern, who)
			}
		}
	}
	if walked < 30 {
		t.Errorf("only %d routes are for staff: is the table read?", walked)
	}
}

// unbounded are the forms that strangers can send as often as they like, with the reason.
var unbounded = map[string]string{
	"tell send": "it has turns instead (docs/adr/0011)", "tell sealed": "it has turns instead",
	"mine add": "an addition must never be turned away for strangers' tries", "mine add sealed": "the same",
	"mine consent": "what lessens what is public must never wait", "mine withdraw": "the same", "mine undo": "the same",
}

// TestWhatStrangersCanSendHasABudgetThatLocksNobodyOut finds forms open to all without a bound, and bounds so low that a script could spend them for everybody.
func TestWhatStrangersCanSendHasABudgetThatLocksNobodyOut(t *testing.T) {
	r := newRegister(t)
	seen := map[string]bool{}
	for _, route := range r.app.Routes {
		if route.Method == http.MethodGet || route.Who == serve.Staff {
			continue
		}
		seen[route.Name] = true
		bounded, free := route.Budget.AtOnce > 0, unbounded[route.Name] != ""
		if bounded == free {
			t.Errorf("%s: has a budget %v, and is on the list of those without %v", route.Name, bounded, free)
		}
		if bounded && route.Name != "challenge send" && (route.Budget.PerSecond < 1000 || route.Budget.AtOnce < 5000) {
			t.Errorf("%s: anybody could keep everybody out with %v tries a second", route.Name, route.Budget.PerSecond)
		}
	}
	for name := range unbounded {
		if !seen[name] {
			t.Errorf("there is no form %q", name)
		}
	}
}

func TestNoFormIsTakenFromAnotherWebsite(t *testing.T) {
	r := newRegister(t)
	elsewhere := map[string][]string{
		"says its browser":         {"Sec-Fetch-Site", "cross-site"},
		"another site of the host": {"Sec-Fetch-Site", "same-site"},
		"by its origin":            {"Origin", "https://elsewhere.example"},
		"from a sandbox":           {"Origin", "null"},
	}
	for _, route := range r.app.Routes {
		if route.Method == http.MethodGet {
			continue
		}
		for how, headers := range elsewhere {
			if o := ask(r.app.Handler, route.Method, sample(route.Pattern), url.Values{}, headers...); o.Status != http.StatusForbidden {
				t.Errorf("%s %s takes a form from elsewhere (%s): %d", route.Method, route.Pattern, how, o.Status)
			}
		}
	}
}

// TestEveryAnswerHasTheHeadersThatProtect asks every route well and badly, and what no route knows.
func TestEveryAnswerHasTheHeadersThatProtect(t *testing.T) {
	r := newRegister(t)
	var answers []output
	for _, route := range r.app.Routes {
		for _, method := range []string{route.Method, http.MethodHead, http.MethodPut, "NONSENSE"} {
			answers = append(answers, ask(r.app.Handler, method, sample(route.Pattern), nil))
		}
	}
	for _, path := range []string{"/nowhere", "/api/v1/nothing", "/en", "/en//find", "/en/../desk", "//elsewhere.example/", "/xx/", "/en/case/%00", "/static/../x"} {
		answers = append(answers, ask(r.app.Handler, http.MethodGet, path, nil))
	}
	for _, o := range answers {
		policy := o.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s %s (%d): content security policy %q", o.Method, o.Path, o.Status, policy)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin"} {
			if got := o.Header.Get(name); got != want {
				t.Errorf("%s %s (%d): %s is %q", o.Method, o.Path, o.Status, name, got)
			}
		}
		if to := o.Header.Get("Location"); to != "" && !staysHere(to) {
			t.Errorf("%s %s leads away, to %q", o.Method, o.Path, to)
		}
	}
}

// TestAWrongMethodIsToldTheRightOnesAndNothingElse asks every route with methods it does not know, for what exists and for what does not.
func TestAWrongMethodIsToldTheRightOnesAndNothingElse(t *testing.T) {
	r := newRegister(t)
	for _, route := range r.app.Routes {
		path := sample(route.Pattern)
		for method, status := range map[string]int{http.MethodPut: http.StatusMethodNotAllowed, http.MethodOptions: http.StatusNoContent} {
			o := ask(r.app.Handler, method, path, nil)
			if o.Status != status || !strings.Contains(o.Header.Get("Allow"), route.Method) {
				t.Errorf("%s %s answers %d and allows %q", method, path, o.Status, o.Header.Get("Allow"))
			}
			if kind := o.Header.Get("Content-Type"); method == http.MethodPut && strings.HasPrefix(path, "/api/") != (kind == "application/problem+json") {
				t.Errorf("%s %s answers with %s", method, path, kind)
			}
			other := ask(r.app.Handler, method, strings.Replace(path, "GW-7Q2M4X", "GW-000000", 1), nil)
			if diff := cmp.Diff(o.Header, other.Header); diff != "" || string(o.Body) != string(other.Body) {
				t.Errorf("%s %s tells cases apart: %s", method, path, diff)
			}
		}
	}
}

// staysHere tells whether a browser that follows this stays on the host.
func staysHere(to string) bool {
	return strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") && !strings.ContainsAny(to, "\\\t\r\n")
}

func TestNoAddressLeadsToAnotherWebsite(t *testing.T) {
	r := newRegister(t)
	for _, typed := range []string{
		"/en/case/..%2f..%2f%5celsewhere.example", "/en/case/..%2f..%2f..%2f%2felsewhere.example", "/en/case/%5celsewhere.example", "/en/case/%2f%2felsewhere.example",
		"/en/case/a%0d%0aset-cookie:%20x=y", "/%5celsewhere.example", "//elsewhere.example", "/%2f/elsewhere.example", "/.//elsewhere.example", "/en/..//%5celsewhere.example",
		"/oembed?url=https://elsewhere.example/en/case/GW-7Q2M4X", "/en/challenge?case=%0d%0aLocation:%20//elsewhere.example", "/en/find?q=https://elsewhere.example",
	} {
		// served by a real server: what is not an address at all never comes through it
		r2, err := http.NewRequestWithContext(t.Context(), http.MethodGet, origin+typed, nil)
		if err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		r.app.Handler.ServeHTTP(w, r2)
		if to := w.Header().Get("Location"); to != "" && !staysHere(to) {
			t.Errorf("%s leads to %q", typed, to)
		}
		if w.Code >= http.StatusInternalServerError {
			t.Errorf("%s answers %d", typed, w.Code)
		}
	}
}
