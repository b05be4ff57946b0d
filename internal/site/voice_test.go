package site

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
)

func dayOf(date string) int32 {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err)
	}
	return int32(t.Unix() / 86400)
}

func TestDatesAreSaidAsExactlyAsTheyAreKnown(t *testing.T) {
	v := speaking(t, i18n.English)
	for name, row := range map[string]struct {
		date    gate.Date
		words   string
		machine string
	}{
		"a day":                          {gate.Date{From: dayOf("2019-02-10"), To: dayOf("2019-02-10"), Type: "exact"}, "10 February 2019", "2019-02-10"},
		"a month":                        {gate.Date{From: dayOf("2020-02-01"), To: dayOf("2020-02-29"), Type: "exact"}, "February 2020", "2020-02"},
		"a year":                         {gate.Date{From: dayOf("2017-01-01"), To: dayOf("2017-12-31"), Type: "exact"}, "2017", "2017"},
		"about a month":                  {gate.Date{From: dayOf("2018-03-01"), To: dayOf("2018-03-31"), Type: "about"}, "about March 2018", "2018-03"},
		"two ends":                       {gate.Date{From: dayOf("2017-03-01"), To: dayOf("2017-05-31"), Type: "between"}, "between 1 March 2017 and 31 May 2017", ""},
		"before, with an open beginning": {gate.Date{From: -openEnd, To: dayOf("2018-01-31"), Type: "before"}, "no later than 31 January 2018", ""},
		"after, with an open end":        {gate.Date{From: dayOf("2018-01-01"), To: openEnd, Type: "after"}, "no earlier than 1 January 2018", ""},
		"nothing known":                  {gate.Date{}, "date unknown", ""},
	} {
		if got := v.date(row.date); got != row.words {
			t.Errorf("%s: got %q, want %q", name, got, row.words)
		}
		if got := machineDate(row.date); got != row.machine {
			t.Errorf("%s: got %q for machines, want %q", name, got, row.machine)
		}
	}
}

func TestTheNameInTheReadersScriptComesFirst(t *testing.T) {
	names := []gate.Name{
		{Text: "latin", Script: "Latn", Lang: "ug"},
		{Text: "arabic", Script: "Arab", Lang: "ug"},
		{Text: "cyrillic", Script: "Cyrl", Lang: "kk"},
		{Text: "chinese", Script: "Hans", Lang: "zh"},
		{Text: "english", Script: "Latn", Lang: "en"},
		{Text: "key", Script: "Latn", Kind: "search_key"},
	}
	got := make(map[i18n.Lang]string)
	for _, lang := range i18n.Langs {
		name, others := speaking(t, lang).ownName(names)
		got[lang] = name.Text
		if len(others) != 4 {
			t.Errorf("%s: %d other forms, want 4 without the search key", lang, len(others))
		}
	}
	want := map[i18n.Lang]string{"en": "english", "ug": "arabic", "zh": "chinese", "kk": "cyrillic", "tr": "latin", "ru": "cyrillic"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOnlyFullLevelShowsAName(t *testing.T) {
	v := speaking(t, i18n.English)
	names := []gate.Name{{Text: "Invented Name", Script: "Latn"}}
	for level, want := range map[string]string{
		"full": "Invented Name", "initials": "I. N.", "relation_only": "A daughter seeks her father", "stub": "Name withheld",
	} {
		if got := v.named(level, names, "I. N.", "daughter", "father").Name.Text; got != want {
			t.Errorf("%s: got %q, want %q", level, got, want)
		}
	}
}

func TestLinksLeadOnlyToUsAndToTheWeb(t *testing.T) {
	for address, want := range map[string]bool{
		"/en/": true, "#c1": true, "https://x.example/": true, "http://x.example/": true,
		"javascript:alert(1)": false, "data:text/html,x": false, "JAVASCRIPT:x": false, " javascript:x": false, "": false,
		"//x.example/": false, "ftp://x.example/": false, "mailto:a@x.example": false, "file:///etc/passwd": false,
	} {
		if got := safeAddress(address); got != want {
			t.Errorf("%q: %v, want %v", address, got, want)
		}
	}
}

func speaking(t *testing.T, lang i18n.Lang) voice {
	t.Helper()
	catalogues, err := i18n.Load(i18n.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return newVoice(catalogues.Printer(lang))
}
