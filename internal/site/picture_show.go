package site

import (
	"net/http"
	"slices"

	"guwah.example/guwah/internal/serve"
)

// pictureTypes are the media types public copies are encoded in.
var pictureTypes = []string{"image/jpeg", "image/png"}

// pictureShow is the public copy of a photograph, for as long as some case shows it.
func (s *Site) pictureShow(w http.ResponseWriter, r *http.Request) error {
	picture, bytes, err := s.Reader.Picture(r.Context(), r.PathValue("sha256"))
	if err != nil {
		return err
	}
	if !slices.Contains(pictureTypes, picture.MIME) {
		return serve.ErrNotFound
	}
	return s.today(w, r, serve.Answer{Type: picture.MIME, Body: bytes}, nil)
}
