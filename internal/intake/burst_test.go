package intake

import (
	"crypto/rand"
	"testing"
	"time"

	"guwah.example/guwah"
)

// flow sends testimonies to the counting, some in each minute, and counts those that were marked.
type flow struct {
	*Bursts
	now time.Time
}

func newFlow() *flow {
	f := &flow{now: time.Date(2026, 7, 5, 8, 0, 0, 0, time.UTC)}
	f.Bursts = NewBursts(func() time.Time { return f.now }, rand.Reader)
	return f
}

func (f *flow) minute(n int, lang string, size int64) (marked int, last guwah.Testimony) {
	for range n {
		last = guwah.Testimony{Lang: lang, SizeBucket: size}
		f.Mark(&last)
		if last.Burst != "" {
			marked++
		}
	}
	return marked, last
}

func (f *flow) next(minutes int) { f.now = f.now.Add(time.Duration(minutes) * time.Minute) }

func TestABurstIsSetAsideByLanguageAndSizeAndEndsWhenItIsQuiet(t *testing.T) {
	f := newFlow()
	if marked, _ := f.minute(10, "ug", 4096); marked != 0 {
		t.Errorf("ten in a minute: %d are a burst", marked)
	}
	marked, first := f.minute(300, "ug", 4096)
	if marked != 300 {
		t.Errorf("three hundred more: %d are a burst", marked)
	}
	if marked, _ := f.minute(2, "kk", 8192); marked != 0 {
		t.Errorf("two of another language and size in the same minute: %d are a burst", marked)
	}
	f.next(3)
	if marked, later := f.minute(1, "ug", 4096); marked != 1 || later.Burst != first.Burst || later.Wave != 3 {
		t.Errorf("three minutes later: %d, burst %q and %q, wave %d", marked, first.Burst, later.Burst, later.Wave)
	}
	f.next(quiet + 1)
	if marked, _ := f.minute(5, "ug", 4096); marked != 0 {
		t.Errorf("after the burst: %d are one", marked)
	}
	if marked, another := f.minute(100, "ug", 4096); marked == 0 || another.Burst == first.Burst {
		t.Errorf("another burst: %d, %q", marked, another.Burst)
	}
}

func TestAFloodOfManySizesAndLanguagesIsSetAsideTooButForAFewOfEach(t *testing.T) {
	f := newFlow()
	kept := 0
	for round := range 9 {
		for size := range int64(20) {
			if marked, _ := f.minute(1, "en", 4096<<size); marked == 0 {
				kept++
			}
		}
		_ = round
	}
	if kept > usualOfAll+20*spared {
		t.Errorf("%d of 180 in a minute go onto the first list", kept)
	}
}

func TestADayOnWhichManyAreExpectedIsNoBurst(t *testing.T) {
	f := newFlow()
	today := guwah.DayOf(f.now)
	f.Expect([]guwah.Expectation{{From: today, To: today, PerDay: 10_000}})
	if marked, _ := f.minute(60, "ug", 4096); marked != 0 {
		t.Errorf("sixty in a minute of an expected day: %d are a burst", marked)
	}
	if marked, _ := f.minute(1000, "ug", 4096); marked == 0 {
		t.Error("a thousand in a minute of such a day are none")
	}
	f.Expect([]guwah.Expectation{{From: today, To: today, PerDay: 10_000, Ended: true}})
	f.next(20)
	if marked, _ := f.minute(60, "ug", 4096); marked == 0 {
		t.Error("an expectation that was taken back still holds")
	}
}

func TestWhatIsUsualIsLearnedSlowlyAndAFloodDoesNotTeachIt(t *testing.T) {
	f := newFlow()
	for range 24 * 60 {
		f.minute(4, "ug", 4096)
		f.next(1)
	}
	if marked, _ := f.minute(25, "ug", 4096); marked != 0 {
		t.Errorf("twenty-five where four are usual: %d are a burst", marked)
	}
	f.next(1)
	for range 24 * 60 {
		f.minute(400, "ug", 4096)
		f.next(1)
	}
	if marked, _ := f.minute(50, "ug", 4096); marked != 50 {
		t.Errorf("after a day of flood: %d of fifty are set aside", marked)
	}
}

func TestWhatStaffTookDownIsNoBurst(t *testing.T) {
	f := newFlow()
	f.minute(100, "ug", 4096)
	taken := guwah.Testimony{Lang: "ug", SizeBucket: 4096, EnteredBy: "somebody"}
	if f.Mark(&taken); taken.Burst != "" {
		t.Error("set aside")
	}
}
