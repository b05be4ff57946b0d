package intake

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/spool"
)

// spooled is a desk whose testimonies go through a spool.
func spooled(t *testing.T) (*desk, *spool.Spool) {
	t.Helper()
	d := newDesk(t)
	waiting, _, err := spool.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = waiting.Close() })
	d.Spool = waiting
	return d, waiting
}

// putAway puts everything away, and returns what failed on the way.
func (d *desk) putAway(t *testing.T, from *spool.Spool, fails func(error)) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	done := make(chan struct{})
	go func() { defer close(done); PutAway(ctx, from, d.register, fails) }()
	for from.Waiting() > 0 && ctx.Err() == nil {
		time.Sleep(time.Millisecond)
	}
	stop()
	<-done
	if n := from.Waiting(); n > 0 {
		t.Errorf("%d still wait", n)
	}
}

func TestTellingGoesOnWhileTheRegisterIsDownAndNothingIsLostOrDoubled(t *testing.T) {
	d, waiting := spooled(t)
	d.register.Fails = guwah.ErrBusy
	var codes []seal.Code
	for _, name := range []string{"one", "two", "three", "one"} { // the last is the first, sent again
		codes = append(codes, d.tell(t, part{name: "token", value: "t"}, part{name: "name", value: name}))
	}
	if codes[0] != codes[3] || len(d.register.Testimonies) != 0 {
		t.Fatalf("same code %v, %d in the register", codes[0] == codes[3], len(d.register.Testimonies))
	}
	tries := 0
	d.putAway(t, waiting, func(err error) {
		if tries++; !errors.Is(err, guwah.ErrBusy) {
			t.Errorf("failed: %v", err)
		}
		d.register.Fails = nil // it is up again
	})
	if tries == 0 || len(d.register.Testimonies) != 3 || len(d.register.Acts) != 3 {
		t.Errorf("%d tries failed; %d testimonies, %d acts", tries, len(d.register.Testimonies), len(d.register.Acts))
	}
	for _, code := range codes {
		mine, err := d.Open(t.Context(), KeyOf(code))
		if err != nil {
			t.Fatal(err)
		}
		sealed, err := d.kept.Open(t.Context(), mine.Testimony.Envelope)
		if err != nil {
			t.Fatal(err)
		}
		if told, err := seal.OpenTestimony(sealed, d.team); err != nil || told.NameAsTold == "" {
			t.Errorf("it opens as %q, error %v", told.NameAsTold, err)
		}
	}
}

// down is a register that cannot be written until a moment.
type down struct {
	Door
	until   time.Time
	refused int
}

func (d *down) Receive(ctx context.Context, arrivals []guwah.Arrival) error {
	if time.Now().Before(d.until) {
		d.refused++
		return guwah.ErrBusy
	}
	return d.Door.Receive(ctx, arrivals)
}

func TestTenMinutesWithoutARegisterAreTenMinutesOfTelling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(t)
		waiting, _, err := spool.Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		d.Spool = waiting
		const outage, every = 10 * time.Minute, 500 * time.Millisecond
		began := time.Now()
		door := &down{Door: d.register, until: began.Add(outage)}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); PutAway(ctx, waiting, door, func(error) {}) }()
		told := map[string]bool{}
		for time.Since(began) < outage+longPause {
			code := d.tell(t, part{name: "token", value: time.Now().String()}, part{name: "name", value: "invented"}) // fails the test where it is not received
			told[KeyOf(code).mailbox()] = true
			if time.Since(began) < outage && waiting.Waiting() != len(told) {
				t.Fatalf("%d of %d wait after %v without a register", waiting.Waiting(), len(told), time.Since(began))
			}
			time.Sleep(every)
			d.now = d.now.Add(every)
		}
		time.Sleep(longPause)
		stop()
		<-done
		for _, one := range d.register.Testimonies {
			delete(told, one.Mailbox)
		}
		want := int((outage + longPause) / every)
		if waiting.Waiting() != 0 || len(told) != 0 || len(d.register.Testimonies) != want || door.refused == 0 {
			t.Errorf("%d still wait, %d are lost, %d of %d are in the register, %d tries failed", waiting.Waiting(), len(told), len(d.register.Testimonies), want, door.refused)
		}
		if err := waiting.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestACodeWhoseTestimonyIsNotPutAwayIsTold(t *testing.T) {
	d, waiting := spooled(t)
	code := d.tell(t, part{name: "name", value: "invented"})
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	if _, err := d.Open(ctx, KeyOf(code)); !errors.Is(err, ErrPuttingAway) {
		t.Errorf("error %v", err)
	}
	if _, err := d.Open(t.Context(), KeyOf(seal.Code{7})); !errors.Is(err, guwah.ErrNotFound) {
		t.Errorf("a code that nobody has: %v", err)
	}
	go d.putAway(t, waiting, func(error) {})
	if _, err := d.Open(t.Context(), KeyOf(code)); err != nil {
		t.Errorf("while it is put away: %v", err)
	}
}

// stubborn is a register that refuses one testimony.
type stubborn struct {
	Door
	refuses string
	after   int // how often
}

func (s *stubborn) Receive(ctx context.Context, arrivals []guwah.Arrival) error {
	for _, a := range arrivals {
		if a.Testimony.Lang == s.refuses && s.after > 0 {
			s.after--
			return errors.New("a rule of the database")
		}
	}
	return s.Door.Receive(ctx, arrivals)
}

// records are records in memory.
type records struct {
	waiting [][]byte
	done    int
}

type record []byte

func (r record) Read() ([]byte, error) { return r, nil }

func (r *records) Take(ctx context.Context, most int) ([]record, error) {
	if len(r.waiting) == 0 || ctx.Err() != nil {
		return nil, context.Canceled
	}
	var taken []record
	for _, one := range r.waiting[:min(most, len(r.waiting))] {
		taken = append(taken, one)
	}
	r.waiting = r.waiting[len(taken):]
	return taken, nil
}
func (r *records) Done(of []record) { r.done += len(of) }
func (r *records) Back(of []record) {
	for _, one := range of {
		r.waiting = append(r.waiting, one)
	}
}

func TestOneThatCannotBeStoredHoldsUpNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(t)
		var from records
		for _, lang := range []string{"ug", "bad", "kk", "torn"} {
			one, err := encodeArrival(guwah.Arrival{Testimony: guwah.Testimony{ID: guwah.TestimonyID(lang), Mailbox: lang, Lang: lang}})
			if err != nil {
				t.Fatal(err)
			}
			if lang == "torn" {
				one = one[:3]
			}
			from.waiting = append(from.waiting, one)
		}
		door := &stubborn{d.register, "bad", 3}
		ctx, cancel := context.WithCancel(t.Context())
		tries := 0
		PutAway(ctx, &from, door, func(err error) {
			if tries++; tries == 1 && len(d.register.Testimonies) != 2 {
				t.Errorf("after the first try %d are stored", len(d.register.Testimonies))
			}
			if tries == 5 {
				cancel()
			}
		})
		if len(d.register.Testimonies) != 3 || from.done != 3 || len(from.waiting) != 1 {
			t.Errorf("%d stored, %d done, %d wait", len(d.register.Testimonies), from.done, len(from.waiting))
		}
	})
}

func TestARecordComesBackAsItWas(t *testing.T) {
	want := guwah.Arrival{
		Testimony: guwah.Testimony{ID: "t", Mailbox: "m", Envelope: "aa", WishedLevel: guwah.LevelInitials, Received: 20000},
		Consents:  []guwah.Consent{{ID: "c", Testimony: "t", Use: guwah.PublishWords, Granted: true}},
		Envelopes: []guwah.Envelope{{Hash: "aa", Sealed: []byte("sealed")}},
	}
	encoded, err := encodeArrival(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := decodeArrival(encoded)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestALargeEnvelopeIsAFileOfItsOwn(t *testing.T) {
	d, waiting := spooled(t)
	code := d.tell(t, part{name: "story", value: strings.Repeat("They came at night. ", 10_000)})
	d.putAway(t, waiting, func(err error) { t.Error(err) })
	mine, err := d.Open(t.Context(), KeyOf(code))
	if err != nil {
		t.Fatal(err)
	}
	if _, inFiles := d.kept.Kept[mine.Testimony.Envelope]; !inFiles || mine.Testimony.SizeBucket < 200_000 {
		t.Errorf("in files %v, %d bytes", inFiles, mine.Testimony.SizeBucket)
	}
}

// FuzzDecodeArrival reads records that may hold anything.
func FuzzDecodeArrival(f *testing.F) {
	good, err := encodeArrival(guwah.Arrival{Testimony: guwah.Testimony{ID: "t"}, Envelopes: []guwah.Envelope{{Sealed: []byte("sealed")}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte{0, 0, 0, 2, '{', '}'})
	f.Add([]byte{255, 255, 255, 255})
	f.Fuzz(func(t *testing.T, record []byte) {
		a, err := decodeArrival(record)
		if err != nil {
			return
		}
		if len(a.Envelopes) > 0 && !bytes.HasSuffix(record, a.Envelopes[0].Sealed) {
			t.Error("the envelope is not the end of the record")
		}
	})
}
