package guwah_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah/internal/i18n"
)

func TestRule03EveryReasonHasASentenceInTheCatalogues(t *testing.T) {
	for prefix, vocabulary := range map[string]string{"Reason": "reason", "Aside": "set aside"} {
		want, got := constants(t, "reason.go", prefix), slices.Clone(i18n.Codes(vocabulary))
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("codes of %q in reason.go (-) and in the catalogues (+): %s", vocabulary, diff)
		}
	}
}

// constants are the values of the string constants of a file whose names begin with prefix.
func constants(t *testing.T, file, prefix string) []string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	ast.Inspect(tree, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if ok && strings.HasPrefix(spec.Names[0].Name, prefix) {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, value)
		}
		return true
	})
	return values
}

var tested = regexp.MustCompile("`(Test[A-Za-z0-9]+)`")

func TestTheDocumentOfTheRulesNamesTestsThatExist(t *testing.T) {
	document, err := os.ReadFile("docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	names := tested.FindAllSubmatch(document, -1)
	if len(names) < 20 {
		t.Fatalf("only %d tests named", len(names))
	}
	var sources strings.Builder
	for _, folder := range []string{".", "internal/gate", "internal/register", "internal/app", "internal/i18n/extract", "internal/evidence"} {
		files, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if !strings.HasSuffix(file.Name(), "_test.go") {
				continue
			}
			text, err := os.ReadFile(folder + "/" + file.Name())
			if err != nil {
				t.Fatal(err)
			}
			sources.Write(text)
		}
	}
	for _, name := range names {
		if !strings.Contains(sources.String(), "func "+string(name[1])+"(") {
			t.Errorf("no test is called %s", name[1])
		}
	}
}
