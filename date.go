package guwah

import "time"

// Day counts whole UTC days from 1970-01-01, which is day 0.
type Day int32

// The ends of an open interval: a date "before 2018" has From = Beginning, one "after 2018" has To = EndOfDays.
const (
	Beginning Day = -1 << 30
	EndOfDays Day = 1 << 30
)

// DayOf is the UTC day on which t falls.
func DayOf(t time.Time) Day { return Day(floorDiv(t.Unix(), 86400)) }

// DayFrom is the day of a calendar date in the proleptic Gregorian calendar.
func DayFrom(year int, month time.Month, day int) Day {
	return DayOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// Time is midnight UTC at the start of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String is the day as YYYY-MM-DD, or ".." for either open end.
func (d Day) String() string {
	if d <= Beginning || d >= EndOfDays {
		return ".."
	}
	return d.Time().Format(time.DateOnly)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// DateType says how a date is meant (MT48).
type DateType string

// The date types.
const (
	DateExact    DateType = "exact"
	DateAbout    DateType = "about"
	DateBefore   DateType = "before"
	DateAfter    DateType = "after"
	DateBetween  DateType = "between"
	DateEstimate DateType = "estimate"
	DateUnknown  DateType = "unknown"
)

// Date is when something happened, as exactly as it is known, after ISO 8601-2 (EDTF): 2017-04~, 2017-03/2017-05, ../2018-01.
// The zero Date is unknown. See [ParseDate].
type Date struct {
	Raw  string   `json:"raw,omitempty"`  // the words given
	EDTF string   `json:"edtf,omitempty"` // the same in EDTF; empty when unknown
	From Day      `json:"from,omitempty"` // first day it can have been
	To   Day      `json:"to,omitempty"`   // last day it can have been
	Type DateType `json:"type,omitempty"` // empty means unknown
}

// Known tells whether the date says anything at all.
func (d Date) Known() bool { return d.Type != "" && d.Type != DateUnknown }

// Exact tells whether the date is one certain day.
func (d Date) Exact() bool { return d.Type == DateExact && d.From == d.To }
