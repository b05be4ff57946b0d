package i18n

import (
	"html"
	"html/template"
	"reflect"
	"strconv"
	"strings"
)

// Isolates keep a foreign run from reordering its surroundings in plain text: FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.
const (
	isolate = "\u2068"
	pop     = "\u2069"
)

// Text is a key kept for later: its context and its English words.
type Text struct{ Context, English string }

// Key declares a text to be spoken later by Printer.Say, such as one row of an error table.
func Key(context, english string) Text { return Text{context, english} }

// Printer speaks one language. It is safe for use by several goroutines.
type Printer struct {
	catalogue *catalogue
	english   *catalogue
	names     map[Lang]string
	options   Options
	sorter    sorter
	days      *dayPattern
	paper     *Paper // of the page that is written; nil where each text stands by itself
}

func newPrinter(c *catalogue, o Options) *Printer {
	p := &Printer{catalogue: c, options: o, sorter: newSorter(c.lang)}
	p.days = newDayPattern(p)
	return p
}

// On speaks the same on a page's paper.
func (p *Printer) On(paper *Paper) *Printer {
	on := *p
	on.paper = paper
	return &on
}

// Lang is the language spoken.
func (p *Printer) Lang() Lang { return p.catalogue.lang }

// Dir is the direction of the language, "ltr" or "rtl".
func (p *Printer) Dir() string { return p.catalogue.lang.Dir() }

// Native is what the speakers of lang call it, for menus of languages.
func (p *Printer) Native(lang Lang) string { return p.names[lang] }

// T returns the text in plain form. Values come in pairs of placeholder name and value, integers are grouped as numbers.
// The caller isolates foreign runs; see H and Plain for texts that hold a name.
func (p *Printer) T(context, english string, pairs ...any) string {
	return p.fill(p.form(context, english, english, 1), plain, pairs)
}

// Say is T for a text declared by Key.
func (p *Printer) Say(text Text, pairs ...any) string {
	return p.T(text.Context, text.English, pairs...)
}

// H returns the text as HTML: the words escaped, and each value escaped within <bdi>. A value of type template.HTML goes in as it is.
func (p *Printer) H(context, english string, pairs ...any) template.HTML {
	words := html.EscapeString(p.form(context, english, english, 1))
	return template.HTML(p.fill(words, inBDI, pairs)) //nolint:gosec // the words are escaped above, the values by inBDI
}

// Plain returns the text for places without markup, each value that is not a number isolated by U+2068 … U+2069.
func (p *Printer) Plain(context, english string, pairs ...any) string {
	return p.fill(p.form(context, english, english, 1), isolated, pairs)
}

// N returns the text in the plural form for n, with {n} filled in. one and other are the English forms.
func (p *Printer) N(context, one, other string, n int, pairs ...any) string {
	english := other
	if n == 1 {
		english = one
	}
	words := p.form(context, one, english, n)
	if len(pairs) == 0 {
		return p.fill(words, plain, []any{"n", n})
	}
	return p.fill(words, plain, append([]any{"n", n}, pairs...))
}

// Code returns the label of a code of the named vocabulary, both listed in po/codes.txt, its placeholders filled as T does; an
// unknown code is returned with its underscores as spaces.
func (p *Printer) Code(vocabulary, code string, pairs ...any) string {
	if code == "" {
		return ""
	}
	if forms, ok := p.catalogue.forms[key{vocabulary, code}]; ok {
		return p.fill(forms[0], plain, pairs)
	}
	if forms, ok := p.english.forms[key{vocabulary, code}]; ok {
		return p.missing(p.fill(forms[0], plain, pairs))
	}
	return p.missing(strings.ReplaceAll(code, "_", " "))
}

// Labelled tells whether a code of the vocabulary has a label in this language.
func (p *Printer) Labelled(vocabulary, code string) bool {
	_, ok := p.catalogue.forms[key{vocabulary, code}]
	return ok
}

// form finds the words for n of them, falling back to the English ones.
func (p *Printer) form(context, id, english string, n int) string {
	forms, ok := p.catalogue.forms[key{context, id}]
	if !ok {
		return p.missing(english)
	}
	return forms[min(pluralForm(p.catalogue.lang, n), len(forms)-1)]
}

func (p *Printer) missing(english string) string {
	if p.options.Mark && p.catalogue.lang != English {
		return "⟦" + english + "⟧"
	}
	return english
}

// style is how a value stands among words.
type style uint8

const (
	plain    style = iota
	inBDI          // as HTML, in an element of its own unless it is markup or a number
	isolated       // between isolates unless it is a number
)

// fill replaces each {name} by its value, in one pass, so that a value holding braces stays as it is. A name without value stays too.
func (p *Printer) fill(words string, as style, pairs []any) string {
	if len(pairs) == 0 {
		return words
	}
	out := make([]byte, 0, 256) // on the stack, where it is enough
	for {
		at := strings.IndexByte(words, '{')
		if at < 0 {
			return p.paper.copy(append(out, words...))
		}
		out = append(out, words[:at]...)
		words = words[at+1:]
		name, after, ok := strings.Cut(words, "}")
		value, known := valueOf(pairs, name)
		if !ok || !known {
			out = append(out, '{')
			continue
		}
		out = p.write(out, as, value)
		words = after
	}
}

// valueOf finds the value that follows name in pairs.
func valueOf(pairs []any, name string) (any, bool) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == name {
			return pairs[i+1], true
		}
	}
	return nil, false
}

// write appends a value. It keeps nothing of it, so that callers need no memory for the pairs: a page says some hundred texts.
func (p *Printer) write(out []byte, as style, value any) []byte {
	switch v := value.(type) {
	case int:
		return append(out, p.Number(v)...)
	case template.HTML:
		if as == inBDI {
			return append(out, v...)
		}
	}
	words := plainly(value)
	switch as {
	case inBDI:
		out = append(append(out, "<bdi>"...), html.EscapeString(strings.Clone(words))...)
		return append(out, "</bdi>"...)
	case isolated:
		out = append(append(out, isolate...), words...)
		return append(out, pop...)
	}
	return append(out, words...)
}

// plainly is a value that is no number of things, as text: a string of any kind, or digits without grouping.
func plainly(value any) string {
	v := reflect.ValueOf(value)
	switch {
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10)
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10)
	}
	return v.String()
}

// Isolate wraps a foreign run for plain text, so that its direction does not disturb its surroundings.
func Isolate(run string) string { return isolate + run + pop }

// IsolateLTR is Isolate for a run known to be left-to-right inside right-to-left text, such as a hashtag, a handle or an address.
func IsolateLTR(run string) string { return "\u2066" + run + pop }
