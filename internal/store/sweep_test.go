package store_test

import (
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

func TestOldSignInsAndNotesAreSweptAndTheNotesOfWhatIsErased(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		commit := func(id guwah.ActID, at time.Time, kind, object string, changes guwah.Changes) {
			t.Helper()
			if _, err := s.Commit(t.Context(), guwah.Act{ID: id, At: at, By: "a", Verb: "test", Kind: kind, Object: object, Note: "why"}, changes); err != nil {
				t.Fatal(err)
			}
		}
		left := func(table string, want int64) {
			t.Helper()
			if rows, _, err := s.Rows(t.Context()); err != nil || rows[table] != want {
				t.Errorf("%d rows are in %s (%v), want %d", rows[table], table, err, want)
			}
		}
		commit("act1", noon, "claim", "c1", guwah.Changes{
			Persons: []guwah.Person{{ID: "p1"}}, Testimonies: []guwah.Testimony{{ID: "t1", Mailbox: "m1", Person: "p1"}},
			Claims:   []guwah.Claim{{ID: "c1", Person: "p1", Testimony: "t1", Predicate: guwah.PredWords}},
			Sessions: []guwah.Session{{Hash: "h1", Staff: "a", Expires: noon}, {Hash: "h2", Staff: "a", Expires: noon.Add(time.Hour)}},
		})
		commit("act2", noon.Add(time.Hour), "person", "p1", guwah.Changes{})
		commit("act3", noon.Add(2*time.Hour), "testimony", "t1", guwah.Changes{})
		if n, err := s.SweepSessions(t.Context(), noon.Add(time.Minute)); n != 1 || err != nil {
			t.Errorf("%d sign-ins went (%v)", n, err)
		}
		left("sessions", 1)
		commit("act4", noon.Add(3*time.Hour), "register", "", guwah.Changes{EraseKeys: []guwah.TestimonyID{"t1"}})
		left("act_notes", 2) // of the person and of the erasing
		if n, err := s.SweepNotes(t.Context(), noon.Add(2*time.Hour)); n != 1 || err != nil {
			t.Errorf("%d notes went (%v)", n, err)
		}
		left("act_notes", 1)
		left("acts", 4)
		if _, err := s.Scrub(t.Context()); err != nil {
			t.Error(err)
		}
	})
}
