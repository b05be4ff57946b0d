package exchange

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

// says is what one row of a table becomes, besides its name: the lines of its claims and notes, and the doubts.
func says(t *testing.T, table, columns string) []string {
	t.Helper()
	parsed, err := ParseColumns(columns)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for line := range strings.Lines(became(t, slices.Collect(readCSV(strings.NewReader(table), parsed)))) {
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

func TestARowThatDeniesASentenceHasNone(t *testing.T) {
	got := says(t, "Name,Verdict,Date\nInvented,acquitted,2018-05\n", "name=Name,sentenced=Verdict,sentenced.when=Date")
	if diff := cmp.Diff([]string{"note, Verdict: acquitted", "note, sentenced: 2018-05"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestOfADateAndAPlaceInOneCellTheDateIsRead(t *testing.T) {
	for cell, want := range map[string]string{
		"22.11.1975 Kashgar": "1975-11-22", "1968 / Hotan": "1968", "Hotan": "Hotan", "March 2017, Hotan": "March 2017", "2017 sonras\u0131 Hotan": "2017 sonras\u0131",
		"2017 or earlier": "2017 or earlier", "2017 (age 82)": "2017 (age 82)",
	} {
		b := builder{row: &Row{}}
		got := b.dateIn("Date and place", cell)
		if day, err := guwah.ParseDate(got); want != cell && err == nil && day.EDTF == want {
			got = want
		}
		if noted := len(b.row.Record.Notes) == 1; got != want || noted != (want != cell) {
			t.Errorf("%s: read %s, want %s; kept as a note: %v", cell, got, want, noted)
		}
	}
	b := builder{row: &Row{}}
	if got := b.dateIn("Date", "1968 / Hotan"); got != "1968 / Hotan" {
		t.Errorf("a heading that asks for no place: %s", got)
	}
}

func TestACellWithTheNamesOfSeveralPeopleIsPointedOut(t *testing.T) {
	for _, cell := range []string{
		"Rahile and Zulpiye Invented", "Rahile Invented & Zulpiye Invented", "Mehmet ve Ahmet Uydurma", "Invented Abla, Invented G\u00FCl", "Abla Invented (brothers)",
		"\u4E70\u4E70\u63D0\u3001\u53E4\u4E3D",
	} {
		if !several(cell) {
			t.Errorf("%s: taken for one", cell)
		}
	}
	for _, cell := range []string{"Invented, Abdulla", "Invented, Abdulla Tursun", "Andijan Invented", "Abla (son of Tursun and G\u00FCl)", "Venera Invented", "\u4E70\u4E70\u63D0\u00B7\u53E4\u4E3D"} {
		if several(cell) {
			t.Errorf("%s: taken for several", cell)
		}
	}
}

func TestAMapSuggestsWhatListsMean(t *testing.T) {
	for table, want := range map[string][]string{
		"Name,Age when detained,Date of birth,Date of detention\nA,45,1970,2017\n": {"age=Age when detained", "birth=Date of birth", "age.on=Date of detention"},
		"Name,Ref.\nA,[1]\nB,[2][3]\n":                                             {"note=Ref."},
		"Name,No\nA,1\nB,1\nC,1\n":                                                 {"note=No"},
		"title__en,sharedId\nInvented,abc\n":                                       {"name=title__en", "key=sharedId"},
		"who,born\nInvented,1970\n":                                                {"name=FILL IN the column that holds the name"},
		"Name,Last seen / place\nA,at the airport\n":                               {"note=Last seen / place"},
		"Name,Reported status,Marital status\nA,in prison,married\n":               {"status=Reported status", "marital_status=Marital status"},
		"Name,Published\nA,true\n":                                                 {"note=Published"},
		"person_record_id,source_name,full_name\nx/1,Invented,A\nx/2,Invented,B\n": {"collection:=FILL IN the name of this list: what the keys are numbers of"},
		"Name,Dates of detention\nA,2017-04; 2019\n":                               {"detained[;].when=Dates of detention"},
	} {
		opened, err := OpenCSV(strings.NewReader(table), nil)
		if err != nil {
			t.Fatal(err)
		}
		suggested := strings.Split(opened.Suggest(), "\n")
		for _, line := range want {
			if !slices.Contains(suggested, line) {
				t.Errorf("%q: no line %q in %q", table, line, suggested)
			}
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

func TestARowWithASourceOfNobodyIsTaken(t *testing.T) {
	got := says(t, "Name,By,U\nInvented,,https://a.example/1\n", "name=Name,source.publisher=By,source.url=U")
	want := []string{"note, source: https://a.example/1", "doubt: source.publisher: the row does not say who published it, so its claims rest on no source; the rest is kept as a note"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
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

func TestARowThatChangedSinceItWasImportedIsToldAndLeft(t *testing.T) {
	k := &kept{}
	k.into(t, "No,Name,Status\n1,Invented A,in prison\n2,Invented B,in prison\n", "key=No,name=Name,status=Status,collection:=c", false)
	before := len(k.changes.Claims)
	sum, said := k.into(t, "No,Name,Status\n1,Invented A,released\n2,Invented B,in prison\n", "key=No,name=Name,status=Status,collection:=c", false)
	if diff := cmp.Diff([]string{"2 c/1 differs"}, said); diff != "" || sum.Already != 2 || sum.Changed != 1 || len(k.changes.Claims) != before {
		t.Errorf("%+v: %s", sum, diff)
	}
}
