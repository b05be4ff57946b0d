package site

import (
	"context"
	"net/http"

	"guwah.example/guwah/internal/serve"
)

// fromRegister answers with what is kept for this address and the whole public register as it stands, or draws it.
func (s *Site) fromRegister(w http.ResponseWriter, r *http.Request, draw func(context.Context) (serve.Answer, error)) error {
	revision, err := s.Reader.Revision(r.Context())
	if err != nil {
		return err
	}
	return s.Cache.Send(w, r, serve.Key{Address: r.URL.Path, Stamp: revision}, draw)
}

// fromCase answers with what is kept for this address and one case as it stands, or draws it.
func (s *Site) fromCase(w http.ResponseWriter, r *http.Request, id string, draw func(context.Context) (serve.Answer, error)) error {
	stamp, err := s.Reader.Revision(r.Context())
	if err != nil {
		return err
	}
	key := serve.Key{
		Address: r.URL.Path, Stamp: stamp,
		Revision: func(ctx context.Context) (string, error) { return s.Reader.CaseRevision(ctx, id) },
	}
	return s.Cache.Send(w, r, key, draw)
}

// today answers with a page that was not kept, such as a search; it is true until the clocks move.
func (s *Site) today(w http.ResponseWriter, r *http.Request, answer serve.Answer, err error) error {
	if err != nil {
		return err
	}
	answer.Sent = s.Now()
	answer.Expires = serve.EndOfDay(answer.Sent)
	return serve.Send(w, r, answer)
}
