package faults

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

// grace is how long after a withdrawal something may still be served.
const grace = time.Minute

var marker = regexp.MustCompile(`Zq([nwki])(\d+)q`)

// look reads public pages, as anybody does, and holds what is on them to I2 and I3: a few at random, or all.
func (w *world) look(ctx context.Context, all bool) error {
	pages := []string{"/en/", "/en/find?q=Invented", "/en/feed.atom"}
	if !all {
		pages = []string{pages[w.IntN(len(pages))]}
	}
	for _, one := range w.souls {
		if one.drawn && (all || w.IntN(4) == 0) {
			pages = append(pages, "/en/case/"+string(one.case_), "/api/v1/cases/"+string(one.case_))
		}
	}
	for _, page := range pages {
		if err := w.read(ctx, page); err != nil {
			return fmt.Errorf("%s: %w", page, err)
		}
	}
	return nil
}

func (w *world) read(_ context.Context, page string) error {
	request, err := http.NewRequest(http.MethodGet, origin+page, nil)
	if err != nil {
		return err
	}
	answer := w.wire.serve(request, nil)
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	w.pages++
	if answer.StatusCode >= 500 && !w.down {
		return fmt.Errorf("nothing is wrong, and it answers %s", answer.Status)
	}
	if regexp.MustCompile(`\(invented\) (telling|added)`).Match(body) {
		return errors.New("I3: sealed words are public")
	}
	for _, found := range marker.FindAllSubmatch(body, -1) {
		if err := w.mayShow(string(found[1]), string(found[2])); err != nil {
			return err
		}
		w.shown++
	}
	return nil
}

// mayShow holds one marker found in public to what its soul allows.
func (w *world) mayShow(letter, number string) error {
	n, err := strconv.Atoi(number)
	if err != nil {
		return err
	}
	if letter == "i" {
		return fmt.Errorf("I3: record %d was imported, two people have not published it, and it is public", n)
	}
	one := w.souls[n]
	if !one.ever[letter] {
		return fmt.Errorf("I3: %s of testimony %d is public, and only %v at level %s was ever agreed to", uses[letter], n, one.agreed, one.level)
	}
	if since, stopped := one.stopped[letter]; stopped && w.passed-since > grace {
		return fmt.Errorf("I2: %s of testimony %d is public %v after it was withdrawn", uses[letter], n, w.passed-since)
	}
	return nil
}

// calm mends everything and lets what is under way come to its end: whoever was not answered sends again, once, and must be answered now.
func (w *world) calm(ctx context.Context) error {
	w.wire.bad, w.down = false, false
	if w.diskGone {
		if err := w.turnDisk(); err != nil {
			return err
		}
	}
	w.wire.deliverLate()
	for _, one := range w.souls {
		if one.promised || !one.onOwn && one.life != w.restarts {
			continue
		}
		if err := w.tellers.send(ctx, origin, one.telling); err != nil {
			return fmt.Errorf("I1: testimony %d is refused: %w", one.number, err)
		}
	}
	if err := w.bringIn(ctx); err != nil {
		return err
	}
	w.pass(2 * grace)
	w.everySecond(ctx)
	return w.look(ctx, true)
}

// account looks for everything that was acknowledged, in the folder that is left.
func (w *world) account(ctx context.Context) error {
	copied := w.data + "-left"
	if err := errors.Join(w.app.Close(), os.CopyFS(copied, os.DirFS(w.data))); err != nil {
		return err
	}
	defer os.RemoveAll(copied) //nolint:errcheck // in memory
	v := newChecker(w.team).folder(ctx, copied, w.tellers.promises())
	if entries, err := filepath.Glob(filepath.Join(copied, "blobs-away")); err != nil || len(entries) > 0 {
		return fmt.Errorf("the disk is still away: %w", err)
	}
	if !v.well() {
		return fmt.Errorf("I1: %v", v)
	}
	return nil
}
