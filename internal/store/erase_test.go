package store

import (
	"errors"
	"os"
	"sync"
	"testing"
	"time"

	"guwah.example/guwah"
)

func made(t *testing.T) *Store {
	t.Helper()
	at, err := At(t.TempDir(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	s, err := Make(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func commitTest(t *testing.T, s *Store, id guwah.ActID, changes guwah.Changes) {
	t.Helper()
	act := guwah.Act{ID: id, At: time.Date(2026, 11, 22, 13, 14, 15, 0, time.UTC), Verb: "receive", Kind: "testimony", Object: "t1"}
	if _, err := s.Commit(t.Context(), act, changes); err != nil {
		t.Fatal(err)
	}
}

func hasKey(t *testing.T, s *Store) bool {
	t.Helper()
	_, found, err := s.Key(t.Context(), testimonyKey("t1"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestATestimonyHasItsKeyUntilItIsErased(t *testing.T) {
	s := made(t)
	commitTest(t, s, "act1", guwah.Changes{Testimonies: []guwah.Testimony{{ID: "t1", Mailbox: "m1"}}})
	if !hasKey(t, s) {
		t.Fatal("a testimony was received without a key")
	}
	commitTest(t, s, "act2", guwah.Changes{EraseKeys: []guwah.TestimonyID{"t1"}})
	if hasKey(t, s) {
		t.Fatal("the key is still there")
	}
}

func TestAnErasureThatAFaultCutShortIsFinishedOnOpening(t *testing.T) {
	s := made(t)
	commitTest(t, s, "act1", guwah.Changes{Testimonies: []guwah.Testimony{{ID: "t1", Mailbox: "m1"}}})
	err := s.register.write(t.Context(), func(tx *session) error { // the act is safe, and then the power goes
		c := commit{ctx: t.Context(), tx: tx}
		return c.queueErasures([]guwah.TestimonyID{"t1"})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(t.Context(), s.at)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if hasKey(t, again) {
		t.Error("the key is still there")
	}
}

func TestATestimonyWhoseKeyIsThereAlreadyIsReceived(t *testing.T) {
	s := made(t)
	testimony := []guwah.Testimony{{ID: "t1", Mailbox: "m1"}}
	if err := s.keyTestimonies(t.Context(), time.Now(), testimony); err != nil { // and then the register went away
		t.Fatal(err)
	}
	commitTest(t, s, "act1", guwah.Changes{Testimonies: testimony}) // sent again
}

func TestAnErasureDoesNotFailWhileTheLogIsRead(t *testing.T) {
	s := made(t)
	commitTest(t, s, "act1", guwah.Changes{Testimonies: []guwah.Testimony{{ID: "t1", Mailbox: "m1"}}})
	reading, stop := make(chan struct{}), make(chan struct{})
	var reader sync.WaitGroup
	reader.Go(func() { // as continuous backup does, without end
		err := s.keys.read(t.Context(), func(tx *session) error {
			var n int
			_, err := tx.one(t.Context(), `select count(*) from keys`, nil, &n)
			close(reading)
			<-stop
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
	<-reading
	commitTest(t, s, "act2", guwah.Changes{EraseKeys: []guwah.TestimonyID{"t1"}})
	if hasKey(t, s) {
		t.Error("the key is still there")
	}
	if _, err := s.SweepOrphanedKeys(t.Context(), time.Now()); !errors.Is(err, guwah.ErrBusy) {
		t.Errorf("sweeping while the log is read: got %v, want it said", err)
	}
	close(stop)
	reader.Wait()
	if _, err := s.SweepOrphanedKeys(t.Context(), time.Now()); err != nil {
		t.Fatal(err)
	}
	if log, err := os.Stat(s.at.Keys + "-wal"); err != nil || log.Size() != 0 {
		t.Errorf("the log of the keys is %v, %v: want it empty", log, err)
	}
}

func TestAnActOfThePublicKeepsOnlyItsDay(t *testing.T) {
	s := made(t)
	commitTest(t, s, "act1", guwah.Changes{Testimonies: []guwah.Testimony{{ID: "t1", Mailbox: "m1"}}})
	var at int64
	err := s.register.glance(t.Context(), func(tx *session) error {
		_, err := tx.one(t.Context(), `select at from acts where id = 'act1'`, nil, &at)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC); !time.UnixMicro(at).Equal(want) {
		t.Errorf("the act is recorded at %v, want %v", time.UnixMicro(at).UTC(), want)
	}
}

func TestADigestCannotBeMadeWithoutTheTestimonysKey(t *testing.T) {
	sum := func(keys map[guwah.TestimonyID][]byte) string {
		d := newDigests(keys)
		d.add("claim", "c1", "t1", []byte("a few words"))
		return d.sums["claim c1"]
	}
	first := sum(map[guwah.TestimonyID][]byte{"": {1}, "t1": {2}})
	if other := sum(map[guwah.TestimonyID][]byte{"": {1}, "t1": {3}}); first == "" || first == other {
		t.Errorf("under two keys the digests are %q and %q", first, other)
	}
	if none := sum(map[guwah.TestimonyID][]byte{"": {1}}); none != "" {
		t.Errorf("without its key there is a digest: %q", none)
	}
}
