package draw

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// longest is how many characters of one Text are set; an ellipsis stands for the rest.
	longest = 2000
	// mostMarks is how many combining marks one letter may carry. Vietnamese, pointed Arabic and the transcriptions of scholars need up to three.
	mostMarks = 3
)

const (
	firstStrongIsolate = '\u2068'
	leftToRightIsolate = '\u2066'
	rightToLeftIsolate = '\u2067'
	popIsolate         = '\u2069'
	zeroWidthNonJoiner = '\u200c'
	zeroWidthJoiner    = '\u200d'
)

// clean returns the characters of s that may be set. Line ends become '\n' and other white space a space; control and format characters go, among them the
// old embeddings and overrides (U+202A to U+202E), which can make a name read backwards. The isolates, the marks of direction and the joiners stay, and
// each isolate ends within s.
func clean(s string) []rune {
	kept := make([]rune, 0, min(len(s), longest+1))
	marks, open := 0, 0
	for i, r := range s {
		if r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			r = unicode.ReplacementChar
		}
		r = settable(r)
		switch {
		case r < 0:
			continue
		case unicode.Is(unicode.M, r):
			if marks++; marks > mostMarks {
				continue
			}
		case isIsolate(r):
			open++
		case r == popIsolate:
			if open == 0 {
				continue
			}
			open--
		}
		if !unicode.Is(unicode.M, r) && !invisible(r) {
			marks = 0
		}
		if len(kept) == longest {
			kept = append(kept, '…')
			break
		}
		kept = append(kept, r)
	}
	for ; open > 0; open-- {
		kept = append(kept, popIsolate)
	}
	return kept
}

// settable returns what stands for r, or -1 if nothing does.
func settable(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		return '\n'
	case r == '\u00a0' || r == '\u202f' || r == '\u2007':
		return r // spaces that hold a line together
	case unicode.IsSpace(r):
		return ' '
	case keptFormat(r):
		return r
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point):
		return -1
	}
	return r
}

// keptFormat reports whether r is a format character that says how its neighbours join or run.
func keptFormat(r rune) bool {
	switch r {
	case '\u200e', '\u200f', '\u061c', zeroWidthJoiner, zeroWidthNonJoiner, popIsolate:
		return true
	}
	return isIsolate(r)
}

func isIsolate(r rune) bool {
	return r == leftToRightIsolate || r == rightToLeftIsolate || r == firstStrongIsolate
}

// invisible reports whether a kept character is never drawn.
func invisible(r rune) bool { return keptFormat(r) }
