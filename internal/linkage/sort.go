package linkage

import "slices"

// buffer holds hashes (high) and rows (low) while they are sorted, and is used again for the next rule.
type buffer struct{ entries, spare []uint64 }

// sorted sorts the entries by their high 32 bits; equal ones keep their order.
func (b *buffer) sorted() []uint64 {
	if len(b.spare) < len(b.entries) {
		b.spare = make([]uint64, cap(b.entries))
	}
	b.entries, b.spare = sortByHash(b.entries, b.spare)
	return b.entries
}

// sortByHash is a radix sort by the high 32 bits. It returns the sorted entries, and the array that is free again; spare is at least as
// long as entries.
func sortByHash(entries, spare []uint64) (sorted, free []uint64) {
	if len(entries) < 2048 {
		slices.Sort(entries)
		return entries, spare
	}
	whole := spare
	spare = spare[:len(entries)]
	for shift := 32; shift < 64; shift += 8 {
		var starts [257]int
		for _, e := range entries {
			starts[e>>shift&0xff+1]++
		}
		for i := range 256 {
			starts[i+1] += starts[i]
		}
		for _, e := range entries {
			digit := e >> shift & 0xff
			spare[starts[digit]] = e
			starts[digit]++
		}
		entries, spare = spare, entries
	}
	return entries, whole // after four passes each array is where it was
}
