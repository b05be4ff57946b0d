package guwah

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// CleanText keeps a text as it was told: well-formed, composed (NFC), with plain line ends, and without the control characters that terminals and spreadsheets
// obey. Direction marks stay: they belong to how it was written.
func CleanText(text string) string {
	if plain(text) {
		return strings.TrimSpace(text)
	}
	text = lineEnds.Replace(strings.ToValidUTF8(text, "\uFFFD"))
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(norm.NFC.String(text))
}

// lineEnds makes the line ends of every system plain ones.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// plain tells whether there is nothing in a text but ASCII letters, digits and signs, and spaces: most cells of most lists.
func plain(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// CleanLine is [CleanText] for names, file names and addresses: one line, without what makes a text look other than it is. Such marks are dropped and never
// refused, for people copy them along unknowing. U+200C and U+200D stay: Uyghur and Persian spelling needs them.
func CleanLine(text string) string {
	if plain(text) && !strings.Contains(text, "  ") {
		return strings.TrimSpace(text)
	}
	text = strings.Map(func(r rune) rune {
		if turnsDirection(r) || unseen(r) {
			return -1
		}
		return r
	}, CleanText(text))
	return strings.Join(strings.Fields(text), " ")
}

// turnsDirection tells the marks that change in which direction what stands around them is read (Unicode Standard Annex 9).
func turnsDirection(r rune) bool {
	return r == 0x061C || r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// unseen tells characters that show nothing, by which two names that look the same differ.
func unseen(r rune) bool {
	switch {
	case r == 0x00AD, r == 0x034F, r == 0x180E, r == 0x200B, r == 0xFEFF:
		return true
	case r >= 0x2060 && r <= 0x2065, r >= 0xFFF9 && r <= 0xFFFB, r >= 0xE0000 && r <= 0xE007F:
		return true
	}
	return false
}
