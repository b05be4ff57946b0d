package i18n

import (
	"flag"
	"fmt"
	"html/template"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func load(t *testing.T, o Options) *Catalogues {
	t.Helper()
	c, err := Load(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestNegotiatePicksTheFirstLanguageWeSpeak(t *testing.T) {
	for header, want := range map[string]Lang{
		"ug-CN,ug;q=0.9,en;q=0.8":  Uyghur,
		"zh-TW,zh;q=0.9,en;q=0.1":  Chinese,
		"fi-FI,fi;q=0.9,tr;q=0.5":  Turkish,
		"kk":                       Kazakh,
		"ru-RU":                    Russian,
		"fi":                       English,
		"":                         English,
		"\x00;;;=,,q=garbage":      English,
		"en-GB;q=0.1, ug;q=0.9, *": Uyghur,
	} {
		if got := Negotiate(header); got != want {
			t.Errorf("%q: got %s, want %s", header, got, want)
		}
	}
}

func TestNumbersAreGroupedAsEachLanguageDoesAndUyghurKeepsASCIIDigits(t *testing.T) {
	c := load(t, Options{})
	got := make(map[Lang]string)
	for _, lang := range Langs {
		got[lang] = c.Printer(lang).Number(1234567)
	}
	want := map[Lang]string{
		English: "1,234,567", Uyghur: "1,234,567", Chinese: "1,234,567", Turkish: "1.234.567",
		Kazakh: "1\u00a0234\u00a0567", Russian: "1\u00a0234\u00a0567",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", -1000: "−1,000", -7: "-7"} {
		if got := c.Printer(English).Number(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
}

func TestRussianPluralForms(t *testing.T) {
	for n, want := range map[int]int{0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 11: 2, 12: 2, 21: 0, 22: 1, 111: 2, 112: 2, 121: 0, -1: 0} {
		if got := pluralForm(Russian, n); got != want {
			t.Errorf("%d: form %d, want %d", n, got, want)
		}
	}
}

func TestDatesInEveryLanguage(t *testing.T) {
	c := load(t, Options{})
	day, month, year := Date{2026, 6, 3}, Date{Year: 2018, Month: 3}, Date{Year: 2017}
	var out strings.Builder
	for _, lang := range Langs {
		p := c.Printer(lang)
		for _, line := range []string{
			p.Date(day), p.Date(month), p.Date(year), p.Date(Date{}),
			p.When(About, month, month), p.When(Before, Date{}, year), p.When(After, day, Date{}), p.When(Between, year, day),
			p.When(Between, Date{}, year), p.When(Between, year, Date{}), p.When(Between, year, year), p.When(Estimate, year, year),
			p.When(Unknown, Date{}, Date{}), p.When(Exact, day, day),
		} {
			fmt.Fprintf(&out, "%s\t%s\n", lang, line)
		}
	}
	golden(t, "testdata/dates.golden", out.String())
}

func TestUyghurNamesSortInTheOrderOfTheUyghurAlphabet(t *testing.T) {
	text, err := os.ReadFile("testdata/uyghur-sorted.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields(string(text))
	got := slices.Clone(want)
	slices.Reverse(got)
	p := load(t, Options{}).Printer(Uyghur)
	slices.SortFunc(got, func(a, b string) int { return strings.Compare(p.SortKey(a), p.SortKey(b)) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestForeignRunsAreIsolated(t *testing.T) {
	p := load(t, Options{}).Printer(English)
	if got, want := p.H("no such", "Person: {name} & {n}", "name", "<A>", "n", 1200), template.HTML("Person: <bdi>&lt;A&gt;</bdi> &amp; 1,200"); got != want {
		t.Errorf("HTML: got %s, want %s", got, want)
	}
	if got, want := p.Plain("no such", "Person: {name}", "name", "A"), "Person: \u2068A\u2069"; got != want {
		t.Errorf("plain text: got %q, want %q", got, want)
	}
	if got, want := p.T("no such", "{a}{b}", "a", "{b}", "b", "x"), "{b}x"; got != want {
		t.Errorf("a value that looks like a placeholder: got %q, want %q", got, want)
	}
}

func TestATextWithoutTranslationIsEnglishAndMarkedInDevelopment(t *testing.T) {
	for mark, want := range map[bool]string{true: "⟦No such words⟧", false: "No such words"} {
		if got := load(t, Options{Mark: mark}).Printer(Uyghur).T("test", "No such words"); got != want {
			t.Errorf("mark %v: got %q, want %q", mark, got, want)
		}
	}
}

func TestOnlyEnglishCountsAsReviewedUntilANativeSpeakerHasRead(t *testing.T) {
	c := load(t, Options{})
	for _, lang := range Langs {
		if got, want := c.Reviewed(lang), lang == English; got != want {
			t.Errorf("%s: reviewed %v, want %v", lang, got, want)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: %s", name, diff)
	}
}
