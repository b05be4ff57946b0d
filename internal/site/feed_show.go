package site

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"time"

	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

// feedLength is how many cases a feed holds.
const feedLength = 50

// item is a case in a feed.
type item struct {
	Address, Title, Summary string
	Updated                 time.Time
}

func (s *Site) feedItems(ctx context.Context, v voice) ([]item, error) {
	recent, err := s.Reader.Recent(ctx, feedLength)
	if err != nil {
		return nil, err
	}
	items := make([]item, len(recent))
	for i, l := range recent {
		put := v.line(l)
		items[i] = item{s.Origin + put.Address, plainWords(put.Name), plainWords(put.About), dayTime(l.Changed)}
	}
	return items, nil
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Author  string      `xml:"author>name"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// atomShow is the newest of the register as an Atom feed (RFC 4287).
func (s *Site) atomShow(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	return s.fromRegister(w, r, func(ctx context.Context) (serve.Answer, error) {
		v := s.voice(lang)
		items, err := s.feedItems(ctx, v)
		if err != nil {
			return serve.Answer{}, err
		}
		return xmlAnswer("application/atom+xml; charset=utf-8", s.atom(v, items))
	})
}

func (s *Site) atom(v voice, items []item) atomFeed {
	home := s.Origin + "/" + string(v.Lang()) + "/"
	feed := atomFeed{
		Lang: string(v.Lang()), ID: home, Title: v.T("home", "Newest in the register"), Author: v.T("site", "Guwah"),
		Updated: dayTime(0).Format(time.RFC3339), Links: []atomLink{{"self", home + "feed.atom"}, {"alternate", home}},
	}
	for i, it := range items {
		updated := it.Updated.Format(time.RFC3339)
		if i == 0 {
			feed.Updated = updated
		}
		feed.Entries = append(feed.Entries, atomEntry{it.Address, it.Title, updated, atomLink{"alternate", it.Address}, it.Summary})
	}
	return feed
}

// xmlAnswer is a document with its declaration.
func xmlAnswer(mediaType string, document any) (serve.Answer, error) {
	out := bytes.NewBufferString(xml.Header)
	encoder := xml.NewEncoder(out)
	encoder.Indent("", " ")
	if err := encoder.Encode(document); err != nil {
		return serve.Answer{}, fmt.Errorf("write XML: %w", err)
	}
	return serve.Answer{Type: mediaType, Body: out.Bytes()}, nil
}

type jsonFeed struct {
	Version  string     `json:"version"`
	Title    string     `json:"title"`
	HomePage string     `json:"home_page_url"`
	Feed     string     `json:"feed_url"`
	Language i18n.Lang  `json:"language"`
	Items    []jsonItem `json:"items"`
}

type jsonItem struct {
	ID       string `json:"id"`
	URL      string `json:"url"`
	Title    string `json:"title"`
	Text     string `json:"content_text"`
	Modified string `json:"date_modified"`
}

// jsonFeedShow is the same as a JSON Feed, version 1.1.
func (s *Site) jsonFeedShow(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	return s.fromRegister(w, r, func(ctx context.Context) (serve.Answer, error) {
		v := s.voice(lang)
		items, err := s.feedItems(ctx, v)
		if err != nil {
			return serve.Answer{}, err
		}
		home := s.Origin + "/" + string(lang) + "/"
		feed := jsonFeed{"https://jsonfeed.org/version/1.1", v.T("home", "Newest in the register"), home, home + "feed.json", lang, []jsonItem{}}
		for _, it := range items {
			feed.Items = append(feed.Items, jsonItem{it.Address, it.Address, it.Title, it.Summary, it.Updated.Format(time.RFC3339)})
		}
		return jsonAnswer("application/feed+json; charset=utf-8", feed)
	})
}

func jsonAnswer(mediaType string, value any) (serve.Answer, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return serve.Answer{}, fmt.Errorf("write JSON: %w", err)
	}
	return serve.Answer{Type: mediaType, Body: out.Bytes()}, nil
}
