package guwah

import (
	"errors"
	"net/url"
	"strings"
	"testing"
)

func TestParseLink(t *testing.T) {
	for _, good := range []string{
		"https://www.bbc.com/news/world-asia-47191952", "http://example.org", "https://example.org:8443/a?b=c#d", "HTTPS://Example.org/", "https://[2001:db8::1]/a",
		"https://ar.wikipedia.org/wiki/\u0623\u0648\u064a\u063a\u0648\u0631", "https://example.org/a%20b", "https://xn--80ak6aa92e.com/",
	} {
		if got, err := ParseLink(" \u200f" + good + "\u200b\n"); err != nil || got != good {
			t.Errorf("%q is read as %q (%v)", good, got, err)
		}
	}
	for _, bad := range []string{
		"", "example.org", "//example.org/", "/en/case/GW-7Q2M4X", "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "data:text/html,<script>alert(1)</script>",
		"vbscript:x", "file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1:25/", "https:example.org", "https:///path", "https://:443/", "https://user@example.org/",
		"https://bbc.com:x@example.org/", "https://bbc.com@example.org/", "https://example.org/\"onmouseover=alert(1)", "https://example.org/<script>", "https://example.org\\@bbc.com/",
		"https://exa mple.org/", "https://example.org/a b", "https://%65xample.org/", "blob:https://example.org/x", "view-source:https://example.org/", "mailto:a@example.org",
		"https://example.org/" + strings.Repeat("a", maxLink),
	} {
		if got, err := ParseLink(bad); !errors.Is(err, ErrInvalid) {
			t.Errorf("%q is taken as %q", bad, got)
		}
	}
}

func FuzzParseLink(f *testing.F) {
	for _, seed := range []string{"https://example.org/", "javascript:alert(1)", "https://a@b/", "https://[::1]/", "http://exa\u202emple.org/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, given string) {
		link, err := ParseLink(given)
		if err != nil {
			return
		}
		u, err := url.Parse(link)
		if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
			t.Errorf("%q is taken as %q", given, link)
		}
		if again, err := ParseLink(link); err != nil || again != link {
			t.Errorf("%q is read again as %q (%v)", link, again, err)
		}
	})
}
