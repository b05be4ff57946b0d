package intake

import (
	"io"
	"sync"
	"time"

	"guwah.example/guwah"
)

// Bursts tells testimonies that come in many times more quickly than usual from the others. All is sealed, so that only how many come in a minute, in which
// language and how large, can tell; nothing is refused for it. It knows no addresses, keeps only counts, in memory, and begins anew with the process.
type Bursts struct {
	now    func() time.Time
	random io.Reader

	mu       sync.Mutex
	expected []guwah.Expectation
	kinds    map[kindOf]*meter
	all      meter
}

// What is usual. A register hears from some hundred people on a busy day; an ordinary minute has none.
const (
	usualOfKind  = 10        // so many of one kind in a minute are no burst
	usualOfAll   = 30        // nor so many of all kinds together
	spared       = 2         // of each kind in each minute, when it is all kinds together that are too many
	times        = 8         // so many times what was learned is a burst
	mostLearned  = 4         // what is learned raises what is usual this many times at most: a flood that grows slowly must not teach that it is usual
	peak         = 10        // an expected day has minutes with so many times its mean
	quiet        = 10        // minutes without too many end a burst
	forgetAtMost = 1.0 / 120 // of what was learned, each minute: two hours
	mostKinds    = 2000
)

// kindOf is what testimonies that nobody has opened can be told apart by.
type kindOf struct {
	lang string
	size int64
}

// meter counts one kind by minutes.
type meter struct {
	minute  int64 // since 1970
	n       int   // in that minute
	learned float64
	burst   guwah.BurstID
	began   int64 // the minute in which the burst began
	last    int64 // the last minute that had too many
}

// NewBursts begins to count.
func NewBursts(now func() time.Time, random io.Reader) *Bursts {
	return &Bursts{now: now, random: random, kinds: make(map[kindOf]*meter)}
}

// Expect replaces the days on which the team expects many.
func (b *Bursts) Expect(expected []guwah.Expectation) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.expected = expected
}

// Mark counts a testimony that is about to be stored, and marks it where it comes in a burst. What staff took down is never one.
func (b *Bursts) Mark(t *guwah.Testimony) {
	if b == nil || t.EnteredBy != "" {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	minute := b.now().Unix() / 60
	kind := b.kind(kindOf{t.Lang, sizeOf(t)})
	kind.turn(minute, usualOfKind)
	b.all.turn(minute, usualOfAll)
	kind.n++
	b.all.n++
	expected := b.perMinute()
	tooMany := kind.n > kind.usual(usualOfKind, expected) || b.all.n > b.all.usual(usualOfAll, expected) && kind.n > spared
	if tooMany {
		kind.last = minute
	}
	if kind.burst == "" && !tooMany {
		return
	}
	if kind.burst == "" {
		kind.burst, kind.began = guwah.BurstID(guwah.NewID(b.random)), minute
	}
	t.Burst, t.Wave = kind.burst, int(minute-kind.began)
}

func sizeOf(t *guwah.Testimony) int64 {
	size := t.SizeBucket
	for _, a := range t.Attachments {
		size += a.SizeBucket
	}
	return size
}

// kind is the meter of a kind; those beyond the most share one.
func (b *Bursts) kind(of kindOf) *meter {
	if m, known := b.kinds[of]; known {
		return m
	}
	if len(b.kinds) >= mostKinds {
		of = kindOf{}
	}
	if b.kinds[of] == nil {
		b.kinds[of] = &meter{}
	}
	return b.kinds[of]
}

// perMinute is how many the team expects in a busy minute of today.
func (b *Bursts) perMinute() int {
	day, most := guwah.DayOf(b.now()), 0
	for _, e := range b.expected {
		if e.On(day) {
			most = max(most, e.PerDay*peak/(24*60))
		}
	}
	return most
}

// turn goes on to a minute: learns from those that are over, unless they had too many, and ends a burst after some quiet ones.
func (m *meter) turn(minute int64, usual int) {
	if m.minute == 0 {
		m.minute = minute
	}
	if gone := minute - m.minute; gone > 0 {
		if m.burst == "" {
			m.learned += (float64(min(m.n, usual)) - m.learned) * forgetAtMost
		}
		m.learned *= max(0, 1-float64(min(gone-1, 120))*forgetAtMost)
		m.minute, m.n = minute, 0
	}
	if m.burst != "" && minute-m.last > quiet {
		m.burst = ""
	}
}

// usual is how many in a minute are no burst.
func (m *meter) usual(floor, expected int) int {
	return max(floor, expected, min(floor*mostLearned, int(m.learned*times)))
}
