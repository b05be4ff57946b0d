package names

import (
	"slices"
	"strings"
)

// arabicSpelling is one way of reading the Arabic script; a name is read in every one its letters allow.
type arabicSpelling struct {
	name string
	cost float64
	read func(word string) []Sound
}

// Letters that settle the orthography, as code points so that no right-to-left text stands in the source: Unicode names beside each.
const (
	uyghurOnly = "\u063A\u062E\u06D0\u06C8\u0626"                                           // ghain, khah, e, yu, yeh with hamza
	kazakhOnly = "\u0639\u062D\u0674\u0675\u0676\u0677\u0678"                               // ain, hah, high hamzas
	arabicOnly = "\u0635\u0636\u0637\u0638\u0630\u062B\u0629\u0623\u0625\u0622\u0624\u06CC" // sad, dad, tah, zah, thal, theh, teh marbuta, alefs with signs, waw with hamza, Farsi yeh
	vowelMarks = "\u06C7\u06C6\u06C8\u06D0\u0626\u06D5"                                     // u, oe, yu, e, yeh with hamza, ae
	highHamzas = "\u0674\u0675\u0676\u0677\u0678"                                           // high hamza and the vowels joined with it
	frontMarks = "\u0643\u06AF\u06D5"                                                       // kaf, gaf, ae: a Kazakh word with one of these is front without the sign
	loneHamza  = "\u0621"                                                                   // typed for the high hamza
	alef       = '\u0627'
)

// arabicSpellings says how the Arabic script of a name is to be read; nil when it has none. It tells the orthographies apart by the letters of the whole name; where these do not settle it, the name is read in several.
func (t *tables) arabicSpellings(name string, words []string) []arabicSpelling {
	if !slices.ContainsFunc(words, func(w string) bool { return Detect(w) == Arab }) {
		return nil
	}
	uyghur := arabicSpelling{"uey", 0, func(w string) []Sound { s, _ := t.uey.read(w); return s }}
	kazakh := arabicSpelling{"kazakh", 0, t.readKazakhArabic}
	arabic := arabicSpelling{"arabic", 0, t.readArabic}
	hasUyghur, hasKazakh := strings.ContainsAny(name, uyghurOnly), strings.ContainsAny(name, kazakhOnly)
	startsBare, startsHamza := false, false
	for _, word := range words {
		startsBare = startsBare || strings.HasPrefix(word, string(alef))
		startsHamza = startsHamza || strings.HasPrefix(word, loneHamza)
	}
	switch {
	case strings.ContainsAny(name, arabicOnly) && !strings.ContainsAny(name, vowelMarks):
		return []arabicSpelling{arabic}
	case hasUyghur && !hasKazakh && !startsBare:
		return []arabicSpelling{uyghur}
	case strings.ContainsAny(name, highHamzas) || startsHamza:
		return []arabicSpelling{kazakh}
	case hasKazakh && strings.ContainsAny(name, vowelMarks):
		return []arabicSpelling{kazakh, arabic.at(0.5)}
	case hasKazakh || startsBare:
		return []arabicSpelling{kazakh.at(0.2), arabic}
	}
	return []arabicSpelling{uyghur, kazakh.at(0.2), arabic.at(0.5)}
}

func (a arabicSpelling) at(cost float64) arabicSpelling {
	a.cost = cost
	return a
}

// readKazakhArabic reads töte jazu: a high hamza makes the vowels of its word front, and so do the letters kaf, gaf and ae.
func (t *tables) readKazakhArabic(word string) []Sound {
	letters := t.kazakh[0]
	if strings.ContainsAny(word, highHamzas) || strings.ContainsAny(word, frontMarks) || strings.HasPrefix(word, loneHamza) {
		letters = t.kazakh[1]
	}
	sounds, _ := letters.read(word)
	return sounds
}

// readArabic reads Arabic and Persian spelling, with an optional short vowel after each consonant.
func (t *tables) readArabic(word string) []Sound {
	plain, _ := t.arabic.read(word)
	short := t.soundNamed["°"]
	var out []Sound
	for i, s := range plain {
		out = append(out, s)
		if t.sounds[s].kind == consonant && i+1 < len(plain) && t.sounds[plain[i+1]].kind == consonant {
			out = append(out, short)
		}
	}
	return out
}
