package linkage

import (
	"cmp"
	"math"
	"slices"
)

// leastTallied are the bits below which a list of rows is not worth walking.
const leastTallied = 1

// posted is a list of rows, and the most evidence that what they share with a query can give.
type posted struct {
	rows []uint32
	bits float64
}

// likely are the rows whose tally reaches enough, the highest first, at most mostCompared. Columns are walked from the one that can give most, so that the
// long lists (a year, a whole prefecture) come last, where a row that stands in no list before them cannot reach enough anymore.
func (r *Register) likely(q *query, enough float64) []uint32 {
	t := r.index.tallies.Get().(*tally)
	defer r.index.tallies.Put(t)
	t.reset(len(r.ids), enough)
	columns := r.postedOf(q)
	rest := 0.0
	for _, lists := range columns {
		rest += lists[0].bits
	}
	for _, lists := range columns {
		rest -= lists[0].bits
		t.nextColumn()
		for _, list := range lists {
			t.add(list.rows, list.bits, list.bits+rest >= enough)
		}
	}
	return t.highest(mostCompared)
}

// postedOf are the lists of each column that has any, best first, and the columns by their best.
func (r *Register) postedOf(q *query) [][]posted {
	var columns [][]posted
	for i, c := range r.columns {
		lists := slices.DeleteFunc(r.postedIn(q, i, c), func(p posted) bool { return p.bits < leastTallied || len(p.rows) == 0 })
		if len(lists) == 0 {
			continue
		}
		slices.SortStableFunc(lists, func(a, b posted) int { return cmp.Compare(b.bits, a.bits) })
		columns = append(columns, lists)
	}
	slices.SortStableFunc(columns, func(a, b []posted) int { return cmp.Compare(b[0].bits, a[0].bits) })
	return columns
}

func (r *Register) postedIn(q *query, i int, c *column) []posted {
	switch {
	case c.kind == kindDate && q.dates[i] != 0:
		return r.postedYears(i, q.dates[i])
	case c.kind == kindSex:
		return nil
	case c.kind == kindText && q.values[i] != nil:
		key := q.values[i].key
		return []posted{{r.index.rows(i, key), r.weights.fields[i].bits(agreement{level: textSame, count: c.commonness(key)})}}
	}
	var lists []posted
	if q.values[i] != nil {
		for _, it := range q.values[i].items {
			lists = r.postedName(lists, q, i, it, 0)
		}
	}
	return r.postedExchanged(lists, q, i)
}

// postedYears gives each year the bits of the best agreement it can hold.
func (r *Register) postedYears(i int, d date) []posted {
	w := &r.weights.fields[i]
	same := max(w.bits(agreement{level: dateSameYear}), w.bits(agreement{level: dateSlip}))
	if d.full() {
		same = max(same, w.bits(r.columns[i].sameDay(d)))
	}
	lists := []posted{{r.index.rows(i, uint32(d.year())), same}}
	for apart, l := range []level{1: dateOneYear, 2: dateTwoYears} {
		if bits := w.bits(agreement{level: l}); apart > 0 {
			lists = append(lists, posted{r.index.rows(i, uint32(d.year()+apart)), bits}, posted{r.index.rows(i, uint32(max(0, d.year()-apart))), bits})
		}
	}
	return lists
}

// postedName adds the rows that have a name, or one it resembles, in a column.
func (r *Register) postedName(lists []posted, q *query, i int, it item, less float64) []posted {
	c := r.columns[i]
	add := func(class uint32, l level) {
		bits := r.mostAt(i, l, max(c.commonness(class), c.commonness(it.class))) + less
		lists = append(lists, posted{r.index.rows(i, class), bits})
	}
	if it.class < ownFrom {
		add(it.class, nameSame)
	}
	for _, near := range q.over(c).heard[it.token].found {
		if near.class != it.class {
			add(near.class, near.level)
		}
	}
	return lists
}

// mostAt is the most bits a column gives where one name agrees so far.
func (r *Register) mostAt(i int, l level, count uint32) float64 {
	w := &r.weights.fields[i]
	levels := []level{l}
	switch k := r.columns[i].kind; {
	case k == kindName && l >= nameSound:
		levels = []level{nameSound, nameSame}
	case k == kindPlace && l >= nameSound:
		levels = []level{placeShared, placeWithin, placeSame}
	case k == kindPlace:
		levels = []level{placeAlike, placeKnown}
	case k == kindRelative && l >= nameSound:
		levels = []level{relativeOne, relativeTwo}
	case k == kindRelative:
		levels = []level{relativeAlike}
	}
	most := math.Inf(-1)
	for _, l := range levels {
		most = max(most, w.bits(agreement{level: l, count: count}))
	}
	return most
}

// postedExchanged looks for the given name among fathers' names and the reverse.
func (r *Register) postedExchanged(lists []posted, q *query, i int) []posted {
	other := r.father
	if i == r.father {
		other = r.given
	}
	if other < 0 || i != r.given && i != r.father || q.values[other] == nil {
		return lists
	}
	for _, it := range q.values[other].items {
		lists = r.postedName(lists, q, i, it, r.weights.swap/2)
	}
	return lists
}
