package app

import (
	"strings"
	"testing"

	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/post"
)

func TestADigestHoldsFiguresAndNoLinkInEveryLanguage(t *testing.T) {
	words, err := i18n.Load(i18n.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range i18n.Langs {
		letter := digestLetter(words.Printer(lang), post.Counts{Waiting: 11, Danger: 22, Aside: 33, Second: 44, Received: 987})
		for _, figure := range []string{"11", "22", "33", "44"} {
			if !strings.Contains(letter.Body, figure) {
				t.Errorf("%s: %s is not in %q", lang, figure, letter.Body)
			}
		}
		for _, banned := range []string{"://", "987", "Guwah", "guwah", "GW-"} {
			if strings.Contains(letter.Subject+letter.Body, banned) {
				t.Errorf("%s: %q is in %q", lang, banned, letter.Body)
			}
		}
	}
}
