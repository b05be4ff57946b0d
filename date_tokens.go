package guwah

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// dateToken is a number or the meaning of a word, with the separator before it.
type dateToken struct {
	number  int // -1 for a word
	digits  int
	meaning wordMeaning
	sep     string
	first   bool // nothing stands before it
}

// dateTokens cuts a folded text into numbers and words; false where a word has no place in a date.
func dateTokens(text string) ([]dateToken, bool) {
	var tokens []dateToken
	sep := ""
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r >= '0' && r <= '9':
			end := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
			if end < 0 {
				end = len(text)
			}
			if end > 8 || end > 4 && end < 8 {
				return nil, false
			}
			if footnote(tokens, sep, text[end:]) {
				return nil, false
			}
			n, _ := strconv.Atoi(text[:end])
			if twoYears(tokens, sep, end) {
				tokens = append(tokens, dateToken{number: -1, meaning: "to"})
			}
			tokens = append(tokens, dateToken{number: n, digits: end, sep: sep, first: len(tokens) == 0})
			text, sep = text[end:], ""
		case unicode.IsLetter(r):
			m, rest, ok := dateWord(text)
			if !ok {
				return nil, false
			}
			if twoNamed(tokens, sep, m) {
				tokens = append(tokens, dateToken{number: -1, meaning: "to"})
			}
			tokens = twoNumbers(tokens, m)
			if m != "noise" {
				tokens = append(tokens, dateToken{number: -1, meaning: m, sep: sep})
			}
			text, sep = rest, ""
		default:
			text = text[size:]
			switch m, ok := punctuation(r, tokens, sep, text); {
			case !ok:
				return nil, false
			case m != "":
				tokens = append(tokens, dateToken{number: -1, meaning: m, sep: sep})
				sep = ""
			default:
				sep = joined(sep, r)
			}
		}
	}
	return tokens, true
}

// footnote tells whether a number behind a date stands alone in brackets: "2017[1]" is no January.
func footnote(before []dateToken, sep, rest string) bool {
	return len(before) > 0 && (sep == "[" && strings.HasPrefix(rest, "]") || sep == "(" && strings.HasPrefix(rest, ")"))
}

// twoNumbers parts two numbers with a dash between them and a word behind that belongs to both: "2018年1-3月", "3-5 March 2018". What stands between two
// months, each with its word, parts them too: "1月-3月".
func twoNumbers(before []dateToken, m wordMeaning) []dateToken {
	last := len(before) - 1
	if last < 1 || before[last].sep != "-" || before[last].digits > 2 || m != "month" && m != "day" && !m.named() {
		return before
	}
	to, number := dateToken{number: -1, meaning: "to"}, before[last]
	first := before[last-1]
	switch {
	case first.meaning == m && !m.named():
		return append(before[:last], to, number)
	case first.number < 0 || first.digits > 2:
		return before
	case m.named():
		return append(before[:last], to, number)
	}
	return append(before[:last], dateToken{number: -1, meaning: m}, to, number)
}

// twoYears tells whether a year stands behind another and a stroke: "winter 2017/2018".
func twoYears(before []dateToken, sep string, digits int) bool {
	return digits == 4 && sep == "/" && len(before) > 0 && before[len(before)-1].digits == 4
}

// twoNamed tells whether a month or season named stands behind another and a stroke: "March/April 2018", "Mar-May 2018".
func twoNamed(before []dateToken, sep string, m wordMeaning) bool {
	return len(before) > 0 && (sep == "/" || sep == "-") && m.named() && before[len(before)-1].meaning.named()
}

// dateWord reads the word that text begins with. An ending behind an apostrophe, as Turkish writes after numbers and names, is dropped.
func dateWord(text string) (m wordMeaning, rest string, ok bool) {
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != phraseJoint })
	if end < 0 {
		end = len(text)
	}
	word, rest := text[:end], text[end:]
	if r, _ := utf8.DecodeRuneInString(word); unicode.Is(unicode.Han, r) {
		m, size, ok := dateWords.longest(word)
		return m, text[size:], ok
	}
	if tail, quoted := strings.CutPrefix(rest, "'"); quoted {
		rest = strings.TrimLeftFunc(tail, unicode.IsLetter)
	}
	m, ok = dateWords.meaning(word)
	return m, rest, ok
}

// punctuation is what a character that is neither digit nor letter means behind the tokens and before the rest: a doubt, a joint of two dates, or
// nothing but a separator (empty). False for one that has no place in a date.
func punctuation(r rune, before []dateToken, sep, rest string) (wordMeaning, bool) {
	inside := len(before) > 0 && strings.TrimSpace(rest) != ""
	switch r {
	case '~':
		if inside {
			return "to", true
		}
		return "about", true
	case '?', '？':
		return "estimate", true
	case '–', '—', '…':
		if inside {
			return "to", true
		}
		return "", false
	case '-':
		years := inside && before[len(before)-1].digits == 4 && startsWithYear(rest)
		if inside && (years || sep == " " && strings.HasPrefix(rest, " ")) {
			return "to", true
		}
		return "", true
	case ':', '：':
		return "", len(before) > 0 && before[len(before)-1].number < 0 // behind a word; between figures it is a time of day
	case '.', '/', ',', '\u060C', '、', '(', ')', '[', ']', '"', '“', '”', '«', '»', '\'', '`':
		return "", true
	}
	return "", unicode.IsSpace(r)
}

// startsWithYear tells whether four digits and no fifth come next.
func startsWithYear(s string) bool {
	n := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	return n == 4 || n < 0 && len(s) == 4
}

// joined adds a character to the separator in sight: the first that is not a space counts.
func joined(sep string, r rune) string {
	if unicode.IsSpace(r) {
		if sep == "" {
			return " "
		}
		return sep
	}
	return string(r)
}
