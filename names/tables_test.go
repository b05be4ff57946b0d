package names

import (
	"io/fs"
	"strings"
	"testing"
)

func TestEveryRowOfEveryTableHasItsColumnsAndSource(t *testing.T) {
	loaded() // panics on a sound that is not there
	files, err := fs.Glob(tableFiles, "tables/*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	for _, file := range files {
		file = strings.TrimPrefix(file, "tables/")
		all := rows(file)
		for i, row := range all {
			if len(row) != len(all[0]) {
				t.Errorf("%s row %d has %d columns, the first has %d: %q", file, i+1, len(row), len(all[0]), row)
			}
			// The source of the figures in near.tsv and costs.tsv stands in their notes, once for all.
			if file != "near.tsv" && file != "costs.tsv" && strings.TrimSpace(row[len(row)-1]) == "" {
				t.Errorf("%s row %d names no source: %q", file, i+1, row)
			}
		}
	}
}

func TestEverySyllableOfATableIsReadable(t *testing.T) {
	table := loaded()
	for spelling := range table.clusters {
		if Detect(spelling) != Hani {
			continue
		}
		if sounds, unread := table.readHan(spelling); unread > 0 || len(sounds) == 0 {
			t.Errorf("%s: %d characters could not be read", spelling, unread)
		}
	}
}
