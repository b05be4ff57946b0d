package names

import (
	"cmp"
	"math"
	"slices"
)

// trie holds the readings of a dictionary so that a walk can price them all against one word, sharing the work of common beginnings. Nodes
// stand in reading order, so that a walk goes through memory once and leaps over what costs too much.
type trie struct {
	sound []Sound  // of the node
	depth []uint8  // of the node, from 1
	skip  []uint32 // the first node that is not below this one
	first []uint32 // by node: its first entry; one more at the end
	word  []uint32 // by entry: the dictionary word
	extra []uint16 // by entry: what this reading of the word costs already; with bareEntry set when the word has an ending that was taken off
}

type trieEntry struct {
	sounds []Sound
	word   uint32
	extra  uint16
	bare   bool
}

// bareEntry is a bit above every cost.
const bareEntry = 1 << 15

func newTrie(entries []trieEntry) *trie {
	slices.SortFunc(entries, func(a, b trieEntry) int {
		return cmp.Or(slices.Compare(a.sounds, b.sounds), cmp.Compare(a.word, b.word))
	})
	t := &trie{}
	var path []uint32 // nodes from the root to the last one
	var last []Sound
	for _, e := range entries {
		shared := 0
		for shared < min(len(last), len(e.sounds)) && last[shared] == e.sounds[shared] {
			shared++
		}
		t.close(&path, shared)
		for _, s := range e.sounds[shared:] {
			path = append(path, uint32(len(t.sound)))
			t.sound = append(t.sound, s)
			t.depth = append(t.depth, uint8(len(path)))
			t.skip = append(t.skip, 0)
			t.first = append(t.first, uint32(len(t.word)))
		}
		extra := e.extra
		if e.bare {
			extra |= bareEntry
		}
		t.word, t.extra = append(t.word, e.word), append(t.extra, extra)
		last = e.sounds
	}
	t.close(&path, 0)
	t.first = append(t.first, uint32(len(t.word)))
	return t
}

func (t *trie) close(path *[]uint32, keep int) {
	for len(*path) > keep {
		node := (*path)[len(*path)-1]
		t.skip[node] = uint32(len(t.sound))
		*path = (*path)[:len(*path)-1]
	}
}

// walker is the reusable memory of a walk.
type walker struct {
	swap [256][maxSounds]uint16
	seen [256]bool
	rows [maxSounds + 1][maxSounds + 1]uint16
}

// walkLimits are the most a word may cost as it stands, and without an ending.
type walkLimits struct{ whole, bare uint16 }

// walk calls found with each dictionary word whose reading costs at most its limit against the sounds, and that cost. A word with several
// readings may be found more than once. With prefix, the sounds may be only the beginning of the reading.
func (t *trie) walk(w *walker, c *Costs, query []Sound, limits walkLimits, prefix bool, found func(word uint32, cost uint16)) {
	n, limit := len(query), limits.whole
	w.seen = [256]bool{}
	w.rows[0][0] = 0
	for j, s := range query {
		w.rows[0][j+1] = capped(int(w.rows[0][j]) + int(c.drop[s]))
	}
	drops := make([]uint16, n)
	for j, s := range query {
		drops[j] = c.drop[s]
	}
	var begun [maxSounds + 1]uint16 // by depth: the cheapest end met on the way, for prefixes
	begun[0] = w.rows[0][n]
	for i := uint32(0); i < uint32(len(t.sound)); {
		s, d := t.sound[i], int(t.depth[i])
		if !w.seen[s] {
			w.seen[s] = true
			for j, q := range query {
				w.swap[s][j] = c.swap[s][q]
			}
		}
		above, row := w.rows[d-1][:n+1], w.rows[d][:n+1]
		least := fillRow(above, row, w.swap[s][:n], drops, c.drop[s])
		end := row[n]
		if prefix {
			begun[d] = min(begun[d-1], end)
			end, least = begun[d], min(least, begun[d])
		}
		if end <= limit {
			for e := t.first[i]; e < t.first[i+1]; e++ {
				most := limit
				if t.extra[e]&bareEntry != 0 {
					most = min(limit, limits.bare)
				}
				if cost := capped(int(end) + int(t.extra[e]&^bareEntry)); cost <= most {
					found(t.word[e], cost)
				}
			}
		}
		if least > limit {
			i = t.skip[i]
		} else {
			i++
		}
	}
}

// fillRow computes one row of the alignment table and returns its least cell.
func fillRow(above, row, swap, drops []uint16, drop uint16) uint16 {
	n := len(swap)
	above, row, drops = above[:n+1], row[:n+1], drops[:n]
	left := above[0] + drop
	row[0] = left
	least := left
	diagonal := above[0]
	for j := range n {
		up := above[j+1]
		cost := min(diagonal+swap[j], up+drop, left+drops[j])
		diagonal = up
		row[j+1], left = cost, cost
		least = min(least, cost)
	}
	return least
}

// costCeiling keeps sums of two costs inside 16 bits.
const costCeiling = math.MaxUint16 / 4

func capped(cost int) uint16 { return uint16(min(cost, costCeiling)) }
