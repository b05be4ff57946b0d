package site

import (
	"context"
	"encoding/xml"
	"net/http"
	"strconv"
	"strings"
	"time"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

// entriesAPart keeps each part below the 50,000 addresses that sitemaps.org allows, in all languages.
const entriesAPart = 8000

type siteIndex struct {
	XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Parts   []address `xml:"sitemap"`
}

type sitePart struct {
	XMLName   xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	Addresses []address `xml:"url"`
}

type address struct {
	Address string `xml:"loc"`
	Changed string `xml:"lastmod,omitempty"`
}

// sitemapIndex lists the parts of the sitemap.
func (s *Site) sitemapIndex(w http.ResponseWriter, r *http.Request) error {
	return s.fromRegister(w, r, func(ctx context.Context) (serve.Answer, error) {
		entries, err := s.Reader.Map(ctx)
		if err != nil {
			return serve.Answer{}, err
		}
		var index siteIndex
		for part := 0; part*entriesAPart < max(1, len(entries)); part++ {
			index.Parts = append(index.Parts, address{Address: s.Origin + "/sitemap/" + strconv.Itoa(part+1) + ".xml"})
		}
		return xmlAnswer("application/xml; charset=utf-8", index)
	})
}

// sitemapPart lists up to entriesAPart public addresses, each in every language.
func (s *Site) sitemapPart(w http.ResponseWriter, r *http.Request) error {
	digits, isXML := strings.CutSuffix(r.PathValue("part"), ".xml")
	part, err := strconv.Atoi(digits)
	if !isXML || err != nil || part < 1 {
		return serve.ErrNotFound
	}
	return s.fromRegister(w, r, func(ctx context.Context) (serve.Answer, error) {
		entries, err := s.Reader.Map(ctx)
		if err != nil {
			return serve.Answer{}, err
		}
		first := (part - 1) * entriesAPart
		if first > 0 && first >= len(entries) {
			return serve.Answer{}, serve.ErrNotFound
		}
		chosen := entries[first:min(first+entriesAPart, len(entries))]
		if part == 1 {
			chosen = append(fixedPages(), chosen...)
		}
		return xmlAnswer("application/xml; charset=utf-8", s.urls(chosen))
	})
}

// fixedPages are the pages that do not come from the register.
func fixedPages() []gate.MapEntry {
	return []gate.MapEntry{{Path: ""}, {Path: "about"}, {Path: "method"}, {Path: "corrections"}, {Path: "campaigns"}, {Path: "authorities"}, {Path: "find"}, {Path: "tell"}}
}

func (s *Site) urls(entries []gate.MapEntry) sitePart {
	var part sitePart
	for _, e := range entries {
		changed := ""
		if e.Changed != 0 {
			changed = dayTime(e.Changed).Format(time.DateOnly)
		}
		for _, lang := range i18n.Langs {
			part.Addresses = append(part.Addresses, address{s.Origin + "/" + string(lang) + "/" + e.Path, changed})
		}
	}
	return part
}
