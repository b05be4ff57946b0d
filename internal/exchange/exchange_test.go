package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"guwah.example/guwah"
)

// kept is a register in memory.
type kept struct {
	acts    int
	changes guwah.Changes
	fail    error
}

func (k *kept) Commit(_ context.Context, act guwah.Act, c guwah.Changes) (guwah.Receipt, error) {
	if k.fail != nil {
		return guwah.Receipt{}, k.fail
	}
	k.acts++
	k.changes.Persons = append(k.changes.Persons, c.Persons...)
	k.changes.Cases = append(k.changes.Cases, c.Cases...)
	k.changes.Claims = append(k.changes.Claims, c.Claims...)
	k.changes.Sources = append(k.changes.Sources, c.Sources...)
	return guwah.Receipt{Act: act.ID}, nil
}

func (k *kept) ImportKeys(_ context.Context, keys []string) (map[string]string, error) {
	have := map[string]string{}
	for _, p := range k.changes.Persons {
		if slices.Contains(keys, p.ImportKey) {
			have[p.ImportKey] = p.ImportSum
		}
	}
	return have, nil
}

func (k *kept) SourceIDs(context.Context, []guwah.SourceID) (map[guwah.SourceID]bool, error) {
	have := map[guwah.SourceID]bool{}
	for _, s := range k.changes.Sources {
		have[s.ID] = true
	}
	return have, nil
}

func (k *kept) Authorities(context.Context) ([]guwah.Authority, error) { return nil, nil }

// into imports a table and returns what was counted and said.
func (k *kept) into(t *testing.T, table, columns string, dry bool) (Summary, []string) {
	t.Helper()
	c, err := ParseColumns(columns)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	var said []string
	im := Importer{
		Door: k, Known: k, Today: 20000, File: "test", Dry: dry,
		NewID:   func() string { n++; return fmt.Sprintf("%026d", n) },
		Wrong:   func(e *RowError) { said = append(said, fmt.Sprintf("%d %v", e.Line, e)) },
		Differs: func(line int, key string) { said = append(said, fmt.Sprintf("%d %s differs", line, key)) },
	}
	sum, err := im.Run(t.Context(), readCSV(strings.NewReader(table), c))
	if err != nil {
		t.Fatal(err)
	}
	return sum, said
}

const twoRows = "No,Name,Born,Taken,Job,Sex\n1,Invented One,1964-05~,about March 2017,Teacher,f\n2,Invented Two,,,keeper of bees,M\n"

const theirColumns = "key=No,name=Name,birth=Born,detained.when=Taken,occupation=Job,sex=Sex,source.publisher:=Invented Archive,source.published:=2019-02,collection:=ia"

func TestARowBecomesAPersonInQuarantineWithProposedClaims(t *testing.T) {
	k := &kept{}
	sum, said := k.into(t, twoRows, theirColumns, false)
	if want := (Summary{Rows: 2, Persons: 2, Claims: 8}); sum != want || len(said) != 0 {
		t.Fatalf("got %+v and %v, want %+v", sum, said, want)
	}
	type claim struct {
		Predicate       guwah.Predicate
		Name, Code, Say string
		When, Born      string
	}
	var got []claim
	for _, c := range k.changes.Claims {
		one := claim{Predicate: c.Predicate, Code: c.Value.Code, Say: c.Value.Text, When: c.When.EDTF, Born: c.Value.Date.EDTF}
		if c.Value.Name != nil {
			one.Name = c.Value.Name.Value + " " + string(c.Value.Name.Script)
		}
		got = append(got, one)
		if c.State != guwah.ClaimProposed || c.Restriction != guwah.RestrictTeam || c.Source != k.changes.Sources[0].ID || c.Asserted != k.changes.Sources[0].Published.To {
			t.Errorf("a claim is %s for %s, resting on %s, first said on %v", c.State, c.Restriction, c.Source, c.Asserted)
		}
	}
	want := []claim{
		{Predicate: "name", Name: "Invented One Latn"},
		{Predicate: "birth", Born: "1964-05~"},
		{Predicate: "detained", When: "2017-03~"},
		{Predicate: "occupation", Code: "teacher"},
		{Predicate: "sex", Code: "female"},
		{Predicate: "name", Name: "Invented Two Latn"},
		{Predicate: "occupation", Say: "keeper of bees"},
		{Predicate: "sex", Code: "male"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, p := range k.changes.Persons {
		if p.State != guwah.PersonQuarantine || !strings.HasPrefix(p.ImportKey, "ia/") {
			t.Errorf("a person is %s with key %s", p.State, p.ImportKey)
		}
	}
	for _, c := range k.changes.Cases {
		if c.Level != guwah.LevelOff || c.ID != "" {
			t.Errorf("a case is at %s with number %q", c.Level, c.ID)
		}
	}
}

func TestImportingAgainBringsInNothingTwice(t *testing.T) {
	k := &kept{}
	k.into(t, twoRows, theirColumns, false)
	sum, _ := k.into(t, twoRows+"3,Invented Three,,,,\n", theirColumns, false)
	if want := (Summary{Rows: 3, Persons: 1, Claims: 1, Already: 2}); sum != want {
		t.Errorf("got %+v, want %+v", sum, want)
	}
	if len(k.changes.Persons) != 3 || len(k.changes.Sources) != 1 {
		t.Errorf("%d persons and %d sources, want 3 and 1", len(k.changes.Persons), len(k.changes.Sources))
	}
}

func TestADryRunChangesNothing(t *testing.T) {
	k := &kept{fail: errors.New("a dry run wrote")}
	if sum, _ := k.into(t, twoRows, theirColumns, true); sum.Persons != 2 {
		t.Errorf("got %+v", sum)
	}
}

func TestOneActTakesAThousandRowsAtMost(t *testing.T) {
	k := &kept{}
	table := "Name\n"
	for i := range 2001 {
		table += fmt.Sprintf("Invented %d\n", i)
	}
	if sum, _ := k.into(t, table, "name=Name", false); sum.Persons != 2001 || k.acts != 3 {
		t.Errorf("%d persons in %d acts, want 2001 in 3", sum.Persons, k.acts)
	}
}

func TestWrongRowsAreNamedByLineAndTheOthersTaken(t *testing.T) {
	tests := map[string]struct{ table, columns, want string }{
		"no name":                       {"Name,Born\n,1960\n", "name=Name,birth=Born", "2 name: the row has no name"},
		"no letter in the name":         {"Name\n------\n", "name=Name", "2 name: there is no letter in it"},
		"too few cells":                 {"Name,Born\nInvented\n", "name=Name", "2 the row has more or fewer cells than the first row has columns: 1 instead of 2"},
		"a quotation mark left open":    {"Name\n\"Invented One\nInvented Two\n", "name=Name", "2 a quotation mark is not closed, or stands where none may; all up to line 3 was taken for one row"},
		"letters lost":                  {"Name\nInvented \uFFFD\n", "name=Name", "2 name: it has letters that could not be read: the file is in another encoding (see --encoding), or was damaged before"},
		"a key used twice":              {"No,Name\n1,Invented A\n1,Invented B\n", "key=No,name=Name", "3 key: it is the same as that of line 2"},
		"a name as long as a story":     {"Name\n" + strings.Repeat("Invented ", 50) + "\n", "name=Name", "2 name: it has more than 200 characters"},
		"a quotation mark never closed": {"Name\n\"" + strings.Repeat("x", 3<<20), "name=Name", "2 the row does not end within 1 MiB: is a quotation mark not closed?"},
		"a column that is not there":    {"Name\nInvented\n", "name=Nom", `1 there is no column "Nom"; the columns are: Name`},
		"an empty file":                 {"", "name=Name", "1 the file is empty: its first row must name the columns"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			k := &kept{}
			sum, said := k.into(t, test.table, test.columns, false)
			if diff := cmp.Diff([]string{test.want}, said); diff != "" || sum.Wrong != 1 {
				t.Errorf("%+v: %s", sum, diff)
			}
		})
	}
}

func TestMapsThatMakeNoSenseAreRefused(t *testing.T) {
	for columns, want := range map[string]string{
		"birth=Born":              "names no column for a name",
		"name=A,id=Number":        "none of those that can be imported",
		"name=A,words=Story":      "none of those that can be imported",
		"name=A,name:xx=B":        "no language known here",
		"name=A,detained.where=B": "no such part",
		"name=A,birth=B,birth=C":  "twice",
		"name":                    "field=column",
	} {
		if _, err := ParseColumns(columns); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want an error about %q", columns, err, want)
		}
	}
}

func TestEncodingsAreToldApart(t *testing.T) {
	const text = "Name\n\u4e70\u4e70\u63d0\u00b7\u571f\u5c14\u900a\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	latin, err := charmap.Windows1252.NewEncoder().String("Name\nInvent\u00e9e D\u00e9sir\u00e9e\n")
	if err != nil {
		t.Fatal(err)
	}
	wide := func(e unicode.Endianness, mark unicode.BOMPolicy) string {
		s, err := unicode.UTF16(e, mark).NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	tests := map[string]struct{ file, as, notice, wrong string }{
		"UTF-8":                         {file: text, as: "auto"},
		"UTF-8 with a mark":             {file: "\uFEFF" + text, as: "auto"},
		"UTF-16 with a mark":            {file: wide(unicode.BigEndian, unicode.UseBOM), as: "auto", notice: "converted from utf-16"},
		"UTF-16 without one":            {file: wide(unicode.LittleEndian, unicode.IgnoreBOM), as: "auto", notice: "converted from utf-16le"},
		"GB18030 is not guessed":        {file: gb, as: "auto", wrong: "gb18030 (Chinese) with the words"},
		"GB18030 when asked for":        {file: gb, as: "gb18030", notice: "converted from gb18030"},
		"Latin-1 is not guessed either": {file: latin, as: "auto", wrong: "windows-1252 (Western European)"},
		"an encoding nobody knows":      {file: text, as: "ebcdic", wrong: "there is no encoding"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			r, notice, err := Decode(strings.NewReader(test.file), test.as)
			if test.wrong != "" {
				if err == nil || !strings.Contains(err.Error(), test.wrong) {
					t.Fatalf("got %v, want an error about %q", err, test.wrong)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(r)
			if err != nil || string(got) != text || notice != test.notice {
				t.Errorf("got %q, notice %q (%v)", got, notice, err)
			}
		})
	}
}

func TestRecordsAreReadLineByLine(t *testing.T) {
	const good = `{"format":"guwah/1","key":"1","claims":[{"predicate":"name","name":{"value":"Invented One","lang":"en"}}]}`
	file := good + "\n\n{\"format\":\n" + `{"format":"guwah/2","key":"2"}` + "\n" + strings.Repeat("x", 2<<20) + "\n" + `{"format":"guwah/1","key":"3","secret":1}` + "\n" + good
	var got []string
	for row := range ReadJSONL(strings.NewReader(file)) {
		say := "good"
		if row.Err != nil {
			say = row.Err.Error()
		}
		got = append(got, fmt.Sprintf("%d %s", row.Line, say))
	}
	want := []string{
		"1 good", "3 it is no record: unexpected EOF", `4 format: it must be "guwah/1"`, "5 the line is longer than 1 MiB",
		`6 it is no record: json: unknown field "secret"`, "7 good",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	for cell, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@a": "'@a", "\tx": "'\tx", "\rx": "'\rx", "\uFF1Dx": "'\uFF1Dx", "\uFF20x": "'\uFF20x",
		"a=1": "a=1", "": "", "GW-1": "GW-1",
	} {
		if got := Harmless(cell); got != want {
			t.Errorf("%q became %q, want %q", cell, got, want)
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	columns, err := ParseColumns(theirColumns)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(twoRows)
	f.Add("No,Name,Born,Taken,Job,Sex\n\"")
	f.Fuzz(func(t *testing.T, table string) {
		convert := converter{newID: func() string { return "id" }, today: 20000, places: map[string]guwah.Place{}}
		for row := range readCSV(strings.NewReader(table), columns) {
			if row.Err != nil {
				continue
			}
			made, err := convert.convert(row)
			if err == nil && (made.person.State != guwah.PersonQuarantine || len(made.claims) == 0) {
				t.Fatalf("line %d became %+v", row.Line, made)
			}
		}
	})
}
