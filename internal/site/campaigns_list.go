package site

import (
	"context"
	"html/template"
	"net/http"
	"strings"

	"guwah.example/guwah/internal/serve"
)

type campaignsPage struct {
	serve.Frame
	Campaigns []campaignLine
}

type campaignLine struct {
	Address   string
	Name, Tag template.HTML
	About     template.HTML
}

// campaignsList is every public campaign.
func (s *Site) campaignsList(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	return s.fromRegister(w, r, func(ctx context.Context) (serve.Answer, error) {
		all, err := s.Reader.Campaigns(ctx)
		if err != nil {
			return serve.Answer{}, err
		}
		v := s.voice(lang)
		page := campaignsPage{Frame: s.views.all.Frame(lang, "/campaigns")}
		page.Title = v.T("campaign", "Campaigns")
		for _, c := range all {
			line := campaignLine{
				Address: "/" + string(lang) + "/campaign/" + c.Slug,
				Name:    v.campaignName(c.Names, c.Tag),
				About:   v.dotted(text(v.N("campaign", "{n} case", "{n} cases", c.Total)), text(v.period(c.From, c.To))),
			}
			if !strings.HasPrefix(v.own(c.Names).Text, "#"+c.Tag) {
				line.Tag = v.isolated("#" + c.Tag)
			}
			page.Campaigns = append(page.Campaigns, line)
		}
		return s.views.campaigns.Render(page)
	})
}
