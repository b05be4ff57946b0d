package i18n_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
)

// TestEveryCodeOfTheDomainHasALabel holds po/codes.txt to the vocabularies of the domain; that each code is translated is tested
// beside the extractor.
func TestEveryCodeOfTheDomainHasALabel(t *testing.T) {
	labelled(t, "status", guwah.Statuses)
	labelled(t, "predicate", guwah.Predicates)
	labelled(t, "basis", guwah.Bases)
	labelled(t, "confirmation", guwah.Confirmations)
	labelled(t, "medium", guwah.Mediums)
	labelled(t, "response", guwah.ResponseKinds)
	labelled(t, "verdict", guwah.Verdicts)
	labelled(t, "indicator", guwah.Indicators)
	labelled(t, "relation", guwah.Relations)
	labelled(t, "use", guwah.Uses)
	labelled(t, "authority level", guwah.AuthorityLevels)
	labelled(t, "challenge", guwah.ChallengeKinds)
	labelled(t, "challenge outcome", guwah.ChallengeOutcomes)
	labelled(t, "correction", guwah.CorrectionKinds)
	for predicate, codes := range guwah.ValueCodes {
		labelled(t, string(predicate), codes)
	}
	labelled(t, "reason", constants(t, "Reason"))
	labelled(t, "set aside", constants(t, "Aside"))
}

// constants reads the values of the domain's constants whose names begin with prefix, where the domain keeps no list of them.
func constants(t *testing.T, prefix string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../../reason.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	ast.Inspect(file, func(node ast.Node) bool {
		constant, ok := node.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(constant.Names[0].Name, prefix) {
			return true
		}
		value, err := strconv.Unquote(constant.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		values = append(values, value)
		return true
	})
	if len(values) == 0 {
		t.Fatalf("reason.go holds no constant %s…", prefix)
	}
	return values
}

func labelled[T ~string](t *testing.T, vocabulary string, codes []T) {
	t.Helper()
	known := i18n.Codes(vocabulary)
	for _, code := range codes {
		if !slices.Contains(known, string(code)) {
			t.Errorf("po/codes.txt does not list %s under %q", code, vocabulary)
		}
	}
}
