package i18n

import (
	"strconv"
	"strings"
	"time"
)

// Date is a day, a month (Day 0) or a year (Month and Day 0) of the Gregorian calendar, as precise as it is known.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the UTC day of t.
func DateOf(t time.Time) Date {
	year, month, day := t.UTC().Date()
	return Date{year, month, day}
}

// Certainty says how a date is to be read; its values are the date types of MT48.
type Certainty string

// The date types. Between needs both ends; Unknown needs none; an open end of Between reads as Before or After.
const (
	Exact    Certainty = "exact"
	About    Certainty = "about"
	Before   Certainty = "before"
	After    Certainty = "after"
	Between  Certainty = "between"
	Estimate Certainty = "estimate"
	Unknown  Certainty = "unknown"
)

var months = [12]Text{
	Key("month", "January"), Key("month", "February"), Key("month", "March"), Key("month", "April"),
	Key("month", "May"), Key("month", "June"), Key("month", "July"), Key("month", "August"),
	Key("month", "September"), Key("month", "October"), Key("month", "November"), Key("month", "December"),
}

// monthsOfDay are the names used beside a day of the month, which Russian and Kazakh decline.
var monthsOfDay = [12]Text{
	Key("month beside a day", "January"), Key("month beside a day", "February"), Key("month beside a day", "March"),
	Key("month beside a day", "April"), Key("month beside a day", "May"), Key("month beside a day", "June"),
	Key("month beside a day", "July"), Key("month beside a day", "August"), Key("month beside a day", "September"),
	Key("month beside a day", "October"), Key("month beside a day", "November"), Key("month beside a day", "December"),
}

// Date prints d as precisely as it is known: "3 June 2026", "June 2026", "2026", and "date unknown" for the zero Date.
func (p *Printer) Date(d Date) string {
	switch {
	case d.Year == 0:
		return p.T("date", "date unknown")
	case d.Month == 0:
		return p.T("date", "{year}", "year", strconv.Itoa(d.Year))
	case d.Day == 0:
		return p.T("date", "{month} {year}", "month", p.Say(months[d.Month-1]), "year", strconv.Itoa(d.Year))
	}
	return p.days.print(p.paper, d)
}

// dayPattern is the wording of a whole day, taken apart once because pages hold many.
type dayPattern struct {
	pieces []string // text between the placeholders, and their names, in turn
	months [12]string
}

func newDayPattern(p *Printer) *dayPattern {
	made := new(dayPattern)
	rest := p.T("date", "{day} {month} {year}")
	for {
		before, after, ok := strings.Cut(rest, "{")
		made.pieces = append(made.pieces, before)
		if !ok {
			break
		}
		var name string
		name, rest, _ = strings.Cut(after, "}")
		made.pieces = append(made.pieces, name)
	}
	for i, month := range monthsOfDay {
		made.months[i] = p.Say(month)
	}
	return made
}

func (made *dayPattern) print(paper *Paper, d Date) string {
	out := make([]byte, 0, 48)
	for i, piece := range made.pieces {
		switch {
		case i%2 == 0:
			out = append(out, piece...)
		case piece == "day":
			out = strconv.AppendInt(out, int64(d.Day), 10)
		case piece == "month":
			out = append(out, made.months[d.Month-1]...)
		default:
			out = strconv.AppendInt(out, int64(d.Year), 10)
		}
	}
	return paper.copy(out)
}

// Day prints the UTC day of t.
func (p *Printer) Day(t time.Time) string { return p.Date(DateOf(t)) }

// When prints a date with its certainty. Only Between uses both ends; Before reads to, or from where to is zero; the others read from.
func (p *Printer) When(c Certainty, from, to Date) string {
	switch c {
	case About:
		return p.T("date", "about {date}", "date", p.Date(either(from, to)))
	case Estimate:
		return p.T("date", "{date}, estimated", "date", p.Date(either(from, to)))
	case Before:
		return p.T("date", "no later than {date}", "date", p.Date(either(to, from)))
	case After:
		return p.T("date", "no earlier than {date}", "date", p.Date(either(from, to)))
	case Between:
		return p.between(from, to)
	case Unknown:
		return p.T("date", "date unknown")
	}
	return p.Date(either(from, to))
}

func (p *Printer) between(from, to Date) string {
	switch {
	case from == to:
		return p.Date(from)
	case from == Date{}:
		return p.When(Before, Date{}, to)
	case to == Date{}:
		return p.When(After, from, Date{})
	}
	return p.T("date", "between {from} and {to}", "from", p.Date(from), "to", p.Date(to))
}

func either(first, second Date) Date {
	if first != (Date{}) {
		return first
	}
	return second
}
