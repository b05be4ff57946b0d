package names_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"guwah.example/guwah/names"
)

var schemes = []names.Scheme{names.UEY, names.ULY, names.USY}

func TestTransliterateWritesEachAlphabetFromEach(t *testing.T) {
	for _, row := range table(t, "testdata/transliterate.tsv") {
		for from, text := range row {
			for to, scheme := range schemes {
				if from == 2 && to != 2 && strings.Contains(row[1], "'") {
					continue // Cyrillic does not write the break
				}
				if got, ok := names.Transliterate(text, scheme); !ok || got != row[to] {
					t.Errorf("%q in scheme %d is %q %v, want %q", text, scheme, got, ok, row[to])
				}
			}
		}
	}
}

func TestTransliterateRefusesWhatIsNotUyghur(t *testing.T) {
	for _, text := range []string{"", "买买提", "Çelik", "Łódź", "Щукин", "\u0639\u0644\u064a"} {
		if got, ok := names.Transliterate(text, names.ULY); ok || got != text {
			t.Errorf("%q became %q %v", text, got, ok)
		}
	}
}

// FuzzTransliterate checks that every name of Uyghur letters comes back the same from the Arabic and Latin alphabets.
func FuzzTransliterate(f *testing.F) {
	for _, row := range table(f, "testdata/transliterate.tsv") {
		for _, text := range row {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.RuneCountInString(text) > 60 {
			return // an alphabet may take three letters for one, and text beyond 256 is refused
		}
		for _, by := range [][2]names.Scheme{{names.UEY, names.ULY}, {names.ULY, names.UEY}} {
			first, ok := names.Transliterate(text, by[0])
			if !ok {
				return
			}
			second, ok := names.Transliterate(first, by[1])
			if !ok && strings.TrimSpace(first) != "" {
				t.Fatalf("%q became %q, which cannot be read", text, first)
			}
			back, _ := names.Transliterate(second, by[0])
			if back != first {
				t.Errorf("%q → %q → %q → %q", text, first, second, back)
			}
		}
	})
}
