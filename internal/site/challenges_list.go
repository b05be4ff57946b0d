package site

import (
	"context"
	"net/http"

	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

type challengesPage struct {
	serve.Frame
	Challenges []noticeLine
	Pager      *pager
}

// challengesList is every challenge, newest first. The first page is kept; how far somebody leafs back is not.
func (s *Site) challengesList(w http.ResponseWriter, r *http.Request) error {
	lang, from := serve.Lang(r), number(r, "from", furthest)
	if from == 0 {
		return s.fromRegister(w, r, func(ctx context.Context) (serve.Answer, error) { return s.challengesFrom(ctx, lang, 0) })
	}
	answer, err := s.challengesFrom(r.Context(), lang, from)
	return s.today(w, r, answer, err)
}

func (s *Site) challengesFrom(ctx context.Context, lang i18n.Lang, from int) (serve.Answer, error) {
	all, err := s.Reader.Challenges(ctx, from, linesAPage+1)
	if err != nil {
		return serve.Answer{}, err
	}
	v := s.voice(lang)
	page := challengesPage{
		Frame: s.views.all.Frame(lang, "/challenges"), Pager: around("/"+string(lang)+"/challenges?from=", from, linesAPage, len(all) > linesAPage),
	}
	page.Title = v.T("challenge", "All challenges")
	for _, c := range all[:min(linesAPage, len(all))] {
		page.Challenges = append(page.Challenges, noticeLine{v.challengeLine(c), v.caseLink(c.Case)})
	}
	return s.views.challenges.Render(page)
}
