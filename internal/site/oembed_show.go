package site

import (
	"net/http"
	"strings"

	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

// oembed is an answer of type "link" (oembed.com, version 1.0): a title and the card. It holds no markup, so it may be shown anywhere.
type oembed struct {
	Type            string `json:"type"`
	Version         string `json:"version"`
	Title           string `json:"title"`
	ProviderName    string `json:"provider_name"`
	ProviderURL     string `json:"provider_url"`
	CacheAge        int    `json:"cache_age"`
	ThumbnailURL    string `json:"thumbnail_url,omitempty"`
	ThumbnailWidth  int    `json:"thumbnail_width,omitempty"`
	ThumbnailHeight int    `json:"thumbnail_height,omitempty"`
}

// oembedShow describes a case's page to websites that show a preview of a link.
func (s *Site) oembedShow(w http.ResponseWriter, r *http.Request) error {
	if format := r.URL.Query().Get("format"); format != "" && format != "json" {
		w.WriteHeader(http.StatusNotImplemented) // as oembed.com asks
		return nil
	}
	lang, id, ok := s.caseAddress(r.URL.Query().Get("url"))
	if !ok {
		return serve.ErrNotFound
	}
	c, err := s.Reader.Case(r.Context(), id)
	if err != nil {
		return err
	}
	v := s.voice(lang)
	out := oembed{
		Type: "link", Version: "1.0", Title: v.named(c.Level, c.Names, c.Initials, c.Seeker, c.Sought).Name.Text,
		ProviderName: v.T("site", "Guwah"), ProviderURL: s.Origin, CacheAge: 60,
	}
	if c.Level != "stub" && c.Withdrawn == 0 {
		out.ThumbnailURL, out.ThumbnailWidth, out.ThumbnailHeight = s.Origin+"/"+string(lang)+"/case/"+id+"/card.png", 1200, 630
	}
	answer, err := jsonAnswer("application/json; charset=utf-8", out)
	return s.today(w, r, answer, err)
}

// caseAddress reads the language and number out of the address of a case's page.
func (s *Site) caseAddress(address string) (i18n.Lang, string, bool) {
	path, ours := strings.CutPrefix(address, s.Origin+"/")
	code, id, isCase := strings.Cut(path, "/case/")
	lang, known := i18n.ParseLang(code)
	return lang, id, ours && isCase && known && id != "" && !strings.ContainsAny(id, "/?#")
}
