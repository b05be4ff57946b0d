package site

import (
	"html/template"
	"time"
	"unicode"
	"unicode/utf8"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
)

// voice puts gate types into words of one language, for one page: a goroutine has its own.
type voice struct {
	*i18n.Printer
	paper *i18n.Paper
}

func newVoice(p *i18n.Printer) voice {
	paper := new(i18n.Paper)
	return voice{p.On(paper), paper}
}

// Open ends of dates, as days; see guwah.Beginning.
const openEnd = 1 << 30

// day prints a day counted from 1970-01-01.
func (v voice) day(n int32) string { return v.Day(dayTime(n)) }

func dayTime(n int32) time.Time { return time.Unix(int64(n)*86400, 0).UTC() }

// date prints a date as exactly as it is known.
func (v voice) date(d gate.Date) string {
	certainty := i18n.Certainty(d.Type)
	if d.Type == "" {
		certainty = i18n.Unknown
	}
	from, to := dayOrOpen(d.From), dayOrOpen(d.To)
	if whole, ok := wholePeriod(d.From, d.To); ok {
		if certainty == i18n.Between {
			certainty = i18n.Exact
		}
		return v.When(certainty, whole, whole)
	}
	if certainty == i18n.Exact && d.From != d.To {
		certainty = i18n.Between
	}
	return v.When(certainty, from, to)
}

func dayOrOpen(n int32) i18n.Date {
	if n <= -openEnd || n >= openEnd {
		return i18n.Date{}
	}
	return i18n.DateOf(dayTime(n))
}

// wholePeriod is the day, month or year that from and to enclose exactly.
func wholePeriod(from, to int32) (i18n.Date, bool) {
	if from <= -openEnd || to >= openEnd || from > to {
		return i18n.Date{}, false
	}
	if from == to {
		return i18n.DateOf(dayTime(from)), true
	}
	first, after := dayTime(from), dayTime(to+1)
	switch {
	case first.Day() != 1 || after.Day() != 1:
		return i18n.Date{}, false
	case first.AddDate(0, 1, 0).Equal(after):
		return i18n.Date{Year: first.Year(), Month: first.Month()}, true
	case first.Month() == time.January && first.AddDate(1, 0, 0).Equal(after):
		return i18n.Date{Year: first.Year()}, true
	}
	return i18n.Date{}, false
}

// machineDate is a date for the datetime attribute of <time>, empty where HTML has no form for it.
func machineDate(d gate.Date) string {
	whole, ok := wholePeriod(d.From, d.To)
	switch {
	case !ok, d.Type == "", d.Type == "unknown":
		return ""
	case whole.Month == 0:
		return dayTime(d.From).Format("2006")
	case whole.Day == 0:
		return dayTime(d.From).Format("2006-01")
	}
	return dayTime(d.From).Format(time.DateOnly)
}

// own picks the words in the page's language, else in English, else the first there are.
func (v voice) own(texts []gate.Text) said {
	for _, want := range []string{string(v.Lang()), "en"} {
		for _, t := range texts {
			if t.Lang == want {
				return v.marked(t)
			}
		}
	}
	if len(texts) == 0 {
		return said{}
	}
	return v.marked(texts[0])
}

// marked leaves the language unsaid where it is the page's own.
func (v voice) marked(t gate.Text) said {
	if t.Lang == string(v.Lang()) {
		return said{Text: t.Text}
	}
	return said{t.Text, t.Lang, dirOf(t.Lang)}
}

// place is the name of a place; HTML, isolated.
func (v voice) place(p gate.Place) template.HTML { return v.bdi(v.own(p.Texts)) }

// label is the words for a code, or the free words where no code fits.
func (v voice) label(vocabulary string, l gate.Label) said {
	if l.Code != "" {
		return said{Text: v.Code(vocabulary, l.Code)}
	}
	return v.own(l.Texts)
}

// capital raises the first letter, in scripts that have capitals.
func (v voice) capital(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	if v.Lang() == i18n.Turkish && first == 'i' {
		return "İ" + words[size:]
	}
	if upper := unicode.ToUpper(first); upper != first {
		return string(upper) + words[size:]
	}
	return words
}

// comma separates items in a sentence.
func (v voice) comma() string {
	switch v.Lang() {
	case i18n.Uyghur:
		return "\u060c "
	case i18n.Chinese:
		return "，"
	}
	return ", "
}

// list joins what is not empty by the language's comma.
func (v voice) list(parts ...template.HTML) template.HTML {
	return v.joined(parts, v.comma())
}

// codes joins the labels of several codes of one vocabulary.
func (v voice) codes(vocabulary string, codes []string) template.HTML {
	labels := make([]template.HTML, len(codes))
	for i, code := range codes {
		labels[i] = text(v.Code(vocabulary, code))
	}
	return v.list(labels...)
}
