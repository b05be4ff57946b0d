package site

import (
	"context"
	"net/http"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

// cardShow is the picture to post.
func (s *Site) cardShow(w http.ResponseWriter, r *http.Request) error {
	return s.drawn(w, r, "image/png", "card.png", s.Artist.Card)
}

// placardShow is the page to print and hold up.
func (s *Site) placardShow(w http.ResponseWriter, r *http.Request) error {
	return s.drawn(w, r, "application/pdf", "placard.pdf", s.Artist.Placard)
}

type drawing func(ctx context.Context, c gate.Case, lang i18n.Lang) ([]byte, error)

// drawn answers with a drawing of a case; its file name holds the number, never the name.
func (s *Site) drawn(w http.ResponseWriter, r *http.Request, mediaType, name string, draw drawing) error {
	lang, id := serve.Lang(r), r.PathValue("id")
	return s.fromCase(w, r, id, func(ctx context.Context) (serve.Answer, error) {
		c, err := s.Reader.Case(ctx, id)
		if err != nil {
			return serve.Answer{}, err
		}
		if c.Level == "stub" || c.Withdrawn != 0 || c.RedirectTo != "" {
			return serve.Answer{}, serve.ErrNotFound
		}
		if c.ID != id { // drawing takes long: each case has one address, or anybody could have the same one drawn over and over
			return serve.Redirect("/" + string(lang) + "/case/" + c.ID + "/" + name), nil
		}
		bytes, err := draw(ctx, c, lang)
		if err != nil {
			return serve.Answer{}, err
		}
		return serve.Answer{Type: mediaType, Body: bytes, Name: id + "-" + string(lang) + "-" + name}, nil
	})
}
