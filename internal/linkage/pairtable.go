package linkage

import "sync/atomic"

// pairTable maps pairs of classes to levels, in one flat array: it is asked many million times.
type pairTable struct {
	slots []uint64 // packPair, or 0; linear probing
	used  int
}

// levelBits hold a level; two classes of thirty bits each stand above them.
const levelBits = 4

// packPair puts two classes, in order, and a level into one word that is not 0.
func packPair(a, b uint32, l level) uint64 {
	low, high := uint64(min(a, b)), uint64(max(a, b))
	return low<<34 | high<<levelBits | uint64(l)
}

func (t *pairTable) get(a, b uint32) (level, bool) {
	if len(t.slots) == 0 {
		return 0, false
	}
	key := packPair(a, b, 0)
	for at := mix(key) & uint64(len(t.slots)-1); t.slots[at] != 0; at = (at + 1) & uint64(len(t.slots)-1) {
		if t.slots[at]&^(1<<levelBits-1) == key {
			return level(t.slots[at] & (1<<levelBits - 1)), true
		}
	}
	return 0, false
}

// put adds a pair that is not in the table.
func (t *pairTable) put(a, b uint32, l level) {
	if 2*(t.used+1) > len(t.slots) {
		old := t.slots
		t.slots = make([]uint64, max(1024, 2*len(old)))
		for _, entry := range old {
			if entry != 0 {
				t.insert(entry)
			}
		}
	}
	t.insert(packPair(a, b, l))
	t.used++
}

func (t *pairTable) insert(entry uint64) {
	at := mix(entry&^(1<<levelBits-1)) & uint64(len(t.slots)-1)
	for t.slots[at] != 0 {
		at = (at + 1) & uint64(len(t.slots)-1)
	}
	t.slots[at] = entry
}

// memo remembers the latest comparisons of two classes, one a slot, for many goroutines at once.
type memo []atomic.Uint64

const memoSize = 1 << 16

// level returns what is remembered of two classes, or compares and remembers it.
func (m memo) level(a, b uint32, compare func() level) level {
	key := packPair(a, b, 0)
	slot := &m[mix(key)%memoSize]
	if entry := slot.Load(); entry&^(1<<levelBits-1) == key && entry != 0 {
		return level(entry & (1<<levelBits - 1))
	}
	l := compare()
	slot.Store(key | uint64(l))
	return l
}
