package names_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah/names"
	"guwah.example/guwah/names/invent"
)

var update = flag.Bool("update", false, "write the golden files anew")

// figure is one line of figures.tsv.
type figure struct{ person, name, script, spelling string }

func figures(t testing.TB) []figure {
	t.Helper()
	var out []figure
	for _, row := range table(t, "figures.tsv") {
		out = append(out, figure{row[0], row[1], row[2], row[3]})
	}
	return out
}

func table(t testing.TB, path string) [][]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

// TestRanksOfPublicFigures hides the figures' Latin and Uyghur forms among invented names and writes down at which rank each other form of theirs finds them,
// so that a change that moves a rank is seen in review. Run with -update to accept it.
func TestRanksOfPublicFigures(t *testing.T) {
	all := figures(t)
	var golden strings.Builder
	for _, target := range []string{"Latn", "Arab"} {
		index := hidden(all, target)
		var ranks []int
		var lines strings.Builder
		for _, f := range all {
			if f.script == target || !hasForm(all, f.person, target) {
				continue
			}
			rank := rankOf(index.Search(f.name, names.Options{Top: 100}), all, f.person)
			ranks = append(ranks, rank)
			fmt.Fprintf(&lines, "%s\t%s\t%d\n", f.person, f.name, rank)
		}
		first, ten, mrr := recall(ranks)
		fmt.Fprintf(&golden, "# to %s: n=%d recall@1=%.3f recall@10=%.3f MRR=%.3f (rank 0: not in the first hundred)\n%s", target, len(ranks), first, ten, mrr, &lines)
	}
	const file = "testdata/ranks.golden"
	if *update {
		if err := os.WriteFile(file, []byte(golden.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), golden.String()); diff != "" {
		t.Errorf("ranks moved (-golden +now); accept with -update if that is meant:\n%s", diff)
	}
}

// hidden builds an index of the figures' forms in a script among 20,000 invented persons' names in it.
func hidden(all []figure, script string) *names.Index {
	r := rand.New(rand.NewPCG(7, 7))
	var forms []names.Form
	for i, f := range all {
		if f.script == script {
			forms = append(forms, names.Form{ID: names.ID(i), Name: f.name})
		}
	}
	for i := range 20_000 {
		style := invent.Arabic
		if script == "Latn" {
			style = invent.Latin(r)
		}
		forms = append(forms, names.Form{ID: names.ID(len(all) + i), Name: invent.Someone(r).Spell(style, 0.02, r)})
	}
	return names.Build(slices.Values(forms), names.Default())
}

func hasForm(all []figure, person, script string) bool {
	return slices.ContainsFunc(all, func(f figure) bool { return f.person == person && f.script == script })
}

func rankOf(hits []names.Hit, all []figure, person string) int {
	for i, hit := range hits {
		for _, id := range hit.IDs {
			if int(id) < len(all) && all[id].person == person {
				return i + 1
			}
		}
	}
	return 0
}

func recall(ranks []int) (first, ten, reciprocal float64) {
	for _, rank := range ranks {
		if rank == 1 {
			first++
		}
		if rank > 0 && rank <= 10 {
			ten++
		}
		if rank > 0 {
			reciprocal += 1 / float64(rank)
		}
	}
	n := float64(len(ranks))
	return first / n, ten / n, reciprocal / n
}
