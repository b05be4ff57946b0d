package linkage

import (
	"cmp"
	"slices"
)

// tally adds up, for one query, what evidence each row may have: of each column the best.
type tally struct {
	sums    []int16 // row → sixteenths of a bit
	last    []uint8 // row → the last column that gave it any
	column  uint8
	touched []uint32
	enough  int16
	reached []uint32 // rows at or above enough
}

func (t *tally) reset(rows int, enough float64) {
	for _, row := range t.touched {
		t.sums[row], t.last[row] = 0, 0
	}
	if len(t.sums) < rows {
		t.sums, t.last = make([]int16, rows+rows/8), make([]uint8, rows+rows/8)
	}
	t.touched, t.reached, t.column = t.touched[:0], t.reached[:0], 0
	t.enough = sixteenths(max(enough, 1))
}

func sixteenths(bits float64) int16 { return int16(min(max(bits, -1000), 1000) * 16) }

// nextColumn begins a column. Its lists are to be added best first.
func (t *tally) nextColumn() { t.column++ }

// add gives rows some bits more, those that the column has not given any yet. Rows without any are passed over unless they are to begin.
func (t *tally) add(rows []uint32, bits float64, begin bool) {
	more := sixteenths(bits)
	for _, row := range rows {
		before := t.sums[row]
		switch {
		case before == 0 && !begin || before != 0 && t.last[row] == t.column:
			continue
		case before == 0:
			t.touched = append(t.touched, row)
		}
		after := before + more
		t.sums[row], t.last[row] = after, t.column
		if before < t.enough && after >= t.enough {
			t.reached = append(t.reached, row)
		}
	}
}

// highest are up to n of the rows that reached enough, those with the highest sums, sorted by them.
func (t *tally) highest(n int) []uint32 {
	rows := slices.Clone(t.reached)
	if len(rows) > 4*n { // sorting all would cost more than all else
		least := t.leastOfHighest(n)
		rows = slices.DeleteFunc(rows, func(row uint32) bool { return t.sums[row] < least })
	}
	slices.SortFunc(rows, func(a, b uint32) int { return cmp.Or(cmp.Compare(t.sums[b], t.sums[a]), cmp.Compare(a, b)) })
	return rows[:min(len(rows), n)]
}

// leastOfHighest is the greatest sum that at least n of the rows that reached enough have.
func (t *tally) leastOfHighest(n int) int16 {
	var having [1 << 12]int // sum less enough → rows, sums beyond together
	for _, row := range t.reached {
		having[min(int(t.sums[row])-int(t.enough), len(having)-1)]++
	}
	above := len(having)
	for found := 0; found < n && above > 0; {
		above--
		found += having[above]
	}
	return t.enough + int16(above)
}
