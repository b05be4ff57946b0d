package main

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"strings"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/gate"
)

// publicOf lists the addresses of all case pages in all languages, one language after the other and each in a random order, so that no page is asked for
// twice before all others have been; and the addresses of searches: whole names, and single words of them.
func publicOf(ctx context.Context, data string) (pages, searches []string, err error) {
	a, err := app.Open(ctx, app.Options{Data: data, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, nil, err
	}
	var ids []string
	err = a.Public.Each(ctx, func(c gate.Case) error {
		ids = append(ids, c.ID)
		if name := c.Names[len(ids)%len(c.Names)].Text; len(searches) < mostSearches {
			searches = append(searches, "/en/find?q="+url.QueryEscape(name), "/en/find?q="+url.QueryEscape(strings.Fields(name)[0]))
		}
		return nil
	})
	if err := errors.Join(err, a.Close()); err != nil {
		return nil, nil, err
	}
	for _, lang := range []string{"en", "ug", "zh", "kk", "tr", "ru"} {
		rand.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		for _, id := range ids {
			pages = append(pages, "/"+lang+"/case/"+id)
		}
	}
	return pages, searches, nil
}

const mostSearches = 20_000
