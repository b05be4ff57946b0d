package register

import (
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
