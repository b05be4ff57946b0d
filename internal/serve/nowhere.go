package serve

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// nowhere answers every address that no route knows, and the methods that the routes of an address do not.
var nowhere = Route{Name: "nowhere", Kind: Page}

// elsewhere are the patterns nowhere is registered under: below the second it answers programs.
var elsewhere = map[string]Kind{"/": Page, "/api/": API}

var errMethod = errors.New("asked with a method the address does not know")

// addNowhere completes a mux that has all its routes, which use the methods given.
func (s *server) addNowhere(mux *http.ServeMux, methods map[string]bool) {
	known := slices.Sorted(maps.Keys(methods))
	for pattern, kind := range elsewhere {
		route := nowhere
		route.Kind = kind
		route.Handler = func(w http.ResponseWriter, r *http.Request) error {
			allowed := allowed(mux, known, r)
			if allowed == "" {
				return ErrNotFound
			}
			w.Header().Set("Allow", allowed)
			if r.Method != http.MethodOptions {
				return errMethod
			}
			w.WriteHeader(http.StatusNoContent)
			return nil
		}
		mux.Handle(pattern, s.wrap(route))
	}
}

// allowed lists the methods that routes have for the address of a request; empty where there is no such address. It looks at the pattern alone, never at what
// is found there, so it tells nothing of what is withheld.
func allowed(mux *http.ServeMux, methods []string, r *http.Request) string {
	var all []string
	for _, method := range methods {
		_, pattern := mux.Handler(&http.Request{Method: method, URL: r.URL, Host: r.Host})
		if _, no := elsewhere[pattern]; no || pattern == "" {
			continue
		}
		all = append(all, method)
		if method == http.MethodGet {
			all = append(all, http.MethodHead)
		}
	}
	if all == nil {
		return ""
	}
	all = append(all, http.MethodOptions)
	slices.Sort(all)
	return strings.Join(all, ", ")
}
