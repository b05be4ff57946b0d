package main

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"guwah.example/guwah/names"
	"guwah.example/guwah/names/invent"
)

// accuracy hides the right names among distractors and prints how often they are found.
func accuracy(args []string) error {
	flags := flag.NewFlagSet("accuracy", flag.ExitOnError)
	dir := flags.String("data", "", "folder of the development data")
	only := flags.String("category", "", "only categories whose name holds this")
	misses := flags.Bool("misses", false, "print what was not found")
	size := flags.Int("distractors", 250_000, "distinct other name forms")
	if err := flags.Parse(args); err != nil {
		return err
	}
	all, err := categories(*dir)
	if err != nil {
		return err
	}
	fmt.Printf("%-24s %5s %7s %7s %7s %17s %9s\n", "category", "n", "@1", "@10", "MRR", "@10, 95 %", "ms/query")
	byTarget := map[string][]string{}
	for _, c := range all {
		if !strings.Contains(c.name, *only) {
			continue
		}
		if byTarget[c.target] == nil {
			byTarget[c.target] = distractors(c.target, *size)
		}
		c.measure(byTarget[c.target], *misses)
	}
	return nil
}

// distractors makes distinct invented names in a script, seven in eight Uyghur, one Kazakh, with a slip at one letter in fifty.
func distractors(script string, n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	seen := map[string]bool{}
	for len(seen) < n {
		style := map[string]invent.Style{"Latn": invent.Latin(r), "Arab": invent.Arabic, "Cyrl": invent.Cyrillic}[script]
		seen[invent.Someone(r).Spell(style, 0.02, r)] = true
	}
	out := make([]string, 0, n)
	for name := range seen {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func (c category) measure(others []string, misses bool) {
	var forms []names.Form
	var people []string
	for _, t := range slices.Sorted(maps(c.right)) {
		for _, name := range c.right[t] {
			forms = append(forms, names.Form{ID: names.ID(len(people)), Name: name})
			people = append(people, t)
		}
	}
	for _, name := range others {
		forms = append(forms, names.Form{ID: math.MaxUint32, Name: name})
	}
	index := names.Build(slices.Values(forms), names.Default())
	ranks := make([]int, len(c.trials))
	found := make([][]names.Hit, len(c.trials))
	start := time.Now()
	var wait sync.WaitGroup
	for w := range 2 {
		wait.Go(func() {
			for i := w; i < len(c.trials); i += 2 {
				found[i] = index.Search(c.trials[i].query, names.Options{Top: 30})
				ranks[i] = rankOf(c.trials[i].person, found[i], people)
			}
		})
	}
	wait.Wait()
	took := time.Since(start)
	c.report(ranks, took)
	for i, rank := range ranks {
		if misses && (rank == 0 || rank > 10) {
			c.miss(c.trials[i], rank, found[i])
		}
	}
}

func rankOf(person string, hits []names.Hit, people []string) int {
	for rank, hit := range hits {
		for _, id := range hit.IDs {
			if id != math.MaxUint32 && people[id] == person {
				return rank + 1
			}
		}
	}
	return 0
}

func (c category) report(ranks []int, took time.Duration) {
	n, first, ten, reciprocal := len(ranks), 0, 0, 0.0
	for _, rank := range ranks {
		if rank == 1 {
			first++
		}
		if rank > 0 && rank <= 10 {
			ten++
			reciprocal += 1 / float64(rank)
		}
	}
	low, high := wilson(ten, n)
	fmt.Printf("%-24s %5d %7.3f %7.3f %7.3f   [%.3f, %.3f] %9.2f\n", c.name, n, float64(first)/float64(n), float64(ten)/float64(n), reciprocal/float64(n), low, high,
		took.Seconds()*1000*2/float64(n))
}

// wilson is the 95 % interval of a share.
func wilson(hits, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.96
	p, m := float64(hits)/float64(n), float64(n)
	middle := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m)) / (1 + z*z/m)
	return max(0, middle-half), min(1, middle+half)
}

func (c category) miss(t trial, rank int, hits []names.Hit) {
	fmt.Printf("  %s (%d): right %q", t.query, rank, c.right[t.person])
	for _, right := range c.right[t.person][:1] {
		compared := names.Compare(t.query, right, names.Default())
		fmt.Printf(" %.2f %s ~ %s", compared.Cost, compared.A, compared.B)
	}
	fmt.Print(" | found")
	for _, hit := range hits[:min(4, len(hits))] {
		fmt.Printf(" %q %.2f", hit.Form, hit.Cost)
	}
	fmt.Println()
}

func maps[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}
