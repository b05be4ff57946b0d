package names_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah/names"
	"guwah.example/guwah/names/invent"
)

func small() *names.Index {
	return names.Build(slices.Values([]names.Form{
		{ID: 1, Name: "Memet Tursun", Born: 1970, Sex: names.Man, Place: 1},
		{ID: 2, Name: "memet  TURSUN", Born: 1985, Sex: names.Man, Place: 2},
		{ID: 3, Name: "Mehmet Tursun"},
		{ID: 4, Name: "Nurmemet Ablikim"},
		{ID: 5, Name: "Rabiye Qadir", Born: 1950, Sex: names.Woman},
		{ID: 6, Name: "Khoja Niyaz Haji"},
	}), names.Default())
}

func ids(hits []names.Hit) [][]names.ID {
	var out [][]names.ID
	for _, hit := range hits {
		out = append(out, hit.IDs)
	}
	return out
}

func TestSearch(t *testing.T) {
	for _, c := range []struct {
		name, query string
		options     names.Options
		want        [][]names.ID
	}{
		{"persons of one form are one hit", "Memet Tursun", names.Options{Top: 1}, [][]names.ID{{1, 2}}},
		{"the words may stand in another order", "Tursun Memet", names.Options{Top: 1}, [][]names.ID{{1, 2}}},
		{"another script finds the form", "买买提·吐尔逊", names.Options{Top: 2}, [][]names.ID{{1, 2}, {3}}},
		{"two words of the query may be one of the form", "Nur Memet Ablikim", names.Options{Top: 1}, [][]names.ID{{4}}},
		{"one word of the query may be two of the form", "和加尼牙孜", names.Options{Top: 1}, [][]names.ID{{6}}},
		{"a single word finds whoever has it", "Qadir", names.Options{Top: 1}, [][]names.ID{{5}}},
		{"a name half typed", "Nurme", names.Options{Top: 1, Prefix: true}, [][]names.ID{{4}}},
		{"a birth year narrows, and an unknown one passes", "Memet Tursun", names.Options{Top: 2, Filter: names.Filter{BornFrom: 1980}}, [][]names.ID{{2}, {3}}},
		{"a place narrows", "Memet Tursun", names.Options{Top: 1, Filter: names.Filter{Places: []uint32{1}}}, [][]names.ID{{1}}},
		{"a sex narrows", "Memet Tursun", names.Options{Top: 1, Filter: names.Filter{Sex: names.Woman}}, [][]names.ID{{3}}},
		{"nothing to read finds nothing", "😀", names.Options{}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, ids(small().Search(c.query, c.options))); diff != "" {
				t.Errorf("hits (-want +got):\n%s", diff)
			}
		})
	}
}

func TestANameAddedIsFoundAtOnceAndOneRemovedNoMore(t *testing.T) {
	x := small()
	x.Add(names.Form{ID: 9, Name: "Ilham Tohti"}, names.Form{ID: 10, Name: "Memet Tursun"})
	if diff := cmp.Diff([][]names.ID{{9}}, ids(x.Search("伊力哈木·土赫提", names.Options{Top: 1}))); diff != "" {
		t.Errorf("after Add (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([][]names.ID{{1, 2, 10}}, ids(x.Search("Memet Tursun", names.Options{Top: 1}))); diff != "" {
		t.Errorf("a form in both halves is one hit (-want +got):\n%s", diff)
	}
	x.Remove(1, 9)
	if diff := cmp.Diff([][]names.ID{{2, 10}}, ids(x.Search("Memet Tursun", names.Options{Top: 1}))); diff != "" {
		t.Errorf("after Remove (-want +got):\n%s", diff)
	}
	if hits := x.Search("Ilham Tohti", names.Options{Top: 1}); len(hits) > 0 && slices.Contains(hits[0].IDs, 9) {
		t.Errorf("a removed person was found: %v", hits)
	}
	x.Add(names.Form{ID: 1, Name: "Memet Tursun"})
	if got := x.Search("Memet Tursun", names.Options{Top: 1})[0].IDs; !slices.Contains(got, 1) {
		t.Errorf("a person given again was not found: %v", got)
	}
	x.Rebuild(slices.Values([]names.Form{{ID: 11, Name: "Dolqun Eysa"}}))
	if diff := cmp.Diff([][]names.ID{{11}}, ids(x.Search("Dolkun Isa", names.Options{}))); diff != "" || x.Added() != 0 {
		t.Errorf("after Rebuild %d added (-want +got):\n%s", x.Added(), diff)
	}
}

// TestTheIndexAndCompareAgree checks that what the index finds best is what comparing with every form finds best, at the same score.
func TestTheIndexAndCompareAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	var forms []names.Form
	for i := range 400 {
		forms = append(forms, names.Form{ID: names.ID(i), Name: invent.Someone(r).Spell(invent.Latin(r), 0.02, r)})
	}
	index := names.Build(slices.Values(forms), names.Default())
	for range 60 {
		query := invent.Someone(r).Spell(invent.Arabic, 0.02, r)
		best := 0.0
		for _, form := range forms {
			best = max(best, names.Compare(query, form.Name, names.Default()).Score)
		}
		hits := index.Search(query, names.Options{Top: 1})
		got := 0.0
		if len(hits) > 0 {
			got = hits[0].Score
		}
		if best > 0.3 && got != best {
			t.Errorf("%q: the index finds %v, comparing finds %.4f", query, hits, best)
		}
	}
}

func ExampleIndex_Search() {
	index := names.Build(slices.Values([]names.Form{{ID: 7, Name: "Ilham Tohti"}, {ID: 8, Name: "Rahile Dawut"}}), names.Default())
	for _, hit := range index.Search("伊力哈木·土赫提", names.Options{Top: 1}) {
		fmt.Println(hit.Form, hit.IDs)
	}
	// Output: Ilham Tohti [7]
}

func ExampleCompare() {
	for _, pair := range names.Compare("买买提·吐尔逊", "Memet Tursun", names.Default()).Alignment {
		fmt.Println(pair)
	}
	// Output:
	// 买买提 = memet = Memet
	// 吐尔逊 = tursun = Tursun
}

func TestKeysOfOneNameMeet(t *testing.T) {
	met, all := 0, 0
	fs := figures(t)
	for i, a := range fs {
		for _, b := range fs[i+1:] {
			if a.person != b.person {
				continue
			}
			all++
			if slices.ContainsFunc(names.Keys(a.name), func(k string) bool { return slices.Contains(names.Keys(b.name), k) }) {
				met++
			} else {
				t.Logf("no key in common: %s %v, %s %v", a.name, names.Keys(a.name), b.name, names.Keys(b.name))
			}
		}
	}
	if share := float64(met) / float64(all); share < 0.97 {
		t.Errorf("%d of %d pairs of forms share a key (%.3f), want 0.97", met, all, share)
	}
}

func TestOfAllWhoHaveAWordThoseStandFirstWhoseNameBeginsWithIt(t *testing.T) {
	var forms []names.Form
	for i := range 40 {
		forms = append(forms, names.Form{ID: names.ID(2 * i), Name: "A" + string(rune('a'+i%26)) + "min Tursun"}, names.Form{ID: names.ID(2*i + 1), Name: "Tursun " + string(rune('A'+i%26)) + "lim"})
	}
	index := names.Build(slices.Values(forms), names.Default())
	for _, hit := range index.Search("tursun", names.Options{Top: 20}) {
		if !strings.HasPrefix(hit.Form, "Tursun ") {
			t.Errorf("%s stands before others who are called Tursun", hit.Form)
		}
	}
}
