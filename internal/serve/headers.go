package serve

import (
	"net/http"
	"slices"
	"strings"
)

// fixedHeaders are set on every answer of a route. The slices are shared between requests and never written to.
type fixedHeaders map[string][]string

func (h fixedHeaders) set(to http.Header) {
	for name, value := range h {
		to[name] = value
	}
}

// besides is what h says that all does not: what is left to set once all is set.
func (h fixedHeaders) besides(all fixedHeaders) fixedHeaders {
	left := fixedHeaders{}
	for name, value := range h {
		if !slices.Equal(all[name], value) {
			left[name] = value
		}
	}
	return left
}

// basePolicy allows what our own pages hold and nothing else: no script, no frame, nothing from elsewhere.
const basePolicy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func securityHeaders(route Route, secure bool) fixedHeaders {
	h := fixedHeaders{
		"Content-Security-Policy": {contentPolicy(route.Policy)},
		"X-Content-Type-Options":  {"nosniff"},
		// not no-referrer: Chromium then posts "Origin: null", which cross-origin protection must refuse
		"Referrer-Policy":              {"same-origin"},
		"Cross-Origin-Opener-Policy":   {"same-origin"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
		"Permissions-Policy":           {"camera=(), microphone=(), geolocation=(), browsing-topics=()"},
		"Cache-Control":                {"no-store"}, // until the answer says otherwise
	}
	if route.Kind == Feed || route.Kind == File && route.Who == Anyone {
		h["Cross-Origin-Resource-Policy"] = []string{"cross-origin"} // cards and feeds are meant to be shown elsewhere
	}
	if secure {
		h["Strict-Transport-Security"] = []string{"max-age=31536000"}
	}
	return h
}

// contentPolicy is own with the directives of basePolicy that it doesn't set itself.
func contentPolicy(own string) string {
	if own == "" {
		return basePolicy
	}
	policy := own
	for directive := range strings.SplitSeq(basePolicy, "; ") {
		name, _, _ := strings.Cut(directive, " ")
		if !strings.Contains("; "+own, "; "+name+" ") {
			policy += "; " + directive
		}
	}
	return policy
}
