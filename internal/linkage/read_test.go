package linkage

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDatesAreReadInTheWaysPeopleWriteThem(t *testing.T) {
	for _, test := range []struct {
		text, want string
	}{
		{"1965", "1965"},
		{"1965~", "1965"},
		{"c. 1965?", "1965"},
		{"19650320", "1965-03-20"},
		{"196503", "1965-03"},
		{"1965-03", "1965-03"},
		{"1965-3-20", "1965-03-20"},
		{"20.03.1965", "1965-03-20"},
		{"03/20/1965", "1965-03-20"},
		{"03/1965", "1965-03"},
		{"1965年3月20日", "1965-03-20"},
		{"19651341", "1965-13-41"}, // a slip of the pen, kept to be compared
		{"196X", "none"},
		{"1965/1970", "none"},
		{"aged 40", "none"},
		{"", "none"},
		{"123456789012345678901234567890", "none"},
	} {
		got := "none"
		if d := parseDate(test.text); d != 0 {
			got = d.String()
		}
		if got != test.want {
			t.Errorf("%q is read as %s, not %s", test.text, got, test.want)
		}
	}
}

func TestDatesAgreeByDegrees(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want level
	}{
		{"1965", "", missing},
		{"1965", "1965", dateSameYear},
		{"1965-03-20", "1965", dateSameYear},
		{"1965-03-20", "1965-03-20", dateSameDay},
		{"1965-03-12", "1965-12-03", dateSlip},
		{"1965-03-20", "1965-03-21", dateSlip},
		{"1965-03-20", "1965-08-01", dateOtherDay},
		{"1956-03-20", "1965-03-20", dateSlip},
		{"1965", "1966", dateOneYear},
		{"1965", "1963", dateTwoYears},
		{"1965", "1985", dateYearSlip},
		{"1965", "1956", dateYearSlip},
		{"1965", "1940", differ},
	} {
		a, b := parseDate(test.a), parseDate(test.b)
		if got := compareDates(a, b); got != test.want {
			t.Errorf("%s and %s: %s, want %s", test.a, test.b, ladders[kindDate][got].code, ladders[kindDate][test.want].code)
		}
		if compareDates(a, b) != compareDates(b, a) {
			t.Errorf("%s and %s: not the same both ways", test.a, test.b)
		}
	}
}

func TestTextsAgreeByDegrees(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want level
	}{
		{"Kashgar No. 2 Middle School", "kashgar no 2 middle school", textSame},
		{"cotton works", "coton works", textNear},
		{"4011", "4012", textNear},
		{"4011", "5122", differ},
		{"12", "13", differ},
		{"Middle School", "Kashgar Middle School", textAlike},
		{"teacher", "driver", differ},
	} {
		if got := levelOfTexts(test.a, test.b); got != test.want {
			t.Errorf("%q and %q: %s, want %s", test.a, test.b, ladders[kindText][got].code, ladders[kindText][test.want].code)
		}
	}
}

func levelOfTexts(a, b string) level {
	a, b = fold(a), fold(b)
	switch {
	case a == b:
		return textSame
	case !mayBeAlike(signature(a), signature(b)):
		return differ
	}
	return compareTexts(a, b)
}

func TestWholeNamesAreCutIntoGivenAndFather(t *testing.T) {
	for _, test := range []struct{ full, given, father string }{
		{"Ilham Tohti", "Ilham", "Tohti"},
		{"TOHTI, Ilham", "Ilham", "TOHTI"},
		{"伊力哈木·土赫提", "伊力哈木", "土赫提"},
		{"Ilham", "Ilham", ""},
		{"Memet Tursun Haji", "Memet", "Tursun Haji"},
		{"  ", "", ""},
	} {
		if given, father := splitFull(test.full); given != test.given || father != test.father {
			t.Errorf("%q is cut into %q and %q, not %q and %q", test.full, given, father, test.given, test.father)
		}
	}
}

func TestAFieldMapIsReadOrRefused(t *testing.T) {
	got, err := ParseFieldMap("id=rec_id, given = given_name ,other:street=address_1,given=alias")
	if err != nil {
		t.Fatal(err)
	}
	want := FieldMap{ID: "rec_id", Columns: []Column{{Given, "given_name"}, {Other("street"), "address_1"}, {Given, "alias"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"", "given", "given=", "=x", "name=x", "other:=x", "id=a", "id=a,id=b,given=c", "given=a,father=a"} {
		if m, err := ParseFieldMap(bad); err == nil {
			t.Errorf("%q is read as %+v", bad, m)
		}
	}
}

func TestABadTableNamesItsLine(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"no header", "", "line 1: no header row"},
		{"a column missing", "id,name\n", `line 1: no column "given" among id, name`},
		{"too few fields", "id,given\nr1,Memet\nr2\n", "line 3: wrong number of fields"},
		{"a quote left open", "id,given\nr1,\"Memet\n", `line 2: extraneous or missing " in quoted-field`},
		{"the same id twice", "id,given\nr1,Memet\n\nr1,Ali\n", `line 4: record id "r1" stands on line 2 already`},
		{"no id", "id,given\n ,Memet\n", "line 2: empty record id"},
	} {
		if err := readAll(test.text); err == nil || err.Error() != test.want {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
	}
	if err := readAll("\ufeffid , given \nr1, Memet \n"); err != nil {
		t.Errorf("spaces round names and a byte order mark: %v", err)
	}
}

func readAll(text string) error {
	table, err := OpenTable(strings.NewReader(text), FieldMap{ID: "id", Columns: []Column{{Given, "given"}}}, "")
	if err != nil {
		return err
	}
	for _, err := range table.Records() {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestTheTruthOfFEBRLIsInItsIDs(t *testing.T) {
	for truth, want := range map[string]string{
		"rec-12-org": "rec-12", "rec-12-dup-0": "rec-12", "rec-12-dup-x": "rec-12-dup-x", "P7": "P7", "": "",
	} {
		if got := cluster(truth); got != want {
			t.Errorf("%q is person %q, not %q", truth, got, want)
		}
	}
}

func TestQualityCountsPairs(t *testing.T) {
	table := &Table{truths: map[string]string{"a": "p", "b": "p", "c": "p", "d": "q", "e": ""}}
	q := table.Judge([]Pair{{Left: "a", Right: "b"}, {Left: "a", Right: "d"}})
	if diff := cmp.Diff(Quality{Found: 2, True: 3, Right: 1}, q); diff != "" {
		t.Error(diff)
	}
	if q.Precision() != 0.5 || q.Recall() != 1.0/3 || q.F1() != 0.4 {
		t.Errorf("precision %v recall %v f1 %v", q.Precision(), q.Recall(), q.F1())
	}
}

func TestSexIsReadInEveryLanguage(t *testing.T) {
	table := readSexWords()
	for word, want := range map[string]string{"F": "female", " male ": "male", "女": "female", "Ж": "female", "erkek": "male", "unknown": "", "": "", "x": "x"} {
		if got := sexOf(table, word); got != want {
			t.Errorf("%q is %q, not %q", word, got, want)
		}
	}
}

func FuzzFieldMap(f *testing.F) {
	f.Add("id=rec_id,given=given_name")
	f.Add("other:a=b,,=")
	f.Fuzz(func(t *testing.T, s string) {
		m, err := ParseFieldMap(s)
		if err == nil && (len(m.Columns) == 0 || len(m.Fields()) == 0 || slices.ContainsFunc(m.Columns, func(c Column) bool { return c.Name == "" })) {
			t.Errorf("%q gives %+v", s, m)
		}
	})
}

func FuzzTable(f *testing.F) {
	f.Add("id,given,born,place\na,Memet,1970,x/y\nb,Memet,1971,x\n")
	f.Add("id,given\n\"a\n,b")
	fields, err := ParseFieldMap("id=id,given=given,born=born,place=place,relative=relative,sex=sex,full=full,other:x=x")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		table, err := OpenTable(strings.NewReader("id,given,born,place,relative,sex,full,x\n"+text), fields, "id")
		if err != nil {
			return
		}
		p := Defaults(fields.Fields()...)
		p.Sample = 50
		r, err := Load(t.Context(), p, table.Records())
		if err != nil {
			return
		}
		pairs, err := r.Pairs(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, pair := range pairs {
			if pair.Left == pair.Right || !(pair.Probability >= p.Threshold && pair.Probability <= 1) {
				t.Errorf("%+v", pair)
			}
		}
	})
}
