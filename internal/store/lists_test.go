package store_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

// projected is a register of three people, all public, as their projections show them.
func projected(t *testing.T, s *store.Store) {
	t.Helper()
	commit(t, s, guwah.Changes{
		Persons: []guwah.Person{{ID: "p1"}, {ID: "p2"}, {ID: "p3"}, {ID: "p4", State: guwah.PersonQuarantine}},
		Cases:   []guwah.Case{{Person: "p1", ID: "GW-000003"}, {Person: "p2", ID: "GW-000001"}, {Person: "p3", ID: "GW-000002"}},
	})
	project(t, s, []guwah.PersonID{"p1", "p2", "p3"},
		register.Projection{
			Person: "p1", Case: "GW-000003", Level: guwah.LevelFull, Revision: "x", Changed: 100, Running: true, Responses: 2, Partial: 1,
			Speakers: []string{"n:o1", "o2"}, Campaigns: []guwah.CampaignID{"k1"}, Asked: []guwah.AuthorityID{"a1"}, Answered: []guwah.AuthorityID{"a1"},
			Pictures: []string{"ff"}, Forms: []register.Form{{Text: "Invented One", Keys: []string{"invented", "one"}}, {Text: "Only", Keys: []string{"only"}}},
		},
		register.Projection{
			Person: "p2", Case: "GW-000001", Level: guwah.LevelStub, Revision: "y", Changed: 200, Running: true, Speakers: []string{"o1"},
			Campaigns: []guwah.CampaignID{"k1"}, Asked: []guwah.AuthorityID{"a1"},
		},
		register.Projection{
			Person: "p3", Case: "GW-000002", Level: guwah.LevelFull, Revision: "z", Changed: 100, Invented: true,
			Forms: []register.Form{{Text: "Invented One", Keys: []string{"invented", "one"}}, {Text: "Invented Three", Keys: []string{"invented", "three"}}},
		})
}

// today is what these tests project for.
var today = register.Edition{Day: 20_000, Program: "test"}

func project(t *testing.T, s *store.Store, persons []guwah.PersonID, rows ...register.Projection) {
	t.Helper()
	of := func(_ context.Context, d guwah.Dossier, _ register.Loader) (register.Projection, bool, error) {
		i := slices.IndexFunc(rows, func(row register.Projection) bool { return row.Person == d.Person.ID })
		if i < 0 {
			return register.Projection{}, false, nil
		}
		row := rows[i]
		row.Released = []byte("packed " + string(row.Case))
		return row, true, nil
	}
	if _, err := s.Project(t.Context(), persons, today, of); err != nil {
		t.Fatal(err)
	}
}

func numbers(found []register.Selected) (all []string) {
	for _, one := range found {
		all = append(all, string(one.Case))
	}
	return all
}

func TestListsSelectWhatIsProjected(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		projected(t, s)
		ctx := t.Context()
		type shown struct {
			Counts          register.Counts
			Recent, Numbers []string
			Campaign, Asked []string
			Answered        []string
			Totals          []int
			Figures         register.CampaignCounts
			Matched         []register.Matched
			Picture         guwah.PersonID
		}
		var got shown
		var errs [10]error
		var recent, numbered, campaign, asked, answered []register.Selected
		got.Totals = make([]int, 3)
		got.Counts, errs[0] = s.Counts(ctx)
		recent, errs[1] = s.Recent(ctx, 2)
		numbered, errs[2] = s.Numbers(ctx, "GW-000001", 10)
		campaign, got.Totals[0], errs[3] = s.InCampaign(ctx, "k1", 1, 10)
		asked, got.Totals[1], got.Totals[2], errs[4] = s.Asked(ctx, "a1", 0, 1)
		answered, errs[5] = s.Answered(ctx, "a1", 10)
		got.Figures, errs[6] = s.CampaignCounts(ctx, "k1")
		got.Matched, errs[7] = s.Match(ctx, []string{"invented", "three"}, 2)
		got.Picture, errs[8] = s.PictureOf(ctx, "ff")
		if err := errors.Join(errs[:]...); err != nil {
			t.Fatal(err)
		}
		got.Recent, got.Numbers, got.Campaign, got.Asked, got.Answered = numbers(recent), numbers(numbered), numbers(campaign), numbers(asked), numbers(answered)
		want := shown{
			Counts:   register.Counts{People: 3, Unanswered: 2, Responses: 2, Partial: 1, Invented: 1},
			Recent:   []string{"GW-000001", "GW-000002"},
			Numbers:  []string{"GW-000002", "GW-000003"},
			Campaign: []string{"GW-000003"},
			Asked:    []string{"GW-000001"},
			Answered: []string{"GW-000003"},
			Totals:   []int{2, 2, 1},
			Figures:  register.CampaignCounts{Speakers: 2, Named: 1, Demands: 2, Answers: 2},
			Matched: []register.Matched{
				{Form: "Invented Three", Persons: []guwah.PersonID{"p3"}, Shared: 2},
				{Form: "Invented One", Persons: []guwah.PersonID{"p1", "p3"}, Shared: 1},
			},
			Picture: "p1",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestWhatIsNoLongerProjectedIsInNoList(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		projected(t, s)
		if counts, err := s.Counts(t.Context()); err != nil || counts.People == 0 {
			t.Errorf("counted %v before (%v)", counts, err)
		}
		project(t, s, []guwah.PersonID{"p1", "p2", "p3"})
		if counts, err := s.Counts(t.Context()); err != nil || counts != (register.Counts{}) {
			t.Errorf("counted %v (%v)", counts, err)
		}
		if found, err := s.Match(t.Context(), []string{"invented"}, 10); err != nil || len(found) != 0 {
			t.Errorf("a name is still found: %v (%v)", found, err)
		}
		if _, err := s.PictureOf(t.Context(), "ff"); !errors.Is(err, guwah.ErrNotFound) {
			t.Errorf("a picture is still found: %v", err)
		}
		if n, err := s.CampaignCounts(t.Context(), "k1"); err != nil || n != (register.CampaignCounts{}) {
			t.Errorf("a campaign still counts %v (%v)", n, err)
		}
	})
}

func TestTheDayOfChangeIsThatOfThePublicContent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		projected(t, s)
		same := register.Projection{Person: "p1", Case: "GW-000003", Level: guwah.LevelFull, Revision: "x", Changed: 300}
		other := register.Projection{Person: "p2", Case: "GW-000001", Level: guwah.LevelStub, Revision: "new", Changed: 300}
		project(t, s, []guwah.PersonID{"p1", "p2"}, same, other)
		recent, err := s.Recent(t.Context(), 10)
		if err != nil {
			t.Fatal(err)
		}
		want := []register.Selected{
			{Person: "p2", Case: "GW-000001", Changed: 300}, {Person: "p3", Case: "GW-000002", Changed: 100}, {Person: "p1", Case: "GW-000003", Changed: 100},
		}
		if diff := cmp.Diff(want, recent); diff != "" {
			t.Error(diff)
		}
	})
}

func TestNoChangeIsLostWhileAnotherIsProjected(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		commit(t, s, people())
		dirty := func() []guwah.PersonID {
			persons, err := s.Dirty(t.Context(), 100)
			if err != nil {
				t.Fatal(err)
			}
			return persons
		}
		first := dirty()
		d, err := s.Dossier(t.Context(), "p1")
		if err != nil {
			t.Fatal(err)
		}
		commit(t, s, guwah.Changes{Claims: d.Claims[:1]}) // while the first are being projected
		project(t, s, first)
		if again := dirty(); !slices.Equal(again, []guwah.PersonID{"p1"}) {
			t.Errorf("after the projection %v are left, want p1 alone", again)
		}
		project(t, s, []guwah.PersonID{"p1"})
		if left := dirty(); len(left) != 0 {
			t.Errorf("%v are left after all", left)
		}
	})
}

func TestWhatIsInQuarantineIsNotProjected(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		commit(t, s, guwah.Changes{Persons: []guwah.Person{{ID: "p1", State: guwah.PersonQuarantine}, {ID: "p2", State: guwah.PersonActive}}})
		if dirty, err := s.Dirty(t.Context(), 10); err != nil || !slices.Equal(dirty, []guwah.PersonID{"p2"}) {
			t.Errorf("to be projected: %v (%v), want p2 alone", dirty, err)
		}
	})
}

func TestTheRevisionMovesOnceAnyProcessHasBroughtTheListsUpToDate(t *testing.T) {
	storetest.EachLocation(t, func(t *testing.T, at store.Location) {
		s := storetest.Make(t, at)
		commit(t, s, people())
		revision := func() string {
			t.Helper()
			other, err := store.Open(t.Context(), at)
			if err != nil {
				t.Fatal(err)
			}
			defer other.Close()
			now, err := other.PublicRevision(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return now
		}
		behind := revision()
		persons, err := s.Dirty(t.Context(), 10)
		if err != nil {
			t.Fatal(err)
		}
		project(t, s, persons, ofOne)
		if now := revision(); now == behind {
			t.Errorf("a list drawn before the projection would be taken for one drawn after: %s", now)
		}
	})
}
