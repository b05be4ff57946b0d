package exchange

import (
	"regexp"
	"slices"
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

// identity is an identity number of China: six digits of the place, the birthday, three digits and a check (GB 11643), as forms write it with spaces, or
// as it was before 1999, without the century and the check; or one of Kazakhstan: the birthday, the century and sex, and five digits.
var identity = regexp.MustCompile(`\b(?:[1-8]\d{5}[ -]?(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx]` +
	`|[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}|\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[1-6]\d{5})\b`)

// leftOut stands where an identity number stood.
const leftOut = "[identity number left out]"

// withoutIdentity takes identity numbers out of a cell: they are sealed by whoever is told them, and never kept in clear.
func withoutIdentity(cell string) (string, bool) {
	if !manyDigits(cell) || !identity.MatchString(cell) {
		return cell, false
	}
	return identity.ReplaceAllString(cell, leftOut), true
}

// manyDigits tells whether a cell has as many digits in a row as the shortest identity number, spaces and strokes apart.
func manyDigits(cell string) bool {
	run := 0
	for i := range len(cell) {
		switch {
		case cell[i] >= '0' && cell[i] <= '9':
			if run++; run == len("900101300123") {
				return true
			}
		case cell[i] != ' ' && cell[i] != '-':
			run = 0
		}
	}
	return false
}

// marks are signs of footnotes behind words, and tags of web pages in them, which say nothing of a person.
var marks = regexp.MustCompile(`\s*\[\d{1,3}\]|</?[a-zA-Z][^<>]*>|[†‡]+|(?:[^*]|^)\*$`)

// unmarked is a cell without them.
func unmarked(cell string) string {
	if !strings.ContainsAny(cell, "[<*†‡") {
		return cell
	}
	return strings.TrimSpace(marks.ReplaceAllStringFunc(cell, func(mark string) string {
		switch {
		case strings.HasPrefix(mark, "<"):
			return " "
		case strings.HasSuffix(mark, "*"):
			return strings.TrimSuffix(mark, "*")
		}
		return ""
	}))
}

// dittos are the words for what was said before.
var dittos = []string{
	"same", "same as above", "see above", "as above", "idem", "id.", "ibid", "ibid.", "ditto", "\"", "''", "〃", "″", "同上", "同前", "то же", "тоже", "там же", "он же", "она же", "-//-", "aynı", "aynısı",
	"жоғарыдағыдай", "сол", "\u0626\u0648\u062E\u0634\u0627\u0634",
}

// ditto tells whether a cell only points to one before it. Which one lists leave open: the same column of the row above, or the column beside it.
func ditto(cell string) bool {
	return len(cell) < 60 && slices.Contains(dittos, strings.ToLower(cell))
}

// Dates as databases and spreadsheets keep them: an unknown month or day as 00, and the days since the end of 1899.
var (
	zeroParts = regexp.MustCompile(`^(\d{4})(?:[-/.]0?0|[-/.](\d{1,2})[-/.]0?0)(?:[-/.]0?0)?$`)
	serial    = regexp.MustCompile(`^\d{5}(?:\.0)?$`)
)

// zeroFirst is an unknown day, or day and month, before the year.
var zeroFirst = regexp.MustCompile(`^0{1,2}[-/.](\d{1,2})[-/.](\d{4})$`)

// dateCell is a cell's date in a form that [guwah.ParseDate] reads.
func dateCell(cell string) string {
	if m := zeroFirst.FindStringSubmatch(cell); m != nil {
		if strings.Trim(m[1], "0") == "" {
			return m[2]
		}
		return m[2] + "-" + m[1]
	}
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
