package guwah_test

import (
	"encoding/csv"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// requirements is how many OWASP ASVS 5.0.0 has at levels 1 and 2 without V9 (self-contained tokens), V10 (OAuth) and V17 (WebRTC), of which there is nothing here.
const requirements = 210

// TestEveryRequirementIsTestedOrHasAReason reads docs/asvs.csv, and fails when a test it names is no longer there.
func TestEveryRequirementIsTestedOrHasAReason(t *testing.T) {
	file, err := os.Open("docs/asvs.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"id", "level", "chapter", "subject", "status", "tests", "reason"}; !slices.Equal(rows[0], want) {
		t.Fatalf("the columns are %q, want %q", rows[0], want)
	}
	rows = rows[1:]
	if len(rows) != requirements {
		t.Errorf("%d requirements, want %d", len(rows), requirements)
	}
	number, seen := regexp.MustCompile(`^V(\d+)\.\d+\.\d+$`), map[string]bool{}
	for _, row := range rows {
		id, level, chapter, subject, status, tests, reason := row[0], row[1], row[2], row[3], row[4], row[5], row[6]
		found := number.FindStringSubmatch(id)
		if found == nil || seen[id] || !strings.HasPrefix(chapter, "V"+found[1]+" ") || slices.Contains([]string{"9", "10", "17"}, found[1]) {
			t.Errorf("%s is no requirement of these chapters, or is there twice", id)
		}
		seen[id] = true
		if level != "1" && level != "2" || subject == "" {
			t.Errorf("%s: level %q, subject %q", id, level, subject)
		}
		switch {
		case status == "tested" && reason == "":
			mapped(t, id, tests)
		case status == "reason" && tests == "" && reasoned.MatchString(reason):
		default:
			t.Errorf("%s has the status %q, the tests %q and the reason %q", id, status, tests, reason)
		}
	}
}

// reasoned is how a reason begins: it says at once whether the requirement is met.
var reasoned = regexp.MustCompile(`^(not here|by design|met in writing|of the operator|in part|deviation|not met[a-z ]*): .{8,}`)

// mapped fails for each test, named by its folder and its function, that is not there.
func mapped(t *testing.T, id, tests string) {
	t.Helper()
	for name := range strings.SplitSeq(tests, "; ") {
		folder, function, ok := strings.Cut(name, " ")
		if !ok || !testsIn(t, folder)[function] {
			t.Errorf("%s rests on %q, which is not there", id, name)
		}
	}
}

var testsRead = map[string]map[string]bool{}

// testsIn are the tests of a folder.
func testsIn(t *testing.T, folder string) map[string]bool {
	t.Helper()
	if testsRead[folder] != nil {
		return testsRead[folder]
	}
	found := map[string]bool{}
	files, err := filepath.Glob(filepath.Join(filepath.FromSlash(folder), "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declared := range file.Decls {
			if function, ok := declared.(*ast.FuncDecl); ok && function.Recv == nil {
				found[function.Name.Name] = strings.HasPrefix(function.Name.Name, "Test") || strings.HasPrefix(function.Name.Name, "Fuzz")
			}
		}
	}
	testsRead[folder] = found
	return found
}
