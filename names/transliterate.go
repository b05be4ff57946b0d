package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Scheme is a way of writing Uyghur.
type Scheme uint8

// The schemes Transliterate reads and writes.
const (
	UEY Scheme = iota + 1 // Arabic script, the official one
	ULY                   // Latin, as BGN/PCGN uses since 2008
	USY                   // Cyrillic, used in Central Asia
)

const (
	hamza      = '\u0626' // carries a vowel at the start of a syllable in UEY
	apostrophe = "'"      // parts two letters that would read as one, and a vowel from the vowel before it, in ULY
)

// letter is one letter of Uyghur in its three alphabets.
type letter struct{ uey, uly, usy string }

func (l letter) in(s Scheme) string { return [...]string{"", l.uey, l.uly, l.usy}[s] }

// Transliterate writes a Uyghur name in another of its alphabets, for display. It reads UEY, ULY and USY by the script of the text and reports false,
// with the text as it was, when a letter is not Uyghur or the text is longer than 256 letters, so that a name whose spelling is not known is never shown as if it were. Names are written with
// a capital in ULY and USY. Going from one alphabet to another and back gives the same name, but for capitals and the signs я and ю of USY.
func Transliterate(s string, to Scheme) (string, bool) {
	if to < UEY || to > USY || utf8.RuneCountInString(s) > maxRunes {
		return s, false
	}
	name := Normalise(s)
	from, ok := map[Script]Scheme{Arab: UEY, Latn: ULY, Cyrl: USY}[Detect(name)]
	if !ok {
		return s, false
	}
	var out []string
	for word := range strings.FieldsSeq(name) {
		letters, ok := loaded().uyghurLetters(word, from)
		text := spell(letters, to)
		if !ok || text == "" {
			return s, false
		}
		out = append(out, text)
	}
	return strings.Join(out, " "), true
}

// uyghurLetters reads a word as Uyghur letters; nil stands for a hyphen or a dot, which every alphabet keeps. A syllable break is the empty letter.
func (t *tables) uyghurLetters(word string, from Scheme) ([]letter, bool) {
	word = t.foldUyghur(word, from)
	var out []letter
	for word != "" {
		r, size := utf8.DecodeRuneInString(word)
		switch {
		case from == UEY && r == hamza || from == ULY && (r == '\'' || r == '’'):
			out, word = append(out, letter{}), word[size:]
			continue
		case r == '-' || r == '·':
			out, word = append(out, letter{string(r), string(r), string(r)}), word[size:]
			continue
		case from == USY && r == 'я':
			out, word = append(out, t.letterOf["y"], t.letterOf["a"]), word[size:]
			continue
		case from == USY && r == 'ю':
			out, word = append(out, t.letterOf["y"], t.letterOf["u"]), word[size:]
			continue
		}
		l, n := t.uyghurLetter(word, from)
		if n == 0 {
			return nil, false
		}
		out, word = append(out, l), word[n:]
	}
	return out, true
}

// foldUyghur takes look-alikes of the letters to the letters.
func (t *tables) foldUyghur(word string, from Scheme) string {
	if from == UEY {
		return t.fold(word)
	}
	word = strings.Map(unicode.ToLower, word)
	return strings.NewReplacer("ë", "é", "i̇", "i", "ı", "i", "ä", "e").Replace(word)
}

func (t *tables) uyghurLetter(word string, from Scheme) (letter, int) {
	var best letter
	n := 0
	for _, l := range t.uyghur {
		if text := l.in(from); len(text) > n && strings.HasPrefix(word, text) {
			best, n = l, len(text)
		}
	}
	return best, n
}

// spell writes letters in an alphabet.
func spell(letters []letter, to Scheme) string {
	var b strings.Builder
	var before letter // the last letter of this word, empty at its start
	broken := false   // a syllable break was marked since
	for _, l := range letters {
		switch {
		case l == letter{}:
			broken = true
			continue
		case l.uey == "-" || l.uey == "·":
			b.WriteString(l.uey)
			before, broken = letter{}, false
			continue
		}
		start := before == letter{}
		text := l.in(to)
		switch {
		case to == UEY && isVowel(l) && (start || broken || isVowel(before)):
			b.WriteRune(hamza)
		case to == ULY && !start && (isVowel(l) && (broken || isVowel(before)) || digraph(before, l)):
			b.WriteString(apostrophe)
		}
		if start && to != UEY {
			r, size := utf8.DecodeRuneInString(text)
			text = string(unicode.ToUpper(r)) + text[size:]
		}
		b.WriteString(text)
		before, broken = l, false
	}
	return b.String()
}

func isVowel(l letter) bool { return l.uly != "" && strings.Contains("a e é i o u ö ü", l.uly) }

// digraph reports whether the end of one ULY letter and the start of the next would be read as one letter.
func digraph(a, b letter) bool {
	joint := a.uly[len(a.uly)-1:] + b.uly[:1]
	switch joint {
	case "sh", "gh", "ng", "ch", "zh":
		return true
	}
	return false
}

func (t *tables) loadUyghurLetters() {
	t.letterOf = map[string]letter{}
	for _, row := range rows("uyghur_letters.tsv") {
		l := letter{row[0], row[1], row[2]}
		t.uyghur = append(t.uyghur, l)
		t.letterOf[l.uly] = l
	}
}
