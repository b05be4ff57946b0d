package invent

import (
	"math/rand/v2"
	"strings"
	"sync"
)

// latinStyles are how the spellings differ from Uyghur Latin.
var latinStyles = map[Style]*strings.Replacer{
	ULY:     strings.NewReplacer("'", ""),
	UYY:     strings.NewReplacer("sh", "x", "ch", "q", "gh", "ƣ", "q", "ⱪ", "x", "h", "h", "ⱨ", "é", "e", "e", "ə", "ö", "ɵ", "'", ""),
	English: strings.NewReplacer("xan", "khan", "x", "kh", "q", "k", "gh", "gh", "é", "e", "ö", "o", "ü", "u", "'", "", "e", "a"),
	Turkish: strings.NewReplacer("sh", "ş", "ch", "ç", "gh", "ğ", "j", "c", "x", "h", "q", "k", "w", "v", "é", "e", "'", ""),
	Russian: strings.NewReplacer("x", "kh", "h", "kh", "j", "dzh", "q", "k", "gh", "g", "w", "v", "é", "e", "ö", "e", "ü", "yu", "e", "a", "'", ""),
}

var uyghurLetters = sync.OnceValue(func() [2]*strings.Replacer {
	var pairs [2][]string
	for _, long := range []bool{true, false} { // the Replacer takes the first that fits
		for _, row := range rows("letters.tsv") {
			if long == (len([]rune(row[0])) == 2) {
				pairs[0] = append(pairs[0], row[0], row[1])
				pairs[1] = append(pairs[1], row[0], row[2])
			}
		}
	}
	return [2]*strings.Replacer{strings.NewReplacer(pairs[0]...), strings.NewReplacer(pairs[1]...)}
})

// uyghurArabic writes Uyghur Latin in Arabic script, with the carrier before a vowel that begins a word or follows a vowel.
func uyghurArabic(name string) string {
	var b strings.Builder
	vowelBefore := true
	for _, r := range name {
		isVowel := strings.ContainsRune("aeéiouöü", r)
		if isVowel && vowelBefore {
			b.WriteString("\u0626")
		}
		if r != '\'' {
			b.WriteRune(r)
		}
		vowelBefore = isVowel || r == '\''
	}
	return uyghurLetters()[0].Replace(b.String())
}

func uyghurCyrillic(name string) string {
	return uyghurLetters()[1].Replace(strings.ReplaceAll(name, "'", ""))
}

// KazakhArabic writes a lower-case Kazakh Cyrillic word in the Arabic alphabet used in Xinjiang: front words without к, г, е take a high hamza.
func KazakhArabic(word string) string {
	var b strings.Builder
	if strings.ContainsAny(word, "әөүі") && !strings.ContainsAny(word, "кге") {
		b.WriteString("\u0674")
	}
	for _, r := range word {
		b.WriteString(loaded().kazakh[r][0])
	}
	return b.String()
}

func kazakhLatin(word string) string {
	var b strings.Builder
	for _, r := range word {
		b.WriteString(loaded().kazakh[r][1])
	}
	return b.String()
}

// slip makes the slips of a hurried writer.
func slip(name string, noise float64, r *rand.Rand) string {
	var b strings.Builder
	for _, letter := range name {
		if r.Float64() >= noise {
			b.WriteRune(letter)
			continue
		}
		switch {
		case letter == 'h':
		case strings.ContainsRune("aeiou", letter):
			b.WriteByte("aeiou"[r.IntN(5)])
		case r.IntN(4) == 0:
		default:
			b.WriteRune(letter)
			b.WriteRune(letter)
		}
	}
	return b.String()
}
