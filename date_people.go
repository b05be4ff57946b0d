package guwah

import (
	"slices"
	"strings"
)

// parseDateWords reads a folded text that is not EDTF.
func parseDateWords(text string, order DateOrder) (Date, error) {
	tokens, ok := dateTokens(dateWords.phrases.Replace(text))
	if !ok || len(tokens) == 0 {
		return Date{}, unreadableDate()
	}
	tokens = withoutNow(tokens)
	if slices.ContainsFunc(tokens, func(t dateToken) bool { return t.meaning == "unknown" }) {
		if slices.ContainsFunc(tokens, func(t dateToken) bool { return t.number >= 0 }) {
			return Date{}, unreadableDate()
		}
		return Date{Type: DateUnknown}, nil
	}
	if at := connector(tokens); at > 0 {
		return parseInterval(tokens[:at], tokens[at+1:], order)
	}
	s, err := readSide(tokens, order)
	if err != nil {
		return Date{}, err
	}
	if err := s.point.check(); err != nil {
		return Date{}, err
	}
	return s.date(), nil
}

// withoutNow drops "to the present" from behind a date: what began then and goes on is dated by its beginning, as with "since".
func withoutNow(tokens []dateToken) []dateToken {
	last := len(tokens) - 1
	if last < 1 || tokens[last].meaning != "now" {
		return tokens
	}
	if tokens = tokens[:last]; tokens[last-1].meaning == "to" {
		tokens = tokens[:last-1]
	}
	return tokens
}

// connector is the place of the word or dash that joins two dates to an interval; -1 if there is none.
func connector(tokens []dateToken) int {
	betweens := slices.ContainsFunc(tokens, func(t dateToken) bool { return t.meaning == "between" })
	return slices.IndexFunc(tokens, func(t dateToken) bool { return t.meaning == "to" || t.meaning == "and" && betweens })
}

// parseInterval reads two dates; what one lacks of a year or a month, it takes from the other: "March to May 2017".
func parseInterval(left, right []dateToken, order DateOrder) (Date, error) {
	p, err := readSide(left, order)
	if err != nil {
		return Date{}, err
	}
	q, err := readSide(right, order)
	if err != nil {
		return Date{}, err
	}
	if p.season == winter && p.year != 0 && q.point == (point{year: p.year + 1}) {
		return p.point.date(), p.check() // "winter 2017-2018" is one winter
	}
	if p.year == 0 {
		p.year = q.year
	}
	if q.year == 0 {
		q.year = p.year
	}
	if p.month == 0 && p.day != 0 {
		p.month = q.month
	}
	if q.month == 0 && q.day != 0 {
		q.month = p.month
	}
	for _, s := range []side{p, q} {
		if err := s.check(); err != nil {
			return Date{}, err
		}
		if s.open() || s.day != 0 && s.month == 0 {
			return Date{}, unreadableDate()
		}
	}
	return between(p.point, q.point)
}

// side is one date with what its words say of it.
type side struct {
	point
	before, after    bool // of the day, month or year told, which is not meant itself
	latest, earliest bool // and that one too
	order            DateOrder
}

// open tells whether one end is open.
func (s side) open() bool { return s.before || s.after || s.latest || s.earliest }

func (s side) date() Date {
	switch {
	case s.before:
		return s.neighbour(-1).upTo()
	case s.after:
		return s.neighbour(1).onwards()
	case s.latest:
		return s.point.upTo()
	case s.earliest:
		return s.point.onwards()
	}
	return s.point.date()
}

// readSide reads the tokens of one date. Which number is the year, the month and the day is told by a word beside it, by a month named, or by order.
func readSide(tokens []dateToken, order DateOrder) (side, error) {
	s := side{order: order}
	var loose []dateToken
	for i, t := range tokens {
		if t.number >= 0 {
			if mark := markAfter(tokens, i); !s.place(t, mark) {
				loose = append(loose, t)
			}
			continue
		}
		if !s.word(t.meaning) {
			return side{}, unreadableDate()
		}
	}
	if err := s.sort(loose); err != nil {
		return side{}, err
	}
	switch {
	case (s.before || s.latest) && (s.after || s.earliest),
		s.year == 0 && s.month == 0 && s.day == 0 && s.season == 0,
		s.day != 0 && s.month == 0 && s.year != 0,
		s.season != 0 && (s.month != 0 || s.day != 0):
		return side{}, unreadableDate()
	}
	return s, nil
}

// markAfter is the word for year, month or day that stands right behind a number.
func markAfter(tokens []dateToken, i int) wordMeaning {
	if i+1 < len(tokens) && tokens[i+1].number < 0 {
		return tokens[i+1].meaning
	}
	return ""
}

// place puts a number where the word beside it says; four digits are a year.
func (s *side) place(t dateToken, mark wordMeaning) bool {
	switch {
	case t.digits == 8 && s.year == 0:
		s.year, s.month, s.day = t.number/10000, orImpossible(t.number/100%100), orImpossible(t.number%100)
	case t.digits == 4 && s.year == 0 && (mark != "month" && mark != "day"):
		s.year = t.number
	case mark == "month" && s.month == 0 && t.digits <= 2:
		s.month = orImpossible(t.number)
	case mark == "day" && s.day == 0 && t.digits <= 2:
		s.day = orImpossible(t.number)
	default:
		return false
	}
	return true
}

func orImpossible(n int) int {
	if n == 0 {
		return -1
	}
	return n
}

// word takes a word's meaning; false if it has no place in a single date, or says a month twice.
func (s *side) word(m wordMeaning) bool {
	switch {
	case m == "before":
		s.before = true
	case m == "after":
		s.after = true
	case m == "upto":
		s.latest = true
	case m == "onwards":
		s.earliest = true
	case m == "about":
		s.doubt('~')
	case m == "estimate":
		s.doubt('?')
	case strings.HasPrefix(string(m), "season"):
		if s.season != 0 {
			return false
		}
		s.season = m.number()
	case strings.HasPrefix(string(m), "month") && m.number() > 0:
		if s.month != 0 {
			return false
		}
		s.month = m.number()
	case m == "and", m == "now":
		return false
	}
	return true
}

func (s *side) doubt(mark byte) {
	if s.mark != 0 && s.mark != mark {
		mark = '%'
	}
	s.mark = mark
}

// sort gives the numbers that no word explains their place: a day beside a named month; otherwise year-month-day, or day.month.year with dots. With
// slashes or dashes, day and month are told apart only if one of them is above 12.
func (s *side) sort(loose []dateToken) error {
	for _, t := range loose {
		if t.digits > 2 {
			return unreadableDate()
		}
	}
	switch {
	case len(loose) == 0:
		return nil
	case s.season != 0:
		return unreadableDate()
	case s.month != 0 && s.year == 0 && s.shortYear(loose):
		return nil
	case len(loose) == 1 && s.month != 0 && s.day == 0:
		s.day = orImpossible(loose[0].number)
		return nil
	case len(loose) == 1 && s.month == 0 && s.year != 0:
		s.month = orImpossible(loose[0].number)
		return nil
	case len(loose) == 1 && s.month == 0 && s.day == 0:
		s.day = orImpossible(loose[0].number) // the other end of an interval names the month
		return nil
	case len(loose) == 2 && s.month == 0 && s.day == 0:
		return s.dayAndMonth(loose[0], loose[1])
	}
	return unreadableDate()
}

// pivot is where the two digits of a year change their century: spreadsheets write and read 29 as 2029 and 30 as 1930.
const pivot = 30

// shortYear reads 12-Jun-17 and Jun-17, as spreadsheets write dates by themselves; with spaces the number could be the day.
func (s *side) shortYear(loose []dateToken) bool {
	last := loose[len(loose)-1]
	if last.sep != "-" || last.digits != 2 || last.first || len(loose) > 2 {
		return false
	}
	if len(loose) == 2 {
		s.day = orImpossible(loose[0].number)
	}
	if s.year = 1900 + last.number; last.number < pivot {
		s.year += 100
	}
	return true
}

func (s *side) dayAndMonth(a, b dateToken) error {
	yearFirst := a.sep != "" && a.sep != " " // a number stood before the first of the two
	switch {
	case yearFirst && a.sep != b.sep && b.sep == "-":
		return unreadableDate() // "2017.3-5" is rather March to May than the fifth of March
	case yearFirst:
		s.month, s.day = orImpossible(a.number), orImpossible(b.number)
	case b.sep == "." || a.number > 12 || a.number == b.number:
		s.day, s.month = orImpossible(a.number), orImpossible(b.number)
	case b.number > 12:
		s.month, s.day = orImpossible(a.number), orImpossible(b.number)
	case s.order == DayFirst:
		s.day, s.month = orImpossible(a.number), orImpossible(b.number)
	case s.order == MonthFirst:
		s.month, s.day = orImpossible(a.number), orImpossible(b.number)
	default:
		return &Invalid{Field: "date", Kind: DateReadsTwoWays, Key: "Which is the day and which the month? Write the date as year-month-day, or the month in words."}
	}
	return nil
}
