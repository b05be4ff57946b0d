package store_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

func TestWhatThereIsToDoIsCounted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		counted := func(want store.Tally) {
			t.Helper()
			got, err := s.Tally(t.Context())
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("%v %s", err, diff)
			}
		}
		counted(store.Tally{})
		var told []guwah.Testimony
		for n, one := range []guwah.Testimony{{}, {DangerNow: true}, {State: guwah.TestimonyDrawn}, {Burst: "open"}, {Burst: "open", DangerNow: true}, {Burst: "closed"}} {
			one.ID, one.Mailbox, one.Received, one.Lang, one.SizeBucket = guwah.TestimonyID(fmt.Sprint("t", n)), fmt.Sprint(n), 100, "ug", 4096
			if one.State == "" {
				one.State = guwah.TestimonyReceived
			}
			told = append(told, one)
		}
		commit(t, s, guwah.Changes{Testimonies: told, Bursts: []guwah.Burst{{ID: "closed", State: guwah.BurstClosed}}})
		counted(store.Tally{Received: 6, Waiting: 2, Danger: 1, Aside: 2})
	})
}
