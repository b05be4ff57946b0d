package retain_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah/internal/retain"
)

var update = flag.Bool("update", false, "write the table into docs/operations.md")

// TestTheWordsSayTheTimes holds the words that people read against the times that the program keeps to.
func TestTheWordsSayTheTimes(t *testing.T) {
	words := map[time.Duration]string{time.Hour: "an hour", 24 * time.Hour: "a day", 14 * 24 * time.Hour: "14 days", 30 * 24 * time.Hour: "30 days", 365 * 24 * time.Hour: "a year"}
	names := map[string]bool{}
	for _, class := range retain.Classes {
		if names[class.Name] {
			t.Errorf("two classes are named %s", class.Name)
		}
		names[class.Name] = true
		if class.After != 0 && (words[class.After] == "" || !strings.Contains(class.Until.English, words[class.After])) {
			t.Errorf("%s goes after %v, and people read %q", class.Name, class.After, class.Until.English)
		}
	}
}

// TestOperatorsReadTheSameTable keeps docs/operations.md true; -update writes it anew.
func TestOperatorsReadTheSameTable(t *testing.T) {
	const path, begin, end = "../../docs/operations.md", "<!-- retain: made from internal/retain -->\n", "<!-- /retain -->"
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(page), begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		t.Fatalf("%s has no place for the table", path)
	}
	var table strings.Builder
	table.WriteString("| what | how it lies there | until when |\n|---|---|---|\n")
	for _, class := range retain.Classes {
		fmt.Fprintf(&table, "| %s | %s | %s |\n", class.What.English, class.How.English, class.Until.English)
	}
	want := before + begin + table.String() + end + after
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(page) {
		t.Error("docs/operations.md is not what internal/retain says: go test ./internal/retain -update")
	}
}
