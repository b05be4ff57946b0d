package cli

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"

	"guwah.example/guwah/names"
)

type namesRankCommand struct {
	Register string `required:"" type:"existingfile" help:"File of known names: id, tab, name on each line."`
	Queries  string `required:"" type:"existingfile" help:"File of names to look for, in the same form."`
	Top      int    `default:"10" help:"How many names to print for each query. Entries written the same share a rank."`
}

// entry is a line of either file.
type entry struct{ id, name string }

// Run prints query id, rank, register id and score, tab between, for each query in turn.
func (c namesRankCommand) Run(std streams) error {
	register, err := readEntries(c.Register)
	if err != nil {
		return err
	}
	queries, err := readEntries(c.Queries)
	if err != nil {
		return err
	}
	index := names.Build(func(yield func(names.Form) bool) {
		for i, e := range register {
			if !yield(names.Form{ID: names.ID(i), Name: e.name}) {
				return
			}
		}
	}, names.Default())
	out := bufio.NewWriter(std.out)
	for i, hits := range searchAll(index, queries, c.Top) {
		if err := printRanks(out, queries[i], hits, register); err != nil {
			return fmt.Errorf("print ranks: %w", err)
		}
	}
	return out.Flush()
}

func printRanks(out io.Writer, query entry, hits []names.Hit, register []entry) error {
	for rank, hit := range hits {
		for _, id := range hit.IDs {
			if _, err := fmt.Fprintf(out, "%s\t%d\t%s\t%.6f\n", query.id, rank+1, register[id].id, hit.Score); err != nil {
				return err
			}
		}
	}
	return nil
}

// searchAll answers every query, on every core.
func searchAll(index *names.Index, queries []entry, top int) [][]names.Hit {
	out := make([][]names.Hit, len(queries))
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(queries); i += workers {
				out[i] = index.Search(queries[i].name, names.Options{Top: top})
			}
		})
	}
	wait.Wait()
	return out
}

func readEntries(path string) ([]entry, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	var out []entry
	line := 0
	for text := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		line++
		text = strings.TrimRight(text, "\r\n")
		if text == "" {
			continue
		}
		id, name, ok := strings.Cut(text, "\t")
		if !ok {
			return nil, fmt.Errorf("read names: %s line %d: no tab between id and name", path, line)
		}
		out = append(out, entry{id, name})
	}
	return out, nil
}
