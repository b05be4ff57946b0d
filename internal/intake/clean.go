package intake

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// cleanText keeps a text as told: well-formed, composed (NFC), with plain line ends, and without the control characters that
// terminals and spreadsheets obey. Direction marks stay: they belong to how it was written.
func cleanText(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(norm.NFC.String(text))
}

// cleanLine is cleanText for names, file names and addresses: one line, without the characters that make text look other than
// it is. U+200C and U+200D stay, since Uyghur and Persian spelling need them.
func cleanLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0xFEFF {
			return -1
		}
		return r
	}, cleanText(text))
	return strings.Join(strings.Fields(text), " ")
}
