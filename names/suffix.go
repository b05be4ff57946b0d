package names

import (
	"slices"
	"strings"
)

// suffix is an ending that makes a family name or a patronymic of a name.
type suffix struct {
	text   string
	script Script
	father bool
	cost   float64
}

var scriptCodes = map[string]Script{"Latn": Latn, "Cyrl": Cyrl, "Arab": Arab, "Hani": Hani}

func (t *tables) loadSuffixes() {
	for _, row := range rows("suffixes.tsv") {
		t.suffixes = append(t.suffixes, suffix{t.fold(row[0]), scriptCodes[row[2]], strings.HasPrefix(row[1], "father"), 0.7})
	}
	slices.SortStableFunc(t.suffixes, func(a, b suffix) int { return len(b.text) - len(a.text) })
}

// stem returns the folded word without its longest family ending, where at least three letters stay; nil where there is none.
func (t *tables) stem(folded string, script Script) (string, *suffix) {
	for i := range t.suffixes {
		s := &t.suffixes[i]
		if s.script != script || !strings.HasSuffix(folded, s.text) {
			continue
		}
		if stem := strings.TrimSuffix(folded, s.text); len([]rune(stem)) >= 3 {
			return stem, s
		}
	}
	return "", nil
}

// isTitle looks a word up by its letters, else, in Uyghur and Kazakh Arabic script, by its plain Latin spelling.
func (t *tables) isTitle(folded string, word Word) bool {
	if t.titles[folded] {
		return true
	}
	return word.Script == Arab && slices.ContainsFunc(word.Spoken, func(s Spoken) bool {
		return s.Spelling != "arabic" && !strings.HasSuffix(s.Spelling, "+stem") && t.titles[latinise(s.Sounds)]
	})
}

func (t *tables) loadTitles() {
	t.titles = map[string]bool{}
	for _, row := range rows("honorifics.tsv") {
		for field := range strings.FieldsSeq(row[0] + " " + row[1]) {
			t.titles[t.fold(field)] = true
		}
	}
}
