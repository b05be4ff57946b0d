package serve

import (
	"net/http"
	"time"

	"guwah.example/guwah/internal/i18n"
)

// Handler answers a request, or returns why it cannot; it must not have written anything when it returns an error.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Kind is what a route answers with, which decides how its errors are told and which defaults apply.
type Kind uint8

// The kinds of route.
const (
	Page  Kind = iota // a page for people
	Form              // what a form is sent to; answers with a page or a redirect
	Feed              // Atom, JSON, XML for machines that read pages
	File              // pictures, print, downloads, static files
	API               // JSON; errors are problem documents (RFC 9457)
	Probe             // health checks
)

// Who may call a route at all. The handler still decides about the single thing asked for.
type Who uint8

// Who may call, from the widest circle to the narrowest.
const (
	Anyone     Who = iota
	CodeHolder     // somebody with a return code
	Staff          // a signed-in member of staff
)

// Route is one line of a face's table. Pattern is a path for http.ServeMux without method; one that begins with /{lang}/ stands for
// all languages. Name is what logs and tests call the route; unique among all faces.
type Route struct {
	Method, Pattern, Name string
	Kind                  Kind
	Who                   Who
	Handler               Handler

	// MaxBody is the largest request body accepted, in bytes; 0 means 64 KiB for forms and the API and none at all elsewhere.
	MaxBody int64
	// Timeout bounds the work on one request; 0 means 15 seconds, negative no bound. It also extends how long a body may take to arrive.
	Timeout time.Duration
	// Budget is what all visitors together may ask of the route; the zero Budget has no bound.
	Budget Budget
	// Policy is put before the content security policy and overrides it directive by directive, such as "script-src 'self'; img-src 'self' blob:".
	Policy string
}

// Face is a set of routes: the public site, the telling, the desk, the API.
type Face interface {
	Routes() []Route
}

// Lang is the language a request asks for: the first step of its path, else the visitor's preference.
func Lang(r *http.Request) i18n.Lang {
	if lang, ok := pathLang(r.URL.Path); ok {
		return lang
	}
	return i18n.Negotiate(r.Header.Get("Accept-Language"))
}

func pathLang(path string) (i18n.Lang, bool) {
	if len(path) < 3 || path[0] != '/' || len(path) > 3 && path[3] != '/' {
		return "", false
	}
	return i18n.ParseLang(path[1:3])
}

// patterns are the mux patterns a route is registered under.
func (route Route) patterns() []string {
	rest, ok := cutLang(route.Pattern)
	if !ok {
		return []string{route.Method + " " + route.Pattern}
	}
	all := make([]string, len(i18n.Langs))
	for i, lang := range i18n.Langs {
		all[i] = route.Method + " /" + string(lang) + rest
	}
	return all
}

func cutLang(pattern string) (string, bool) {
	const prefix = "/{lang}"
	if len(pattern) < len(prefix) || pattern[:len(prefix)] != prefix {
		return "", false
	}
	return pattern[len(prefix):], true
}

func (route Route) maxBody() int64 {
	switch {
	case route.MaxBody != 0:
		return route.MaxBody
	case route.Kind == Form, route.Kind == API:
		return 64 << 10
	}
	return 0
}

func (route Route) timeout() time.Duration {
	if route.Timeout == 0 {
		return 15 * time.Second
	}
	return route.Timeout
}
