package linkage

import (
	"math/bits"
	"sync"
)

// Blocking: two records are compared if they agree on a set of fields that few others agree on. The sets are grown as the Apriori
// algorithm grows them: a field alone where few share the value, else two fields together, and so on; a block is refined by a
// further field only where all its coarser blocks are too large. So a rare name is compared with all its likes, and a common one
// only where the year, the place or the father's name agree too, and one wrong field hides nothing while others agree.

const (
	maxFields = 14  // columns, and fields to block by, so that a set of them fits a small table
	maxRules  = 256 // sets of fields tried
)

// ruleSet is a set of rules, one bit each.
type ruleSet [maxRules / 64]uint64

func (s *ruleSet) add(rule int) { s[rule>>6] |= 1 << (rule & 63) }

// firstInAll is the first rule in all three sets, or -1.
func firstInAll(a, b, c *ruleSet) int {
	for i := range a {
		if both := a[i] & b[i] & c[i]; both != 0 {
			return i<<6 + bits.TrailingZeros64(both)
		}
	}
	return -1
}

// blocks are the groups of rows to compare pair by pair.
type blocks struct {
	fields  []blockField
	width   int
	keys    []uint32 // row*width+field → class, 0 for none
	rules   []uint16 // the sets of fields, smaller ones first
	groups  []groups // by rule
	used    []ruleSet
	large   []ruleSet // row → rules whose block is too large for it
	subsets []ruleSet // set of agreeing fields → the rules within it
	buffers sync.Pool // *buffer
}

// groups are one rule's blocks: rows[from:to] for each.
type groups struct {
	rows []uint32
	ends []uint32
}

// block is the i-th group of rows.
func (g *groups) block(i int) []uint32 {
	from := uint32(0)
	if i > 0 {
		from = g.ends[i-1]
	}
	return g.rows[from:g.ends[i]]
}

// newBlocks blocks all rows but the removed.
func (r *Register) newBlocks() *blocks {
	b := &blocks{}
	b.buffers.New = func() any { return new(buffer) }
	b.fields = r.blockFields()
	b.width = len(b.fields)
	b.keys = r.blockKeys(b.fields)
	n := len(r.ids)
	b.used, b.large = make([]ruleSet, n), make([]ruleSet, n)
	b.rules = grow(b.fields, r.params.BlockDepth)
	b.groups = make([]groups, len(b.rules))
	for depth := 1; depth <= r.params.BlockDepth; depth++ {
		b.layer(depth, r.params.BlockSize)
	}
	b.subsets = make([]ruleSet, 1<<b.width)
	for set := range b.subsets {
		for rule, fields := range b.rules {
			if fields&^uint16(set) == 0 {
				b.subsets[set].add(rule)
			}
		}
	}
	return b
}

// grow lists the sets of up to depth fields that teach of different columns, smaller sets first, as many layers as there is room for.
func grow(fields []blockField, depth int) []uint16 {
	var rules []uint16
	layer := []uint16{0}
	for range depth {
		var next []uint16
		for _, set := range layer {
			for i, f := range fields {
				if 1<<i > set && columnsOf(fields, set)&f.columns == 0 { // rising order makes each set once
					next = append(next, set|1<<i)
				}
			}
		}
		if len(rules)+len(next) > maxRules {
			break
		}
		rules = append(rules, next...)
		layer = next
	}
	return rules
}

// columnsOf are the columns that a set of fields to block by speaks of.
func columnsOf(fields []blockField, set uint16) uint16 {
	columns := uint16(0)
	for ; set != 0; set &= set - 1 {
		columns |= fields[bits.TrailingZeros16(set)].columns
	}
	return columns
}

// layer makes the blocks of all rules of so many fields.
func (b *blocks) layer(depth, most int) {
	var rules []int
	for rule, fields := range b.rules {
		if bits.OnesCount16(fields) == depth {
			rules = append(rules, rule)
		}
	}
	large := make([][]uint32, len(b.rules))
	eachOf(rules, func(rule int) { b.groups[rule], large[rule] = b.group(rule, most) })
	for _, rule := range rules {
		for _, row := range b.groups[rule].rows {
			b.used[row].add(rule)
		}
		for _, row := range large[rule] {
			b.large[row].add(rule)
		}
	}
}

// group finds the rows that agree on a rule's fields: small groups to compare, and the rows of those too large.
func (b *blocks) group(rule, most int) (small groups, large []uint32) {
	buffer := b.buffers.Get().(*buffer)
	defer b.buffers.Put(buffer)
	buffer.entries = b.entries(rule, buffer.entries[:0])
	entries := buffer.sorted()
	rowsSmall, blocksSmall, rowsLarge := 0, 0, 0
	for n := range runs(entries) {
		switch {
		case n > most:
			rowsLarge += n
		case n > 1:
			rowsSmall, blocksSmall = rowsSmall+n, blocksSmall+1
		}
	}
	small = groups{rows: make([]uint32, 0, rowsSmall), ends: make([]uint32, 0, blocksSmall)}
	large = make([]uint32, 0, rowsLarge)
	for n := range runs(entries) {
		switch {
		case n > most:
			large = appendRows(large, entries[:n])
		case n > 1:
			small.rows = appendRows(small.rows, entries[:n])
			small.ends = append(small.ends, uint32(len(small.rows)))
		}
		entries = entries[n:]
	}
	return small, large
}

// runs are how many entries in a row have the same hash.
func runs(entries []uint64) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for from := 0; from < len(entries); {
			to := from + 1
			for to < len(entries) && entries[to]>>32 == entries[from]>>32 {
				to++
			}
			if !yield(to - from) {
				return
			}
			from = to
		}
	}
}

// appendRows appends the rows of entries.
func appendRows(rows []uint32, entries []uint64) []uint32 {
	for _, e := range entries {
		rows = append(rows, uint32(e))
	}
	return rows
}

// entries are the hash of a rule's fields (high) and the row (low), for every row that has all of them and whose coarser blocks
// are all too large.
func (b *blocks) entries(rule int, entries []uint64) []uint64 {
	set := b.rules[rule]
	var coarser ruleSet
	for other, fields := range b.rules[:rule] {
		if fields&^set == 0 && bits.OnesCount16(fields) == bits.OnesCount16(set)-1 {
			coarser.add(other)
		}
	}
	for row := range len(b.used) {
		if !containsAll(&b.large[row], &coarser) {
			continue
		}
		if hash, ok := b.hash(row, set); ok {
			entries = append(entries, hash&^0xffffffff|uint64(row))
		}
	}
	return entries
}

func containsAll(s, of *ruleSet) bool {
	for i := range s {
		if of[i]&^s[i] != 0 {
			return false
		}
	}
	return true
}

// hash mixes the keys of a set of fields; it is not ok if one is missing.
func (b *blocks) hash(row int, set uint16) (uint64, bool) {
	hash := uint64(set)
	keys := b.keys[row*b.width : (row+1)*b.width]
	for rest := set; rest != 0; rest &= rest - 1 {
		key := keys[bits.TrailingZeros16(rest)]
		if key == 0 {
			return 0, false
		}
		hash = mix(hash ^ uint64(key))
	}
	return hash, true
}

// mix is the finalizer of SplitMix64 (Steele, Lea, Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// agreeing is the set of fields whose keys agree.
func (b *blocks) agreeing(x, y uint32) uint16 {
	keysX, keysY := b.keys[int(x)*b.width:][:b.width], b.keys[int(y)*b.width:][:b.width]
	set := uint16(0)
	for i, key := range keysX {
		if key == keysY[i] && key != 0 {
			set |= 1 << i
		}
	}
	return set
}

// pairs calls yield with every two rows of a block that no earlier rule compares too: each pair of the register comes once.
func (b *blocks) pairs(rule int, rows []uint32, yield func(x, y uint32)) {
	for i, x := range rows {
		for _, y := range rows[i+1:] {
			if firstInAll(&b.used[x], &b.used[y], &b.subsets[b.agreeing(x, y)]) == rule {
				yield(x, y)
			}
		}
	}
}
