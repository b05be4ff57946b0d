package app_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/exchange"
	"guwah.example/guwah/internal/serve"
)

// output is one answer a visitor can get.
type output struct {
	Method, Path string
	Status       int
	Header       http.Header
	Body         []byte
}

// world is what the walk asks for: everything that exists, hidden or not, and some things that do not.
type world struct {
	cases       []string
	campaigns   []string
	authorities []string
	pictures    []string
	queries     []string
	corrections int
	challenges  int
}

// walkers say, for each route by its name, which addresses to ask for. A route without a line fails the walk: whoever adds an output decides here how
// it is walked.
func (w world) walkers() map[string]func(pattern string) []string {
	as := func(part string, values []string) func(string) []string {
		return func(pattern string) []string {
			var paths []string
			for _, value := range values {
				paths = append(paths, strings.Replace(pattern, part, value, 1))
			}
			return paths
		}
	}
	plain := func(pattern string) []string { return []string{strings.TrimSuffix(pattern, "{$}")} }
	cases := as("{id}", w.cases)
	numbers := func(n int) []string {
		var out []string
		for i := range n + 2 {
			out = append(out, fmt.Sprint(i))
		}
		return out
	}
	find := func(pattern string) []string {
		var paths []string
		for _, q := range w.queries {
			paths = append(paths, pattern+"?q="+strings.ReplaceAll(q, " ", "+"))
		}
		return paths
	}
	oembed := func(pattern string) []string {
		var paths []string
		for _, id := range w.cases {
			paths = append(paths, pattern+"?url="+origin+"/en/case/"+id)
		}
		return paths
	}
	return map[string]func(string) []string{
		"front door": plain, "home": plain, "find": find, "case": cases, "case card": cases, "case placard": cases,
		"picture": as("{sha256}", w.pictures), "campaigns": plain, "campaign": as("{slug}", w.campaigns),
		"authorities": plain, "authority": as("{id}", w.authorities), "method": plain,
		"corrections": plain, "correction": as("{no}", numbers(w.corrections)),
		"challenge form": plain, "challenges": func(pattern string) []string { return []string{pattern, pattern + "?from=1"} }, "challenge": as("{no}", numbers(w.challenges)),
		"about": plain, "atom feed": plain, "json feed": plain, "oembed": oembed, "sitemap": plain, "sitemap part": as("{part}", []string{"1.xml", "en.xml", "0.xml"}),
		"robots": plain, "security.txt": plain, "keys": plain,
		"api description": plain, "api findPeople": find, "api listRecentCases": plain, "api readCase": cases, "api listCampaigns": plain,
		"api readCampaign": as("{id}", w.campaigns), "api listAuthorities": plain, "api readAuthority": as("{id}", w.authorities),
		"api listCorrections": plain, "api listChallenges": func(pattern string) []string { return []string{pattern, pattern + "?from=1"} },
		"risks": plain, "locked": plain, "tell": plain, "tell turn": as("{ticket}", []string{"none"}), "mine": plain,
		"desk enter": plain, "desk enter by link": as("{link}", []string{"none"}),
		"healthz": plain, "readyz": plain,
	}
}

// walk asks for everything that anyone may ask for, as nobody in particular.
func walk(t *testing.T, a *app.App, w world) []output {
	t.Helper()
	walkers := w.walkers()
	var all []output
	for _, route := range a.Routes {
		if strings.HasPrefix(route.Pattern, "/static/") || route.Method != http.MethodGet {
			continue // static files are in the program; forms that are sent are walked by the tests of their faces
		}
		paths, known := walkers[route.Name]
		if !known && route.Who == serve.Anyone {
			t.Errorf("the walk does not know the route %q (%s): say in walkers how to walk it", route.Name, route.Pattern)
			continue
		}
		if !known {
			paths = func(pattern string) []string { return []string{strings.TrimSuffix(pattern, "{$}")} }
		}
		for _, path := range paths(route.Pattern) {
			for _, lang := range langsOf(path) {
				all = append(all, get(a.Handler, strings.Replace(path, "{lang}", lang, 1)))
			}
		}
	}
	return append(all, exported(t, a)...)
}

// exported is what `guwah export` writes, in both forms.
func exported(t *testing.T, a *app.App) []output {
	t.Helper()
	var all []output
	for name, write := range exchange.Formats {
		var b bytes.Buffer
		if err := write(t.Context(), &b, a.Public, origin); err != nil {
			t.Fatal(err)
		}
		all = append(all, output{Method: "export", Path: name, Status: http.StatusOK, Header: http.Header{}, Body: b.Bytes()})
	}
	slices.SortFunc(all, func(a, b output) int { return strings.Compare(a.Path, b.Path) })
	return all
}

func langsOf(path string) []string {
	if strings.Contains(path, "{lang}") {
		return guwah.Langs
	}
	return []string{""}
}

func get(handler http.Handler, path string) output {
	r := httptest.NewRequest(http.MethodGet, origin+path, nil)
	r.Header.Set("Accept-Encoding", "gzip")
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, r)
	body := recorder.Body.Bytes()
	if recorder.Header().Get("Content-Encoding") == "gzip" {
		if unpacked, err := gzip.NewReader(bytes.NewReader(body)); err == nil {
			body, _ = io.ReadAll(unpacked)
		}
	}
	return output{http.MethodGet, path, recorder.Code, recorder.Header(), body}
}

// holds reports where in an output a text stands, whatever its case and however its bytes are written.
func (o output) holds(text string) string {
	for _, form := range []string{text, fmt.Sprintf("%x", text), strings.ReplaceAll(fmt.Sprintf("%q", text), `"`, "")} {
		if bytes.Contains(bytes.ToLower(o.Body), []byte(strings.ToLower(form))) {
			return "the body"
		}
	}
	for name, values := range o.Header {
		if slices.ContainsFunc(values, func(v string) bool { return strings.Contains(strings.ToLower(v), strings.ToLower(text)) }) {
			return "the header " + name
		}
	}
	return ""
}
