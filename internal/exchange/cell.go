package exchange

import (
	"regexp"
	"strconv"
	"strings"

	"guwah.example/guwah"
)

// nothing are the words with which lists fill a cell that they know nothing for.
var nothing = map[string]bool{
	"-": true, "--": true, "---": true, "–": true, "—": true, "?": true, "??": true, "???": true, "…": true, "...": true, "/": true, "n/a": true, "n.a.": true,
	"#n/a": true, "null": true, "nan": true, "nil": true, "none": true, "n/d": true, "<na>": true, "0000-00-00": true,
}

const longestNothing = len("0000-00-00")

// clean is what a cell says, without what spreadsheets put round it: ="..." for texts that look like numbers, and the apostrophe before what would be
// a formula, which our own export writes too. Words for nothing are nothing.
func clean(cell string) string {
	cell = guwah.CleanText(cell)
	if inner, is := strings.CutPrefix(cell, `="`); is && strings.HasSuffix(inner, `"`) {
		cell = strings.TrimSuffix(inner, `"`)
	}
	if inner, is := strings.CutPrefix(cell, "'"); is && Harmless(inner) != inner {
		cell = inner
	}
	if len(cell) <= longestNothing && (cell == "NA" || nothing[strings.ToLower(cell)]) {
		return ""
	}
	return cell
}

// identity is a Chinese identity number: six digits of the place, the birthday, three digits and a check (GB 11643).
var identity = regexp.MustCompile(`\b\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]\b`)

// leftOut stands where an identity number stood.
const leftOut = "[identity number left out]"

// withoutIdentity takes identity numbers out of a cell: they are sealed by whoever is told them, and never kept in clear.
func withoutIdentity(cell string) (string, bool) {
	if !manyDigits(cell) || !identity.MatchString(cell) {
		return cell, false
	}
	return identity.ReplaceAllString(cell, leftOut), true
}

// manyDigits tells whether a cell has as many digits in a row as an identity number.
func manyDigits(cell string) bool {
	run := 0
	for i := range len(cell) {
		if cell[i] < '0' || cell[i] > '9' {
			run = 0
		} else if run++; run == 17 {
			return true
		}
	}
	return false
}

// Dates as databases and spreadsheets keep them: an unknown month or day as 00, and the days since the end of 1899.
var (
	zeroParts = regexp.MustCompile(`^(\d{4})(?:[-/.]0?0|[-/.](\d{1,2})[-/.]0?0)(?:[-/.]0?0)?$`)
	serial    = regexp.MustCompile(`^\d{5}(?:\.0)?$`)
)

// dateCell is a cell's date in a form that [guwah.ParseDate] reads.
func dateCell(cell string) string {
	if !strings.HasSuffix(cell, "0") && len(cell) != len("42898") {
		return cell
	}
	if m := zeroParts.FindStringSubmatch(cell); m != nil {
		if m[2] == "" {
			return m[1]
		}
		return m[1] + "-" + m[2]
	}
	if year, is := strings.CutSuffix(cell, ".0"); is && len(year) == 4 {
		return year // what was a number to whoever wrote the file
	}
	if serial.MatchString(cell) {
		days, _ := strconv.Atoi(strings.TrimSuffix(cell, ".0"))
		return (guwah.DayFrom(1899, 12, 30) + guwah.Day(days)).String()
	}
	return cell
}
