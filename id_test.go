package guwah

import (
	"regexp"
	"testing"
)

func TestACaseNumberIsReadAsPeopleWriteIt(t *testing.T) {
	for given, want := range map[string]CaseID{
		"GW-7Q2M4X": "GW-7Q2M4X", "gw-7q2m4x": "GW-7Q2M4X", " GW 7Q2M4X ": "GW-7Q2M4X", "7q2m4x": "GW-7Q2M4X", "GW\u20137Q2M4X": "GW-7Q2M4X", "GW-7Q2M4O": "GW-7Q2M40", "gw-il2m4x": "GW-112M4X",
	} {
		if got, err := ParseCaseID(given); err != nil || got != want {
			t.Errorf("%q is read as %q (%v), want %q", given, got, err, want)
		}
	}
	for _, given := range []string{"", "GW", "GW-", "GW-7Q2M4", "GW-7Q2M4XX", "GW-7Q2M4U", "GW-7Q2M4\u00e9", "../../etc", "GW-7Q2M4X/../x", "GW-7Q2M4%", "GW-7Q2 M4"} {
		if got, err := ParseCaseID(given); err == nil {
			t.Errorf("%q is taken as %q", given, got)
		}
	}
}

func FuzzParseCaseID(f *testing.F) {
	for _, seed := range []string{"GW-7Q2M4X", "gw 7q2m4x", "GWGW-7Q2M4X", "\u2013\u2013GW-7Q2M4X", "GW-\u017fQ2M4X"} {
		f.Add(seed)
	}
	number := regexp.MustCompile(`^GW-[0-9A-HJKMNP-TV-Z]{6}$`)
	f.Fuzz(func(t *testing.T, given string) {
		got, err := ParseCaseID(given)
		if err != nil {
			return
		}
		if !number.MatchString(string(got)) {
			t.Errorf("%q is taken as %q", given, got)
		}
		if again, err := ParseCaseID(string(got)); err != nil || again != got {
			t.Errorf("%q is read again as %q (%v)", got, again, err)
		}
	})
}
