package guwah

import (
	_ "embed"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed data/date_words.tsv
var dateWordsTSV string

// wordMeaning is what a word does in a date: "month3", "before", "about", "year", "noise" and so on; the first column of data/date_words.tsv.
type wordMeaning string

// dateLexicon finds what a word means in any of the languages.
type dateLexicon struct {
	exact    map[string]wordMeaning
	prefixes map[string]wordMeaning // of words that may take any ending
	phrases  *strings.Replacer      // several words that mean something together become one
}

// phraseJoint stands between the words of a phrase, in the file and once it was recognised.
const phraseJoint = '_'

var dateWords = readDateWords(dateWordsTSV)

func readDateWords(tsv string) dateLexicon {
	l := dateLexicon{exact: map[string]wordMeaning{}, prefixes: map[string]wordMeaning{}}
	var phrases []string
	for line := range strings.Lines(tsv) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(fields) != 3 {
			continue
		}
		for _, form := range strings.Fields(fields[2]) {
			stem, open := strings.CutSuffix(foldDateText(form), "*")
			if strings.ContainsRune(stem, phraseJoint) {
				phrases = append(phrases, strings.ReplaceAll(stem, string(phraseJoint), " "), stem)
			}
			if open {
				l.prefixes[stem] = wordMeaning(fields[0])
			} else {
				l.exact[stem] = wordMeaning(fields[0])
			}
		}
	}
	l.phrases = strings.NewReplacer(phrases...)
	return l
}

// meaning is what a whole folded word means; false for a word that has no place in a date.
func (l dateLexicon) meaning(word string) (wordMeaning, bool) {
	if m, ok := l.exact[word]; ok {
		return m, true
	}
	for end := len(word); end > 1; {
		if m, ok := l.prefixes[word[:end]]; ok {
			return m, true
		}
		_, size := utf8.DecodeLastRuneInString(word[:end])
		end -= size
	}
	return "", false
}

// longest is the longest entry that a run of Chinese characters begins with.
func (l dateLexicon) longest(run string) (m wordMeaning, size int, ok bool) {
	for end := len(run); end > 0; {
		if m, ok := l.exact[run[:end]]; ok {
			return m, end, true
		}
		_, last := utf8.DecodeLastRuneInString(run[:end])
		end -= last
	}
	return "", 0, false
}

// named tells whether a month or a season is meant.
func (m wordMeaning) named() bool {
	return strings.HasPrefix(string(m), "season") || strings.HasPrefix(string(m), "month") && m.number() > 0
}

// number is the n of "month3" and "season21"; 0 for other meanings.
func (m wordMeaning) number() int {
	n, _ := strconv.Atoi(strings.TrimLeft(string(m), "abcdefghijklmnopqrstuvwxyz"))
	return n
}

// dateFolds makes letters alike that people and keyboards exchange: Turkish ones and their plain forms, the Arabic, Farsi and Uyghur forms of a letter.
var dateFolds = strings.NewReplacer(
	"İ", "i", "I", "i", "ı", "i", "ş", "s", "Ş", "s", "ğ", "g", "Ğ", "g", "ç", "c", "Ç", "c", "ü", "u", "Ü", "u", "ö", "o", "Ö", "o", "ё", "е", "Ё", "е",
	"\u064A", "\u0649", "\u06CC", "\u0649", "\u0647", "\u06D5", "\u0629", "\u06D5", "\u06BE", "\u06D5", "\u06A9", "\u0643", "\u0640", "",
	"\u200C", "", "\u200D", "", "\u200E", "", "\u200F", "", "\u00A0", " ", "\u3000", " ", "\u2019", "'", "～", "~", "〜", "~", "．", ".", "／", "/", "－", "-",
)

// foldDateText lower-cases, folds letters that look alike, and turns the digits of other scripts into ASCII ones.
func foldDateText(s string) string {
	s = strings.ToLower(dateFolds.Replace(s))
	return strings.Map(func(r rune) rune {
		switch {
		case r < utf8.RuneSelf:
			return r
		case unicode.Is(unicode.Cf, r):
			return -1 // direction marks and other invisible characters
		}
		return foldDigit(r)
	}, s)
}

// zeros are the zeros of the digits that the readers' keyboards have besides ASCII: Arabic, eastern Arabic and full-width.
var zeros = []rune{0x0660, 0x06F0, 0xFF10}

func foldDigit(r rune) rune {
	for _, zero := range zeros {
		if r >= zero && r <= zero+9 {
			return '0' + r - zero
		}
	}
	return r
}
