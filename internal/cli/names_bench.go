package cli

import (
	"encoding/json"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"time"

	"guwah.example/guwah/names"
	"guwah.example/guwah/names/invent"
)

type namesBenchCommand struct {
	Forms   int    `default:"2000000" help:"How many invented persons the index holds, one name form each; many share theirs with others."`
	Queries int    `default:"10000" help:"How many searches to time."`
	Seed    uint64 `default:"1" help:"What the invented names are drawn from."`
}

// namesBench is the JSON the command prints.
type namesBench struct {
	Persons       int     `json:"persons"`
	DistinctForms int     `json:"distinct_forms"`
	DistinctWords int     `json:"distinct_words"`
	Queries       int     `json:"queries"`
	Cores         int     `json:"cores"`
	BuildSeconds  float64 `json:"build_seconds"`
	IndexBytes    uint64  `json:"index_bytes"`
	PerSecond     float64 `json:"queries_per_second"`
	P50           float64 `json:"p50_ms"`
	P95           float64 `json:"p95_ms"`
	P99           float64 `json:"p99_ms"`
	FoundShare    float64 `json:"right_form_in_first_ten"`
}

// Run invents persons, builds the index, searches it on every core with a spelling of each chosen person other than the one indexed, and prints the figures.
func (c namesBenchCommand) Run(std streams) error {
	forms, queries := c.invent()
	before := heap()
	start := time.Now()
	index := names.Build(slices.Values(forms), names.Default())
	out := namesBench{Persons: c.Forms, Queries: c.Queries, Cores: runtime.GOMAXPROCS(0), BuildSeconds: time.Since(start).Seconds()}
	out.IndexBytes = heap() - before
	out.DistinctForms, out.DistinctWords = index.Size()
	took, found, whole := timeAll(index, queries)
	slices.Sort(took)
	at := func(share float64) float64 {
		if len(took) == 0 {
			return 0
		}
		return took[int(share*float64(len(took)-1))].Seconds() * 1000
	}
	out.P50, out.P95, out.P99 = at(0.5), at(0.95), at(0.99)
	out.PerSecond, out.FoundShare = float64(c.Queries)/whole.Seconds(), float64(found)/float64(max(1, c.Queries))
	runtime.KeepAlive(forms)
	encoder := json.NewEncoder(std.out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}

// benchQuery is a spelling to look for and the person it is of.
type benchQuery struct {
	text string
	id   names.ID
}

// invent makes the persons and the queries: each spelling drawn anew, in any script, with a slip at one letter in fifty.
func (c namesBenchCommand) invent() ([]names.Form, []benchQuery) {
	r := rand.New(rand.NewPCG(c.Seed, 1))
	forms := make([]names.Form, c.Forms)
	people := make([]invent.Person, c.Forms)
	for i := range forms {
		people[i] = invent.Someone(r)
		forms[i] = names.Form{ID: names.ID(i), Name: people[i].Spell(invent.ULY, 0, r), Born: people[i].Born, Place: people[i].Place}
	}
	queries := make([]benchQuery, 0, c.Queries)
	for range min(c.Queries, c.Forms*c.Queries) {
		i := r.IntN(c.Forms)
		style := []invent.Style{invent.Latin(r), invent.Latin(r), invent.Arabic, invent.Cyrillic}[r.IntN(4)]
		queries = append(queries, benchQuery{people[i].Spell(style, 0.02, r), names.ID(i)})
	}
	return forms, queries
}

func timeAll(index *names.Index, queries []benchQuery) (took []time.Duration, found int, whole time.Duration) {
	took = make([]time.Duration, len(queries))
	hit := make([]bool, len(queries))
	start := time.Now()
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(queries); i += workers {
				began := time.Now()
				hits := index.Search(queries[i].text, names.Options{Top: 10})
				took[i] = time.Since(began)
				hit[i] = slices.ContainsFunc(hits, func(h names.Hit) bool { return slices.Contains(h.IDs, queries[i].id) })
			}
		})
	}
	wait.Wait()
	whole = time.Since(start)
	for _, ok := range hit {
		if ok {
			found++
		}
	}
	return took, found, whole
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
