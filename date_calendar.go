package guwah

import (
	"fmt"
	"time"
)

// The years a date may lie in. A year outside is a slip of the hand.
const (
	firstYear = 1850
	lastYear  = 2149
)

// winter is the code of EDTF for it.
const winter = 24

// point is one date as written: a year with, perhaps, a month and a day. Season holds the EDTF codes 21 spring to 24 winter in place of a month.
type point struct {
	year, month, day, season int
	decade                   bool // year is the first of ten: 201X
	mark                     byte // '~' about, '?' uncertain, '%' both, 0 none
}

// check refuses a month or day that no calendar has.
func (p point) check() error {
	switch {
	case p.year < firstYear || p.year > lastYear:
		return &Invalid{Field: "date", Key: "The year must lie between %d and %d.", Args: []any{firstYear, lastYear}}
	case p.month < 0 || p.month > 12:
		return &Invalid{Field: "date", Key: "There is no such month."}
	case p.day < 0 || p.day > 0 && p.day > lastOfMonth(p.year, p.month):
		return &Invalid{Field: "date", Key: "There is no such day in that month."}
	}
	return nil
}

func lastOfMonth(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// span is the first and the last day that p can mean. Winter is that which begins in its year.
func (p point) span() (from, to Day) {
	switch {
	case p.decade:
		return DayFrom(p.year, 1, 1), DayFrom(p.year+9, 12, 31)
	case p.season != 0:
		start := time.Month(3 * (p.season - 20))
		return DayFrom(p.year, start, 1), DayFrom(p.year, start+3, 1) - 1
	case p.month == 0:
		return DayFrom(p.year, 1, 1), DayFrom(p.year, 12, 31)
	case p.day == 0:
		return DayFrom(p.year, time.Month(p.month), 1), DayFrom(p.year, time.Month(p.month), lastOfMonth(p.year, p.month))
	}
	d := DayFrom(p.year, time.Month(p.month), p.day)
	return d, d
}

// edtf writes p in EDTF, its mark included.
func (p point) edtf() string {
	s := fmt.Sprintf("%04d", p.year)
	switch {
	case p.decade:
		s = s[:3] + "X"
	case p.season != 0:
		s += fmt.Sprintf("-%02d", p.season)
	case p.month != 0:
		s += fmt.Sprintf("-%02d", p.month)
	}
	if p.day != 0 {
		s += fmt.Sprintf("-%02d", p.day)
	}
	if p.mark != 0 {
		s += string(p.mark)
	}
	return s
}

// neighbour is p moved by one of its own units: the day, month, season, year or decade before (-1) or after (+1).
func (p point) neighbour(by int) point {
	q := p
	q.mark = 0
	switch {
	case p.decade:
		q.year += 10 * by
	case p.season != 0:
		q.season += by
		if q.season < 21 {
			q.season, q.year = 24, q.year-1
		} else if q.season > 24 {
			q.season, q.year = 21, q.year+1
		}
	case p.month == 0:
		q.year += by
	case p.day == 0:
		t := time.Date(p.year, time.Month(p.month+by), 1, 0, 0, 0, 0, time.UTC)
		q.year, q.month = t.Year(), int(t.Month())
	default:
		t := time.Date(p.year, time.Month(p.month), p.day+by, 0, 0, 0, 0, time.UTC)
		q.year, q.month, q.day = t.Year(), int(t.Month()), t.Day()
	}
	return q
}

// date is p alone as a Date.
func (p point) date() Date {
	from, to := p.span()
	d := Date{EDTF: p.edtf(), From: from, To: to, Type: DateExact}
	switch {
	case p.mark == '~':
		d.Type = DateAbout
	case p.mark != 0 || p.decade:
		d.Type = DateEstimate
	}
	return d
}

// upTo is the date "p or earlier", onwards "p or later".
func (p point) upTo() Date {
	_, to := p.span()
	return Date{EDTF: "../" + p.edtf(), From: Beginning, To: to, Type: DateBefore}
}

func (p point) onwards() Date {
	from, _ := p.span()
	return Date{EDTF: p.edtf() + "/..", From: from, To: EndOfDays, Type: DateAfter}
}

// between is the interval from p to q.
func between(p, q point) (Date, error) {
	from, _ := p.span()
	_, to := q.span()
	if last, _ := q.span(); last < from {
		return Date{}, &Invalid{Field: "date", Key: "The second date lies before the first."}
	}
	return Date{EDTF: p.edtf() + "/" + q.edtf(), From: from, To: to, Type: DateBetween}, nil
}
