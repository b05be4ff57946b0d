package site

import (
	"html"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
)

// record fills in what is said about the record itself: corrections, challenges, how to cite it.
func (v voice) record(page *casePage, c gate.Case, now time.Time) {
	for _, correction := range c.Corrections {
		page.Corrections = append(page.Corrections, v.correctionLine(correction))
	}
	for _, challenge := range c.Challenges {
		page.Challenges = append(page.Challenges, v.challengeLine(challenge))
	}
	page.Cite = v.H("case", "Guwah, case {number}, as of {date}", "number", v.isolated(c.ID), "date", text(v.Day(now)))
}

// correctionLine is a correction in a list: number, when, kind, now, was, and why, which is a sentence and stands last.
func (v voice) correctionLine(c gate.Correction) template.HTML {
	number := v.anchor(v.path("/correction/", strconv.FormatInt(c.No, 10)), v.H("correction", "No. {number}", "number", text(strconv.FormatInt(c.No, 10))))
	var was, now template.HTML
	if len(c.Was) > 0 {
		was = v.H("correction", "was: {value}", "value", v.bdi(v.own(c.Was)))
	}
	if len(c.Now) > 0 {
		now = v.H("correction", "now: {value}", "value", v.bdi(v.own(c.Now)))
	}
	return v.dotted(number, text(v.day(c.At)), text(v.Code("correction", c.Kind)), now, was, v.bdi(v.own(c.Why)))
}

// challengeLine is a challenge in a list: number, kind, and what came of it or by when it is answered.
func (v voice) challengeLine(c gate.Challenge) template.HTML {
	number := v.anchor(v.path("/challenge/", strconv.FormatInt(c.No, 10)), v.H("correction", "No. {number}", "number", text(strconv.FormatInt(c.No, 10))))
	state := v.H("challenge", "to be answered by: {date}", "date", text(v.day(c.Due)))
	if c.Outcome != "" {
		state = v.dotted(text(v.Code("challenge outcome", c.Outcome)), text(v.day(c.Decided)))
	}
	return v.dotted(number, text(v.Code("challenge", c.Kind)), state)
}

// shareLink opens another site with text ready to be posted; nothing is sent before somebody posts it there.
type shareLink struct{ Name, Address string }

// sharing fills in links for posting the page, and what link previews show.
func (s *Site) sharing(page *casePage, v voice, name string, c gate.Case) {
	address := page.Canonical
	page.ShareText = v.shareText(name, c)
	page.Share = shareLinks(page.ShareText, address)
	properties := [][2]string{
		{"og:type", "article"},
		{"og:title", page.Title},
		{"og:description", page.Description},
		{"og:url", address},
		{"og:locale", locales[v.Lang()]},
		{"og:site_name", v.T("site", "Guwah")},
	}
	if page.Files {
		card := s.Origin + "/" + string(v.Lang()) + "/case/" + c.ID + "/card.png"
		properties = append(properties, [][2]string{
			{"og:image", card}, {"og:image:width", "1200"}, {"og:image:height", "630"}, {"twitter:card", "summary_large_image"},
		}...)
	}
	page.Properties(properties...)
	page.Link("alternate", "application/json+oembed", s.Origin+"/oembed?url="+url.QueryEscape(address), page.Title)
}

// locales are the Open Graph names of our languages.
var locales = map[i18n.Lang]string{
	i18n.English: "en_GB", i18n.Uyghur: "ug_CN", i18n.Chinese: "zh_CN", i18n.Kazakh: "kk_KZ", i18n.Turkish: "tr_TR", i18n.Russian: "ru_RU",
}

// shareText is what people post beside the link, the name isolated so that it keeps its direction. Where nobody is named, or
// nobody is sought any more, it says only what the page's heading says.
func (v voice) shareText(name string, c gate.Case) string {
	switch named := c.Level == "full" || c.Level == "initials"; {
	case named && c.Remains:
		return v.Plain("share", "{name}: tell the family how, when and where.", "name", name)
	case named && !c.Closed:
		return v.Plain("share", "{name}: where are they? Let them speak freely.", "name", name)
	}
	return i18n.Isolate(name)
}

func shareLinks(words, address string) []shareLink {
	w, a := inQuery(words), inQuery(address)
	return []shareLink{
		{"X", "https://x.com/intent/post?text=" + w + "&url=" + a},
		{"Facebook", "https://www.facebook.com/sharer/sharer.php?u=" + a},
		{"WhatsApp", "https://wa.me/?text=" + w + "%0A" + a},
		{"Telegram", "https://t.me/share/url?url=" + a + "&text=" + w},
	}
}

// inQuery escapes a value for an address; a space is %20, because some of these sites show a plus sign as it is.
func inQuery(value string) string { return strings.ReplaceAll(url.QueryEscape(value), "+", "%20") }

// plainWords takes our own markup out of a line, for descriptions.
func plainWords(markup template.HTML) string {
	var out strings.Builder
	inside := false
	for _, r := range string(markup) {
		switch {
		case r == '<':
			inside = true
		case r == '>' && inside:
			inside = false
		case !inside:
			out.WriteRune(r)
		}
	}
	return html.UnescapeString(out.String())
}
