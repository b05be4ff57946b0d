package site

import (
	"html"
	"html/template"
	"strings"

	"guwah.example/guwah/internal/gate"
)

// said is somebody's words or a name, with the language it is in.
type said struct {
	Text, Lang, Dir string
}

// html sets markup together. Everything given must be safe already.
func (v voice) html(parts ...string) template.HTML {
	return template.HTML(v.paper.Write(parts...)) //nolint:gosec // everything given is escaped
}

// element writes somebody's words as an element of that name, marked with their language and direction where they are known. It is the one
// place where text of others becomes markup.
func (v voice) element(name string, s said) template.HTML {
	parts := append(make([]string, 0, 16), "<", name)
	if s.Lang != "" {
		parts = append(parts, ` lang="`, html.EscapeString(s.Lang), `"`)
	}
	if s.Dir != "" {
		parts = append(parts, ` dir="`, s.Dir, `"`)
	}
	return v.html(append(parts, ">", html.EscapeString(s.Text), "</", name, ">")...)
}

// bdi writes somebody's words isolated from the text around them.
func (v voice) bdi(s said) template.HTML {
	if s.Text == "" {
		return ""
	}
	return v.element("bdi", s)
}

// anchor writes a link to a path of ours or to an address of a source; label is markup already.
func (v voice) anchor(href string, label template.HTML) template.HTML {
	if href == "" || !safeAddress(href) {
		return label
	}
	tells := ""
	if !strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "#") {
		tells = ` rel="noreferrer"` // another website learns nothing of where its visitor comes from
	}
	return v.html(`<a href="`, html.EscapeString(href), `"`, tells, `>`, string(label), "</a>")
}

// path is the address of a page of ours in the page's language.
func (v voice) path(kind, name string) string {
	return v.paper.Write("/", string(v.Lang()), kind, name)
}

// safeAddress allows what we link to: our own paths, and the web.
func safeAddress(href string) bool {
	return strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//") || strings.HasPrefix(href, "#") || strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "http://")
}

// text escapes words of our own catalogue.
func text(words string) template.HTML { return template.HTML(html.EscapeString(words)) } //nolint:gosec // escaped

// isolated wraps a tag, a number or an address so that its direction stays its own.
func (v voice) isolated(words string) template.HTML { return v.bdi(said{Text: words, Dir: "ltr"}) }

// dated is a <time> element; machine is its form for programs, without which HTML allows none.
func (v voice) dated(date, machine string) template.HTML {
	if machine == "" {
		return v.html(`<span class="when">`, html.EscapeString(date), "</span>")
	}
	return v.html(`<time datetime="`, machine, `">`, html.EscapeString(date), "</time>")
}

// dot stands between two statements. It holds on to the first, so that no line begins with it.
const dot = "\u00a0· "

// dotted joins what is not empty by a middle dot.
func (v voice) dotted(parts ...template.HTML) template.HTML {
	return v.joined(parts, dot)
}

// joined puts a separator between what is not empty.
func (v voice) joined(parts []template.HTML, between string) template.HTML {
	all := make([]string, 0, 16)
	for _, part := range parts {
		switch {
		case part == "":
			continue
		case len(all) > 0:
			all = append(all, between)
		}
		all = append(all, string(part))
	}
	if len(all) == 1 {
		return template.HTML(all[0]) //nolint:gosec // markup already
	}
	return v.html(all...)
}

// dirOf is the direction of a language as written by those who tell us things.
func dirOf(lang string) string {
	switch lang {
	case "":
		return "auto"
	case "ug", "ar", "fa", "ur", "kk-Arab", "ky-Arab":
		return "rtl"
	}
	return "ltr"
}

// nameAsSaid marks a name with its language and script.
func nameAsSaid(n gate.Name) said {
	lang := n.Lang
	if lang != "" && n.Script != "" && n.Script != ownScript[n.Lang] {
		lang += "-" + n.Script
	}
	if n.Script == "Arab" {
		return said{n.Text, lang, "rtl"}
	}
	return said{n.Text, lang, "ltr"}
}

// ownScript is the script a language is written in unless its tag says otherwise.
var ownScript = map[string]string{"ug": "Arab", "kk": "Cyrl", "ky": "Cyrl", "uz": "Latn", "zh": "Hans", "tr": "Latn", "en": "Latn", "ru": "Cyrl"}
