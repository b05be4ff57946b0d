package linkage

import "sync"

// index finds the rows that share a class with a query. Rows are only appended; removed ones are passed over when read.
type index struct {
	postings [][][]uint32 // column → class (of a date: the year) → rows
	tallies  sync.Pool    // *tally, one a running query
}

// indexed returns the index, made on the first call. The caller holds the lock.
func (r *Register) indexed() *index {
	if r.index != nil {
		return r.index
	}
	x := &index{postings: make([][][]uint32, len(r.columns))}
	x.tallies.New = func() any { return &tally{} }
	for i, c := range r.columns {
		x.postings[i] = c.makePostings(r, i)
	}
	r.index = x
	return x
}

// makePostings counts first, so that one array holds all rows of a column.
func (c *column) makePostings(r *Register, i int) [][]uint32 {
	if c.kind == kindSex {
		return nil
	}
	sizes := make([]int, len(c.count))
	total := 0
	for row := range r.ids {
		for class := range c.postedUnder(r.row(uint32(row))[i]) {
			sizes[class]++
			total++
		}
	}
	all := make([]uint32, total)
	lists := make([][]uint32, len(sizes))
	for class, n := range sizes {
		lists[class], all = all[:0:n], all[n:]
	}
	for row := range r.ids {
		for class := range c.postedUnder(r.row(uint32(row))[i]) {
			lists[class] = append(lists[class], uint32(row))
		}
	}
	return lists
}

// postedUnder are the classes a cell is found by, each once.
func (c *column) postedUnder(cell uint32) func(yield func(uint32) bool) {
	return func(yield func(uint32) bool) {
		switch {
		case cell == 0:
		case c.kind == kindDate:
			yield(uint32(date(cell).year()))
		case c.kind == kindText:
			yield(c.values[cell].key)
		default:
			items := c.values[cell].items
			for i, it := range items {
				if !repeats(items, i) && !yield(it.class) {
					return
				}
			}
		}
	}
}

// add posts a new row.
func (x *index) add(r *Register, row uint32) {
	for i, c := range r.columns {
		if c.kind == kindSex {
			continue
		}
		for class := range c.postedUnder(r.row(row)[i]) {
			for int(class) >= len(x.postings[i]) {
				x.postings[i] = append(x.postings[i], nil)
			}
			x.postings[i][class] = append(x.postings[i][class], row)
		}
	}
}

func (x *index) rows(column int, class uint32) []uint32 {
	if int(class) >= len(x.postings[column]) {
		return nil
	}
	return x.postings[column][class]
}
