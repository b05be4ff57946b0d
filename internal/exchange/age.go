package exchange

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"guwah.example/guwah"
)

// ageWords is an age, or the two ages it lies between, as lists write it; the Uyghur word stands as code points.
var ageWords = regexp.MustCompile(`^(?:aged?:?|in (?:his|her|their)|about|approx\.?|around|circa|c\.|~|\s)*(\d{1,3})(?:\s*(?:-|–|to|~|至|or)\s*(\d{1,3}))?\s*(s)?\s*` +
	`(?:years?(?:[ -]old)?|yrs?\.?(?: old)?|y/?o|y\.o\.|岁|歲|лет|год\p{L}*|yaş\p{L}*|жас\p{L}*|\x{064A}\x{0627}\x{0634}\p{L}*)?\s*(?:old)?$`)

// agedWords tells an age from other numbers: a word for it stands beside the number.
var agedWords = regexp.MustCompile(`(?i)old|age|\d\s*y|岁|歲|лет|yaş|жас|\x{064A}\x{0627}\x{0634}`)

// bornFrom is when somebody was born who was of an age on a date, in EDTF; false where either cannot be read.
func bornFrom(age, on string) (string, bool) {
	m := ageWords.FindStringSubmatch(strings.ToLower(strings.TrimSpace(age)))
	day, err := guwah.ParseDate(on)
	if m == nil || err != nil || !day.Known() || day.From == guwah.Beginning || day.To == guwah.EndOfDays {
		return "", false
	}
	least, _ := strconv.Atoi(m[1])
	most := least
	switch {
	case m[2] != "":
		most, _ = strconv.Atoi(m[2])
	case m[3] != "":
		most = least + 9 // "in her 40s"
	}
	if most < least || most > 120 {
		return "", false
	}
	return fmt.Sprintf("%d/%d", day.From.Time().Year()-most-1, day.To.Time().Year()-least), true
}
