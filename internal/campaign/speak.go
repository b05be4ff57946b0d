package campaign

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"guwah.example/guwah/internal/draw"
	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
)

// ErrNothing says that a case has nothing that could stand on a card: only its number is public, or it was withdrawn.
var ErrNothing = errors.New("nothing of this case can be drawn")

// voice speaks one language.
type voice struct{ *i18n.Printer }

// speak puts a case into the words of a card.
func (p *Press) speak(c gate.Case, lang i18n.Lang) (*content, error) {
	v := voice{p.Catalogues.Printer(lang)}
	title, others := v.title(c)
	if title.text == "" || c.Withdrawn != 0 {
		return nil, ErrNothing
	}
	said := &content{
		lang:    string(lang),
		dir:     directions[v.Dir()],
		title:   title,
		others:  others,
		figures: v.figures(c),
		demand:  v.demand(c),
		link:    p.Origin + "/" + string(lang) + "/case/" + c.ID,
	}
	if c.Level == "full" || c.Level == "initials" {
		said.initial = words{initial(title.text), title.lang, title.dir}
		said.question = v.question(c, title.text)
	}
	if len(c.Demands) > 0 {
		said.unanswered = v.unanswered(c.Demands[0], c.ClockB)
	}
	if len(c.Campaigns) > 0 {
		said.hashtag = "#" + c.Campaigns[0].Tag
	}
	if c.Invented {
		said.notice = v.T("card", "Invented person, for demonstration")
	}
	_, said.address, _ = strings.Cut(said.link, "://")
	return said, nil
}

var directions = map[string]draw.Direction{"ltr": draw.LeftToRight, "rtl": draw.RightToLeft}

// question is the head of a placard. A closed case asks nothing any more.
func (v voice) question(c gate.Case, name string) string {
	switch {
	case c.Remains:
		return v.Plain("card", "{name}: where are the remains?", "name", name)
	case c.Closed:
		return ""
	}
	return v.Plain("card", "Where is {name}?", "name", name)
}

// figures is the life clock and, as large, the last sign of life (rule 6). Where the family is to be given remains there is neither (rule 12), and a clock
// that has stopped is not shown.
func (v voice) figures(c gate.Case) []figure {
	if c.Remains || c.ClockA == nil || c.ClockA.Stopped {
		return nil
	}
	big := v.Number(c.ClockA.Days)
	if c.ClockA.YearsOnly {
		if big = v.Number(c.ClockA.Years); c.ClockA.Years == 0 {
			big = i18n.IsolateLTR("<1")
		}
	}
	caption := v.lifeLabel(c.ClockA)
	if c.ClockA.AtLeast {
		caption = v.T("card", "{count} (at least)", "count", caption)
	}
	all := []figure{{big, caption}}
	if c.LastAlive != nil {
		all = append(all, figure{v.date(c.LastAlive.Date), v.T("card", "last known alive ({how})", "how", v.how(c.LastAlive.How))})
	}
	return all
}

// lifeLabel says what clock A counts, beside the number.
func (v voice) lifeLabel(c *gate.Clock) string {
	free, remains := c.Label == "not_free_to_speak", c.Label == "no_life_or_remains"
	switch {
	case c.YearsOnly && free:
		return v.N("clock", "year since they could speak freely", "years since they could speak freely", c.Years)
	case c.YearsOnly && remains:
		return v.N("clock", "year without proof of life or return of remains", "years without proof of life or return of remains", c.Years)
	case c.YearsOnly:
		return v.N("clock", "year without proof of life", "years without proof of life", c.Years)
	case free:
		return v.N("clock", "day since they could speak freely", "days since they could speak freely", c.Days)
	case remains:
		return v.N("clock", "day without proof of life or return of remains", "days without proof of life or return of remains", c.Days)
	}
	return v.N("clock", "day without proof of life", "days without proof of life", c.Days)
}

// how says how a sign of life came.
func (v voice) how(code string) string {
	for _, vocabulary := range []string{"contact", "medium", "predicate"} {
		if v.Labelled(vocabulary, code) {
			return v.Code(vocabulary, code)
		}
	}
	return v.Code("contact", code)
}

// demand is what is asked, in the fewest words: of the demand that runs longest, since no card may ask what nobody asked.
func (v voice) demand(c gate.Case) string {
	if c.Closed && !c.Remains {
		return v.capital(v.Code("status", c.Status))
	}
	if len(c.Demands) == 0 {
		return ""
	}
	var asked []string
	for _, ask := range c.Demands[0].Asks {
		if sentence := v.ask(ask, c); !slices.Contains(asked, sentence) {
			asked = append(asked, sentence)
		}
	}
	return strings.Join(asked, v.SentenceGap())
}

// ask is one thing asked, as it stands with the case today: of the dead the remains.
func (v voice) ask(ask string, c gate.Case) string {
	switch {
	case ask == "law":
		return v.T("card", "Say where, and under what law.")
	case ask == "remains" || c.Remains:
		return v.T("card", "Return the remains. Say how and where this person died.")
	case c.ClockA != nil && c.ClockA.Label == "not_free_to_speak":
		return v.T("card", "Let this person speak freely.")
	}
	return v.T("card", "Show that this person is alive.")
}

// unanswered says whom the demand was put to and how long that is; nothing once it is answered or has ended.
func (v voice) unanswered(d gate.Demand, b *gate.Clock) string {
	if b == nil || b.Stopped {
		return ""
	}
	count := v.unansweredFor(b)
	if authority := v.own(d.Authority.Names); authority != "" {
		return v.T("card", "Asked: {authority}. {days}.", "authority", i18n.Isolate(authority), "days", v.capital(count))
	}
	return v.capital(count) + "."
}

// unansweredFor counts clock B. Where something came that does not meet the demand, or is not weighed yet, it does not say that nothing came.
func (v voice) unansweredFor(b *gate.Clock) string {
	switch {
	case b.YearsOnly && b.Years == 0:
		return v.T("card", "less than a year ago")
	case b.YearsOnly && b.Silent:
		return v.N("card", "{n} year without an answer", "{n} years without an answer", b.Years)
	case b.YearsOnly:
		return v.N("card", "{n} year without an answer that meets the demand", "{n} years without an answer that meets the demand", b.Years)
	case b.Silent:
		return v.N("card", "{n} day without an answer", "{n} days without an answer", b.Days)
	}
	return v.N("card", "{n} day without an answer that meets the demand", "{n} days without an answer that meets the demand", b.Days)
}

// capital raises the first letter, in scripts that have capitals.
func (v voice) capital(sentence string) string {
	first, size := utf8.DecodeRuneInString(sentence)
	if size == 0 {
		return sentence
	}
	raised := unicode.ToUpper(first)
	if v.Lang() == i18n.Turkish {
		raised = unicode.TurkishCase.ToUpper(first)
	}
	return string(raised) + sentence[size:]
}

// own picks the words in the language spoken, else in English, else the first there are.
func (v voice) own(texts []gate.Text) string {
	for _, want := range []string{string(v.Lang()), "en"} {
		for _, t := range texts {
			if t.Lang == want {
				return t.Text
			}
		}
	}
	if len(texts) == 0 {
		return ""
	}
	return texts[0].Text
}
