package guwah

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxDateText is the longest text, in characters, that can be a date.
const maxDateText = 80

// The kinds of [Invalid] that ParseDate gives; every other refusal is of a date that no calendar has.
const (
	UnreadableDate   = "unreadable date"
	DateReadsTwoWays = "date reads two ways"
)

// DateOrder is what a source always writes first where day and month are both numbers.
type DateOrder uint8

// The orders of day and month. Where it is not known, a date that could be read in both is refused.
const (
	OrderUnknown DateOrder = iota
	DayFirst
	MonthFirst
)

// ParseDate reads a date as people write it: in EDTF (2017, 2017-04, 2017-04-05, with ~ for about, ? for uncertain, % for both, intervals with /, open
// ends ..), in numbers (4/2017, 5.4.2017), or in words of the interface languages ("about March 2018", "before 2018", "between March and May 2017").
// An empty text and the words for "unknown" are the unknown date. What it cannot read, what no calendar has and what can be read in two ways (4/5/2017)
// it refuses with an error of kind [ErrInvalid]. The text is kept in Raw, trimmed.
func ParseDate(raw string) (Date, error) { return ParseDateIn(OrderUnknown, raw) }

// ParseDateIn is [ParseDate] for a source of which it is known what it writes first.
func ParseDateIn(order DateOrder, raw string) (Date, error) {
	raw = strings.TrimSpace(raw)
	if utf8.RuneCountInString(raw) > maxDateText || !utf8.ValidString(raw) {
		return Date{}, unreadableDate()
	}
	if raw == "" {
		return Date{}, nil
	}
	text := plainDate(strings.TrimSpace(foldDateText(raw)))
	d, ok, err := parseEDTF(text)
	if !ok && err == nil {
		d, err = parseDateWords(text, order)
	}
	if err != nil {
		return Date{}, err
	}
	d.Raw = raw
	return d, nil
}

func unreadableDate() error {
	return &Invalid{
		Field: "date", Kind: UnreadableDate,
		Key: "We could not read this date. Write it like 2017, 2017-04, 2017-04-25, “about March 2018” or “before 2018”.",
	}
}

// What people write that has a form of its own: a time of day behind the date, decades, two years of which the second is short, two whole dates with a
// dash between them, and Chinese numerals.
var (
	timeOfDay   = regexp.MustCompile(`(\d)(?:t| +)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?(?:z| ?[+-]\d{2}:?\d{2})?$`)
	decadeWords = regexp.MustCompile(`^(?:the )?(\d{3})0(?:'?s|年代|-е(?: годы| гг?\.?)?|'?l[ıi] y[ıi]llar)$`)
	shortYear   = regexp.MustCompile(`^(\d{2})(\d{2})[-/–](\d{2})$`)
	wholeDates  = regexp.MustCompile(`^(\d{1,2}[./]\d{1,2}[./]\d{4})[-–](\d{1,2}[./]\d{1,2}[./]\d{4})$`)
	chineseYear = regexp.MustCompile(`[〇零○一二三四五六七八九]{4}年`)
	chineseOnes = strings.NewReplacer("〇", "0", "零", "0", "○", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")
)

// plainDate writes such a text in the plainer form that means the same.
func plainDate(text string) string {
	if strings.Contains(text, ":") {
		text = timeOfDay.ReplaceAllString(text, "$1")
	}
	if strings.Contains(text, "0") && (text[len(text)-1] < '0' || text[len(text)-1] > '9') {
		text = decadeWords.ReplaceAllString(text, "${1}x")
	}
	if strings.Contains(text, "年") {
		text = chineseYear.ReplaceAllStringFunc(text, chineseOnes.Replace)
	}
	if len(text) > len("2017–18") {
		text = wholeDates.ReplaceAllString(text, "$1 - $2")
	}
	if len(text) < len("2017-18") || len(text) > len("2017–18") {
		return text
	}
	if m := shortYear.FindStringSubmatch(text); m != nil {
		first, _ := strconv.Atoi(m[2])
		second, _ := strconv.Atoi(m[3])
		month, season := second <= 12, second >= 21 && second <= winter && strings.Contains(text, "-") // which EDTF takes it for
		if second > first && !month && !season {
			return m[1] + m[2] + "/" + m[1] + m[3]
		}
	}
	return text
}

// edtfPoint is one date of the EDTF profile: year, month or season, day, mark. One digit for month and day is taken too.
var edtfPoint = regexp.MustCompile(`^(\d{4}|\d{3}x|\d\dxx)(?:-(\d{1,2}|xx))?(?:-(\d{1,2}|xx))?([~?%])?$`)

// parseEDTF reads text if it has the form of EDTF. ok is false if it has not, so that it may still be words.
func parseEDTF(text string) (d Date, ok bool, err error) {
	first, second, interval := strings.Cut(text, "/")
	if !interval {
		p, ok := readPoint(text)
		if !ok {
			return Date{}, false, nil
		}
		return p.date(), true, p.check()
	}
	p, left := readPoint(first)
	q, right := readPoint(second)
	openLeft, openRight := first == ".." || first == "", second == ".." || second == ""
	switch {
	case left && right:
		if err := p.check(); err != nil {
			return Date{}, true, err
		}
		if err := q.check(); err != nil {
			return Date{}, true, err
		}
		d, err = between(p, q)
		return d, true, err
	case openLeft && right:
		return q.upTo(), true, q.check()
	case left && openRight:
		return p.onwards(), true, p.check()
	}
	return Date{}, false, nil
}

// readPoint reads one date of EDTF; false if it has another form. It doesn't look into a calendar: see point.check.
func readPoint(s string) (point, bool) {
	m := edtfPoint.FindStringSubmatch(s)
	if m == nil || strings.HasSuffix(m[1], "xx") || m[2] == "xx" && m[3] != "" && m[3] != "xx" {
		return point{}, false
	}
	var p point
	if decade, ok := strings.CutSuffix(m[1], "x"); ok {
		p.decade, m[1] = true, decade+"0"
		if m[2] != "" {
			return point{}, false
		}
	}
	p.year, _ = strconv.Atoi(m[1])
	p.month, p.day = unspecified(m[2]), unspecified(m[3])
	if p.month >= 21 && p.month <= 24 && m[3] == "" {
		p.season, p.month = p.month, 0
	}
	if m[4] != "" {
		p.mark = m[4][0]
	}
	return p, true
}

// unspecified reads a month or a day: none given is 0, a given 0 is impossible.
func unspecified(s string) int {
	if s == "" || s == "xx" {
		return 0
	}
	n, _ := strconv.Atoi(s)
	if n == 0 {
		return -1
	}
	return n
}
