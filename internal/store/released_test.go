package store_test

import (
	"context"
	"strconv"
	"testing"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

// showing tells whether what was released of people's first person is kept for an edition, asked for by number and by person.
func showing(t *testing.T, s *store.Store, of register.Edition) bool {
	t.Helper()
	byNumber, err := s.Released(t.Context(), "GW-000001", of)
	if err != nil {
		t.Fatal(err)
	}
	byPerson, err := s.ReleasedOf(t.Context(), "p1", of)
	if err != nil {
		t.Fatal(err)
	}
	if byNumber != byPerson {
		t.Fatalf("by number %q, by person %q", byNumber, byPerson)
	}
	return byNumber != ""
}

// ofOne is how people's first person is projected.
var ofOne = register.Projection{Person: "p1", Case: "GW-000001", Level: guwah.LevelFull}

func TestWhatWasReleasedIsKeptForItsEditionAlone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		commit(t, s, people())
		project(t, s, []guwah.PersonID{"p1"}, ofOne)
		for edition, kept := range map[register.Edition]bool{
			today: true,
			{Day: today.Day + 1, Program: today.Program}: false,
			{Day: today.Day, Program: "another"}:         false,
		} {
			if got := showing(t, s, edition); got != kept {
				t.Errorf("%v: kept is %v", edition, got)
			}
		}
		project(t, s, []guwah.PersonID{"p1"})
		if showing(t, s, today) {
			t.Error("still kept of a person that outsiders may not know of any more")
		}
	})
}

func TestWhatChangedWhileItWasProjectedIsNotKept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		commit(t, s, people())
		of := func(ctx context.Context, d guwah.Dossier, _ register.Loader) (register.Projection, bool, error) {
			d.Consents[0].Revoked = 20001
			_, err := s.Commit(ctx, act("test"), guwah.Changes{Consents: d.Consents})
			row := ofOne
			row.Released = []byte("from before the consent was revoked")
			return row, true, err
		}
		if _, err := s.Project(t.Context(), []guwah.PersonID{"p1"}, today, of); err != nil {
			t.Fatal(err)
		}
		if showing(t, s, today) {
			t.Error("what was released before the consent was revoked is shown")
		}
	})
}

func TestOnlyWhoIsBehindTheEditionIsProjectedAnew(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		projected(t, s)
		behind := func(of register.Edition) (all []guwah.PersonID) {
			t.Helper()
			err := s.Outdated(t.Context(), of, func(persons []guwah.PersonID) error {
				all = append(all, persons...)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			return all
		}
		if all := behind(today); len(all) != 0 {
			t.Errorf("behind today: %v", all)
		}
		if all := behind(register.Edition{Day: today.Day + 1, Program: today.Program}); len(all) != 3 {
			t.Errorf("behind tomorrow: %v", all)
		}
	})
}

// TestAProjectionThatStandsIsLeftAlone projects one case again and again, each time under another name to be found by, which tells whether it was written anew.
func TestAProjectionThatStandsIsLeftAlone(t *testing.T) {
	tomorrow := register.Edition{Day: today.Day + 1, Program: today.Program}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		commit(t, s, people())
		n := 0
		written := func(of register.Edition, revision string) bool {
			t.Helper()
			n++
			key := "key" + strconv.Itoa(n)
			row := ofOne
			row.Revision, row.Forms, row.Released = revision, []register.Form{{Text: "Invented One", Keys: []string{key}}}, []byte("packed")
			_, err := s.Project(t.Context(), []guwah.PersonID{"p1"}, of, func(context.Context, guwah.Dossier, register.Loader) (register.Projection, bool, error) {
				return row, true, nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if !showing(t, s, of) {
				t.Errorf("nothing is kept for %v", of)
			}
			found, err := s.Match(t.Context(), []string{key}, 1)
			if err != nil {
				t.Fatal(err)
			}
			return len(found) > 0
		}
		if _, err := s.Dirty(t.Context(), 10); err != nil { // taken, as the projector does
			t.Fatal(err)
		}
		for _, step := range []struct {
			what     string
			of       register.Edition
			revision string
			want     bool
		}{
			{"for the first time", today, "a", true},
			{"the next day", tomorrow, "a", false},
			{"the next day, when its content is another", today, "b", true},
			{"by another program", register.Edition{Day: today.Day, Program: "another"}, "b", true},
		} {
			if got := written(step.of, step.revision); got != step.want {
				t.Errorf("%s: written anew is %v", step.what, got)
			}
		}
		d, err := s.Dossier(t.Context(), "p1")
		if err != nil {
			t.Fatal(err)
		}
		d.Consents[0].Revoked = 20001
		commit(t, s, guwah.Changes{Consents: d.Consents})
		if !written(register.Edition{Day: today.Day + 1, Program: "another"}, "b") {
			t.Error("an act touched it, and it was not written anew")
		}
	})
}
