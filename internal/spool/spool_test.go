package spool

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

func open(t *testing.T, folder string) (*Spool, Left) {
	t.Helper()
	s, left, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, left
}

func add(t *testing.T, s *Spool, bodies ...string) {
	t.Helper()
	for _, body := range bodies {
		if err := s.Append(Key{body[0]}, []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
}

// take takes what waits and reads it.
func take(t *testing.T, s *Spool, most int) (records []Record, bodies []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	records, err := s.Take(ctx, most)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		body, err := r.Read()
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, string(body))
	}
	return records, bodies
}

func files(t *testing.T, folder string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.spool"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestWhatIsNotPutAwayIsThereForTheNextProcess(t *testing.T) {
	folder := t.TempDir()
	first, _ := open(t, folder)
	add(t, first, "one", "two", "three")
	records, bodies := take(t, first, 2)
	if !slices.Equal(bodies, []string{"one", "two"}) {
		t.Errorf("took %q", bodies)
	}
	first.Done(records[:1])
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second, left := open(t, folder)
	if left.Records != 3 || left.Torn != 0 || second.Waiting() != 3 { // what was put away may come again, and nothing may be missing
		t.Errorf("left %+v, %d waiting", left, second.Waiting())
	}
	records, bodies = take(t, second, 10)
	if !slices.Equal(bodies, []string{"one", "two", "three"}) {
		t.Errorf("took %q", bodies)
	}
	second.Done(records)
	if names := files(t, folder); len(names) != 0 {
		t.Errorf("all is put away, and %v are there", names)
	}
}

func TestAnEmptyFileIsNotKeptForLong(t *testing.T) {
	folder := t.TempDir()
	s, _ := open(t, folder)
	add(t, s, "one")
	records, _ := take(t, s, 1)
	s.Done(records)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	go func() {
		for len(files(t, folder)) > 0 && ctx.Err() == nil {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	if _, err := s.Take(ctx, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("the file is there after ten seconds: %v", err)
	}
	add(t, s, "two")
	if _, bodies := take(t, s, 1); bodies[0] != "two" {
		t.Errorf("took %q", bodies)
	}
}

func TestATornEndLosesNothingThatCameBefore(t *testing.T) {
	folder := t.TempDir()
	s, _ := open(t, folder)
	add(t, s, "one", "two", "three")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	name := files(t, folder)[0]
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for cut := len(whole) - 1; cut >= 0; cut-- {
		places, skipped := find(whole[:cut])
		want := 0
		for _, end := range []int{headSize + frameSize + keySize + 3, headSize + 2*(frameSize+keySize+3), len(whole)} {
			if cut >= end {
				want++
			}
		}
		if len(places) != want {
			t.Fatalf("cut at %d of %d: %d records, want %d", cut, len(whole), len(places), want)
		}
		if want == 0 && cut > headSize && skipped != cut-headSize {
			t.Fatalf("cut at %d: %d bytes skipped", cut, skipped)
		}
	}
}

func TestADamagedRecordHidesNoOther(t *testing.T) {
	salt := make([]byte, saltSize)
	content := append([]byte(heading), salt...)
	content = appendFrame(content, salt, Key{1}, []byte("one"))
	damaged := len(content)
	content = appendFrame(content, salt, Key{2}, []byte("two"))
	content = appendFrame(content, salt, Key{3}, []byte("three"))
	for at := damaged; at < damaged+frameSize+keySize+3; at++ {
		bad := slices.Clone(content)
		bad[at] ^= 0x10
		places, skipped := find(bad)
		if len(places) != 2 || places[0].key != (Key{1}) || places[1].key != (Key{3}) || skipped == 0 {
			t.Fatalf("byte %d damaged: %v, %d skipped", at, places, skipped)
		}
	}
}

func TestWhatLooksLikeARecordInsideATornOneIsNone(t *testing.T) {
	inside := appendFrame(nil, make([]byte, saltSize), Key{9}, []byte("forged"))
	salt := append(make([]byte, saltSize-1), 1)
	content := append(append([]byte(heading), salt...), appendFrame(nil, salt, Key{1}, inside)...)
	content[headSize+5] ^= 1 // the frame around it is torn
	if places, _ := find(content); len(places) != 0 {
		t.Errorf("found %v", places)
	}
}

func TestTwoProcessesDoNotShareASpool(t *testing.T) {
	folder := t.TempDir()
	open(t, folder)
	if _, _, err := Open(folder); !errors.Is(err, ErrLocked) {
		t.Errorf("error %v", err)
	}
}

func TestManyAtOnceAreAllKeptInTheirOwnOrder(t *testing.T) {
	folder := t.TempDir()
	s, _ := open(t, folder)
	var all sync.WaitGroup
	for client := range 16 {
		all.Go(func() {
			for i := range 50 {
				if err := s.Append(Key{byte(client)}, fmt.Appendf(nil, "%d", i)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	last, n := map[Key]int{}, 0
	for n < 16*50 && !t.Failed() {
		records, bodies := take(t, s, 100)
		for i, body := range bodies {
			var number int
			if _, err := fmt.Sscan(body, &number); err != nil || number != last[records[i].Key()] {
				t.Fatalf("client %v: %q after %d", records[i].Key()[0], body, last[records[i].Key()])
			}
			last[records[i].Key()]++
		}
		s.Done(records)
		n += len(records)
	}
	all.Wait()
	if s.Waiting() != 0 {
		t.Errorf("%d wait", s.Waiting())
	}
}

func TestWhoWaitsForTheirsIsToldWhenItIsPutAway(t *testing.T) {
	s, _ := open(t, t.TempDir())
	add(t, s, "one", "other")
	if !s.Settled(t.Context(), Key{'x'}) {
		t.Error("what was never there is waited for")
	}
	short, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if s.Settled(short, Key{'o'}) {
		t.Error("it waits, and counts as put away")
	}
	records, _ := take(t, s, 2)
	go func() { s.Back(records[1:]); s.Done(records[:1]) }()
	longer, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if s.Settled(longer, Key{'o'}) {
		t.Error("one of two is put away, and both count")
	}
	records, _ = take(t, s, 2)
	go s.Done(records)
	if !s.Settled(t.Context(), Key{'o'}) {
		t.Error("both are put away, and do not count")
	}
}

func TestAClosedSpoolTakesNothing(t *testing.T) {
	s, _ := open(t, t.TempDir())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(Key{}, []byte("late")); !errors.Is(err, ErrClosed) {
		t.Errorf("error %v", err)
	}
}

// FuzzFind reads files that may hold anything: whatever is found lies inside them and is whole, and every byte is accounted for.
func FuzzFind(f *testing.F) {
	salt := make([]byte, saltSize)
	whole := appendFrame(append([]byte(heading), salt...), salt, Key{1}, []byte("one"))
	f.Add(whole)
	f.Add(appendFrame(whole, salt, Key{2}, nil))
	f.Add([]byte(heading))
	f.Fuzz(func(t *testing.T, content []byte) {
		places, skipped := find(content)
		used, end := skipped, int64(headSize)
		for _, at := range places {
			if at.offset-frameSize-keySize < end || at.offset+int64(at.length) > int64(len(content)) {
				t.Fatalf("%+v lies outside or in another, which ends at %d", at, end)
			}
			end = at.offset + int64(at.length)
			used += frameSize + keySize + at.length
		}
		if len(content) >= headSize && string(content[:len(heading)]) == heading && used+headSize != len(content) {
			t.Fatalf("%d of %d bytes are accounted for", used+headSize, len(content))
		}
	})
}

// BenchmarkAppend measures how many records a second are safe on the disk: go test ./internal/spool -run - -bench Append
func BenchmarkAppend(b *testing.B) {
	s, _, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	go func() {
		for {
			records, err := s.Take(b.Context(), 256)
			if err != nil {
				return
			}
			s.Done(records)
		}
	}()
	body := make([]byte, 6500)
	b.SetParallelism(32)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := s.Append(Key{}, body); err != nil {
				b.Error(err)
			}
		}
	})
}
