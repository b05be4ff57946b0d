package i18n_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestOneThingHasOneName holds the catalogues to po/terms.txt: the word agreed on is in use, and those given up for it are not.
func TestOneThingHasOneName(t *testing.T) {
	terms, err := os.ReadFile("po/terms.txt")
	if err != nil {
		t.Fatal(err)
	}
	spoken := make(map[string]string)
	for line := range strings.Lines(string(terms)) {
		idea, words, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		lang, words, _ := strings.Cut(words, " ")
		if spoken[lang] == "" {
			spoken[lang] = translations(t, lang)
		}
		word, before, _ := strings.Cut(words, " | ")
		if !strings.Contains(spoken[lang], strings.ToLower(word)) {
			t.Errorf("%s: nothing calls it %q (%s)", lang, word, idea)
		}
		for gone := range strings.SplitSeq(before, ", ") {
			if gone != "" && strings.Contains(spoken[lang], strings.ToLower(gone)) {
				t.Errorf("%s: something says %q where po/terms.txt has %q (%s)", lang, gone, word, idea)
			}
		}
	}
	if len(spoken) == 0 {
		t.Error("po/terms.txt names nothing")
	}
}

var translation = regexp.MustCompile(`(?m)^msgstr(?:\[\d\])? "(.*)"$`)

// translations is everything that language says, in lower case.
func translations(t *testing.T, lang string) string {
	t.Helper()
	catalogue, err := os.ReadFile("po/" + lang + ".po")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, found := range translation.FindAllStringSubmatch(string(catalogue), -1) {
		all = append(all, found[1])
	}
	return strings.ToLower(strings.Join(all, "\n"))
}
