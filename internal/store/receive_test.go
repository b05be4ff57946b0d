package store_test

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

// arrival is an invented testimony with two consents and an envelope.
func arrival(id string) guwah.Arrival {
	sealed := []byte("sealed words of " + id + ", invented, which nobody else has")
	sum := sha256.Sum256(sealed)
	t := guwah.TestimonyID(id)
	return guwah.Arrival{
		Act:       guwah.Act{ID: guwah.ActID(guwah.NewID(rand.Reader)), At: noon, Verb: "receive", Kind: "testimony", Object: id},
		Testimony: guwah.Testimony{ID: t, State: guwah.TestimonyReceived, Received: 20000, Mailbox: "box of " + id, Envelope: hex.EncodeToString(sum[:])},
		Consents:  []guwah.Consent{{ID: guwah.ConsentID("c1" + id), Testimony: t, Use: "publish_name", Granted: true}, {ID: guwah.ConsentID("c2" + id), Testimony: t, Use: "contact_me", Granted: true}},
		Envelopes: []guwah.Envelope{{Hash: hex.EncodeToString(sum[:]), Sealed: sealed}},
	}
}

func arrivals(n int) []guwah.Arrival {
	all := make([]guwah.Arrival, n)
	for i := range all {
		all[i] = arrival(fmt.Sprintf("t%d", i))
	}
	return all
}

// received is how many rows there are of all that belongs to testimonies.
func received(t *testing.T, s *store.Store) map[string]int64 {
	t.Helper()
	rows, keys, err := s.Rows(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return map[string]int64{
		"testimonies": rows["testimonies"], "consents": rows["consents"], "envelopes": rows["envelopes"], "acts": rows["acts"], "keys": keys["keys"],
	}
}

func TestWhatArrivesIsStoredOnceHoweverOftenItArrives(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		all := arrivals(75)                           // more than one statement, and a rest
		twice := append(all[:75:75], all[3], all[74]) // within a batch
		want := map[string]int64{"testimonies": 75, "consents": 150, "envelopes": 75, "acts": 75, "keys": 76}
		for range 2 {
			if err := s.Receive(t.Context(), twice); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, received(t, s)); diff != "" {
				t.Fatal(diff)
			}
			if head, err := s.VerifyActs(t.Context()); err != nil || head.Seq != 75 {
				t.Fatalf("the chain of acts: %+v, error %v", head, err)
			}
		}
		got, err := s.TestimonyByMailbox(t.Context(), "box of t70")
		if err != nil {
			t.Fatal(err)
		}
		all[70].Testimony.Version = 1
		if diff := cmp.Diff(all[70].Testimony, got); diff != "" {
			t.Error(diff)
		}
		if sealed, err := s.Envelope(t.Context(), got.Envelope); err != nil || string(sealed) != string(all[70].Envelopes[0].Sealed) {
			t.Errorf("its envelope is %q, error %v", sealed, err)
		}
	})
}

func TestAKeyMadeBeforeAFaultIsTheTestimonysKey(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		key := newKey(t, noon)
		key.ID = "testimony/t0"
		if err := s.PutKeys(t.Context(), key); err != nil {
			t.Fatal(err)
		}
		if err := s.Receive(t.Context(), arrivals(1)); err != nil {
			t.Fatal(err)
		}
		if got, _, err := s.Key(t.Context(), key.ID); err != nil || string(got.Secret) != string(key.Secret) {
			t.Errorf("the key was replaced (error %v)", err)
		}
	})
}

func TestTwoThatCameUnderOneCodeAreBothKept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		first, second := arrival("t1"), arrival("t2")
		second.Testimony.Mailbox = first.Testimony.Mailbox
		for range 2 {
			if err := s.Receive(t.Context(), []guwah.Arrival{first, second}); err != nil {
				t.Fatal(err)
			}
		}
		if got := received(t, s)["testimonies"]; got != 2 {
			t.Errorf("%d are kept", got)
		}
		if opened, err := s.TestimonyByMailbox(t.Context(), first.Testimony.Mailbox); err != nil || opened.ID != "t1" {
			t.Errorf("the code opens %s, error %v", opened.ID, err)
		}
	})
}

func TestABatchThatCannotBeStoredLeavesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		bad := arrivals(3)
		bad[2].Consents[1].ID = bad[2].Consents[0].ID
		if err := s.Receive(t.Context(), bad); !errors.Is(err, guwah.ErrConflict) {
			t.Fatalf("error %v", err)
		}
		got := received(t, s)
		delete(got, "keys") // they wait for the next try
		if diff := cmp.Diff(map[string]int64{"testimonies": 0, "consents": 0, "envelopes": 0, "acts": 0}, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestADroppedEnvelopeLeavesNoByteInTheFiles(t *testing.T) {
	s := storetest.SQLite(t)
	one := arrival("t1")
	if err := s.Receive(t.Context(), []guwah.Arrival{one, arrival("t2")}); err != nil {
		t.Fatal(err)
	}
	if !inFiles(t, s, one.Envelopes[0].Sealed) {
		t.Fatal("the envelope is in no file: this test sees nothing")
	}
	commit(t, s, guwah.Changes{DropEnvelopes: []string{one.Envelopes[0].Hash}})
	if inFiles(t, s, one.Envelopes[0].Sealed) {
		t.Error("the dropped envelope is still in a file")
	}
	if _, err := s.Envelope(t.Context(), one.Envelopes[0].Hash); !errors.Is(err, guwah.ErrNotFound) {
		t.Errorf("error %v", err)
	}
}

// BenchmarkReceive measures how fast what waits in the spool is put away: go test ./internal/store -run - -bench Receive
func BenchmarkReceive(b *testing.B) {
	measure := func(b *testing.B, s *store.Store) {
		sealed := make([]byte, 5800) // 4 KiB when padded and sealed
		n := 0
		for b.Loop() {
			batch := make([]guwah.Arrival, 256)
			for i := range batch {
				n++
				batch[i] = arrival(fmt.Sprintf("%032d", n))
				_, _ = rand.Read(sealed)
				batch[i].Envelopes[0].Sealed = append([]byte(nil), sealed...)
			}
			if err := s.Receive(b.Context(), batch); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "testimonies/s")
	}
	b.Run("sqlite", func(b *testing.B) { measure(b, storetest.SQLite(b)) })
	b.Run("postgres", func(b *testing.B) { measure(b, storetest.Make(b, storetest.PostgresLocation(b))) })
}
