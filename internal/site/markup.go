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

// element writes the words as an element of that name, marked with their language and direction where they are known. It is the one
// place where text of others becomes markup.
func (s said) element(name string) template.HTML {
	var out strings.Builder
	out.Grow(len(s.Text) + 48)
	write := func(parts ...string) {
		for _, part := range parts {
			out.WriteString(part)
		}
	}
	write("<", name)
	if s.Lang != "" {
		write(` lang="`, html.EscapeString(s.Lang), `"`)
	}
	if s.Dir != "" {
		write(` dir="`, s.Dir, `"`)
	}
	write(">", html.EscapeString(s.Text), "</", name, ">")
	return template.HTML(out.String()) //nolint:gosec // everything given is escaped
}

// HTML writes the words isolated from the text around them.
func (s said) HTML() template.HTML {
	if s.Text == "" {
		return ""
	}
	return s.element("bdi")
}

// anchor writes a link to a path of ours or to an address of a source; label is markup already.
func anchor(href string, label template.HTML) template.HTML {
	if href == "" || !safeAddress(href) {
		return label
	}
	tells := ""
	if !strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "#") {
		tells = ` rel="noreferrer"` // another website learns nothing of where its visitor comes from
	}
	return template.HTML(`<a href="`+html.EscapeString(href)+`"`+tells+`>`) + label + "</a>" //nolint:gosec // escaped
}

// safeAddress allows what we link to: our own paths, and the web.
func safeAddress(href string) bool {
	return strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//") || strings.HasPrefix(href, "#") || strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "http://")
}

// text escapes words of our own catalogue.
func text(words string) template.HTML { return template.HTML(html.EscapeString(words)) } //nolint:gosec // escaped

// isolated wraps a tag, a number or an address so that its direction stays its own.
func isolated(words string) template.HTML { return said{Text: words, Dir: "ltr"}.HTML() }

// paragraph wraps markup in a paragraph of that class, or returns nothing for nothing.
func paragraph(class string, words template.HTML) template.HTML {
	switch {
	case words == "":
		return ""
	case class == "":
		return "<p>" + words + "</p>\n"
	}
	return template.HTML(`<p class="`+class+`">`) + words + "</p>\n" //nolint:gosec // the class is one of ours
}

// tagged sets a small tag after words; a contested one is amber.
func tagged(words template.HTML, tag string, contested bool) template.HTML {
	class := ` <span class="tag">`
	if contested {
		class = ` <span class="tag contested">`
	}
	return words + template.HTML(class) + text(tag) + "</span>" //nolint:gosec // a constant
}

// dated is a <time> element; machine is its form for programs, without which HTML allows none.
func dated(date, machine string) template.HTML {
	if machine == "" {
		return `<span class="when">` + text(date) + "</span>"
	}
	return template.HTML(`<time datetime="`+machine+`">`) + text(date) + "</time>" //nolint:gosec // digits and dashes
}

// dot stands between two statements. It holds on to the first, so that no line begins with it.
const dot = "\u00a0· "

// dotted joins what is not empty by a middle dot.
func dotted(parts ...template.HTML) template.HTML {
	return joined(parts, dot)
}

// joined puts a separator between what is not empty.
func joined(parts []template.HTML, between string) template.HTML {
	kept := make([]string, 0, 8)
	for _, part := range parts {
		if part != "" {
			kept = append(kept, string(part))
		}
	}
	return template.HTML(strings.Join(kept, between)) //nolint:gosec // joins markup
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
