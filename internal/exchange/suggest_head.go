package exchange

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"guwah.example/guwah"
	"guwah.example/guwah/names"
)

// fieldOf is what a column could be by its heading, and by what is in it where the heading leaves that open.
func fieldOf(head string, values []string) string {
	if head == KeyHead {
		return "key"
	}
	if numbering.MatchString(head) || private.MatchString(head) {
		return "skip"
	}
	field := headed(head)
	switch field {
	case "key":
		if most(values, isLink) && len(values) > 0 {
			return "source.url"
		}
		if !tells(values) {
			return ""
		}
	case "source.url":
		if !slices.ContainsFunc(values, isLink) {
			return "source.title"
		}
	case "source.published":
		if !most(values, isDate) {
			return ""
		}
	case "seen_alive.when", "released.when", "died.when", "arrested.when", "sentenced.when":
		if !most(values, func(v string) bool { return isDate(v) || denied(v) || strings.ContainsFunc(v, unicode.IsDigit) }) {
			return ""
		}
	case "birth", "age":
		if plain := plainHead(head); strings.HasPrefix(plain, "age at ") || strings.HasPrefix(plain, "age when ") {
			return "age"
		}
		if len(values) > 0 && most(values, func(v string) bool { return ageWords.MatchString(strings.ToLower(v)) }) {
			return "age"
		}
		return "birth"
	case "sentenced.term", "detained.when":
		if !most(values, func(v string) bool { return strings.ContainsFunc(v, unicode.IsDigit) || len(v) < 40 }) {
			return ""
		}
	case "name":
		if len(values) > 0 && !slices.ContainsFunc(values, func(v string) bool { return names.Detect(v) != names.Hani }) {
			return "name:zh"
		}
	}
	return field
}

func isLink(value string) bool {
	return strings.Contains(value, "http") || strings.HasPrefix(value, "www.")
}

func isDate(value string) bool {
	_, err := guwah.ParseDateIn(guwah.DayFirst, dateCell(unmarked(value)))
	return err == nil
}

// tells tells whether values tell rows apart: marks of footnotes do not, nor do numbers that return.
func tells(values []string) bool {
	const often = 10 // one in ten may be a mistake
	seen := map[string]bool{}
	for _, value := range values {
		if unmarked(value) == "" {
			return false
		}
		seen[value] = true
	}
	return (len(values)-len(seen))*often <= len(values)
}

// headed is the field of a heading, of the part of it behind a dot, or of a heading known that begins it or ends it.
func headed(head string) string {
	plain := plainHead(head)
	if field, is := known[plain]; is {
		return field
	}
	if strings.HasPrefix(plain, "age ") {
		return "age"
	}
	if subject, is := strings.CutSuffix(plain, " status"); is && slices.Contains([]string{"reported", "present", "case", "latest", "last known", "detention", "person"}, subject) {
		return "status"
	}
	if at := strings.LastIndexByte(head, '.'); at > 0 { // in JSON: what is inside a field
		parent, inner := headed(head[:at]), plainHead(head[at+1:])
		if field, is := known[inner]; is && parent == "" && inner != "id" && inner != "name" && inner != "title" && inner != "status" {
			return field
		}
		if parent == "birth" && inner == "year" {
			return parent
		}
		if parent == "name" && slices.Contains([]string{"value", "text", "full", "latin", "arabic", "chinese", "uyghur", "form"}, inner) {
			return "name"
		}
		if strings.HasSuffix(parent, ".when") && slices.Contains([]string{"date", "when", "start", "from"}, inner) {
			return parent
		}
	}
	if short, _, cut := strings.Cut(head, "("); cut && plainHead(short) != "" {
		if field, is := known[plainHead(short)]; is {
			return field
		}
	}
	for part := range strings.FieldsFuncSeq(head, func(r rune) bool { return r == '/' || r == '\n' || r == '|' || r == ',' }) {
		if field, is := known[plainHead(part)]; is && plainHead(part) != plain {
			return field
		}
	}
	return eventOf(plain)
}

// Words of headings which together say when or where something happened: "When taken", "Arrest date (approx.)", "County where detained".
var (
	whenWords  = regexp.MustCompile(`\b(?:dates?|when|time|year|month|day|since)\b`)
	bornWords  = regexp.MustCompile(`\b(?:birth|born)\b`)
	whereWords = regexp.MustCompile(`\b(?:places?|where|locations?|county|city|region)\b`)
	happened   = []struct {
		predicate guwah.Predicate
		words     *regexp.Regexp
	}{
		{guwah.PredDied, regexp.MustCompile(`\b(?:died|death|deceased)\b`)},
		{guwah.PredReleased, regexp.MustCompile(`\breleased?\b`)},
		{guwah.PredSentenced, regexp.MustCompile(`\b(?:sentenced?|sentencing|verdict)\b`)},
		{guwah.PredArrested, regexp.MustCompile(`\barrest(?:ed)?\b`)},
		{guwah.PredTransferred, regexp.MustCompile(`\btransfer(?:red)?\b`)},
		{guwah.PredDetained, regexp.MustCompile(`\b(?:detained|detention|taken|seized|abduct(?:ed|ion)|disappear(?:ed|ance)|incommunicado)\b`)},
		{guwah.PredHeldAt, regexp.MustCompile(`\b(?:held|camp|prison|imprisoned|interned|internment)\b`)},
	}
)

// eventOf is the field of an English heading that says when or where something happened; empty where it says neither, or both.
func eventOf(plain string) string {
	when, where := whenWords.MatchString(plain), whereWords.MatchString(plain)
	if plain == "" || when == where {
		return ""
	}
	if when && bornWords.MatchString(plain) {
		return string(guwah.PredBirth)
	}
	for _, event := range happened {
		if event.words.MatchString(plain) {
			if when {
				return string(event.predicate) + ".when"
			}
			return string(event.predicate) + ".place"
		}
	}
	return ""
}

// most tells whether something holds of at least half the values.
func most(values []string, holds func(string) bool) bool {
	n := 0
	for _, value := range values {
		if holds(value) {
			n++
		}
	}
	return n*2 >= len(values)
}
