package i18n

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/leonelquinteros/gotext"
)

//go:embed po
var embedded embed.FS

// Critical lists the contexts whose words can put somebody in danger when they are wrong.
var Critical = []string{"code", "consent", "risk", "withdraw"}

// key names one text: where it is used, and its English words or its code.
type key struct{ context, english string }

// catalogue is one language, read once and never changed.
type catalogue struct {
	lang     Lang
	native   string
	reviewed bool
	forms    map[key][]string
}

// Catalogues are the texts in every language. They are safe for use by several goroutines.
type Catalogues struct {
	printers map[Lang]*Printer
}

// Options say how texts are spoken.
type Options struct {
	// Mark wraps a text that has no translation in ⟦ ⟧, for development. Without it the English stands plain.
	Mark bool
}

// Load reads the embedded catalogues. It fails when one cannot be read or lacks its header.
func Load(o Options) (*Catalogues, error) {
	c := &Catalogues{printers: make(map[Lang]*Printer, len(Langs))}
	for _, lang := range Langs {
		read, err := readCatalogue(embedded, lang)
		if err != nil {
			return nil, err
		}
		c.printers[lang] = newPrinter(read, o)
	}
	english := c.printers[English].catalogue
	for _, p := range c.printers {
		p.english = english
		p.names = c.nativeNames()
	}
	return c, nil
}

// Printer returns the one who speaks lang; an unknown language is spoken in English.
func (c *Catalogues) Printer(lang Lang) *Printer {
	if p, ok := c.printers[lang]; ok {
		return p
	}
	return c.printers[English]
}

// Reviewed says whether a native speaker has reviewed the critical contexts of lang. English is the source and needs none.
func (c *Catalogues) Reviewed(lang Lang) bool { return c.Printer(lang).catalogue.reviewed }

func (c *Catalogues) nativeNames() map[Lang]string {
	names := make(map[Lang]string, len(c.printers))
	for lang, p := range c.printers {
		names[lang] = p.catalogue.native
	}
	return names
}

func readCatalogue(files fs.FS, lang Lang) (*catalogue, error) {
	text, err := fs.ReadFile(files, path.Join("po", string(lang)+".po"))
	if err != nil {
		return nil, fmt.Errorf("read catalogue %s: %w", lang, err)
	}
	po := gotext.NewPo()
	po.Parse(text)
	domain := po.GetDomain()
	if domain.Headers.Get("Language") != string(lang) {
		return nil, fmt.Errorf("read catalogue %s: its header says language %q", lang, domain.Headers.Get("Language"))
	}
	c := &catalogue{
		lang:     lang,
		native:   domain.Headers.Get("X-Native-Name"),
		reviewed: strings.EqualFold(domain.Headers.Get("X-Critical-Reviewed"), "yes"),
		forms:    make(map[key][]string),
	}
	for context, texts := range domain.GetCtxTranslations() {
		for english, translation := range texts {
			if forms := formsOf(translation); forms != nil {
				c.forms[key{context, english}] = forms
			}
		}
	}
	return c, nil
}

// formsOf returns the plural forms in order, or nil where a form is missing.
func formsOf(t *gotext.Translation) []string {
	forms := make([]string, len(t.Trs))
	for i := range forms {
		form := t.Trs[i]
		if form == "" {
			return nil
		}
		forms[i] = form
	}
	if len(forms) == 0 {
		return nil
	}
	return forms
}
