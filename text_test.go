package guwah

import (
	"testing"
	"unicode/utf8"
)

func TestCleanLine(t *testing.T) {
	for name, c := range map[string]struct{ given, want string }{
		"stays as it is":                        {"Patime Tursun", "Patime Tursun"},
		"joiners stay":                          {"a\u200cb\u200dc", "a\u200cb\u200dc"},
		"direction marks go":                    {"a\u200e\u200f\u061c\u202ab\u202b\u202c\u202d\u202ec\u2066\u2067\u2068\u2069d", "abcd"},
		"what shows nothing goes":               {"a\u00ad\u200b\u2060\ufeff\U000e0041b\u034f\u180e\ufff9c", "abc"},
		"lines become one":                      {"a\r\nb\n\tc", "a b c"},
		"controls go":                           {"a\x00b\x1b[31mc\x7fd\u0085e", "ab[31mcde"},
		"letters are composed":                  {"u\u0308", "\u00fc"},
		"bytes that are no text are marked":     {"a\xff\xfeb", "a\uFFFDb"},
		"space of every kind round it goes":     {"\u00a0\u3000 a \u2003", "a"},
		"a file name turned round reads plain":  {"photo\u202egnp.exe", "photognp.exe"},
		"a formula is no concern of this place": {"=1+1", "=1+1"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := CleanLine(c.given); got != c.want {
				t.Errorf("%+q, want %+q", got, c.want)
			}
		})
	}
}

func TestCleanTextKeepsHowItWasWritten(t *testing.T) {
	for given, want := range map[string]string{
		"a\x00b\x1b[31mc":              "ab[31mc",
		"line\r\nline\rline":           "line\nline\nline",
		"\xff broken":                  "\uFFFD broken",
		"kept\u200cjoiner \u202emark ": "kept\u200cjoiner \u202emark",
		"cafe\u0301":                   "caf\u00e9",
	} {
		if got := CleanText(given); got != want {
			t.Errorf("%q became %q, want %q", given, got, want)
		}
	}
	if got, want := CleanText(" one\r\n\u2067two\u2069\rthree\x00 "), "one\n\u2067two\u2069\nthree"; got != want {
		t.Errorf("%+q, want %+q", got, want)
	}
}

func FuzzCleanLine(f *testing.F) {
	f.Add("photo\u202egnp.exe")
	f.Add("a\u200b\xff\r\n\tb")
	f.Fuzz(func(t *testing.T, given string) {
		once := CleanLine(given)
		if !utf8.ValidString(once) {
			t.Errorf("%q became %q, which is no text", given, once)
		}
		if again := CleanLine(once); again != once {
			t.Errorf("%q became %q and then %q", given, once, again)
		}
		for _, r := range once {
			if r < ' ' || turnsDirection(r) || unseen(r) {
				t.Errorf("%q became %q, with %U", given, once, r)
			}
		}
	})
}
