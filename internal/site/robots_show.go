package site

import (
	"net/http"
	"strings"
	"time"

	"guwah.example/guwah/internal/serve"
)

const plainText = "text/plain; charset=utf-8"

// robotsShow asks machines to read the pages and leave forms and searches alone.
func (s *Site) robotsShow(w http.ResponseWriter, r *http.Request) error {
	body := "User-agent: *\nDisallow: /desk\nDisallow: /*/mine\nDisallow: /*/find?\nDisallow: /*/challenge?\nSitemap: " + s.Origin + "/sitemap.xml\n"
	return s.today(w, r, serve.Answer{Type: plainText, Body: []byte(body)}, nil)
}

// securityShow says where to report a weakness (RFC 9116). Without a contact there is nothing to say.
func (s *Site) securityShow(w http.ResponseWriter, r *http.Request) error {
	if s.Operator.Contact == "" {
		return serve.ErrNotFound
	}
	expires := serve.EndOfDay(s.Now()).AddDate(0, 6, 0)
	body := strings.Join([]string{
		"Contact: mailto:" + s.Operator.Contact,
		"Expires: " + expires.Format(time.RFC3339),
		"Preferred-Languages: en, ug, zh, kk, tr, ru",
		"Canonical: " + s.Origin + "/.well-known/security.txt",
	}, "\n") + "\n"
	return s.today(w, r, serve.Answer{Type: plainText, Body: []byte(body)}, nil)
}
