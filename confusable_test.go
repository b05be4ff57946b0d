package guwah

import "testing"

func TestLookalike(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want string
	}{
		"a Latin name":                             {"Abdurehim Heyit", ""},
		"a name with marks":                        {"Gülnisa Öz'türk-Ötkür", ""},
		"a Cyrillic name":                          {"\u0410\u0439\u0433\u04af\u043b \u0422\u04e9\u043b\u0435\u0433\u0435\u043d", ""},
		"an Arabic name":                           {"\u0626\u0627\u064a\u06af\u06c8\u0644 \u062a\u06c7\u0631\u0633\u06c7\u0646", ""},
		"a Chinese name with a middle dot":         {"\u4e70\u4e70\u63d0\u00b7\u571f\u5c14\u900a", ""},
		"Chinese and Latin beside each other":      {"\u963f\u5a01Awei", ""},
		"two scripts, a word each":                 {"Aygul \u0410\u0439\u0433\u04af\u043b", ""},
		"a Cyrillic letter in a Latin word":        {"Abdur\u0435him Heyit", "Abdur\u0435him"},
		"a Greek letter in a Latin word":           {"T\u03bfhti", "T\u03bfhti"},
		"a Latin letter in a Cyrillic word":        {"\u0410\u0439\u0433ul", "\u0410\u0439\u0433ul"},
		"an Arabic letter in a Latin word":         {"Aygu\u0644", "Aygu\u0644"},
		"a word of twins among Latin words":        {"\u0410\u0440\u0430 Heyit", "\u0410\u0440\u0430"},
		"the same word among Cyrillic ones":        {"\u0410\u0440\u0430 \u0422\u04e9\u043b\u0435\u0433\u0435\u043d", ""},
		"digits and signs belong to every script":  {"Ali 2-nd (b. 1970)", ""},
		"joiners and vowel marks are no script":    {"\u0627\u200c\u064b\u0628", ""},
		"letters that are drawn wider stand alone": {"\uff21li", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got, found := Lookalike(c.text); got != c.want || found != (c.want != "") {
				t.Errorf("found %q (%v), want %q", got, found, c.want)
			}
		})
	}
}

func TestLookalikeHost(t *testing.T) {
	for link, want := range map[string]bool{
		"https://www.bbc.com/a":                                      false,
		"https://\u4f8b\u5b50.cn/":                                   false,
		"https://xn--fsqu00a.cn/":                                    false,
		"https://m\u00fcnchen.de/":                                   false,
		"https://\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444/": false,
		"https://\u043f\u0440\u0438\u043c\u0435\u0440.com/":          false, // no Latin word looks like it
		"https://xn--80ak6aa92e.com/":                                true,  // "apple" in Cyrillic letters
		"https://\u0430\u0440\u0440\u04cf\u0435.com/":                true,
		"https://bb\u0441.com/":                                      true,
		"https://xn--bb-nmc.com/":                                    true,
		"https://rf\u0430.org/":                                      true,
		"https://xn--\u0430.com/":                                    true,
		"http://127.0.0.1/":                                          false,
	} {
		if host, got := LookalikeHost(link); got != want {
			t.Errorf("%s: host %q, doubtful %v, want %v", link, host, got, want)
		}
	}
}

func FuzzLookalike(f *testing.F) {
	f.Add("Abdur\u0435him", "https://xn--80ak6aa92e.com/")
	f.Fuzz(func(t *testing.T, text, link string) {
		if word, found := Lookalike(text); found && word == "" {
			t.Errorf("%q: found nothing", text)
		}
		LookalikeHost(link)
	})
}
