package site

import (
	"testing"

	"guwah.example/guwah/internal/i18n"
)

func TestTheLengthOfASentenceIsSaidInWords(t *testing.T) {
	for iso, want := range map[string]string{
		"": "", "P15Y": "15 years", "P1Y": "1 year", "P2Y6M": "2 years, 6 months", "P6M": "6 months", "life": "for life", "death": "to death",
		"P": i18n.Isolate("P"), "fifteen": i18n.Isolate("fifteen"),
	} {
		if got := speaking(t, i18n.English).term(iso); got != want {
			t.Errorf("%q is said %q, want %q", iso, got, want)
		}
	}
	if got := speaking(t, i18n.Russian).term("P3Y"); got != "3 года" {
		t.Errorf("three years in Russian: %q", got)
	}
}
