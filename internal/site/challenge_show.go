package site

import (
	"context"
	"html/template"
	"net/http"
	"strconv"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/serve"
)

type challengedPage struct {
	serve.Frame
	Heading, Kind, Filed, Due string
	Outcome, Decided          string
	Answer                    template.HTML
	Case                      template.HTML
}

// challengeShow is what is public of one challenge: number, kind and due day at once, the outcome after review.
func (s *Site) challengeShow(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	no, err := strconv.ParseInt(r.PathValue("no"), 10, 64)
	if err != nil {
		return serve.ErrNotFound
	}
	return s.fromRegister(w, r, func(ctx context.Context) (serve.Answer, error) {
		c, err := s.Reader.ChallengeNo(ctx, no)
		if err != nil {
			return serve.Answer{}, err
		}
		page := s.voice(lang).challenged(c)
		page.Frame = s.views.all.Frame(lang, "/challenge/"+strconv.FormatInt(no, 10))
		page.Title = page.Heading
		return s.views.challenged.Render(page)
	})
}

func (v voice) challenged(c gate.Challenge) challengedPage {
	page := challengedPage{
		Heading: v.T("challenge", "Challenge no. {number}", "number", strconv.FormatInt(c.No, 10)),
		Kind:    v.capital(v.Code("challenge", c.Kind)), Filed: v.day(c.Filed), Due: v.day(c.Due),
		Case: v.caseLink(c.Case), Answer: v.bdi(v.own(c.Answer)),
	}
	if c.Outcome != "" {
		page.Outcome, page.Decided = v.capital(v.Code("challenge outcome", c.Outcome)), v.day(c.Decided)
	}
	return page
}
