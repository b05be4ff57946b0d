package exchange

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// says is what one row of a table becomes, besides its name: the lines of its claims and notes, and the doubts.
func says(t *testing.T, table, columns string) []string {
	t.Helper()
	parsed, err := ParseColumns(columns)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for line := range strings.Lines(became(t, slices.Collect(ReadCSV(strings.NewReader(table), parsed)))) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "line ") && !strings.HasPrefix(line, "name: ") && !strings.HasPrefix(line, "source: ") {
			said = append(said, line)
		}
	}
	return said
}

func TestWhatACellDeniesOrOnlySupposesIsNoClaim(t *testing.T) {
	for _, test := range []struct{ field, cell, want string }{
		{"died", "unknown", "note, X: unknown"},
		{"died", "no", "note, X: no"},
		{"died", "believed dead", `note, X: believed dead | doubt: died: "believed dead" is not said for certain; it is kept as a note`},
		{"died.when", "unknown", "note, died.when: unknown | doubt: died.when: it could not be read as a date, and nothing else says that it happened; it is kept as a note"},
		{"died.when", "2019-03", "died: code unknown, when 2019-03"},
		{"died.when", "alive", "note, X: alive"},
		{"released.when", "still detained", "note, X: still detained"},
		{
			"released.when", "he writes letters",
			"note, released.when: he writes letters | doubt: released.when: it could not be read as a date, and nothing else says that it happened; it is kept as a note",
		},
		{"released", "false", "note, X: false"},
		{"released", "нет", "note, X: нет"},
		{"sentenced", "No", "note, X: No"},
		{"sentenced", "无罪", "note, X: 无罪"},
		{"sentenced", "10 years", "sentenced: for P10Y"},
		{"sentenced.when", "not yet", "note, X: not yet"},
		{"charged", "not reporting relatives abroad", "charged: not reporting relatives abroad"},
		{"detained.when", "unknown", "detained: when (in words) unknown"},
		{"detained.when", "after the harvest", "detained: when (in words) after the harvest | doubt: detained.when: it could not be read as a date; the words are kept"},
		{"detained.when", "2017-02-30", `detained: when (in words) 2017-02-30 | doubt: detained.when: no calendar has the date "2017-02-30"; the words are kept`},
		{"detained.when", "00.00.2017", "detained: when 2017"},
		{"detained.when", "0/3/2017", "detained: when 2017-03"},
		{"detained.when", "2017 [4]", "detained: when 2017"},
		{"status", "believed dead", `note, X: believed dead | doubt: X: what "believed dead" says of the person could not be read; it is kept as a note`},
		{"status", "released?", `note, X: released? | doubt: X: what "released?" says of the person could not be read; it is kept as a note`},
		{"status", "dead (unconfirmed)", `note, X: dead (unconfirmed) | doubt: X: what "dead (unconfirmed)" says of the person could not be read; it is kept as a note`},
		{"status", "in camp (released in 2019)", `note, X: in camp (released in 2019) | doubt: X: what "in camp (released in 2019)" says of the person could not be read; it is kept as a note`},
		{"status", "dead (died in custody, Jan 2019)", "died: code in_custody, dead (died in custody, Jan 2019)"},
		{"status", "Died in prison, 22 May 2018", "died: code in_custody, Died in prison, 22 May 2018"},
	} {
		t.Run(test.field+" "+test.cell, func(t *testing.T) {
			got := strings.Join(says(t, "Name;X\nInvented;"+test.cell+"\n", test.field+"=X\nname=Name\n"), " | ")
			if want := strings.ReplaceAll(test.want, "doubt: X:", "doubt: status:"); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func TestACellThatPointsToAnotherIsKeptWithWhatStandsAbove(t *testing.T) {
	got := says(t, "Name,Job,Home\nInvented One,teacher,Hotan\nInvented Two,idem,同上\nInvented Three,\"\"\"\",同上\n", "name=Name,occupation=Job,note=Home")
	want := []string{
		"occupation: code teacher", "note, Home: Hotan",
		"note, Job: idem (in the row above: teacher)", "note, Home: 同上 (in the row above: Hotan)", `doubt: Job: "idem" points to another cell; it is kept as a note`,
		`note, Job: " (in the row above: teacher)`, "note, Home: 同上 (in the row above: Hotan)", `doubt: Job: "\"" points to another cell; it is kept as a note`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestIdentityNumbersAreTakenOutHoweverTheyAreWritten(t *testing.T) {
	for _, number := range []string{"653122196803041234", "653122 19680304 123X", "653122-19680304-1234", "653122680304123", "680304300123"} {
		if got, found := withoutIdentity("number " + number + "."); !found || got != "number "+leftOut+"." {
			t.Errorf("%s: %q", number, got)
		}
	}
	for _, other := range []string{"+7 701 000 00 00", "202003011200", "20200301120000", "ISBN 9780000000000"} {
		if got, found := withoutIdentity(other); found {
			t.Errorf("%s became %q", other, got)
		}
	}
	for _, head := range []string{"Тел.", "тел", "Telefon", "Tel No", "联系方式", "ИИН", "ЖСН", "T.C. No", "Passport"} {
		if !private.MatchString(head) && !numbering.MatchString(head) {
			t.Errorf("a column %q would be kept", head)
		}
	}
	for _, head := range []string{"Место содержания", "Hotel", "Жители", "Intelligence", "Title"} {
		if private.MatchString(head) || numbering.MatchString(head) {
			t.Errorf("a column %q would be left out", head)
		}
	}
}

func TestMarksOfFootnotesAndOfWebPagesAreNoPartOfAName(t *testing.T) {
	for cell, want := range map[string]string{"Abla [3]": "Abla", "Abla*": "Abla", "Abdu***": "Abdu***", "<b>Abla</b>": "Abla", "Abla†": "Abla", "Abla <Kashgar": "Abla <Kashgar"} {
		if got := unmarked(cell); got != want {
			t.Errorf("%s became %q, want %q", cell, got, want)
		}
	}
}

func TestWhatIsNoWebAddressIsANote(t *testing.T) {
	for _, words := range []string{"javascript:alert(1)", "ibid., p. 3", "see the article"} {
		got := says(t, "Name;U\nInvented;"+words+"\n", "name=Name\nsource.url=U\nsource.publisher:=P\n")
		if len(got) != 2 || got[0] != "note, U: "+words || !strings.Contains(got[1], "no web address") {
			t.Errorf("%s: %q", words, got)
		}
	}
}
