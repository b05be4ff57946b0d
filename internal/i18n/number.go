package i18n

import (
	"strconv"
	"strings"
)

// separators between groups of three digits. Uyghur is printed with ASCII digits, unlike Arabic.
var separators = map[Lang]string{
	English: ",", Uyghur: ",", Chinese: ",", Kazakh: "\u00a0", Turkish: ".", Russian: "\u00a0",
}

// Number prints a whole number with its digits grouped as the language does it.
func (p *Printer) Number(n int) string {
	digits := strconv.Itoa(n)
	if -1000 < n && n < 1000 {
		return digits
	}
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	var grouped strings.Builder
	grouped.WriteString(sign)
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			grouped.WriteString(separators[p.catalogue.lang])
		}
		grouped.WriteRune(digit)
	}
	return grouped.String()
}

// pluralForm is the index of the form for n, as the Plural-Forms headers of the catalogues say (Unicode CLDR cardinal rules).
func pluralForm(lang Lang, n int) int {
	if n < 0 {
		n = -n
	}
	switch lang {
	case Chinese:
		return 0
	case Russian:
		return russianForm(n)
	}
	if n == 1 {
		return 0
	}
	return 1
}

func russianForm(n int) int {
	units, tens := n%10, n%100
	switch {
	case units == 1 && tens != 11:
		return 0
	case units >= 2 && units <= 4 && (tens < 12 || tens > 14):
		return 1
	}
	return 2
}
