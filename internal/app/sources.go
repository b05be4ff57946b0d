package app

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"golang.org/x/sync/errgroup"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/links"
)

// Cited is a page that public cases cite, and whether it still answers.
type Cited struct {
	links.Result
	Cases []string `json:"cases"` // their numbers, in order
}

// asking is how many pages are asked for at once.
const asking = 4

// CheckSources asks for every page that a public case cites, and for no other, in no order that tells anything. each is called with what became of them, one at a time.
func (a *App) CheckSources(ctx context.Context, checker *links.Checker, each func(Cited)) error {
	cited, err := a.cited(ctx)
	if err != nil {
		return fmt.Errorf("look for sources: %w", err)
	}
	all := slices.Collect(maps.Keys(cited))
	rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	results := make(chan Cited)
	var group errgroup.Group
	group.SetLimit(asking)
	go func() {
		defer close(results)
		for _, link := range all {
			group.Go(func() error {
				results <- Cited{checker.Check(ctx, link), cited[link]}
				return nil
			})
		}
		_ = group.Wait() // none fails
	}()
	for result := range results {
		each(result)
	}
	return ctx.Err()
}

// cited are the links of public sources with the numbers of the cases whose pages name them.
func (a *App) cited(ctx context.Context) (map[string][]string, error) {
	cited := make(map[string][]string)
	err := a.Public.Each(ctx, func(c gate.Case) error {
		for _, source := range c.Sources() {
			if source.URL != "" && !slices.Contains(cited[source.URL], c.ID) {
				cited[source.URL] = append(cited[source.URL], c.ID)
			}
		}
		return ctx.Err()
	})
	return cited, err
}
