package serve

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"sync"

	"github.com/jba/templatecheck"

	"guwah.example/guwah/internal/i18n"
)

// ViewsConfig is what a face's pages are made from.
type ViewsConfig struct {
	Catalogues *i18n.Catalogues
	Assets     *Assets
	// Pages holds page/<name>/page.tmpl for every page, and may hold further *.tmpl files beside it for that page alone, and
	// shared/*.tmpl for all. Layout, where set, names the file in Pages that wraps them; by default it is the public layout of this package.
	Pages  fs.FS
	Layout string
	// Origin is the scheme and host the site is reached at, such as https://guwah.example, without a slash at the end.
	Origin string
	// Funcs are further functions for the templates.
	Funcs template.FuncMap
}

// Views holds a face's templates.
type Views struct {
	config ViewsConfig
	menu   map[i18n.Lang][]menuItem
	pages  map[string]map[i18n.Lang]sheet
	checks []func() error
}

// sheet is a page's template in one language, parsed when it is first wanted.
type sheet func() (*template.Template, error)

// NewViews parses every page in English, so that a broken template stops the program at start, and in another language when somebody first asks for it:
// parsing is most of what a start takes. [Views.Check] parses and checks them all.
func NewViews(c ViewsConfig) (*Views, error) {
	v := &Views{config: c, menu: languageMenu(c.Catalogues, c.Origin), pages: make(map[string]map[i18n.Lang]sheet)}
	names, err := fs.Glob(c.Pages, "page/*/page.tmpl")
	if err != nil {
		return nil, fmt.Errorf("list pages: %w", err)
	}
	for _, name := range names {
		v.pages[path.Base(path.Dir(name))] = make(map[i18n.Lang]sheet)
	}
	for _, lang := range i18n.Langs {
		layout := sync.OnceValues(func() (*template.Template, error) { return c.layout(lang) })
		for _, name := range names {
			v.pages[path.Base(path.Dir(name))][lang] = sync.OnceValues(func() (*template.Template, error) {
				around, err := layout()
				if err != nil {
					return nil, err
				}
				return parsePage(c, lang, around, path.Dir(name))
			})
		}
	}
	for _, page := range v.pages {
		if _, err := page[i18n.English](); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// layout parses the layout and the shared files for one language.
func (c ViewsConfig) layout(lang i18n.Lang) (*template.Template, error) {
	root := template.New("layout").Funcs(functions(c, lang))
	source, err := fs.ReadFile(pages, "layout.tmpl")
	if c.Layout != "" {
		source, err = fs.ReadFile(c.Pages, c.Layout)
	}
	if err != nil {
		return nil, fmt.Errorf("read layout: %w", err)
	}
	if _, err := root.Parse(string(source)); err != nil {
		return nil, fmt.Errorf("parse layout: %w", err)
	}
	if shared, err := fs.Glob(c.Pages, "shared/*.tmpl"); err != nil || len(shared) == 0 {
		return root, err
	}
	return root.ParseFS(c.Pages, "shared/*.tmpl")
}

func parsePage(c ViewsConfig, lang i18n.Lang, layout *template.Template, folder string) (*template.Template, error) {
	page, err := layout.Clone()
	if err == nil {
		page, err = page.ParseFS(c.Pages, folder+"/*.tmpl")
	}
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", folder, err)
	}
	if err := fold(page, functions(c, lang)); err != nil {
		return nil, fmt.Errorf("parse %s: %w", folder, err)
	}
	return page.Lookup("layout"), nil
}

// functions are what templates of one language may call; package i18n says what each does.
func functions(c ViewsConfig, lang i18n.Lang) template.FuncMap {
	speak := c.Catalogues.Printer(lang)
	all := template.FuncMap{
		"t":      speak.T,
		"h":      speak.H,
		"n":      speak.N,
		"code":   speak.Code,
		"number": speak.Number,
		"asset":  c.Assets.Path,
		"fonts":  func() string { return c.Assets.PathIfAny("fonts/fonts.css") },
		"lang":   func() string { return string(lang) },
		"dir":    lang.Dir,
	}
	maps.Copy(all, c.Funcs)
	return all
}

// View draws one page from its struct T, which embeds Frame.
type View[T any] struct {
	name  string
	pages map[i18n.Lang]sheet
	plans map[i18n.Lang]func() (plan, error)
	lang  func(*T) i18n.Lang
}

// framed is what embedding Frame gives a page.
type framed interface{ frameLang() i18n.Lang }

func (f Frame) frameLang() i18n.Lang { return f.Lang }

// NewView returns the page of that name; it panics where Pages holds none, which is a mistake in the program.
func NewView[T framed](v *Views, name string) View[T] {
	view := View[T]{name, v.pages[name], make(map[i18n.Lang]func() (plan, error)), func(page *T) i18n.Lang { return (*page).frameLang() }}
	if view.pages == nil {
		panic(fmt.Sprintf("no page named %q among %v", name, slices.Sorted(maps.Keys(v.pages))))
	}
	for lang, page := range view.pages {
		view.plans[lang] = sync.OnceValues(func() (plan, error) {
			drawn, err := page()
			if err != nil {
				return nil, err
			}
			var empty T
			_ = drawn.Execute(io.Discard, empty) // makes it safe, whether or not an empty page can be drawn
			return newPlan(drawn, functions(v.config, lang), reflect.TypeFor[T]())
		})
	}
	v.checks = append(v.checks, view.check)
	return view
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render draws the page in its frame's language.
func (v View[T]) Render(page T) (Answer, error) {
	buffer := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buffer)
	buffer.Reset()
	if err := v.draw(buffer, &page); err != nil {
		return Answer{}, fmt.Errorf("draw page %s: %w", v.name, err)
	}
	return Answer{Type: HTML, Body: bytes.Clone(buffer.Bytes())}, nil
}

// draw follows the page's plan, where its template has one.
func (v View[T]) draw(out *bytes.Buffer, page *T) error {
	lang := v.lang(page)
	plan, err := v.plans[lang]()
	switch {
	case err == nil:
		dot := reflect.ValueOf(page).Elem()
		plan.draw(out, dot, dot)
		return nil
	case !errors.Is(err, errUnplanned):
		return err
	}
	drawn, err := v.pages[lang]()
	if err != nil {
		return err
	}
	return drawn.Execute(out, *page)
}

func (v View[T]) check() error {
	var all error
	for _, lang := range i18n.Langs {
		var page T
		drawn, err := v.pages[lang]()
		if err == nil {
			err = templatecheck.CheckHTML(drawn, page)
		}
		if err != nil {
			all = errors.Join(all, fmt.Errorf("page %s, %s: %w", v.name, lang, err))
		}
	}
	return all
}

// Check compares every template with the struct it is drawn from, in every language: misspelt fields and wrong arguments.
func (v *Views) Check() error {
	var all error
	for _, check := range v.checks {
		all = errors.Join(all, check())
	}
	return all
}

// Planned tells why the page has no plan and is drawn more slowly; nil where it has one in every language.
func (v View[T]) Planned() error {
	for lang, plan := range v.plans {
		if _, err := plan(); err != nil {
			return fmt.Errorf("plan page %s, %s: %w", v.name, lang, err)
		}
	}
	return nil
}
