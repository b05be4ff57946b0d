package campaign

import (
	"time"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
)

// openEnd is a day number beyond which a date has no end (or, below its negative, no beginning).
const openEnd = 1 << 29

// date prints a date as exactly as it is known: a day, a month or a year where it is just that.
func (v voice) date(d gate.Date) string {
	certainty := i18n.Certainty(d.Type)
	if whole, ok := period(d.From, d.To); ok {
		if certainty == i18n.Between {
			certainty = i18n.Exact
		}
		return v.When(certainty, whole, whole)
	}
	if certainty == i18n.Exact {
		certainty = i18n.Between
	}
	return v.When(certainty, day(d.From), day(d.To))
}

func day(n int32) i18n.Date {
	if n <= -openEnd || n >= openEnd {
		return i18n.Date{}
	}
	return i18n.DateOf(utc(n))
}

func utc(n int32) time.Time { return time.Unix(int64(n)*86400, 0).UTC() }

// period is the day, month or year that two days enclose exactly.
func period(from, to int32) (i18n.Date, bool) {
	if from <= -openEnd || to >= openEnd || from > to {
		return i18n.Date{}, false
	}
	first, after := utc(from), utc(to+1)
	switch {
	case from == to:
		return i18n.DateOf(first), true
	case first.Day() != 1 || after.Day() != 1:
		return i18n.Date{}, false
	case first.AddDate(0, 1, 0).Equal(after):
		return i18n.Date{Year: first.Year(), Month: first.Month()}, true
	case first.Month() == time.January && first.AddDate(1, 0, 0).Equal(after):
		return i18n.Date{Year: first.Year()}, true
	}
	return i18n.Date{}, false
}
