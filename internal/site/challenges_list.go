package site

import (
	"context"
	"net/http"

	"guwah.example/guwah/internal/serve"
)

type challengesPage struct {
	serve.Frame
	Challenges []noticeLine
}

// challengesList is every challenge, newest first.
func (s *Site) challengesList(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	return s.fromRegister(w, r, func(ctx context.Context) (serve.Answer, error) {
		all, err := s.Reader.Challenges(ctx)
		if err != nil {
			return serve.Answer{}, err
		}
		v := s.voice(lang)
		page := challengesPage{Frame: s.views.all.Frame(lang, "/challenges")}
		page.Title = v.T("challenge", "All challenges")
		for _, c := range all {
			page.Challenges = append(page.Challenges, noticeLine{v.challengeLine(c), v.caseLink(c.Case)})
		}
		return s.views.challenges.Render(page)
	})
}
