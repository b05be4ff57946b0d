package desk

import (
	"fmt"
	"html"
	"html/template"
	"strings"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/register"
)

// voice puts what the register knows into the words of whoever is signed in.
type voice struct{ *i18n.Printer }

func (v visit) voice() voice { return voice{v.speak} }

func (v voice) day(d guwah.Day) string {
	if d == 0 || d <= guwah.Beginning || d >= guwah.EndOfDays {
		return ""
	}
	return v.apart(v.Day(d.Time()))
}

// moment says a day and the minute in it, in UTC: nothing at the desk tells in which part of the world somebody is.
func (v voice) moment(t time.Time) string {
	t = t.UTC()
	return v.apart(v.Day(t)) + " " + i18n.Isolate(t.Format("15:04 UTC"))
}

// apart keeps a date from being reordered by the names and numbers round it, where that can happen.
func (v voice) apart(said string) string {
	if v.Dir() == "rtl" && said != "" {
		return i18n.Isolate(said)
	}
	return said
}

// date says a date with its certainty; what was written where it could not be read.
func (v voice) date(d guwah.Date) string {
	if !d.Known() {
		return d.Raw
	}
	return v.apart(v.When(i18n.Certainty(d.Type), end(d.From, d), end(d.To, d)))
}

// end is one end of a date, as precise as the date is: whole years and months are said as such.
func end(day guwah.Day, d guwah.Date) i18n.Date {
	if day <= guwah.Beginning || day >= guwah.EndOfDays {
		return i18n.Date{}
	}
	at := i18n.DateOf(day.Time())
	switch length := d.To - d.From; {
	case d.Type == guwah.DateBetween || length == 0:
		return at
	case length >= 364:
		at.Month, at.Day = 0, 0
	case length >= 27:
		at.Day = 0
	}
	return at
}

// words marks foreign words with their language and sets them apart.
func words(lang, text string) template.HTML {
	if text == "" {
		return ""
	}
	attribute := ` dir="auto"`
	if lang != "" {
		attribute = ` lang="` + html.EscapeString(lang) + `"` + attribute
	}
	return template.HTML("<bdi" + attribute + ">" + html.EscapeString(text) + "</bdi>") //nolint:gosec // escaped
}

func (v voice) texts(t guwah.Texts) template.HTML {
	text, _ := t.In(string(v.Lang()))
	return words(text.Lang, text.Text)
}

func (v voice) place(p guwah.Place) template.HTML { return v.texts(guwah.PlaceNames(p)) }

// value says what a claim asserts.
func (v voice) value(c guwah.Claim) template.HTML {
	var parts []string
	add := func(h template.HTML) {
		if h != "" {
			parts = append(parts, string(h))
		}
	}
	x := c.Value
	if x.Name != nil {
		add(words(x.Name.Lang, x.Name.Value))
	}
	if x.Code != "" {
		add(template.HTML(html.EscapeString(v.Code(string(c.Predicate), x.Code)))) //nolint:gosec // escaped
	}
	if x.Date.Known() {
		add(template.HTML(html.EscapeString(v.date(x.Date)))) //nolint:gosec // escaped
	}
	if x.Term != "" {
		add(words("", x.Term))
	}
	add(words(x.Lang, x.Text))
	add(v.place(c.Place))
	if x.Number != 0 {
		add(template.HTML(html.EscapeString(fmt.Sprint(x.Number)))) //nolint:gosec // escaped
	}
	return template.HTML(strings.Join(parts, " · ")) //nolint:gosec // built from escaped parts
}

// line says one thing that outsiders can see.
func (v voice) line(l register.Line) template.HTML {
	var parts []string
	if code := v.lineCode(l); code != "" {
		parts = append(parts, html.EscapeString(code))
	}
	switch {
	case l.Spot != "":
		parts = append(parts, string(v.place(guwah.Place{ID: guwah.PlaceID(l.Spot)})))
	case l.Kind != "picture":
		parts = append(parts, string(words(l.Lang, l.Text)))
	}
	if l.When != "" {
		parts = append(parts, string(words("", l.When)))
	}
	said := strings.Join(nonEmpty(parts), " · ")
	kind := html.EscapeString(v.Code("line", l.Kind))
	if said == "" {
		return template.HTML(kind) //nolint:gosec // escaped
	}
	return template.HTML(kind + ": " + said) //nolint:gosec // built from escaped parts
}

// lineCode is the label of a line's code in its own vocabulary.
func (v voice) lineCode(l register.Line) string {
	vocabulary := map[string]string{
		"account": "predicate", "sex": "sex", "work": "occupation", "seeker": "relation", "sought": "relation", "relative": "relation", "words": "relation",
		"demand": "asks", "response": "medium", "correction": "correction", "challenge_answer": "challenge outcome",
	}[l.Kind]
	if vocabulary == "" || l.Code == "" {
		return ""
	}
	code := v.Code(vocabulary, l.Code)
	if l.Kind == "account" && l.More != "" {
		code += ": " + v.Code(l.Code, l.More)
	}
	return code
}

func nonEmpty(parts []string) []string {
	var some []string
	for _, part := range parts {
		if part != "" {
			some = append(some, part)
		}
	}
	return some
}

// effect is an Effect in words.
type effect struct {
	From, To  string
	Out, Back []template.HTML
	Nothing   bool // outsiders see the same as before
}

func (v voice) effect(e register.Effect) *effect {
	said := effect{From: v.Code("level", e.From.String()), To: v.Code("level", e.To.String()), Nothing: e.Nothing()}
	said.Out, said.Back = v.lines(e.Out), v.lines(e.Back)
	return &said
}

func (v voice) lines(lines []register.Line) []template.HTML {
	said := make([]template.HTML, 0, len(lines))
	for _, line := range lines {
		said = append(said, v.line(line))
	}
	return said
}

// option is one entry of a choice.
type option struct {
	Value, Label string
	Chosen       bool
}

// choices lists codes with their labels.
func choices[T ~string](v voice, vocabulary string, codes []T, chosen ...string) []option {
	options := make([]option, 0, len(codes))
	for _, code := range codes {
		o := option{Value: string(code), Label: v.Code(vocabulary, string(code))}
		for _, c := range chosen {
			o.Chosen = o.Chosen || c == o.Value
		}
		options = append(options, o)
	}
	return options
}
