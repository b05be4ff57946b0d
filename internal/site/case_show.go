package site

import (
	"context"
	"net/http"
	"strings"

	"guwah.example/guwah/internal/serve"
)

// caseShow is the page of one person.
func (s *Site) caseShow(w http.ResponseWriter, r *http.Request) error {
	lang, id := serve.Lang(r), r.PathValue("id")
	if upper := strings.ToUpper(id); upper != id && looksLikeNumber(upper) { // numbers are read out and typed
		http.Redirect(w, r, "/"+string(lang)+"/case/"+upper, http.StatusMovedPermanently)
		return nil
	}
	return s.fromCase(w, r, id, func(ctx context.Context) (serve.Answer, error) {
		c, err := s.Reader.Case(ctx, id)
		if err != nil {
			return serve.Answer{}, err
		}
		if c.RedirectTo != "" {
			return serve.Redirect("/" + string(lang) + "/case/" + c.RedirectTo), nil
		}
		if c.ID != id { // typed without its letters, or with a letter for a digit
			return serve.Redirect("/" + string(lang) + "/case/" + c.ID), nil
		}
		return s.views.show.Render(s.casePage(lang, c))
	})
}

// looksLikeNumber tells whether a text may stand in an address as the number of a case. Nothing else that a visitor typed does: a slash or a
// backslash in it would lead to another website.
func looksLikeNumber(s string) bool {
	return strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == ""
}
