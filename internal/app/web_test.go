package app_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/serve"
)

// everythingShown is a register with everything in it that the walk knows, and every answer that anybody can get of it.
func everythingShown(t *testing.T) (testRegister, []output) {
	t.Helper()
	r := newRegister(t)
	r.keep(t)
	all := demonstration(t)
	all = join(all, beside(all))
	r.store(t, all)
	return r, walk(t, r.app, worldOf(all))
}

func TestNoAnswerIsOpenedToOtherOrigins(t *testing.T) {
	r := newRegister(t)
	for _, route := range r.app.Routes {
		for _, method := range []string{route.Method, http.MethodOptions} {
			o := ask(r.app.Handler, method, sample(route.Pattern), nil, "Origin", "https://elsewhere.example", "Access-Control-Request-Method", "POST")
			if allowed := o.Header.Get("Access-Control-Allow-Origin"); allowed != "" && (allowed != "*" || !strings.HasPrefix(route.Pattern, "/api/")) {
				t.Errorf("%s %s is opened to %q", method, route.Pattern, allowed)
			}
			if o.Header.Get("Access-Control-Allow-Credentials") != "" || o.Header.Get("Access-Control-Allow-Methods") != "" {
				t.Errorf("%s %s is opened with the visitor's cookies, or for forms", method, route.Pattern)
			}
		}
	}
}

func TestEveryAnswerSaysWhatItIs(t *testing.T) {
	_, all := everythingShown(t)
	kinds := map[string]int{}
	for _, o := range all {
		kind := o.Header.Get("Content-Type")
		if o.Method != http.MethodGet || len(o.Body) == 0 || o.Status == http.StatusSeeOther {
			continue
		}
		kinds[kind]++
		begins := bytes.TrimSpace(o.Body)
		text := strings.HasPrefix(kind, "text/") || strings.Contains(kind, "xml")
		switch {
		case kind == "" || text && !strings.Contains(kind, "charset=utf-8"):
			t.Errorf("%s says that it is %q", o.Path, kind)
		case strings.HasPrefix(kind, "text/html") && !bytes.HasPrefix(begins, []byte("<!doctype html>")) && !bytes.HasPrefix(begins, []byte("<a href")):
			t.Errorf("%s is no page: %.60q", o.Path, begins)
		case strings.Contains(kind, "json") && !json.Valid(o.Body):
			t.Errorf("%s is no JSON: %.60q", o.Path, begins)
		case strings.Contains(kind, "xml") && !bytes.HasPrefix(begins, []byte("<")):
			t.Errorf("%s is no XML: %.60q", o.Path, begins)
		case kind == "image/jpeg" && !bytes.HasPrefix(o.Body, []byte("\xff\xd8\xff")):
			t.Errorf("%s is no JPEG", o.Path)
		}
		if name := o.Header.Get("Content-Disposition"); strings.ContainsAny(name, "\r\n\\/") {
			t.Errorf("%s is to be saved as %s", o.Path, name)
		}
	}
	if len(kinds) < 5 {
		t.Errorf("only %v were seen", kinds)
	}
}

// TestAskingChangesNothing asks for everything as nobody in particular, with fields of forms in the address, and counts what the register holds.
func TestAskingChangesNothing(t *testing.T) {
	r := newRegister(t)
	r.store(t, demonstration(t))
	before, _, err := r.app.Store.Rows(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, route := range r.app.Routes {
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodOptions} {
			ask(r.app.Handler, method, sample(route.Pattern)+"?act=hide&object=x&confirm=yes&text=x&kind=wrong&case=GW-H5R2WC&name=x&story=x&level=full", nil)
		}
	}
	after, _, err := r.app.Store.Rows(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for table, n := range after {
		if n != before[table] {
			t.Errorf("asking left %d rows more in %s", n-before[table], table)
		}
	}
}

// TestWhatAProxySaysOfAVisitorChangesNothing: no header that a proxy, or anybody, may set is believed or used.
func TestWhatAProxySaysOfAVisitorChangesNothing(t *testing.T) {
	r := newRegister(t)
	r.store(t, demonstration(t))
	forged := []string{
		"X-Forwarded-For", "203.0.113.9", "X-Real-IP", "203.0.113.9", "Forwarded", "for=203.0.113.9;host=elsewhere.example;proto=http", "X-Forwarded-Host", "elsewhere.example", "X-Forwarded-Proto", "http",
		"X-Original-URL", "/desk", "X-Rewrite-URL", "/desk", "X-HTTP-Method-Override", "POST", "X-User-ID", "a", "True-Client-IP", "203.0.113.9", "X-Forwarded-Prefix", "/elsewhere", "Via", "1.1 elsewhere.example",
	}
	for _, route := range r.app.Routes {
		if route.Method != http.MethodGet || route.Kind == serve.Probe {
			continue
		}
		plain, told := ask(r.app.Handler, http.MethodGet, sample(route.Pattern), nil), ask(r.app.Handler, http.MethodGet, sample(route.Pattern), nil, forged...)
		if text(plain) != text(told) {
			t.Errorf("%s answers otherwise when a proxy tells of a visitor", route.Pattern)
		}
	}
	if strings.Contains(r.log.String(), "203.0.113.9") {
		t.Error("an address is in the log")
	}
}

func TestNothingForDebuggingIsServed(t *testing.T) {
	r := newRegister(t)
	for _, path := range []string{
		"/debug/pprof/", "/debug/vars", "/metrics", "/.git/HEAD", "/.env", "/guwah.json", "/guwah.db", "/keys.db", "/blobs/", "/held/", "/static/", "/static/../guwah.json", "/server-status", "/phpinfo.php", "/swagger/", "/api/",
		"/admin", "/backup", "/.well-known/", "/en/static/", "/desk/static/",
	} {
		if o := ask(r.app.Handler, http.MethodGet, path, nil); o.Status != http.StatusNotFound && o.Status != http.StatusSeeOther && o.Status != http.StatusMovedPermanently && o.Status != http.StatusTemporaryRedirect {
			t.Errorf("%s is answered %d", path, o.Status)
		}
	}
	for _, method := range []string{http.MethodTrace, http.MethodConnect, "TRACK", "DEBUG", "PROPFIND", http.MethodPut, http.MethodDelete} {
		for _, route := range r.app.Routes {
			o := ask(r.app.Handler, method, sample(route.Pattern), nil, "X-Secret", canary)
			if o.Status != http.StatusMethodNotAllowed && o.Status != http.StatusNotFound && o.Status != http.StatusForbidden || contains(string(o.Body), canary) {
				t.Errorf("%s %s is answered %d", method, route.Pattern, o.Status)
			}
		}
	}
}

// TestPagesOfOnePersonAreKeptNowhere asks every page of the team, signed in, and every page that a code opens.
func TestPagesOfOnePersonAreKeptNowhere(t *testing.T) {
	r := newRegister(t)
	r.store(t, demonstration(t))
	cookie := r.insider(t)
	for _, route := range r.app.Routes {
		if route.Who == serve.Anyone {
			continue
		}
		o := ask(r.app.Handler, route.Method, sample(route.Pattern), url.Values{}, "Cookie", cookie)
		if kept := o.Header.Get("Cache-Control"); !strings.Contains(kept, "no-store") {
			t.Errorf("%s %s (%d) may be kept: %q", route.Method, route.Pattern, o.Status, kept)
		}
	}
}

func TestAFormsFieldIsNotTakenFromTheAddress(t *testing.T) {
	r := newRegister(t)
	r.store(t, demonstration(t))
	filed, _, err := r.app.Store.Rows(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	full := url.Values{"case": {"GW-H5R2WC"}, "kind": {"wrong"}, "text": {"It is wrong."}}
	if o := ask(r.app.Handler, http.MethodPost, "/en/challenge?"+full.Encode(), url.Values{}); o.Status == http.StatusSeeOther {
		t.Errorf("an objection written into an address is answered %d", o.Status)
	}
	_, link, err := r.app.Register.Invite(t.Context(), "somebody", "en")
	if err != nil {
		t.Fatal(err)
	}
	if o := ask(r.app.Handler, http.MethodPost, "/desk/enter?link="+link, url.Values{}); o.Header.Get("Set-Cookie") != "" {
		t.Error("a link written into the address of the form signs in")
	}
	after, _, err := r.app.Store.Rows(t.Context())
	if err != nil || after["challenges"] != filed["challenges"] {
		t.Errorf("%d challenges were filed (%v)", after["challenges"]-filed["challenges"], err)
	}
}

func TestALineOfTheLogStaysOneLine(t *testing.T) {
	var log bytes.Buffer
	app.NewLog(&log).Error("it failed", "route", "a\nlevel=ERROR msg=forged\r\ttime=x\u2028\x1b[31m\u202e")
	if lines := bytes.Count(log.Bytes(), []byte("\n")); lines != 1 || bytes.ContainsAny(log.Bytes(), "\r\x1b\u202e\u2028") {
		t.Errorf("the log has %d lines: %q", lines, log.String())
	}
}

// TestEveryRouteHasItsLimits holds that each route bounds its body, its time and what it may load. Only kept public pages have no time of their own: the cache draws
// each once for all who ask, in a time of its own.
func TestEveryRouteHasItsLimits(t *testing.T) {
	r := newRegister(t)
	longest, largest := 30*time.Minute, int64(320<<20)
	for _, route := range r.app.Routes {
		if route.Timeout > longest || route.Timeout < 0 && (route.Who != serve.Anyone || route.Method != http.MethodGet || route.Kind == serve.API) {
			t.Errorf("%s may take %v", route.Pattern, route.Timeout)
		}
		if route.MaxBody > largest || route.MaxBody < 0 || route.Method == http.MethodGet && route.MaxBody != 0 {
			t.Errorf("%s takes a body of %d bytes", route.Pattern, route.MaxBody)
		}
		if strings.Contains(route.Policy, "unsafe") || strings.Contains(route.Policy, "*") || strings.Contains(route.Policy, "http:") || strings.Contains(route.Policy, "data:") {
			t.Errorf("%s has the policy %q", route.Pattern, route.Policy)
		}
		if route.Method == http.MethodGet {
			continue
		}
		most := route.MaxBody
		if most == 0 {
			most = 64 << 10
		}
		if most > 1<<20 {
			continue // larger ones are sent by the tests of intake, which read them as they come
		}
		body := "a=" + strings.Repeat("b", int(most)+1)
		reader := strings.NewReader(body)
		sent := httptest.NewRequest(route.Method, origin+sample(route.Pattern), reader)
		sent.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		r.app.Handler.ServeHTTP(w, sent)
		unread := reader.Len() == len(body) // it takes no body at all
		if w.Code >= 500 || w.Code < 400 && !unread {
			t.Errorf("%s %s answers a body of %d bytes with %d", route.Method, route.Pattern, len(body), w.Code)
		}
	}
}

// TestNoPackedBodyIsTaken: a few kilobytes could unpack to any size.
func TestNoPackedBodyIsTaken(t *testing.T) {
	r := newRegister(t)
	for _, route := range r.app.Routes {
		if route.Method == http.MethodGet {
			continue
		}
		for _, packing := range []string{"gzip", "deflate", "br", "zstd", "x-gzip", "compress"} {
			if o := ask(r.app.Handler, route.Method, sample(route.Pattern), url.Values{"a": {"b"}}, "Content-Encoding", packing); o.Status < 400 || o.Status >= 500 {
				t.Errorf("%s %s answers a body packed with %s with %d", route.Method, route.Pattern, packing, o.Status)
			}
		}
	}
}
