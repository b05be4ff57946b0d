package gate

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"guwah.example/guwah"
)

// AuthorityOf is an authority as anyone may see it; its channels stay with the team.
func AuthorityOf(a guwah.Authority) Authority {
	return Authority{ID: string(a.ID), Names: textsOf(a.Names), Level: string(a.Level), Invented: a.Invented}
}

func dateOf(d guwah.Date) Date {
	if !d.Known() {
		return Date{}
	}
	return Date{EDTF: d.EDTF, From: int32(d.From), To: int32(d.To), Type: string(d.Type)}
}

// yearOnly is the year a date ends in, and nothing finer.
func yearOnly(d guwah.Date) Date {
	if !d.Known() || d.To >= guwah.EndOfDays {
		return Date{}
	}
	year := d.To.Time().Year()
	return Date{
		EDTF: d.To.Time().Format("2006"), From: int32(guwah.DayFrom(year, 1, 1)), To: int32(guwah.DayFrom(year, 12, 31)), Type: string(guwah.DateExact),
	}
}

func nameOf(n guwah.Name) Name {
	return Name{Text: n.Value, Lang: n.Lang, Script: string(n.Script), Scheme: n.Scheme, Kind: n.Kind}
}

func textsOf(texts guwah.Texts) []Text {
	out := slices.Grow([]Text(nil), len(texts)) // none stays nil
	for _, t := range texts {
		out = append(out, Text{Lang: t.Lang, Text: t.Text, By: t.By})
	}
	return out
}

// valueTexts is a claim's words, the original first, then the team's translations.
func valueTexts(v guwah.Value) []Text {
	var out []Text
	if v.Text != "" {
		out = append(out, Text{Lang: v.Lang, Text: v.Text})
	}
	return append(out, textsOf(v.Texts)...)
}

func labelOf(c guwah.Claim) Label {
	return Label{Code: c.Value.Code, Texts: valueTexts(c.Value), Date: dateOf(c.When)}
}

func sourceOf(s guwah.Source) *Source {
	return &Source{
		Publisher: s.Publisher, Author: s.Author, Title: s.Title, URL: s.URL, Published: dateOf(s.Published), Kind: s.Kind, Lang: s.Lang,
	}
}

func pictureOf(e guwah.Evidence) Picture {
	return Picture{SHA256: e.PublicCopy, MIME: "image/jpeg", Width: e.Width, Height: e.Height}
}

func placeOf(p guwah.Place) Place {
	if p == (guwah.Place{}) {
		return Place{}
	}
	return Place{ID: string(p.ID), Texts: textsOf(guwah.PlaceNames(p))}
}

func codes[S ~string](list []S) []string {
	var out []string
	for _, code := range list {
		out = append(out, string(code))
	}
	return out
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// initials are the first letters of the form most readers can read: Latin, else Cyrillic, else whatever there is. "A. T."
func initials(forms []guwah.NameForm) string {
	for _, script := range []guwah.Script{guwah.Latn, guwah.Cyrl, ""} {
		for _, form := range forms {
			if form.Name.Script == script || script == "" {
				return initialsOf(form.Name.Value)
			}
		}
	}
	return ""
}

func initialsOf(name string) string {
	var letters []string
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '·' || r == '-' }) {
		if first, _ := utf8.DecodeRuneInString(word); unicode.IsLetter(first) {
			letters = append(letters, string(unicode.ToUpper(first))+".")
		}
	}
	return strings.Join(letters, " ")
}

// key is the number of an account on its page.
func key(n int) string { return "c" + strconv.Itoa(n) }
