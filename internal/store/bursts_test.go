package store_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

func TestWhatCameInABurstStandsApartUntilItIsLetOut(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		told := func(n int, burst guwah.BurstID, wave int, danger bool) guwah.Testimony {
			return guwah.Testimony{
				ID: guwah.TestimonyID(fmt.Sprintf("t%d", n)), Mailbox: fmt.Sprint(n), State: guwah.TestimonyReceived, Received: 100, Lang: "ug", SizeBucket: 4096,
				Burst: burst, Wave: wave, DangerNow: danger,
			}
		}
		commit(t, s, guwah.Changes{Testimonies: []guwah.Testimony{told(1, "", 0, false), told(2, "b1", 0, false), told(3, "b1", 0, true), told(4, "b1", 2, false), told(5, "b2", 1, false)}})
		commit(t, s, guwah.Changes{Bursts: []guwah.Burst{{ID: "b2", State: guwah.BurstClosed}}})
		shown := func() (queue []guwah.TestimonyID, bursts []register.BurstLine) {
			first, err := s.Queue(t.Context(), 10)
			if err != nil {
				t.Fatal(err)
			}
			for _, one := range first {
				queue = append(queue, one.ID)
			}
			if bursts, err = s.Bursts(t.Context()); err != nil {
				t.Fatal(err)
			}
			return queue, bursts
		}
		queue, bursts := shown()
		want := []register.BurstLine{
			{Burst: guwah.Burst{ID: "b1", State: guwah.BurstAside}, Lang: "ug", SizeBucket: 4096, Day: 100, Count: 3, Danger: 1},
			{Burst: guwah.Burst{Versioned: guwah.Versioned{Version: 1}, ID: "b2", State: guwah.BurstClosed}, Lang: "ug", SizeBucket: 4096, Day: 100, Count: 1},
		}
		if diff := cmp.Diff([]guwah.TestimonyID{"t1"}, queue) + cmp.Diff(want, bursts); diff != "" {
			t.Error(diff)
		}
		waves, err := s.Waves(t.Context(), "b1")
		if diff := cmp.Diff(map[int]int{0: 2, 2: 1}, waves); err != nil || diff != "" {
			t.Errorf("%v %s", err, diff)
		}
		of, err := s.InBurst(t.Context(), "b1", 1, 5)
		if err != nil || len(of) != 2 || of[0].ID != "t2" {
			t.Errorf("of the burst after the first, whose somebody is in danger: %v, %v", of, err)
		}
		of[0].Burst, of[0].Wave = "", 0
		commit(t, s, guwah.Changes{Testimonies: of[:1]})
		queue, bursts = shown()
		if diff := cmp.Diff([]guwah.TestimonyID{"t1", "t2"}, queue); diff != "" || bursts[0].Count != 2 {
			t.Errorf("once one is let out: %s %+v", diff, bursts[0])
		}
	})
}
