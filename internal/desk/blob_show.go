package desk

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/serve"
)

// sealedShow gives the sealed bytes of a testimony's words or files, for the case-worker's browser to open.
func (d *Desk) sealedShow(w http.ResponseWriter, r *http.Request, _ visit) error {
	return d.blobShow(w, r, "application/octet-stream", true)
}

// pictureShow gives the copy of a picture that is proposed or published. It is our own re-encoding, never a file as it came in.
func (d *Desk) pictureShow(w http.ResponseWriter, r *http.Request, _ visit) error {
	dossier, err := d.Register.Dossier(r.Context(), guwah.PersonID(r.PathValue("id")))
	if err != nil {
		return err
	}
	sha := r.PathValue("hash")
	if !slices.ContainsFunc(dossier.Evidence, func(e guwah.Evidence) bool { return e.Proposed == sha || e.PublicCopy == sha }) {
		return guwah.ErrNotFound
	}
	return d.blobShow(w, r, "image/jpeg", false)
}

func (d *Desk) blobShow(w http.ResponseWriter, r *http.Request, mediaType string, sealed bool) error {
	content, err := d.read(r.Context(), r.PathValue("hash"))
	if err != nil {
		return err
	}
	return serve.Send(w, r, serve.Answer{Type: mediaType, Body: content, Sealed: sealed, NoStore: true})
}

func (d *Desk) read(ctx context.Context, sha256 string) ([]byte, error) {
	blob, err := d.Blobs.Open(ctx, sha256)
	if err != nil {
		return nil, err
	}
	defer blob.Close()
	var content bytes.Buffer
	if _, err := io.Copy(&content, blob); err != nil {
		return nil, fmt.Errorf("read blob %s: %w", sha256, err)
	}
	return content.Bytes(), nil
}

// letterShow gives the sealed bytes of one letter of a mailbox.
func (d *Desk) letterShow(w http.ResponseWriter, r *http.Request, _ visit) error {
	letters, err := d.Register.Desk().Letters(r.Context(), guwah.TestimonyID(r.PathValue("id")))
	if err != nil {
		return err
	}
	for _, letter := range letters {
		if string(letter.ID) == r.PathValue("letter") {
			return serve.Send(w, r, serve.Answer{Type: "application/octet-stream", Body: letter.Sealed, Sealed: true, NoStore: true})
		}
	}
	return guwah.ErrNotFound
}
