package store_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

// act is one deed of a made-up member of the team.
func act(verb guwah.Verb) guwah.Act {
	return guwah.Act{ID: guwah.ActID(guwah.NewID(rand.Reader)), At: noon, By: "staff-1", Verb: verb, Kind: "person", Object: "p1", Reason: "test"}
}

func commit(t *testing.T, s *store.Store, changes guwah.Changes) guwah.Receipt {
	t.Helper()
	receipt, err := s.Commit(t.Context(), act("test"), changes)
	if err != nil {
		t.Fatal(err)
	}
	return receipt
}

// people is a register of two plainly invented people with something of every kind.
func people() guwah.Changes {
	return guwah.Changes{
		Persons: []guwah.Person{{ID: "p1", Kind: guwah.PersonMissing, State: guwah.PersonActive}, {ID: "p2", Kind: guwah.PersonRelative, State: guwah.PersonActive}},
		Cases:   []guwah.Case{{Person: "p1", ID: "GW-000001", Level: guwah.LevelFull, Campaigns: []guwah.CampaignID{"k1"}}, {Person: "p2", ID: "GW-000002", Level: guwah.LevelStub}},
		Sources: []guwah.Source{{ID: "s1", Publisher: "Invented News", Root: "s2"}, {ID: "s2", Publisher: "Invented Wire"}},
		Claims: []guwah.Claim{
			{ID: "c1", Person: "p1", Predicate: "name", Value: guwah.Value{Name: &guwah.Name{Value: "Invented One"}}, Source: "s1", State: guwah.ClaimAccepted},
			{ID: "c2", Person: "p1", Predicate: "relation", Value: guwah.Value{Person: "p2"}, Testimony: "t1", State: guwah.ClaimAccepted},
			{ID: "c3", Person: "p2", Predicate: "name", Value: guwah.Value{Name: &guwah.Name{Value: "Invented Two", Kind: "official"}}, State: guwah.ClaimAccepted},
			{ID: "c4", Campaign: "k1", Kind: guwah.SubjectCampaign, Predicate: "launched", Source: "s2", State: guwah.ClaimAccepted},
		},
		Testimonies: []guwah.Testimony{{ID: "t1", State: guwah.TestimonyDrawn, Mailbox: "m1"}},
		Consents:    []guwah.Consent{{ID: "n1", Testimony: "t1", Use: "publish_name", Granted: true}},
		Messages:    []guwah.Message{{ID: "l1", Testimony: "t1", Sealed: []byte{1}}, {ID: "l2", Testimony: "t1", FromTeam: true, Sealed: []byte{2}}},
		Clearances:  []guwah.Clearance{{ID: "g1", Person: "p1", Ground: guwah.GroundPublicFigure}},
		Evidence:    []guwah.Evidence{{ID: "e1", Person: "p1", SHA256: "aa"}},
		Authorities: []guwah.Authority{{ID: "a1", Parent: "a2"}, {ID: "a2"}, {ID: "a3"}},
		Campaigns:   []guwah.Campaign{{ID: "k1", Slug: "one"}, {ID: "k2", Slug: "two"}},
		Demands:     []guwah.Demand{{ID: "d1", Person: "p1", Authority: "a1", Events: []guwah.DemandEvent{{Kind: guwah.DemandSent, At: 20000}}}},
		Responses:   []guwah.Response{{ID: "r1", Person: "p1", Authority: "a1"}},
		Assessments: []guwah.Assessment{{ID: "z1", Person: "p1", Response: "r1"}},
		Corrections: []guwah.Correction{{Person: "p1", Kind: "value"}},
		Challenges:  []guwah.Challenge{{Person: "p1", Case: "GW-000001", Kind: "wrong_fact"}},
		Outbound:    []guwah.Outbound{{ID: "o1", Person: "p1", Channel: "feed", State: "sent"}},
	}
}

// dossierOfOne is what must come back of people for p1.
func dossierOfOne() guwah.Dossier {
	all := people()
	d := guwah.Dossier{
		Person: all.Persons[0], Case: all.Cases[0], Claims: all.Claims[:2], Sources: all.Sources, Testimonies: all.Testimonies, Consents: all.Consents,
		Clearances: all.Clearances, Evidence: all.Evidence, Demands: all.Demands, Responses: all.Responses, Assessments: all.Assessments,
		Authorities: all.Authorities[:2], Campaigns: all.Campaigns[:1], Corrections: all.Corrections, Challenges: all.Challenges,
		Relatives: []guwah.Related{{Person: "p2", Case: "GW-000002", Level: guwah.LevelStub, Name: "Invented Two"}},
	}
	d.Corrections[0].No, d.Challenges[0].No = 1, 1
	return d
}

var butVersions = cmpopts.IgnoreTypes(guwah.Versioned{})

func TestACaseComesBackWhole(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		commit(t, s, people())
		got, err := s.Dossier(t.Context(), "p1")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(dossierOfOne(), got, butVersions); diff != "" {
			t.Error(diff)
		}
		if got.Person.Version != 1 || got.Claims[0].Version != 1 {
			t.Errorf("what was stored once has version %d and %d, want 1", got.Person.Version, got.Claims[0].Version)
		}
		project(t, s, []guwah.PersonID{"p1", "p2"})
		packed, err := s.Dossier(t.Context(), "p1")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(got, packed); diff != "" {
			t.Errorf("the packed case differs from its tables: %s", diff)
		}
	})
}

func TestACaseNeverComesFromBeforeAChange(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		commit(t, s, people())
		load := func() guwah.Dossier {
			d, err := s.Dossier(t.Context(), "p1")
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		for name, change := range map[string]struct {
			changes func(d guwah.Dossier) guwah.Changes
			seen    func(d guwah.Dossier) bool
		}{
			"a claim of the case": {
				func(d guwah.Dossier) guwah.Changes {
					d.Claims[0].Locator = "p. 7"
					return guwah.Changes{Claims: d.Claims[:1]}
				},
				func(d guwah.Dossier) bool { return d.Claims[0].Locator == "p. 7" },
			},
			"a consent of a testimony": {
				func(d guwah.Dossier) guwah.Changes {
					d.Consents[0].Revoked = 20001
					return guwah.Changes{Consents: d.Consents}
				},
				func(d guwah.Dossier) bool { return d.Consents[0].Revoked == 20001 },
			},
			"a source": {
				func(d guwah.Dossier) guwah.Changes {
					d.Sources[0].Reviewed = true
					return guwah.Changes{Sources: d.Sources[:1]}
				},
				func(d guwah.Dossier) bool { return d.Sources[0].Reviewed },
			},
			"the office above an authority": {
				func(d guwah.Dossier) guwah.Changes {
					d.Authorities[1].Holding = true
					return guwah.Changes{Authorities: d.Authorities[1:2]}
				},
				func(d guwah.Dossier) bool { return d.Authorities[1].Holding },
			},
			"a campaign": {
				func(d guwah.Dossier) guwah.Changes {
					d.Campaigns[0].Tag = "Invented"
					return guwah.Changes{Campaigns: d.Campaigns}
				},
				func(d guwah.Dossier) bool { return d.Campaigns[0].Tag == "Invented" },
			},
			"the level of a relative": {
				func(guwah.Dossier) guwah.Changes {
					relative, err := s.Dossier(t.Context(), "p2")
					if err != nil {
						t.Fatal(err)
					}
					relative.Case.Level = guwah.LevelOff
					return guwah.Changes{Cases: []guwah.Case{relative.Case}}
				},
				func(d guwah.Dossier) bool { return d.Relatives[0].Level == guwah.LevelOff },
			},
		} {
			project(t, s, []guwah.PersonID{"p1", "p2"}, ofOne)
			if !showing(t, s, today) {
				t.Fatalf("%s: nothing was kept of what was released before", name)
			}
			before := load()
			revision, err := s.CaseRevision(t.Context(), "GW-000001")
			if err != nil {
				t.Fatal(err)
			}
			if change.seen(before) {
				t.Fatalf("%s: already changed: this test sees nothing", name)
			}
			commit(t, s, change.changes(before))
			if !change.seen(load()) {
				t.Errorf("%s: the change is not seen", name)
			}
			if showing(t, s, today) {
				t.Errorf("%s: what was released before is still kept", name)
			}
			if again, err := s.CaseRevision(t.Context(), "GW-000001"); err != nil || again == revision {
				t.Errorf("%s: the revision stayed %s (%v)", name, again, err)
			}
			if dirty, err := s.Dirty(t.Context(), 10); err != nil || !slices.Contains(dirty, "p1") {
				t.Errorf("%s: not queued for projection: %v, %v", name, dirty, err)
			}
		}
	})
}

func TestAMergedRecordIsReadUnderTheOneKept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		commit(t, s, people())
		two, err := s.Dossier(t.Context(), "p2")
		if err != nil {
			t.Fatal(err)
		}
		two.Person.State, two.Person.MergedInto = guwah.PersonMerged, "p1"
		commit(t, s, guwah.Changes{Persons: []guwah.Person{two.Person}})
		for _, id := range []guwah.PersonID{"p1", "p2"} {
			d, err := s.Dossier(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			if d.Person.ID != "p1" || d.Case.ID != "GW-000001" || len(d.Merged) != 1 || d.Merged[0].ID != "p2" || len(d.Claims) != 3 {
				t.Errorf("%s: got person %s, case %s, %d merged, %d claims", id, d.Person.ID, d.Case.ID, len(d.Merged), len(d.Claims))
			}
		}
		if whose, err := s.PersonByCase(t.Context(), "GW-000002"); whose != "p2" || err != nil {
			t.Errorf("the number merged away is %s's (%v), want p2's", whose, err)
		}
	})
}

func TestWhoeverNamesARelativeIsMarkedWhenTheRecordTheirsWasMergedIntoChanges(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		commit(t, s, people())
		two, err := s.Dossier(t.Context(), "p2")
		if err != nil {
			t.Fatal(err)
		}
		two.Person.State, two.Person.MergedInto = guwah.PersonMerged, "p3"
		third := guwah.Case{Person: "p3", ID: "GW-000003", Level: guwah.LevelFull}
		commit(t, s, guwah.Changes{Persons: []guwah.Person{two.Person, {ID: "p3", State: guwah.PersonActive}}, Cases: []guwah.Case{third}})
		before, err := s.CaseRevision(t.Context(), "GW-000001")
		if err != nil {
			t.Fatal(err)
		}
		third.Version, third.Hidden = 1, &guwah.Hiding{Reason: "risk"}
		commit(t, s, guwah.Changes{Cases: []guwah.Case{third}})
		if after, err := s.CaseRevision(t.Context(), "GW-000001"); err != nil || after == before {
			t.Errorf("a relative's page was hidden, and the revision of the page that may name them stayed %s (%v)", after, err)
		}
	})
}

func TestNothingOfAnActStaysWhenAnyOfItFails(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		commit(t, s, people())
		d, err := s.Dossier(t.Context(), "p1")
		if err != nil {
			t.Fatal(err)
		}
		stale := d.Claims[0]
		stood, err := s.Revision(t.Context(), "p1")
		if err != nil {
			t.Fatal(err)
		}
		commit(t, s, guwah.Changes{Claims: []guwah.Claim{stale}})
		revision, err := s.PublicRevision(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for name, changes := range map[string]guwah.Changes{
			"a case that has moved on":    {Persons: []guwah.Person{{ID: "p9"}}, Cases: []guwah.Case{d.Case}, Standing: []guwah.Standing{{Person: "p1", Revision: stood}}},
			"a version that has moved on": {Persons: []guwah.Person{{ID: "p9"}}, Claims: []guwah.Claim{stale}},
			"a case number taken":         {Persons: []guwah.Person{{ID: "p9"}}, Cases: []guwah.Case{{Person: "p9", ID: "GW-000001"}}},
			"an id taken":                 {Persons: []guwah.Person{{ID: "p9"}, {ID: "p1"}}},
			"a mailbox taken":             {Persons: []guwah.Person{{ID: "p9"}}, Testimonies: []guwah.Testimony{{ID: "t9", Mailbox: "m1"}}},
		} {
			if _, err := s.Commit(t.Context(), act("test"), changes); !errors.Is(err, guwah.ErrConflict) {
				t.Errorf("%s: got %v, want ErrConflict", name, err)
			}
			if _, err := s.Dossier(t.Context(), "p9"); !errors.Is(err, guwah.ErrNotFound) {
				t.Errorf("%s: the rest of the act stayed (%v)", name, err)
			}
		}
		if after, err := s.PublicRevision(t.Context()); err != nil || after != revision {
			t.Errorf("acts that failed left a row: %s, then %s (%v)", revision, after, err)
		}
	})
}

func TestNumbersHaveNoGapsHoweverManyFail(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		commit(t, s, guwah.Changes{Persons: []guwah.Person{{ID: "p1"}}})
		var wait sync.WaitGroup
		var mu sync.Mutex
		var given []int64
		for i := range 40 {
			wait.Go(func() {
				changes := guwah.Changes{Corrections: []guwah.Correction{{Person: "p1"}, {Person: "p1"}}}
				if i%4 == 0 {
					changes.Persons = []guwah.Person{{ID: "p1"}} // taken
				}
				receipt, err := s.Commit(t.Context(), act("correct"), changes)
				if (err != nil) != (i%4 == 0) {
					t.Errorf("act %d: %v", i, err)
				}
				mu.Lock()
				given = append(given, receipt.Corrections...)
				mu.Unlock()
			})
		}
		wait.Wait()
		slices.Sort(given)
		for i, no := range given {
			if no != int64(i)+1 {
				t.Fatalf("the numbers given are %v", given)
			}
		}
		stored, err := s.Corrections(t.Context())
		if err != nil || len(stored) != 60 || len(given) != 60 {
			t.Fatalf("%d given, %d stored (%v), want 60", len(given), len(stored), err)
		}
	})
}

func TestLettersKeepTheirOrder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		commit(t, s, people())
		letters, err := s.Letters(t.Context(), "t1")
		if err != nil || len(letters) != 2 {
			t.Fatalf("%v, %v", letters, err)
		}
		letters[0].Read = true
		commit(t, s, guwah.Changes{Messages: []guwah.Message{letters[0], {ID: "l0", Testimony: "t1"}}})
		letters, err = s.Letters(t.Context(), "t1")
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, l := range letters {
			got += fmt.Sprintf("%s %d %v; ", l.ID, l.Sequence, l.Read)
		}
		if want := "l1 1 true; l2 2 false; l0 3 false; "; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}

func TestTheCallersEntitiesAreNotTouched(t *testing.T) {
	s := storetest.SQLite(t)
	changes := people()
	commit(t, s, changes)
	if diff := cmp.Diff(people(), changes); diff != "" {
		t.Error(diff)
	}
}
