package site

import (
	"html/template"

	"guwah.example/guwah/internal/gate"
)

// clock is one of the two clocks, ready to be set large.
type clock struct {
	AtLeast string // empty where the start is exact
	Figure  string
	Label   string
	Marker  template.HTML // stands beside the count as large
	Fine    template.HTML
}

// lifeClock is clock A, with the last sign of life beside it.
func (v voice) lifeClock(c *gate.Clock, last *gate.Sign) *clock {
	if c == nil || c.Stopped && c.Days == 0 && c.Years == 0 {
		return nil // free again: there is nothing left to count
	}
	out := v.count(c)
	out.Label = v.lifeLabel(c)
	switch {
	case last != nil:
		out.Marker = v.H("clock", "Last known alive: {date}", "date", template.HTML("<b>"+text(v.date(last.Date))+"</b>")) + text(dot+v.how(last.How))
	case c.Stopped:
		out.Fine = v.H("clock", "counted until {date}", "date", text(v.day(c.Until)))
	}
	if c.Stopped {
		out.Fine = v.dotted(out.Fine, text(v.T("clock", "this clock has stopped")))
	}
	if out.Fine == "" && !c.YearsOnly {
		out.Fine = v.H("clock", "counted from {date}", "date", text(v.date(c.From)))
	}
	return out
}

// lifeLabel says what clock A counts.
func (v voice) lifeLabel(c *gate.Clock) string {
	switch {
	case c.Stopped && c.YearsOnly:
		return v.N("clock", "year without a free word", "years without a free word", max(1, c.Years))
	case c.Stopped:
		return v.N("clock", "day without a free word", "days without a free word", c.Days)
	case c.YearsOnly:
		switch c.Label {
		case "not_free_to_speak":
			return v.N("clock", "year since they could speak freely", "years since they could speak freely", max(1, c.Years))
		case "no_life_or_remains":
			return v.N("clock", "year without proof of life or return of remains", "years without proof of life or return of remains", max(1, c.Years))
		}
		return v.N("clock", "year without proof of life", "years without proof of life", max(1, c.Years))
	}
	switch c.Label {
	case "not_free_to_speak":
		return v.N("clock", "day since they could speak freely", "days since they could speak freely", c.Days)
	case "no_life_or_remains":
		return v.N("clock", "day without proof of life or return of remains", "days without proof of life or return of remains", c.Days)
	}
	return v.N("clock", "day without proof of life", "days without proof of life", c.Days)
}

// demandClock is clock B.
func (v voice) demandClock(c *gate.Clock) *clock {
	if c == nil {
		return nil
	}
	out := v.count(c)
	switch {
	case c.YearsOnly && c.Stopped:
		out.Label = v.N("clock", "year, then stopped", "years, then stopped", max(1, c.Years))
	case c.YearsOnly:
		out.Label = v.N("clock", "year the demand is unanswered", "years the demand is unanswered", max(1, c.Years))
	case c.Label == "answered":
		out.Label = v.N("clock", "day until the demand was answered", "days until the demand was answered", c.Days)
	case c.Stopped:
		out.Label = v.N("clock", "day, and no answer", "days, and no answer", c.Days)
	default:
		out.Label = v.N("clock", "day the demand is unanswered", "days the demand is unanswered", c.Days)
	}
	out.Fine = v.demandFine(c)
	return out
}

func (v voice) demandFine(c *gate.Clock) template.HTML {
	var since, state, silent template.HTML
	if !c.YearsOnly {
		since = v.H("clock", "since it was sent: {date}", "date", text(v.date(c.From)))
		if c.By == "published" {
			since = v.H("clock", "since it was published: {date}", "date", text(v.date(c.From)))
		}
	}
	if c.Label != "running" {
		state = text(v.Code("demand state", c.Label))
	}
	if c.Silent {
		silent = text(v.T("clock", "no response of any kind"))
	}
	if c.Overdue {
		state = v.dotted(state, text(v.T("clock", "overdue")))
	}
	return v.dotted(since, state, silent)
}

func (v voice) count(c *gate.Clock) *clock {
	out := &clock{Figure: v.Number(c.Days)}
	if c.YearsOnly {
		out.Figure = v.Number(c.Years)
		if c.Years == 0 {
			out.Figure = "<1"
		}
	}
	if c.AtLeast {
		out.AtLeast = v.T("clock", "at least")
	}
	return out
}

// how says how a sign of life came: by what kind of contact, on what medium, or seen by somebody.
func (v voice) how(code string) string {
	for _, vocabulary := range []string{"contact", "medium", "predicate"} {
		if v.Labelled(vocabulary, code) {
			return v.Code(vocabulary, code)
		}
	}
	return v.Code("contact", code)
}

// short is a clock in a list: the figure and a word or two.
type short struct{ Figure, Label string }

// shortClock prefers the life clock while it runs; a line without one shows how long its demand is unanswered.
func (v voice) shortClock(a, b *gate.Clock) short {
	switch {
	case a != nil && a.Stopped:
		return short{}
	case a != nil && a.YearsOnly:
		return short{v.count(a).Figure, v.lifeLabel(a)}
	case a != nil:
		return short{v.Number(a.Days), v.lifeLabel(a)}
	case b != nil:
		counted := v.demandClock(b)
		return short{counted.Figure, counted.Label}
	}
	return short{}
}
