package exchange

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean makes text from elsewhere fit to be kept: composed (NFC), without control characters and without the invisible marks that turn the direction of
// what stands around them. The joiners of Arabic script (U+200C, U+200D) stay.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r), turnsDirection(r), r == '\uFEFF':
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(norm.NFC.String(s))
}

func turnsDirection(r rune) bool {
	return r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}
