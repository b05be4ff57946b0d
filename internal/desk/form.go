package desk

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/serve"
)

// form is what was sent, with the first thing found wrong with it.
type form struct {
	url.Values
	wrong error
}

func formOf(r *http.Request) (*form, error) {
	if err := serve.ReadForm(r); err != nil {
		return nil, err
	}
	return &form{Values: r.PostForm}, nil
}

// text is a field as it was written, without the space round it and without control characters.
func (f *form) text(name string) string { return guwah.CleanText(f.Get(name)) }

// line is a field that is a name or the like: in one line, without marks that nobody sees.
func (f *form) line(name string) string { return guwah.CleanLine(f.Get(name)) }

// refuse keeps the first error.
func (f *form) refuse(err error) {
	if f.wrong == nil {
		f.wrong = err
	}
}

// date reads a date as people write it; empty is unknown.
func (f *form) date(name string) guwah.Date {
	d, err := guwah.ParseDate(f.text(name))
	if err != nil {
		f.refuse(at(name, err))
	}
	return d
}

// day reads one certain day; 0 where the field is empty.
func (f *form) day(name string) guwah.Day {
	d := f.date(name)
	if f.text(name) == "" {
		return 0
	}
	if !d.Exact() {
		f.refuse(&guwah.Invalid{Field: name, Key: "Write one day, for example 2019-02-10."})
	}
	return d.From
}

// number reads a whole number, 0 where the field is empty.
func (f *form) number(name string) int {
	if f.text(name) == "" {
		return 0
	}
	n, err := strconv.Atoi(f.text(name))
	if err != nil {
		f.refuse(&guwah.Invalid{Field: name, Key: "Write a whole number."})
	}
	return n
}

// level reads a publication level.
func (f *form) level(name string) guwah.Level {
	level, ok := guwah.ParseLevel(f.text(name))
	if !ok {
		f.refuse(&guwah.Invalid{Field: name, Key: "Choose how much may be seen."})
	}
	return level
}

// words reads words with their language; none where they are empty.
func (f *form) words(text, lang string) guwah.Texts {
	if f.text(text) == "" {
		return nil
	}
	if f.text(lang) == "" {
		return guwah.Texts{{Lang: "en", Text: f.text(text)}}
	}
	return guwah.Texts{{Lang: f.text(lang), Text: f.text(text)}}
}

// named is words that are a name.
func (f *form) named(name, lang string) guwah.Texts {
	texts := f.words(name, lang)
	for i := range texts {
		texts[i].Text = guwah.CleanLine(texts[i].Text)
	}
	return texts
}

// source reads a published source; nil where none is named.
func (f *form) source() *guwah.Source {
	if f.text("source_publisher") == "" && f.text("source_url") == "" {
		return nil
	}
	s := guwah.Source{
		Kind: f.text("source_kind"), Publisher: f.line("source_publisher"), Title: f.line("source_title"),
		Published: f.date("source_published"), Lang: f.text("source_lang"),
	}
	if s.Publisher == "" {
		f.refuse(&guwah.Invalid{Field: "source_publisher", Key: "Write who published it."})
	}
	if given := f.text("source_url"); given != "" {
		link, err := guwah.ParseLink(given)
		if err != nil {
			f.refuse(at("source_url", err))
		}
		s.URL = link
	}
	return &s
}

// ids reads the boxes ticked in a list of things.
func ids[T ~string](f *form, name string) []T {
	var all []T
	for _, id := range f.Values[name] {
		if id != "" {
			all = append(all, T(id))
		}
	}
	return all
}

// at gives an error of reading a value the name of its field.
func at(field string, err error) error {
	var invalid *guwah.Invalid
	if !errors.As(err, &invalid) {
		return err
	}
	named := *invalid
	named.Field = field
	return &named
}

// sent is a form that is shown again: what was typed, and what is wrong with it.
type sent struct {
	Act    string
	Object string
	Field  string // which field is wrong
	Error  string // why, in words
	values url.Values
}

// In tells whether the form of this act was sent.
func (s sent) In(act string) bool { return s.Act == act && s.Error != "" }

// Value is what was typed into a field of an act's form.
func (s sent) Value(act, field string) string {
	if s.Act != act {
		return ""
	}
	return s.values.Get(field)
}

// resent keeps what was typed when an error is the writer's to mend; any other error is returned.
func resent(v voice, act string, f *form, err error) (sent, error) {
	s := sent{Act: act, Object: f.Get("object"), values: f.Values}
	var invalid *guwah.Invalid
	switch {
	case errors.As(err, &invalid):
		s.Field, s.Error = invalid.Field, v.T("error", invalid.Key, invalid.Args...)
	case errors.Is(err, guwah.ErrRefused):
		s.Error = v.T("desk", "A rule asks for another person here. Nothing was changed.")
	case errors.Is(err, guwah.ErrConflict):
		s.Error = v.T("desk", "Somebody else changed this in the meantime, or it was done already. Nothing of yours was saved; this is how it stands now.")
	default:
		return sent{}, err
	}
	return s, nil
}
