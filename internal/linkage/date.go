package linkage

import (
	"fmt"
	"strconv"
	"unicode"
)

// date is year*10000 + month*100 + day; month and day are 0 where unknown, and the whole is 0 where there is no usable year.
// Months and days out of range are kept: a slip of the pen still resembles what was meant.
type date uint32

func (d date) year() int         { return int(d / 10000) }
func (d date) month() int        { return int(d / 100 % 100) }
func (d date) day() int          { return int(d % 100) }
func (d date) dayOfYear() uint16 { return uint16(d % 10000) }
func (d date) full() bool        { return d.month() != 0 && d.day() != 0 }

// String writes 1965, 1965-03 or 1965-03-20.
func (d date) String() string {
	switch {
	case d.month() == 0:
		return fmt.Sprintf("%04d", d.year())
	case d.day() == 0:
		return fmt.Sprintf("%04d-%02d", d.year(), d.month())
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year(), d.month(), d.day())
}

// parseDate reads 1965, 19650320, 1965-03, 1965-03-20, 20.03.1965, 03/20/1965 and the like with any marks between the numbers and
// in any decimal digits. EDTF's ~ and ? are passed over. What has no four-digit year, and 196X, is unknown: 0.
func parseDate(s string) date {
	groups := digitGroups(s)
	switch {
	case len(groups) == 1 && len(groups[0]) == 8:
		return packDate(groups[0][:4], groups[0][4:6], groups[0][6:])
	case len(groups) == 1 && len(groups[0]) == 6:
		return packDate(groups[0][:4], groups[0][4:], "")
	case len(groups) == 1 && len(groups[0]) == 4:
		return packDate(groups[0], "", "")
	case len(groups) == 2 && len(groups[0]) == 4:
		return packDate(groups[0], groups[1], "")
	case len(groups) == 2 && len(groups[1]) == 4:
		return packDate(groups[1], groups[0], "")
	case len(groups) >= 3 && len(groups[0]) == 4:
		return packDate(groups[0], groups[1], groups[2])
	case len(groups) >= 3 && len(groups[2]) == 4:
		if month, _ := strconv.Atoi(groups[1]); month > 12 {
			return packDate(groups[2], groups[0], groups[1])
		}
		return packDate(groups[2], groups[1], groups[0])
	}
	return 0
}

func packDate(year, month, day string) date {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if m > 99 || d > 99 || y == 0 { // an interval "1965/1967" lands here: not one year
		return 0
	}
	return date(y*10000 + m*100 + d)
}

// digitGroups returns the first runs of decimal digits, at most four, as ASCII. A run that touches an X is unspecified (EDTF) and
// makes the whole unknown.
func digitGroups(s string) []string {
	var groups []string
	run := make([]byte, 0, 8)
	for _, r := range s + " " {
		if value, ok := digit(r); ok {
			run = append(run, byte('0'+value))
			continue
		}
		if len(run) > 0 {
			if r == 'X' || r == 'x' || r == 'u' || len(groups) == 4 || len(run) > 8 {
				return nil
			}
			groups = append(groups, string(run))
			run = run[:0]
		}
	}
	return groups
}

func digit(r rune) (int, bool) {
	if r >= '0' && r <= '9' {
		return int(r - '0'), true
	}
	if r < 0x80 || !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	// Every block of decimal digits is ten consecutive code points, so a digit's value is how many digits stand right before it.
	value := 0
	for value < 10 && unicode.Is(unicode.Nd, r-rune(value)-1) {
		value++
	}
	return value % 10, true
}

// slip reports whether two numbers of up to eight digits differ in one digit or in two neighbours changing places.
func slip(a, b date) bool {
	var differ [8]int
	var digitsA, digitsB [8]uint32
	n := 0
	for i := range 8 {
		digitsA[i], digitsB[i] = uint32(a)%10, uint32(b)%10
		a, b = a/10, b/10
		if digitsA[i] != digitsB[i] {
			differ[n] = i
			n++
		}
	}
	switch n {
	case 1:
		return true
	case 2:
		i, j := differ[0], differ[1]
		return j == i+1 && digitsA[i] == digitsB[j] && digitsA[j] == digitsB[i]
	}
	return false
}

func compareDates(a, b date) level {
	if a == 0 || b == 0 {
		return missing
	}
	if a.year() == b.year() {
		return compareWithinYear(a, b)
	}
	if a.full() && b.full() && a%10000 == b%10000 && slip(a, b) {
		return dateSlip
	}
	switch apart := max(a.year(), b.year()) - min(a.year(), b.year()); {
	case apart == 1:
		return dateOneYear
	case apart == 2:
		return dateTwoYears
	}
	if slip(a, b) {
		return dateYearSlip
	}
	return differ
}

func compareWithinYear(a, b date) level {
	switch {
	case a.full() && a == b:
		return dateSameDay
	case a.full() && b.full():
		swapped := a.month() == b.day() && a.day() == b.month()
		if swapped || slip(a, b) {
			return dateSlip
		}
		return dateOtherDay
	case a.month() != 0 && b.month() != 0 && a.month() != b.month():
		return dateOtherDay
	}
	return dateSameYear
}
