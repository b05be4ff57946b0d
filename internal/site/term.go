package site

import (
	"regexp"
	"strconv"

	"guwah.example/guwah/internal/i18n"
)

// period is an ISO 8601 duration in years and months, as far as sentences use it.
var period = regexp.MustCompile(`^P(?:([0-9]{1,3})Y)?(?:([0-9]{1,3})M)?$`)

// term puts the length of a sentence into words: "15 years", "2 years, 6 months", "for life"; what it doesn't know it gives as it is.
func (v voice) term(iso string) string {
	switch iso {
	case "":
		return ""
	case "life":
		return v.T("term", "for life")
	case "death":
		return v.T("term", "to death")
	}
	parts := period.FindStringSubmatch(iso)
	if parts == nil || iso == "P" {
		return i18n.Isolate(iso)
	}
	words := ""
	if n, _ := strconv.Atoi(parts[1]); n > 0 {
		words = v.N("term", "{n} year", "{n} years", n)
	}
	if n, _ := strconv.Atoi(parts[2]); n > 0 {
		if words != "" {
			words += v.comma()
		}
		words += v.N("term", "{n} month", "{n} months", n)
	}
	return words
}
