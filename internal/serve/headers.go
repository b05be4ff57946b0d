package serve

import "net/http"

// fixedHeaders are set on every answer of a route. The slices are shared between requests and never written to.
type fixedHeaders map[string][]string

func (h fixedHeaders) set(to http.Header) {
	for name, value := range h {
		to[name] = value
	}
}

// basePolicy allows what our own pages hold and nothing else: no script, no frame, nothing from elsewhere.
const basePolicy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func securityHeaders(route Route, secure bool) fixedHeaders {
	policy := basePolicy
	if route.Policy != "" {
		policy = route.Policy + "; " + basePolicy // of two directives with one name browsers heed the first
	}
	h := fixedHeaders{
		"Content-Security-Policy": {policy},
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
