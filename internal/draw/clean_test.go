package draw

import (
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"words stay": {"Aygul 12", "Aygul 12"},
		"overrides that turn a name round are gone":   {"a\u202eb\u202cc", "abc"},
		"an isolate left open is closed":              {"\u2067ab", "\u2067ab\u2069"},
		"an end without an isolate is gone":           {"a\u2069b", "ab"},
		"control characters are gone":                 {"a\x00\x1b[b\x7f", "a[b"},
		"line ends become line feeds":                 {"a\u2028b\rc", "a\nb\nc"},
		"tabs and wide spaces become spaces":          {"a\t\u3000b", "a  b"},
		"a space that must not break stays":           {"3\u00a0156", "3\u00a0156"},
		"bytes that are no UTF-8 become a sign":       {"a\xffb", "a\uFFFDb"},
		"the fourth and further marks are gone":       {"a" + strings.Repeat("\u0301", 50) + "b", "a\u0301\u0301\u0301b"},
		"a mark does not hide behind a joiner":        {"a" + strings.Repeat("\u0301\u200d", 5), "a\u0301\u200d\u0301\u200d\u0301\u200d\u200d\u200d"},
		"emoji selectors and byte order marks go":     {"\ufeffa\ufe0f", "a"},
		"soft hyphens and tags go":                    {"a\u00adb\U000E0041", "ab"},
		"what goes on for ever is cut":                {strings.Repeat("x", 3000), strings.Repeat("x", longest) + "…"},
		"an isolate is closed after the cut":          {"\u2066" + strings.Repeat("x", 3000), "\u2066" + strings.Repeat("x", longest-1) + "…\u2069"},
		"joiners stay, Persian and others need them.": {"a\u200cb", "a\u200cb"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := string(clean(c.in)); got != c.want {
				t.Errorf("clean(%+q) = %+q, want %+q", c.in, got, c.want)
			}
		})
	}
}
