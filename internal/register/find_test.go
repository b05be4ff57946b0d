package register

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/names"
)

func TestAWordFindsWhoeverHasItInTheirName(t *testing.T) {
	for _, c := range []struct {
		why         string
		query, form string
		result      bool
	}{
		{"the whole name", "Aygul Tursun", "Aygul Tursun", true},
		{"a given name alone", "Aygul", "Aygul Tursun", true},
		{"a father's name alone", "tursun", "Aygul Tursun", true},
		{"a family name of a famous man", "Heyit", "Abdurehim Heyit", true},
		{"one word too many", "Aygul Tursun Kashgar", "Aygul Tursun", true},
		{"a namesake's father", "Aygul Rozi", "Aygul Tursun", false},
		{"somebody else", "Serik", "Aygul Tursun", false},
		{"an initial", "A. Heyit", "Abdurehim Heyit", true},
		{"another initial", "B. Heyit", "Abdurehim Heyit", false},
		{"an ending", "Huseyincan Celil", "Hüseyin Jelil", true},
		{"a title", "Muhammad Salih Hajim", "Muhammad Salih", true},
	} {
		t.Run(c.why, func(t *testing.T) {
			reader := names.NewReader(100)
			score := newSought(reader, c.query).likeness(c.form).score
			if (score >= isResult) != c.result {
				t.Errorf("%q and %q are alike by %.2f", c.query, c.form, score)
			}
			if turned := newSought(reader, c.form).likeness(c.query).score; turned != score {
				t.Errorf("turned about it is %.2f instead of %.2f", turned, score)
			}
		})
	}
}

func TestNamesThatAreAlikeByOneWordStandInAnOrderThatServes(t *testing.T) {
	matched := []Matched{
		{Form: "Adil Tursun", Persons: []guwah.PersonID{"a", "b", "c"}},
		{Form: "Tursun Imin", Persons: []guwah.PersonID{"d"}},
		{Form: "Tursun Yasin", Persons: []guwah.PersonID{"e", "f"}},
		{Form: "Tursun", Persons: []guwah.PersonID{"g"}},
		{Form: "Abla Tursun", Persons: []guwah.PersonID{"h"}},
	}
	var got []string
	for _, form := range newSought(names.NewReader(100), "tursun").ordered(matched) {
		got = append(got, form.Form)
	}
	want := []string{"Tursun", "Tursun Yasin", "Tursun Imin", "Adil Tursun", "Abla Tursun"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhoeverSharesAFormWithManyStandsOnSomePage(t *testing.T) {
	var namesakes []guwah.PersonID
	for i := range 2*hitsPerGroup + 1 {
		namesakes = append(namesakes, guwah.PersonID(strconv.Itoa(i)))
	}
	var got []guwah.PersonID
	for _, part := range portions([]scored{{Matched: Matched{Form: "Memet", Persons: namesakes}}, {Matched: Matched{Form: "Memtimin", Persons: []guwah.PersonID{"x"}}}}) {
		if len(part.Persons) > hitsPerGroup {
			t.Errorf("%d people under one heading", len(part.Persons))
		}
		got = append(got, part.Persons...)
	}
	if diff := cmp.Diff(append(namesakes, "x"), got); diff != "" {
		t.Error(diff)
	}
}
