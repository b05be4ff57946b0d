package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"guwah.example/guwah/internal/i18n"
)

func TestEveryTextIsTranslatedInEveryLanguage(t *testing.T) {
	root, used := texts(t)
	for _, lang := range i18n.Langs {
		c := read(t, root, lang)
		for at, text := range used {
			if lang == i18n.English && !text.code {
				continue
			}
			forms := c.translations[at]
			want := 1
			if text.plural != "" {
				want = formCount(lang)
			}
			if len(forms) != want || slices.Contains(forms, "") {
				t.Errorf("%s: %q (%s) has no complete translation; run go run ./internal/i18n/extract and fill it in", lang, at.english, at.context)
			}
		}
		for at := range c.translations {
			if _, ok := used[at]; !ok && at.english != "" {
				t.Errorf("%s: nobody uses %q (%s)", lang, at.english, at.context)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

func TestTranslationsKeepThePlaceholders(t *testing.T) {
	root, used := texts(t)
	for _, lang := range i18n.Langs {
		for at, forms := range read(t, root, lang).translations {
			if used[at].code {
				continue
			}
			want := placeholders(at.english)
			for _, form := range forms {
				if got := placeholders(form); form != "" && !slices.Equal(got, want) && !slices.Equal(got, placeholders(used[at].plural)) {
					t.Errorf("%s: %q has placeholders %v, the key has %v", lang, form, got, want)
				}
			}
		}
	}
}

func placeholders(s string) []string {
	found := placeholder.FindAllString(s, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// numeric placeholders hold figures and parts of dates, to which Uyghur and Turkish may join a suffix.
const numeric = `(?:n|no|number|year|day|month|days|hours|total|count|size|max|min|version)`

var (
	suffixed = regexp.MustCompile(`\{([a-z]+)\}[-'’]?\p{L}`)
	isNumber = regexp.MustCompile(`^` + numeric + `$`)
)

func TestNoSuffixTouchesAPlaceholder(t *testing.T) {
	root, _ := texts(t)
	for _, lang := range i18n.Langs {
		if lang == i18n.Chinese { // has no suffixes; its words stand without spaces
			continue
		}
		for at, forms := range read(t, root, lang).translations {
			for _, form := range append(forms, at.english) {
				if match := suffixed.FindStringSubmatch(form); match != nil && !isNumber.MatchString(match[1]) {
					t.Errorf("%s: a suffix touches {%s} in %q", lang, match[1], form)
				}
			}
		}
	}
}

// causal wording would claim what a register cannot know (rule 23).
var causal = map[i18n.Lang]*regexp.Regexp{
	i18n.English: regexp.MustCompile(`(?i)\b(led to|leads to|resulted in|caused|thanks to|because of the campaign|due to)\b`),
	i18n.Chinese: regexp.MustCompile(`导致|促成|归功于|得益于`),
	i18n.Russian: regexp.MustCompile(`(?i)привел[аио]? к|благодаря|вследствие|в результате`),
	i18n.Turkish: regexp.MustCompile(`(?i)sayesinde|yol açt|neden oldu|sonucunda`),
	i18n.Kazakh:  regexp.MustCompile(`(?i)арқасында|себеп болды|әкеп соқты`),
}

func TestNoWordingClaimsACause(t *testing.T) {
	root, used := texts(t)
	for at := range used {
		if causal[i18n.English].MatchString(at.english) {
			t.Errorf("%q claims a cause: say \"followed by\"", at.english)
		}
	}
	for lang, banned := range causal {
		for at, forms := range read(t, root, lang).translations {
			if words := strings.Join(forms, " "); banned.MatchString(words) {
				t.Errorf("%s: %q (%s) claims a cause", lang, words, at.english)
			}
		}
	}
}

func TestCataloguesStandAsExtractWritesThem(t *testing.T) {
	root, used := texts(t)
	for _, lang := range i18n.Langs {
		stands, err := os.ReadFile(poFile(root, lang))
		if err != nil {
			t.Fatal(err)
		}
		if string(format(lang, read(t, root, lang), used)) != string(stands) {
			t.Errorf("%s.po is not in order: run go run ./internal/i18n/extract", lang)
		}
	}
}

func texts(t *testing.T) (string, map[place]text) {
	t.Helper()
	root, err := findRoot()
	if err != nil {
		t.Fatal(err)
	}
	used, err := textsUsed(root)
	if err != nil {
		t.Fatal(err)
	}
	return root, used
}

func read(t *testing.T, root string, lang i18n.Lang) catalogue {
	t.Helper()
	c, err := readPO(poFile(root, lang))
	if err != nil {
		t.Fatal(err)
	}
	return c
}
