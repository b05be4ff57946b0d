package site

import (
	"context"
	"html/template"
	"net/http"
	"strconv"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/serve"
)

type correctionsPage struct {
	serve.Frame
	Corrections []noticeLine
}

// noticeLine is a numbered notice with the case it concerns, where that may be named.
type noticeLine struct {
	What template.HTML
	Case template.HTML
}

// correctionsList is every correction, newest first.
func (s *Site) correctionsList(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	return s.fromRegister(w, r, func(ctx context.Context) (serve.Answer, error) {
		all, err := s.Reader.Corrections(ctx)
		if err != nil {
			return serve.Answer{}, err
		}
		v := s.voice(lang)
		page := correctionsPage{Frame: s.views.all.Frame(lang, "/corrections")}
		page.Title = v.T("correction", "Corrections")
		for _, c := range all {
			page.Corrections = append(page.Corrections, noticeLine{v.correctionLine(c), v.caseLink(c.Case)})
		}
		return s.views.corrections.Render(page)
	})
}

// caseLink leads to a case by its number, where there is one to name.
func (v voice) caseLink(id string) template.HTML {
	if id == "" {
		return ""
	}
	return v.anchor(v.path("/case/", id), v.isolated(id))
}

type correctionPage struct {
	serve.Frame
	Heading       string
	Kind, Day     string
	Was, Now, Why template.HTML
	Case          template.HTML
	Withheld      bool
}

// correctionShow is one correction: what it said, what it says, why, and when.
func (s *Site) correctionShow(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	no, err := strconv.ParseInt(r.PathValue("no"), 10, 64)
	if err != nil {
		return serve.ErrNotFound
	}
	return s.fromRegister(w, r, func(ctx context.Context) (serve.Answer, error) {
		all, err := s.Reader.Corrections(ctx)
		if err != nil {
			return serve.Answer{}, err
		}
		for _, c := range all {
			if c.No == no {
				page := s.voice(lang).correction(c)
				page.Frame = s.views.all.Frame(lang, "/correction/"+strconv.FormatInt(no, 10))
				page.Title = page.Heading
				return s.views.correction.Render(page)
			}
		}
		return serve.Answer{}, serve.ErrNotFound
	})
}

func (v voice) correction(c gate.Correction) correctionPage {
	return correctionPage{
		Heading:  v.T("correction", "Correction no. {number}", "number", strconv.FormatInt(c.No, 10)),
		Kind:     v.capital(v.Code("correction", c.Kind)),
		Day:      v.day(c.At),
		Was:      v.bdi(v.own(c.Was)),
		Now:      v.bdi(v.own(c.Now)),
		Why:      v.bdi(v.own(c.Why)),
		Case:     v.caseLink(c.Case),
		Withheld: len(c.Was) == 0 && len(c.Now) == 0,
	}
}
