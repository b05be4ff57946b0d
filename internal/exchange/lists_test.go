package exchange

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

var update = flag.Bool("update", false, "write the golden files anew")

// lists are those of testdata/lists, and what only a person can know of them.
var lists = map[string]struct{ encoding, ages string }{
	"database.csv":      {ages: "2018"},
	"turkish.csv":       {encoding: "windows-1254"},
	"chinese.csv":       {encoding: "gbk"},
	"kazakh.tsv":        {},
	"intellectuals.csv": {},
	"cases.csv":         {},
	"records.json":      {},
	"finder.xml":        {ages: "2019"},
}

// openList opens a list of testdata as the command line does.
func openList(t testing.TB, name string, columns *Columns) *Table {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "lists", name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() }) //nolint:errcheck // opened for reading
	text, _, err := Decode(file, lists[name].encoding)
	if err != nil {
		t.Fatal(err)
	}
	var table *Table
	switch filepath.Ext(name) {
	case ".json":
		table, _, err = OpenJSON(text)
	case ".xml":
		table, _, err = OpenPFIF(text)
	default:
		table, err = OpenCSV(text, columns)
	}
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestListsAsTheyArePublishedComeInThroughTheMapThatSuggestsItself(t *testing.T) {
	for name, list := range lists {
		t.Run(name, func(t *testing.T) {
			suggested := openList(t, name, nil).Suggest()
			golden(t, strings.TrimSuffix(name, filepath.Ext(name))+".map", suggested)
			filled := strings.NewReplacer(FillIn+" who published this list", "Invented "+name, FillIn+" the name of this list: what the keys are numbers of", "Invented "+name, FillIn+" the year for which the ages are given", list.ages).Replace(suggested)
			if name == "database.csv" {
				filled += "age.on:=2018\n"
			}
			columns, err := ParseColumns(filled)
			if err != nil {
				t.Fatal(err)
			}
			rows, plan, err := openList(t, name, &columns).Records(columns)
			if err != nil {
				t.Fatal(err)
			}
			if len(plan.Kept) > 0 || plan.Keyless || plan.Nameless || plan.Unsaid {
				t.Errorf("the suggested map leaves something open: %+v", plan)
			}
			golden(t, strings.TrimSuffix(name, filepath.Ext(name))+".golden", became(t, slices.Collect(rows)))
		})
	}
}

// became says what rows become, and what is doubted of them.
func became(t *testing.T, rows []Row) string {
	t.Helper()
	convert := converter{newID: func() string { return "id" }, today: 20000, places: map[string]guwah.Place{}}
	var b strings.Builder
	for _, row := range rows {
		err := row.Err
		var made entities
		if err == nil {
			made, err = convert.convert(row)
		}
		fmt.Fprintf(&b, "line %d, key %s\n", row.Line, made.person.ImportKey)
		if err != nil {
			fmt.Fprintf(&b, "  wrong: %v\n", err)
		}
		for _, line := range made.lines() {
			fmt.Fprintf(&b, "  %s\n", line)
		}
		for _, doubt := range made.doubts {
			fmt.Fprintf(&b, "  doubt: %v\n", doubt)
		}
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "lists", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: %s", name, diff)
	}
}
