package serve

import (
	"html"
	"html/template"
	"strings"

	"guwah.example/guwah/internal/i18n"
)

// Frame is what the layout needs of a page. Make one with Views.Frame, then set the title and what else is wanted.
type Frame struct {
	Lang        i18n.Lang
	Title       string // without the site's name; empty for the site's name alone
	Description string // for search engines and link previews; one sentence
	NoIndex     bool   // keep out of search engines

	Canonical string          // the page's own address
	Menu      template.HTML   // links to the same page in the other languages
	Head      []template.HTML // further links and properties; see Property and Link
}

// Frame begins a page. path is its address after the language, with its query, such as "/find?q=memet"; it leads to the same
// page in every language.
func (v *Views) Frame(lang i18n.Lang, path string) Frame {
	f := Frame{Lang: lang, Canonical: v.config.Origin + "/" + string(lang) + path}
	escaped := html.EscapeString(path)
	var head, menu strings.Builder
	head.Grow(1024)
	menu.Grow(1024)
	for i := range v.menu[lang] {
		item := &v.menu[lang][i]
		menu.WriteString(item.open)
		menu.WriteString(escaped)
		menu.WriteString(item.close)
		head.WriteString(item.alternate)
		head.WriteString(escaped)
		head.WriteString("\">\n")
	}
	f.Menu = template.HTML(menu.String())                                      //nolint:gosec // built from constants and escaped text
	f.Head = append(make([]template.HTML, 0, 3), template.HTML(head.String())) //nolint:gosec // likewise
	return f
}

// menuItem is the constant text around a page's path in the menu of languages and among its alternates.
type menuItem struct{ open, close, alternate string }

func languageMenu(c *i18n.Catalogues, origin string) map[i18n.Lang][]menuItem {
	menus := make(map[i18n.Lang][]menuItem, len(i18n.Langs))
	for _, current := range i18n.Langs {
		for _, lang := range i18n.Langs {
			code := string(lang)
			attributes := `" lang="` + code + `" hreflang="` + code + `"`
			if lang == current {
				attributes += ` aria-current="true"`
			}
			menus[current] = append(menus[current], menuItem{
				open:      `<a href="/` + code,
				close:     attributes + ">" + html.EscapeString(c.Printer(lang).Native(lang)) + "</a>\n",
				alternate: `<link rel="alternate" hreflang="` + code + `" href="` + html.EscapeString(origin) + "/" + code,
			})
		}
	}
	return menus
}

// Property adds an Open Graph or similar property to the head.
func (f *Frame) Property(name, content string) {
	f.Properties([2]string{name, content})
}

// Properties adds several, each a name and its content.
func (f *Frame) Properties(all ...[2]string) {
	var head strings.Builder
	head.Grow(128 * len(all))
	for _, one := range all {
		head.WriteString(`<meta property="`)
		head.WriteString(html.EscapeString(one[0]))
		head.WriteString(`" content="`)
		head.WriteString(html.EscapeString(one[1]))
		head.WriteString("\">\n")
	}
	f.Head = append(f.Head, template.HTML(head.String())) //nolint:gosec // escaped
}

// Link adds a link to the head, such as a feed.
func (f *Frame) Link(rel, mediaType, href, title string) {
	f.Head = append(f.Head, template.HTML(`<link rel="`+html.EscapeString(rel)+`" type="`+html.EscapeString(mediaType)+ //nolint:gosec // escaped
		`" href="`+html.EscapeString(href)+`" title="`+html.EscapeString(title)+"\">\n"))
}
