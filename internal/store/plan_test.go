package store

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// TestNoActAndNoPageWalksAWholeTable asks SQLite how it would run every statement of an act, of a projection, of a page and of a search. A register of 100,000
// people holds a million claims: a statement that walks them all takes a second, and each act, or each case loaded, would take that second.
func TestNoActAndNoPageWalksAWholeTable(t *testing.T) {
	s := made(t)
	commitTest(t, s, "act-1", oneOfEverything())
	ask := func(what string, err error) {
		t.Helper()
		if err != nil && !errors.Is(err, guwah.ErrNotFound) {
			t.Fatalf("%s: %v", what, err)
		}
	}
	ctx := t.Context()
	load := func() {
		for _, person := range []guwah.PersonID{"p1", "p2"} {
			_, err := s.Dossier(ctx, person)
			ask("load a case", err)
		}
		_, _, err := s.DossierByCase(ctx, "GW-000001")
		ask("load a case by its number", err)
	}
	load() // from its tables
	persons, err := s.Dirty(ctx, 10)
	ask("list what was touched", err)
	edition := register.Edition{Day: 100, Program: "test"}
	_, err = s.Project(ctx, persons, edition, func(context.Context, guwah.Dossier, register.Loader) (register.Projection, bool, error) {
		return register.Projection{
			Person: "p1", Case: "GW-000001", Level: guwah.LevelFull, Campaigns: []guwah.CampaignID{"k1"}, Asked: []guwah.AuthorityID{"a1"},
			Forms: []register.Form{{Text: "Invented One", Keys: []string{"one"}}}, Released: []byte("packed"),
		}, true, nil
	})
	ask("project", err)
	load() // from its pack
	ask("list everyone", s.Everyone(ctx, func([]guwah.PersonID) error { return nil }))
	ask("list who is outdated", s.Outdated(ctx, edition, func([]guwah.PersonID) error { return nil }))
	_, err = s.Released(ctx, "GW-000001", edition)
	ask("look for what was released", err)
	_, err = s.ReleasedOf(ctx, "p1", edition)
	ask("look for what was released of a person", err)
	_, err = s.CaseRevision(ctx, "GW-000001")
	ask("read a case's revision", err)
	_, err = s.Match(ctx, []string{"one"}, 10)
	ask("match", err)
	_, err = s.Recent(ctx, 10)
	ask("list what changed last", err)
	_, err = s.Numbers(ctx, "", 10)
	ask("list numbers", err)
	_, err = s.PictureOf(ctx, "ff")
	ask("find a picture", err)
	_, _, err = s.InCampaign(ctx, "k1", 0, 10)
	ask("list a campaign", err)
	_, _, _, err = s.Asked(ctx, "a1", 0, 10)
	ask("list who was asked for", err)
	_, err = s.Answered(ctx, "a1", 10)
	ask("list who was answered for", err)

	for _, text := range compiled(s.register) {
		for _, step := range plan(t, s.register, text) {
			if walksAll(step) {
				t.Errorf("%s\nin\n%s", step, text)
			}
		}
	}
}

// oneOfEverything is an act that writes at least one row into each table that a case is loaded from.
func oneOfEverything() guwah.Changes {
	return guwah.Changes{
		Persons: []guwah.Person{{ID: "p1", State: guwah.PersonActive}, {ID: "p2", State: guwah.PersonMerged, MergedInto: "p1"}},
		Cases:   []guwah.Case{{Person: "p1", ID: "GW-000001", Level: guwah.LevelFull, Campaigns: []guwah.CampaignID{"k1"}}},
		Merges:  []guwah.Merge{{ID: "m1", Keep: "p1", Drop: "p2", State: "done"}},
		Sources: []guwah.Source{{ID: "s1", Root: "s2"}, {ID: "s2"}},
		Claims: []guwah.Claim{
			{ID: "c1", Person: "p1", Predicate: guwah.PredName, Source: "s1", Authority: "a1", State: guwah.ClaimAccepted},
			{ID: "c2", Person: "p1", Predicate: guwah.PredRelation, Testimony: "t1", Value: guwah.Value{Person: "p2"}, State: guwah.ClaimAccepted},
		},
		Testimonies: []guwah.Testimony{{ID: "t1", Mailbox: "m1"}},
		Consents:    []guwah.Consent{{ID: "n1", Testimony: "t1"}},
		Clearances:  []guwah.Clearance{{ID: "g1", Person: "p1"}},
		Evidence:    []guwah.Evidence{{ID: "e1", Person: "p1", SHA256: "aa"}},
		Authorities: []guwah.Authority{{ID: "a1", Parent: "a2"}, {ID: "a2"}},
		Campaigns:   []guwah.Campaign{{ID: "k1", Slug: "one"}},
		Demands:     []guwah.Demand{{ID: "d1", Person: "p1", Authority: "a1", Campaign: "k1"}},
		Responses:   []guwah.Response{{ID: "r1", Person: "p1", Authority: "a1", Source: "s1"}},
		Assessments: []guwah.Assessment{{ID: "z1", Person: "p1", Response: "r1"}},
		Corrections: []guwah.Correction{{Person: "p1"}},
		Challenges:  []guwah.Challenge{{Person: "p1", Case: "GW-000001"}},
	}
}

// compiled are the texts of all statements that a database has run.
func compiled(db *database) []string {
	texts := map[string]bool{}
	for _, pool := range []*sessions{db.writing, db.reading} {
		for _, s := range pool.resting {
			for text := range s.compiled {
				texts[text] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(texts))
}

// plan is how SQLite would run a statement, a line a step.
func plan(t *testing.T, db *database, text string) []string {
	t.Helper()
	if !strings.Contains(text, "select") && !strings.Contains(text, "where") {
		return nil
	}
	var steps []string
	err := db.glance(context.Background(), func(s *session) error {
		rows, err := s.conn.QueryContext(context.Background(), "explain query plan "+text, make([]any, strings.Count(text, "$"))...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				return err
			}
			steps = append(steps, step)
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatalf("explain %s: %v", text, err)
	}
	return steps
}

// walksAll tells whether a step walks a table of the register from its beginning. What a statement gathers for itself may be walked, and so may an index of
// which only the first rows are wanted.
func walksAll(step string) bool {
	name, isScan := strings.CutPrefix(step, "SCAN ")
	if !isScan || strings.Contains(step, "VIRTUAL TABLE") || strings.Contains(step, "USING INDEX projections_by_changed_number") ||
		strings.Contains(step, "acts USING INDEX sqlite_autoindex_acts_2") {
		return false
	}
	name, _, _ = strings.Cut(name, " ")
	gathered := []string{"offices", "o", "direct", "same", "q", "near", "hit", "h", "up", "down", "sqlite_schema"}
	return !slices.Contains(gathered, name)
}
