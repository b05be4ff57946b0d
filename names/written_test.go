package names_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"guwah.example/guwah/names"
	"guwah.example/guwah/names/invent"
)

// TestNamesAsPeopleWriteThem looks for public figures (names as printed) and some invented persons among 5,000 other invented ones by what press and lists make of a
// name.
func TestNamesAsPeopleWriteThem(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	known := []string{
		"Abdurehim Heyit", "Rahile Dawut", "Perhat Tursun", "Yalqun Rozi", "Hüseyin Jelil", "Muhammad Salih", "Ilham Tohti", "Dolkun Isa", "Z. Qeyserbég",
		"Nurmemet Toxti", "Abdukérim Memtimin", "Abdukérim Abbas", "Memet Tursun", "Zhang Wei", "Wang Xiaoming",
	}
	var forms []names.Form
	for i, name := range known {
		forms = append(forms, names.Form{ID: names.ID(i), Name: name})
	}
	for i := range 5000 {
		forms = append(forms, names.Form{ID: names.ID(len(known) + i), Name: invent.Someone(r).Spell(invent.ULY, 0, r)})
	}
	index := names.Build(slices.Values(forms), names.Default())
	for _, row := range table(t, "testdata/written.tsv") {
		t.Run(row[0]+" "+row[1], func(t *testing.T) {
			var found []string
			for _, hit := range index.Search(row[1], names.Options{Top: 10}) {
				found = append(found, hit.Form)
			}
			if !slices.Contains(found, row[2]) {
				t.Errorf("%q finds %q, not %q", row[1], found, row[2])
			}
		})
	}
}

func TestAnInitialCountsOnlyBesideANameThatIsWellAlike(t *testing.T) {
	for _, c := range [][2]string{{"A.", "Abdurehim"}, {"A. T.", "Abdurehim Tursun"}, {"A. Tursun", "Abdurehim T."}, {"A. Haji", "Abdurehim Haji"}} {
		for _, pair := range names.Compare(c[0], c[1], names.Default()).Alignment {
			if len([]rune(pair.A)) == 1 || len([]rune(pair.B)) == 1 {
				t.Errorf("%q and %q: %v is counted", c[0], c[1], pair)
			}
		}
	}
	if same, other := names.Compare("A. Heyit", "Abdurehim Heyit", names.Default()).Score, names.Compare("B. Heyit", "Abdurehim Heyit", names.Default()).Score; same < 0.8 || other > 0.4 {
		t.Errorf("the right initial scores %.3f, another %.3f", same, other)
	}
}

// TestRecordsKeepApartWhatASearchJoins holds the line between the two: what is alike enough to be found may still be two people.
func TestRecordsKeepApartWhatASearchJoins(t *testing.T) {
	for _, c := range [][2]string{{"Tursun", "Tursunjan"}, {"吐尔逊", "吐尔逊江"}, {"Imin", "Iminjan"}, {"A. Heyit", "Abdurehim Heyit"}, {"تۇرسۇن", "تۇرسۇنجان"}} {
		search, records := names.Compare(c[0], c[1], names.Default()).Score, names.Compare(c[0], c[1], names.Records()).Score
		if search < 0.7 || records > 0.5 {
			t.Errorf("%q and %q score %.3f to a search and %.3f as records, want 0.7 or more and 0.5 or less", c[0], c[1], search, records)
		}
	}
}

// TestTheIndexAndCompareAgreeOnLightWords is TestTheIndexAndCompareAgree for initials, titles and endings, on both sides.
func TestTheIndexAndCompareAgreeOnLightWords(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 11))
	write := func(name string) string {
		words := strings.Fields(name)
		switch r.IntN(6) {
		case 0:
			words[0] = string([]rune(words[0])[:1]) + "."
		case 1:
			words[len(words)-1] = string([]rune(words[len(words)-1])[:1]) + "."
		case 2:
			words = append(words, "Haji")
		case 3:
			words[0] += "jan"
		case 4:
			words = append([]string{"Dr."}, words...)
		}
		return strings.Join(words, " ")
	}
	var forms []names.Form
	var people []invent.Person
	for i := range 300 {
		people = append(people, invent.Someone(r))
		forms = append(forms, names.Form{ID: names.ID(i), Name: write(people[i].Spell(invent.Latin(r), 0, r))})
	}
	index := names.Build(slices.Values(forms), names.Default())
	for i := range 150 {
		query := write(people[i].Spell(invent.Latin(r), 0.02, r))
		best, name := 0.0, ""
		for _, form := range forms {
			if score := names.Compare(query, form.Name, names.Default()).Score; score > best {
				best, name = score, form.Name
			}
		}
		got := 0.0
		hits := index.Search(query, names.Options{Top: 1})
		if len(hits) > 0 {
			got = hits[0].Score
		}
		if best > 0.3 && got != best {
			t.Errorf("%q: the index finds %v, comparing finds %s", query, hits, fmt.Sprintf("%q at %v", name, best))
		}
	}
}
