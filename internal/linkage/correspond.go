package linkage

// Correspondence: some words for one thing look nothing alike, being of two languages (teacher, oqutquchi), or a part and its whole
// (a village, its prefecture). Pairs of records that are one person by everything else teach which: words that stand on the two
// sides of such pairs far more often than they would by chance correspond.

const (
	correspondSure  = 0.9 // least probability of a pair, without the column, to learn from
	correspondTimes = 4   // least times two words are seen to correspond
	correspondLift  = 6   // and how many times as often as by chance
)

// correspond learns which classes correspond, and reports whether there are new ones.
func (r *Register) correspond(drawn []drawnPair) bool {
	learned := false
	for _, i := range r.slow {
		c := r.columns[i]
		if c.kind != kindText && c.kind != kindPlace {
			continue
		}
		var seen sightings
		for d := range drawn {
			if p := &drawn[d]; p.levels[i] != missing && p.blocked>>i&1 == 0 && r.sureWithout(p, i) {
				seen.add(c, p.levels[i] <= textAlike, &c.values[r.row(p.x)[i]], &c.values[r.row(p.y)[i]])
			}
		}
		learned = seen.keep(c) || learned
	}
	return learned
}

// sureWithout reports whether a drawn pair is one person by its other columns.
func (r *Register) sureWithout(p *drawnPair, i int) bool {
	sum := 0.0
	for f := range r.columns {
		if l := p.levels[f]; l != missing && f != i {
			sum += log2Of(r.weights.fields[f].m[l]) + float64(p.evidence[f])
		}
	}
	if p.swapped {
		sum += r.weights.swap
	}
	return r.weights.probability(sum) >= correspondSure
}

// sightings count how often classes stand in sure pairs, alone and opposite each other.
type sightings struct {
	pairs int
	alone map[uint32]int
	both  map[uint64]int
}

func (s *sightings) add(c *column, unlike bool, a, b *value) {
	if s.alone == nil {
		s.alone, s.both = make(map[uint32]int), make(map[uint64]int)
	}
	s.pairs++
	for _, x := range c.classes(a) {
		s.alone[x]++
	}
	for _, y := range c.classes(b) {
		s.alone[y]++
	}
	if !unlike {
		return
	}
	for _, x := range c.classes(a) {
		for _, y := range c.classes(b) {
			s.both[pairKey(x, y)]++
		}
	}
}

// classes are the classes of a value's items, or of its text.
func (c *column) classes(v *value) []uint32 {
	if len(v.items) == 0 {
		return []uint32{v.key}
	}
	classes := make([]uint32, len(v.items))
	for i, it := range v.items {
		classes[i] = it.class
	}
	return classes
}

// keep adds to the column the classes seen opposite each other too often for chance.
func (s *sightings) keep(c *column) bool {
	learned := false
	for pair, times := range s.both {
		x, y := uint32(pair>>32), uint32(pair)
		// Either stands on one side or the other, so by chance they meet in half the product of their shares.
		chance := float64(s.alone[x]) * float64(s.alone[y]) / float64(2*s.pairs)
		if x == y || times < correspondTimes || float64(times) < correspondLift*chance {
			continue
		}
		if _, known := c.known.get(x, y); !known {
			c.known.put(x, y, differ)
			learned = true
		}
	}
	return learned
}

// corresponds reports whether two classes were learned to correspond.
func (c *column) corresponds(x, y uint32) bool {
	_, known := c.known.get(x, y)
	return known
}
