package guwah

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// Lookalike finds a word that is not what it seems: one with letters of several scripts, or one whose letters all have a Latin twin among words in Latin letters.
// Such a name is found under another spelling than the eye reads. It is a reason to look again, never to refuse: people type with the keyboard they have.
// The idea is that of Unicode Technical Standard 39; the scripts are those that names here are written in.
func Lookalike(text string) (word string, found bool) {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) || unicode.Is(unicode.Han, r) })
	latin := false
	for _, w := range words {
		latin = latin || allLatin(w)
	}
	for _, w := range words {
		if severalScripts(w) || latin && twinsOnly(w) {
			return w, true
		}
	}
	return "", false
}

// LookalikeHost finds whether the host of a link only looks like the one it will be taken for, and returns it in letters.
func LookalikeHost(link string) (host string, found bool) {
	u, err := url.Parse(link)
	if err != nil {
		return "", false
	}
	host, err = idna.Punycode.ToUnicode(u.Hostname())
	if err != nil {
		return u.Hostname(), true // it says it is in letters, and is not
	}
	labels := strings.Split(host, ".")
	end := labels[len(labels)-1]
	for _, label := range labels {
		if severalScripts(label) || twinsOnly(label) && allLatin(end) {
			return host, true
		}
	}
	return host, false
}

// alphabets are the scripts whose letters are taken for one another's.
var alphabets = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Arabic, unicode.Hebrew, unicode.Cherokee, unicode.Georgian}

func severalScripts(word string) bool {
	var first *unicode.RangeTable
	for _, r := range word {
		for _, script := range alphabets {
			if !unicode.Is(script, r) {
				continue
			}
			if first != nil && first != script {
				return true
			}
			first = script
		}
	}
	return false
}

func allLatin(word string) bool {
	return word != "" && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.Is(unicode.Latin, r) })
}

// latinTwins are the Cyrillic and Greek letters that most typefaces draw like a Latin one.
const latinTwins = "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0456\u0458\u0501\u051b\u051d\u04bb\u04cf" + // Cyrillic, small
	"\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405\u0406\u0408\u04ae\u04ba\u04c0\u050c\u051a\u051c" + // capital
	"\u03bf\u03bd\u03b9\u03ba\u03c1\u03c5\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7" // Greek

func twinsOnly(word string) bool {
	letters := 0
	for _, r := range word {
		switch {
		case strings.ContainsRune(latinTwins, r):
			letters++
		case unicode.IsLetter(r):
			return false
		}
	}
	return letters > 0
}
