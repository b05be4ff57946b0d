package store_test

import (
	"testing"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

// TestWordsAreNeverTakenForSQL puts what would end a statement into every id and text, asks by it, and looks whether all is as it was put.
func TestWordsAreNeverTakenForSQL(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for i, evil := range []string{`x'; drop table claims; --`, `x" or ""="`, `x' or '1'='1`, `x') union select doc from testimonies --`, `%`, `_`, `\`, `x\'; --`, `$1`, `?`, `[null,"a"]`, "x\u2019 or 1=1"} {
			id := evil + string(rune('a'+i))
			changes := guwah.Changes{
				Persons:     []guwah.Person{{ID: guwah.PersonID(id), State: guwah.PersonActive, ImportKey: id}},
				Claims:      []guwah.Claim{{ID: guwah.ClaimID(id), Person: guwah.PersonID(id), Predicate: guwah.PredWords, Value: guwah.Value{Text: id, Lang: "en"}}},
				Testimonies: []guwah.Testimony{{ID: guwah.TestimonyID(id), Mailbox: id, Person: guwah.PersonID(id)}},
			}
			if _, err := s.Commit(t.Context(), guwah.Act{ID: guwah.ActID(id), At: noon, By: guwah.StaffID(id), Verb: "test", Kind: id, Object: id, Reason: id, Note: id}, changes); err != nil {
				t.Fatalf("%q: %v", id, err)
			}
			dossier, err := s.Dossier(t.Context(), guwah.PersonID(id))
			if err != nil || len(dossier.Claims) != 1 || dossier.Claims[0].Value.Text != id {
				t.Errorf("%q: %d claims come back (%v)", id, len(dossier.Claims), err)
			}
			if told, err := s.TestimonyByMailbox(t.Context(), id); err != nil || told.ID != guwah.TestimonyID(id) {
				t.Errorf("%q: its testimony is %q (%v)", id, told.ID, err)
			}
			if found, err := s.Match(t.Context(), []string{id, evil}, 10); err != nil || len(found) != 0 {
				t.Errorf("%q: %d are found (%v)", id, len(found), err)
			}
		}
		if rows, _, err := s.Rows(t.Context()); err != nil || rows["claims"] != 12 || rows["testimonies"] != 12 {
			t.Errorf("the register holds %d claims and %d testimonies (%v)", rows["claims"], rows["testimonies"], err)
		}
	})
}
