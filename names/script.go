package names

import "unicode"

// Script is a writing system, by its ISO 15924 code.
type Script uint8

// The scripts names are met in. Zyyy is the code for text of no script, such as digits and signs.
const (
	Zyyy Script = iota
	Arab
	Latn
	Cyrl
	Hani
	Other
)

// String returns the ISO 15924 code; Other is Zzzz, the code for an uncoded script.
func (s Script) String() string {
	switch s {
	case Arab:
		return "Arab"
	case Latn:
		return "Latn"
	case Cyrl:
		return "Cyrl"
	case Hani:
		return "Hani"
	case Other:
		return "Zzzz"
	}
	return "Zyyy"
}

// Detect returns the script most letters of s are written in; of equal counts, the one met first. Text without letters is Zyyy.
func Detect(s string) Script {
	var counts [Other + 1]int
	best := Zyyy
	for _, r := range s {
		script := scriptOf(r)
		if script == Zyyy {
			continue
		}
		counts[script]++
		if best == Zyyy || counts[script] > counts[best] {
			best = script
		}
	}
	return best
}

func scriptOf(r rune) Script {
	switch {
	case r < 0x80:
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return Latn
		}
		return Zyyy
	case unicode.Is(unicode.Arabic, r):
		return Arab
	case unicode.Is(unicode.Cyrillic, r):
		return Cyrl
	case unicode.Is(unicode.Han, r):
		return Hani
	case unicode.Is(unicode.Latin, r):
		return Latn
	case unicode.IsLetter(r):
		return Other
	}
	return Zyyy
}
