package names

import "strings"

// soundLetters are the Uyghur Latin letters a sound is shown by; what is not here is shown by its name without marks.
var soundLetters = map[string]string{
	"ä": "e", "é": "é", "ı": "i", "č": "ch", "ž": "zh", "š": "sh", "ğ": "gh", "ŋ": "ng", "kh~": "x", "zh~": "zh", "wu~": "u", "yi~": "i", "ts~": "ts",
	"y.": "y", "°": "", "h.": "h", "AI": "e", "EI": "é", "AO": "o", "OU": "o", "ER": "r", "-n": "n", "-ng": "ng", "i.": "", "il": "i", "ih": "", "u.": "", "ul": "u",
	"e.": "", "m.": "", "V": "ü", "ZH": "zh", "CH": "ch", "SH": "sh", "X": "sh", "Q": "ch", "H": "h", "E": "e", "C": "s",
}

// latinise writes sounds in plain Uyghur Latin, for people to read.
func latinise(sounds []Sound) string {
	var b strings.Builder
	for _, s := range sounds {
		name := s.String()
		if letters, ok := soundLetters[name]; ok {
			b.WriteString(letters)
			continue
		}
		b.WriteString(strings.ToLower(strings.TrimRight(name, "~.")))
	}
	return b.String()
}

// String writes the likeliest reading of each word that has a sound in plain Uyghur Latin: "memet tursun".
func (r Reading) String() string {
	words := make([]string, 0, len(r.Words))
	for _, word := range r.Words {
		if spoken := latinise(word.Spoken[0].Sounds); spoken != "" {
			words = append(words, spoken)
		}
	}
	return strings.Join(words, " ")
}

// String writes one reading of a word in plain Uyghur Latin.
func (s Spoken) String() string { return latinise(s.Sounds) }
