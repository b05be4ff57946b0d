package invent

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSpellingsOfOnePerson(t *testing.T) {
	uyghur := Person{Given: "Jür'et", Father: "Toxti"}
	kazakh := Person{Given: "Әлібек", Father: "Серік", Kazakh: true}
	got := []string{}
	for _, style := range []Style{ULY, UYY, English, Turkish, Russian, Cyrillic, Arabic} {
		got = append(got, uyghur.Spell(style, 0, rand.New(rand.NewPCG(1, 1))))
	}
	r := rand.New(rand.NewPCG(1, 1))
	got = append(got, kazakh.spell(kazakh.Given, ULY, 0, r), kazakh.spell(kazakh.Given, Arabic, 0, r), kazakh.spell(kazakh.Father, Arabic, 0, r))
	want := []string{
		"Jüret Toxti", "Jürət Tohti", "Jurat Tokhti", "Cüret Tohti", "Dzhyurat Tokhti", "Җүрәт Тохти", "\u062c\u06c8\u0631\u0626\u06d5\u062a \u062a\u0648\u062e\u062a\u0649",
		"Alibek", "\u0627\u0644\u0649\u0628\u06d5\u0643", "\u0633\u06d5\u0631\u0649\u0643",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("spellings (-want +got):\n%s", diff)
	}
}

func TestTheSameSeedInventsTheSamePersons(t *testing.T) {
	draw := func() (out []string) {
		r := rand.New(rand.NewPCG(5, 5))
		for range 50 {
			out = append(out, Someone(r).Spell(Latin(r), 0.1, r))
		}
		return out
	}
	if diff := cmp.Diff(draw(), draw()); diff != "" {
		t.Errorf("two draws differ:\n%s", diff)
	}
}
