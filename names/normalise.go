package names

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxRunes bounds how much of a name is read; the longest name in any register seen is below 100 letters.
const maxRunes = 256

// Normalise returns the name in the one form the rest of the package reads: NFC, without bidirectional and other format controls, with presentation
// forms and full-width letters as plain ones, the look-alikes of the name dot as the middle dot, and stray Latin look-alikes inside Cyrillic words
// (and the reverse) put right. Case and spelling stay. Invalid UTF-8 becomes U+FFFD. Of text beyond 256 letters only the start is kept.
func Normalise(s string) string {
	if settled(s) {
		return s
	}
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > maxRunes {
			break
		}
		writeNormal(&b, r)
	}
	words := strings.Fields(norm.NFC.String(b.String()))
	for i, word := range words {
		words[i] = oneScript(syllables(lettered(word)))
	}
	return strings.Join(words, " ")
}

// settled reports text that Normalise leaves as it is and that needs no closer look: short, plain Latin letters with single spaces between.
func settled(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c == ' ' && before == ' ' || c != ' ' && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
		before = c
	}
	return len(s) <= maxRunes && before != ' '
}

func writeNormal(b *strings.Builder, r rune) {
	switch {
	case r == 0x200C || r == 0x200D || r == 0xFEFF || r == 0x00AD || r == 0x0640: // joiners, soft hyphen, tatweel
	case unicode.Is(unicode.Cf, r):
	case unicode.IsControl(r) || unicode.IsSpace(r):
		b.WriteByte(' ')
	case isNameDot(r):
		b.WriteRune('·')
	case r >= 0xFB50 && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFF || r >= 0xFF01 && r <= 0xFF5E:
		b.WriteString(norm.NFKC.String(string(r)))
	default:
		b.WriteRune(r)
	}
}

// isNameDot reports the look-alikes of the dot that stands between the parts of a name in Chinese.
func isNameDot(r rune) bool {
	switch r {
	case '·', '‧', '．', '•', '・', '･', '∙', '⋅', '●', '﹒', '◦', '᛫':
		return true
	}
	return false
}

// lettered puts letters for the digits that scanners read in their place, where letters follow: I1ham, Turs0n. A number behind a name stays one.
func lettered(word string) string {
	if !strings.ContainsAny(word, "01") {
		return word
	}
	letters := []rune(word)
	for i, r := range letters[:len(letters)-1] {
		next := scriptOf(letters[i+1])
		if next != Latn && next != Cyrl || i > 0 && !unicode.IsLetter(letters[i-1]) {
			continue
		}
		switch {
		case r == '0' && next == Latn:
			letters[i] = 'o'
		case r == '0':
			letters[i] = 'о' // Cyrillic
		case r == '1' && next == Latn:
			letters[i] = 'l'
		}
	}
	return string(letters)
}

// shortPart is how many letters a syllable set apart by hyphens has at most.
const shortPart = 3

// syllables joins a word that hyphens part into three syllables or more, as Wade-Giles and old passports write: Mai-mai-ti; and Abd-ur-Rahim.
func syllables(word string) string {
	parts := strings.Split(word, "-")
	if len(parts) < 3 {
		return word
	}
	for _, part := range parts[:len(parts)-1] {
		n := 0
		for _, r := range part {
			if unicode.IsLetter(r) {
				n++
			}
		}
		if n == 0 || n > shortPart {
			return word
		}
	}
	return strings.Join(parts, "")
}

// latinTwin pairs Latin and Cyrillic letters of the same shape.
const (
	latinTwins    = "aceopxyABCEHIKMOPTXSJijs"
	cyrillicTwins = "асеорхуАВСЕНІКМОРТХЅЈіјѕ"
)

// oneScript puts right letters of the other alphabet inside a word that is mostly Latin or mostly Cyrillic.
func oneScript(word string) string {
	latin, cyrillic := 0, 0
	for _, r := range word {
		switch scriptOf(r) {
		case Latn:
			latin++
		case Cyrl:
			cyrillic++
		}
	}
	if latin == 0 || cyrillic == 0 {
		return word
	}
	if latin > cyrillic {
		return replaceTwins(word, cyrillicTwins, latinTwins)
	}
	return replaceTwins(word, latinTwins, cyrillicTwins)
}

func replaceTwins(word, from, to string) string {
	froms, tos := []rune(from), []rune(to)
	return strings.Map(func(r rune) rune {
		for i, f := range froms {
			if f == r {
				return tos[i]
			}
		}
		return r
	}, word)
}

// fold takes a normalised word to the lower-case letters the tables are written in.
func (t *tables) fold(word string) string {
	var b strings.Builder
	for _, r := range word {
		switch r {
		case 'I':
			b.WriteRune('i')
			continue
		case 'İ':
			b.WriteRune('i')
			continue
		}
		r = unicode.ToLower(r)
		if replaced, ok := t.lookAlikes[r]; ok {
			b.WriteString(replaced)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (t *tables) loadLookAlikes() {
	t.lookAlikes = map[rune]string{}
	for _, row := range rows("look_alikes.tsv") {
		point, err := strconv.ParseInt(strings.TrimPrefix(row[0], "U+"), 16, 32)
		if err != nil {
			panic("tables: look_alikes.tsv: " + err.Error())
		}
		t.lookAlikes[rune(point)] = row[1]
	}
}
