package exchange

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEachFormInACellOfNamesIsANameOfItsOwn(t *testing.T) {
	for cell, want := range map[string][]string{
		"Names: Abdulla / \u0626\u0627\u0628\u062F\u06C7\u0644\u0644\u0627 / \u963F\u4E0D\u90FD\u62C9": {"Abdulla", "\u0626\u0627\u0628\u062F\u06C7\u0644\u0644\u0627 ug", "\u963F\u4E0D\u90FD\u62C9 zh"},
		"Abdulla Kerim \u963F\u4E0D\u90FD\u62C9\u00B7\u514B\u91CC\u6728":                               {"Abdulla Kerim", "\u963F\u4E0D\u90FD\u62C9\u00B7\u514B\u91CC\u6728 zh"},
		"Abdulla Kerim(\u963F\u4E0D\u90FD\u62C9)":                                                      {"Abdulla Kerim", "\u963F\u4E0D\u90FD\u62C9 zh"},
		"Kerim, Abdulla":                    {"Kerim, Abdulla"},
		"Memet/Mehmet Ali":                  {"Memet/Mehmet Ali"},
		"Memet Ali / Mehmet Ali":            {"Memet Ali", "Mehmet Ali"},
		"Memet Ali (the younger)":           {"Memet Ali (the younger)"},
		"Yalqun Rozi, also known as Yalkun": {"Yalqun Rozi", "Yalkun alias"},
		"Yalqun Rozi (a.k.a. Yalkun)":       {"Yalqun Rozi", "Yalkun alias"},
		"Memet \"Qari\" Ali":                {"Memet \"Qari\" Ali"},
		"name withheld":                     nil,
	} {
		var got []string
		for _, n := range namesIn(cell, "") {
			got = append(got, strings.TrimSpace(n.Value+" "+n.Lang+n.Kind))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", cell, diff)
		}
	}
}

func TestSentencesAreReadAsListsWriteThem(t *testing.T) {
	for words, want := range map[string]string{
		"15 years": "P15Y", "15": "P15Y", "P15Y": "P15Y", "sentenced: 15 years": "P15Y", "15-year": "P15Y", "15 yrs 6 months": "P15Y6M", "7.5 years": "P7Y6M",
		"18 months": "P18M", "life": "life", "Life imprisonment": "life", "death": "death", "death with two-year reprieve": "death +",
		"15 years for \"separatism\"": "P15Y +", "\u6709\u671F\u5F92\u5211\u5341\u4E94\u5E74": "P15Y", "\u65E0\u671F\u5F92\u5211": "life", "15\u5E74": "P15Y", "\u4E8C\u5341\u5E74": "P20Y",
		"17 \u043B\u0435\u0442": "P17Y", "15 y\u0131l": "P15Y", "10 years?": "", "Fifteen (15) years": "P15Y", "15 \u043B.": "P15Y",
		"7 yrs + 2 yrs deprivation of political rights": "P7Y +", "\u4E03\u5E74\uFF0C\u5265\u593A\u653F\u6CBB\u6743\u5229\u4E09\u5E74": "P7Y +", "10-12 years": "", "10 or 12 years": "", "in 2018": "", "unknown": "", "5 years, later 10 years": "",
	} {
		term, whole := termOf(words)
		if term != "" && !whole {
			term += " +"
		}
		if term != want {
			t.Errorf("%s: got %q, want %q", words, term, want)
		}
	}
}

func TestAnAgeGivesABirthdayOnlyWithTheDayItWasSo(t *testing.T) {
	for _, test := range []struct{ age, on, want string }{
		{"45", "2018", "1972/1973"},
		{"40-50 years old", "2018", "1967/1978"},
		{"aged 45", "2018-06", "1972/1973"},
		{"40s", "2018", "1968/1978"},
		{"in her 40s", "2018", "1968/1978"},
		{"45", "", ""},
		{"45", "before 2018", ""},
		{"old", "2018", ""},
		{"500", "2018", ""},
		{"60-40", "2018", ""},
	} {
		if got, _ := bornFrom(test.age, test.on); got != test.want {
			t.Errorf("%s on %s: got %q, want %q", test.age, test.on, got, test.want)
		}
	}
}

func TestWordsOnHowSomebodyFaresMakeAClaimOnlyWhereTheySayOneThing(t *testing.T) {
	for words, want := range map[string]string{
		"In prison": "held_at/prison", "sentenced (15 years)": "sentenced/P15Y", "Concentration camp": "held_at/camp", "deceased": "died/unknown", "died in custody": "died/in_custody",
		"house/town arrest": "held_at/house_arrest", "released from the camp in 2019": "", "not released": "", "possibly dead": "", "missing": "", "documents withheld": "",
		"died in a prison hospital": "", "arrested in Urumqi": "arrested/",
	} {
		got := ""
		if claim, claims, _ := fates(words); claims {
			got = claim.Predicate + "/" + claim.Code + claim.Term
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", words, got, want)
		}
	}
}

func TestDatesOfDatabasesAndSpreadsheetsAreRead(t *testing.T) {
	for cell, want := range map[string]string{"1964-00-00": "1964", "1964-05-00": "1964-05", "42898": "2017-06-12", "1964.0": "1964", "2017-06-12": "2017-06-12", "12345": "1933-10-18"} {
		if got := dateCell(cell); got != want {
			t.Errorf("%s: got %s, want %s", cell, got, want)
		}
	}
}

// tell imports a table and says what its one row became.
func tell(t *testing.T, table, columns string) []string {
	t.Helper()
	c, err := ParseColumns(columns)
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Split(strings.TrimSpace(became(t, slices.Collect(readCSV(strings.NewReader(table), c)))), "\n  ")
	return said[1:]
}

func TestNothingOfARowIsLostUnseen(t *testing.T) {
	tests := map[string]struct {
		table, columns string
		want           []string
	}{
		"a column the map does not speak of": {"Name,Story\nInvented,words\n", "name=Name", []string{"name: Invented, script Latn", "note, Story: words"}},
		"a column left out on purpose":       {"Name,Story\nInvented,words\n", "name=Name,skip=Story", []string{"name: Invented, script Latn"}},
		"an identity number anywhere": {
			"Name,Story\nInvented,653101197001011234 is his\n", "name=Name",
			[]string{"name: Invented, script Latn", "note, Story: [identity number left out] is his", "doubt: Story: an identity number was left out: such numbers are sealed by whoever is told them"},
		},
		"a telephone that nobody asked for": {"Name,Phone\nInvented,+90 555\n", "name=Name", []string{"name: Invented, script Latn"}},
		"the same, asked for":               {"Name,Phone\nInvented,+90 555\n", "name=Name,note=Phone", []string{"name: Invented, script Latn", "note, Phone: +90 555"}},
		"a date in words": {
			"Name,Taken\nInvented,after the harvest\n", "name=Name,detained.when=Taken",
			[]string{"name: Invented, script Latn", "detained: when (in words) after the harvest", "doubt: detained.when: it could not be read as a date; the words are kept"},
		},
		"a word for the sex that nobody knows": {
			"Name,Sex\nInvented,yes\n", "name=Name,sex=Sex",
			[]string{"name: Invented, script Latn", "note, Sex: yes", `doubt: sex: "yes" is none of female male other unknown; it is kept as a note`},
		},
		"a second detention": {
			"Name,A,B\nInvented,2017,2019\n", "name=Name,detained.when=A,detained2.when=B",
			[]string{"name: Invented, script Latn", "detained: when 2017", "detained: when 2019"},
		},
		"several values in a cell": {
			"Name,Job\nInvented,Teacher; Poet;\n", "name=Name,occupation[;]=Job",
			[]string{"name: Invented, script Latn", "occupation: code teacher", "occupation: code poet"},
		},
		"a quotation mark in a cell":         {"Name,B\nInvented \"One,x\n", "name=Name,skip=B", []string{"name: Invented \"One, script Latn"}},
		"semicolons, a title, a blank line":  {"\uFEFFA list;;\n;;\nName;Born;Note\n\n\"Invented; One\";1970;\n;;\n", "name=#1,birth=born,skip=Note", []string{"name: Invented, script Latn", "name: One, script Latn", "birth: born 1970"}},
		"what spreadsheets put round a cell": {"Name,No\n'=Invented,\"=\"\"007\"\"\"\n", "name=Name,note=No", []string{"name: =Invented, script Latn", "note, No: 007"}},
		"words for nothing":                  {"Name,Taken,Sex\nInvented,N/A,-\n", "name=Name,detained.when=Taken,sex=Sex", []string{"name: Invented, script Latn"}},
		"a word for all rows of an event":    {"Name,Sent\nInvented,\n", "name=Name,held_at:=camp,held_at.when=Sent", []string{"name: Invented, script Latn"}},
		"day and month by the map":           {"Name,Born\nInvented,4/5/1970\n", "name=Name,birth=Born,dates:=day-first", []string{"name: Invented, script Latn", "birth: born 1970-05-04"}},
		"a separator that the file names":    {"sep=;\nName;B\nInvented;x\n", "name=Name,note=B", []string{"name: Invented, script Latn", "note, B: x"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, tell(t, test.table, test.columns)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTwoListsWithTheSameNumbersAreToldApartByTheirPublisher(t *testing.T) {
	k := &kept{}
	k.into(t, "No,Name\n1,Invented A\n", "key=No,name=Name,source.publisher:=One", false)
	if sum, _ := k.into(t, "No,Name\n1,Invented B\n", "key=No,name=Name,source.publisher:=Two", false); sum.Persons != 1 {
		t.Errorf("the other list's row was taken for the first's: %+v", sum)
	}
	if sum, _ := k.into(t, "No,Name\n1,Invented B\n", "key=No,name=Name,source.publisher:=Two", false); sum.Already != 1 {
		t.Errorf("the same list again: %+v", sum)
	}
}

func TestRecordsOfJSONAreReadWhereverTheyStand(t *testing.T) {
	for name, test := range map[string]struct{ file, want string }{
		"a list":                      {`[{"n":"A"},{"n":"B","m":{"x":1}}]`, "A B/m.x=1"},
		"a list in an object":         {`{"meta":{"n":"no"},"all":[{"n":"A"},{"n":"B"}],"end":1}`, "A B"},
		"records filed under keys":    {`{"k1":{"n":"A"},"k2":{"n":"B"},"k3":{"n":"C"}}`, "A/(key)=k1 B/(key)=k2 C/(key)=k3"},
		"one record filed":            {`{"k1":{"n":"A"}}`, "A/(key)=k1"},
		"an object a line":            {"{\"n\":\"A\"}\n{\"n\":\"B\",\"l\":[{\"x\":1},{\"x\":2}]}\n", "A B/l.x=1; 2"},
		"one object alone":            {`{"n":"A","m":2}`, "A/m=2"},
		"a list in what wraps it":     {`{"ok":true,"meta":{"n":"no"},"data":{"total":2,"results":[{"n":"A"},{"n":"B"}]}}`, "A B"},
		"a wrapping with no list":     {`{"page":{"no":1},"all":[{"n":"A"}]}`, "A"},
		"something that is no record": {`[{"n":"A"},7,{"n":"B"}]`, "A !it is no object with fields B"},
		"cut off":                     {`[{"n":"A"},{"n":`, "A !the file ends in the middle of a record"},
		"no end of it":                {`[{"n":"A"},{"n":"` + strings.Repeat("x", 3<<20) + `"}]`, "A !a record is longer than 1 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			table, _, err := OpenJSON(strings.NewReader(test.file))
			if err != nil {
				t.Fatal(err)
			}
			columns, err := ParseColumns("name=n")
			if err != nil {
				t.Fatal(err)
			}
			rows, _, err := table.Records(columns)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for row := range rows {
				if row.Err != nil {
					got = append(got, "!"+row.Err.Error())
					continue
				}
				said := row.Record.Claims[0].Name.Value
				for _, n := range row.Record.Notes {
					said += "/" + n.Heading + "=" + n.Text
				}
				got = append(got, said)
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
	for _, file := range []string{"", "7", `"x"`, "[]", "{}", "nonsense", `{"a":1}x`} {
		if table, _, err := OpenJSON(strings.NewReader(file)); err == nil && len(table.Heads) == 0 {
			t.Errorf("%q gave a table without headings", file)
		}
	}
}

func TestFilesThatAreNoTextSayWhatToDo(t *testing.T) {
	for start, want := range map[string]string{"PK\x03\x04": "save the table as CSV", "\xd0\xcf\x11\xe0": "save the table as CSV", "%PDF-1.7": "PDF"} {
		if _, _, err := Decode(strings.NewReader(start+"..."), "auto"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", start, err, want)
		}
	}
}
