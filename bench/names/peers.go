package main

import (
	"context"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"guwah.example/guwah/names"
	"guwah.example/guwah/names/invent"
)

// engine is one way of finding names, ours or a peer's.
type engine interface {
	name() string
	// load replaces what is known by forms, each found by its place in the list.
	load(ctx context.Context, forms []string) error
	// search returns the places of the ten best.
	search(ctx context.Context, query string) ([]int, error)
}

// question is a column of the table.
type question struct {
	name   string
	forms  []string // the register
	owner  []string // by form: the person; "" for an invented other
	trials []trial
}

// peers runs every engine over the same registers and questions in one run and writes one table.
func peers(args []string) error {
	flags := flag.NewFlagSet("peers", flag.ExitOnError)
	root := flags.String("names", "names", "folder of the names package")
	address := flags.String("postgres", "", "address of a PostgreSQL with the extension pg_trgm, in which a table names_bench is made and dropped; none leaves it out")
	size := flags.Int("distractors", 250_000, "distinct other name forms")
	out := flags.String("out", "bench/names/results.md", "file to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	questions, err := ask(*root, *size)
	if err != nil {
		return err
	}
	engines := []engine{&ours{}}
	for _, form := range []struct {
		label string
		write func(string) string
	}{{"raw", strings.ToLower}, {"generic transliteration", generic}, {"our sounds", spoken}} {
		if *address != "" {
			engines = append(engines, &postgres{address: *address, label: form.label, write: form.write})
		}
		engines = append(engines, &sqlite{label: form.label, write: form.write})
	}
	table, err := runAll(context.Background(), engines, questions)
	if err != nil {
		return err
	}
	fmt.Print(table)
	return os.WriteFile(*out, []byte(table), 0o644)
}

// spoken is our phonemic form as one text, with the sounds that are most often written for one another made one: the fair baseline, since it
// shows what the index itself is worth.
func spoken(name string) string { return coarse.Replace(names.Read(name).String()) }

var coarse = strings.NewReplacer("gh", "g", "zh", "j", "x", "h", "q", "k", "é", "i", "ü", "u", "ö", "u", "o", "u", "e", "a", "v", "w")

// ask hides the public figures' Latin names among invented ones and asks for them in other scripts; and asks for invented persons in other spellings.
func ask(root string, size int) ([]question, error) {
	rows, err := readNotes(filepath.Join(root, "figures.tsv"))
	if err != nil {
		return nil, err
	}
	base := question{}
	for _, row := range rows {
		if row[2] == "Latn" {
			base.forms, base.owner = append(base.forms, row[1]), append(base.owner, row[0])
		}
	}
	for _, name := range distractors("Latn", size) {
		base.forms, base.owner = append(base.forms, name), append(base.owner, "")
	}
	var out []question
	for _, script := range [][2]string{{"Hani", "figures, Chinese → Latin"}, {"Arab", "figures, Arabic script → Latin"}, {"Cyrl", "figures, Cyrillic → Latin"}} {
		q := question{name: script[1], forms: base.forms, owner: base.owner}
		for _, row := range rows {
			if row[2] == script[0] && slices.Contains(base.owner, row[0]) {
				q.trials = append(q.trials, trial{row[0], row[1]})
			}
		}
		out = append(out, q)
	}
	invented := question{name: "invented, any spelling → Latin", forms: slices.Clone(base.forms), owner: slices.Clone(base.owner)}
	r := rand.New(rand.NewPCG(11, 12))
	for i := range 200 {
		person, id := invent.Someone(r), fmt.Sprint("invented ", i)
		invented.forms, invented.owner = append(invented.forms, person.Spell(invent.Latin(r), 0, r)), append(invented.owner, id)
		style := []invent.Style{invent.Latin(r), invent.Arabic, invent.Cyrillic}[r.IntN(3)]
		invented.trials = append(invented.trials, trial{id, person.Spell(style, 0.02, r)})
	}
	return append(out, invented), nil
}

func runAll(ctx context.Context, engines []engine, questions []question) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "# Names: ours beside its peers\n\nMade by `go run ./bench/names peers` on %s, %s, %d cores of %s, load average %s when it began. The register is %d distinct name forms, nearly all invented "+
		"(package `names/invent` says how); figures are those of `names/figures.tsv`. A cell is the share of queries with the right person in the first ten, "+
		"its 95 %% interval, and the median and 95th percentile of the time of a query in ms. Queries are asked one after another.\n\n",
		time.Now().Format(time.DateOnly), runtime.Version(), runtime.NumCPU(), processor(), load(), len(questions[0].forms))
	b.WriteString("| engine |")
	for _, q := range questions {
		fmt.Fprintf(&b, " %s (n=%d) |", q.name, len(q.trials))
	}
	b.WriteString(" load, s |\n|---|" + strings.Repeat("---|", len(questions)+1) + "\n")
	for _, e := range engines {
		fmt.Fprintf(&b, "| %s |", e.name())
		var loaded time.Duration
		for i, q := range questions {
			if i == 0 || len(q.forms) != len(questions[i-1].forms) {
				start := time.Now()
				if err := e.load(ctx, q.forms); err != nil {
					return "", fmt.Errorf("load %s: %w", e.name(), err)
				}
				loaded = time.Since(start)
			}
			cell, err := q.put(ctx, e)
			if err != nil {
				return "", fmt.Errorf("ask %s: %w", e.name(), err)
			}
			fmt.Fprintf(&b, " %s |", cell)
		}
		fmt.Fprintf(&b, " %.1f |\n", loaded.Seconds())
	}
	return b.String(), nil
}

// put asks an engine every trial of a question.
func (q question) put(ctx context.Context, e engine) (string, error) {
	found := 0
	var took []time.Duration
	for _, t := range q.trials {
		start := time.Now()
		places, err := e.search(ctx, t.query)
		if err != nil {
			return "", err
		}
		took = append(took, time.Since(start))
		if slices.ContainsFunc(places, func(i int) bool { return q.owner[i] == t.person }) {
			found++
		}
	}
	slices.Sort(took)
	at := func(share float64) float64 { return took[int(share*float64(len(took)-1))].Seconds() * 1000 }
	low, high := wilson(found, len(q.trials))
	return fmt.Sprintf("%.2f [%.2f, %.2f]; %.1f, %.1f ms", float64(found)/float64(len(q.trials)), low, high, at(0.5), at(0.95)), nil
}

// processor names the machine's processor, where the system says.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.Trim(name, " \t:\n")
		}
	}
	return runtime.GOARCH
}

// ours is the names library.
type ours struct{ index *names.Index }

func (o *ours) name() string { return "**names**" }

func (o *ours) load(_ context.Context, forms []string) error {
	o.index = names.Build(func(yield func(names.Form) bool) {
		for i, name := range forms {
			if !yield(names.Form{ID: names.ID(i), Name: name}) {
				return
			}
		}
	}, names.Default())
	return nil
}

func (o *ours) search(_ context.Context, query string) ([]int, error) {
	var out []int
	for _, hit := range o.index.Search(query, names.Options{Top: 10}) {
		for _, id := range hit.IDs {
			out = append(out, int(min(id, math.MaxInt32)))
		}
	}
	return out, nil
}

// load is how busy the machine has been in the last minute.
func load() string {
	said, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	one, _, _ := strings.Cut(string(said), " ")
	return one
}
