package linkage

import "math"

// weights are what is known of each field's levels, and of how rare it is that two records are one person.
type weights struct {
	fields []fieldWeights
	swap   float64 // log2 of the share of one person's pairs with given and father's name exchanged
	prior  float64 // log2 odds that two records drawn at random are one person
}

// fieldWeights hold for each level of one field the log2 of how often one person's two records reach it, less the log2 of how often two
// persons' do. Where byFrequency is set the second is for a value that everybody has: the share that has this value is
// subtracted when comparing, so agreeing on a rare name counts more.
type fieldWeights struct {
	m           [maxLevels]float64 // of one person's pairs, the share at each level
	u           [maxLevels]float64 // of two persons' pairs; byFrequency: times the inverse of the value's share
	base        [maxLevels]float64 // log2(m/u)
	byFrequency [maxLevels]bool
	present     float64 // records that say anything
	logPresent  float64
}

// bits is the evidence of one agreement; missing is no evidence.
func (w *fieldWeights) bits(g agreement) float64 {
	if g.level == missing {
		return 0
	}
	b := w.base[g.level]
	if w.byFrequency[g.level] {
		b += w.rarity(g.count) + float64(g.rarer)
	}
	return b
}

// rarity is the log2 of how few share a value: the two themselves are not counted twice, so that a value of just this pair is as
// rare as can be.
func (w *fieldWeights) rarity(count uint32) float64 {
	return w.logPresent - log2(max(count, 2)-1)
}

func (w *fieldWeights) refresh() {
	w.logPresent = math.Log2(max(w.present, 2))
	for l := range w.base {
		if w.m[l] > 0 && w.u[l] > 0 {
			w.base[l] = math.Log2(w.m[l] / w.u[l])
		}
	}
}

// probability of one person, given the evidence.
func (w *weights) probability(bits float64) float64 { return 1 / (1 + math.Exp2(-bits-w.prior)) }

// bits is the evidence that two rows are one person.
func (r *Register) bits(a, b []uint32) float64 { return r.bitsAbove(a, b, 0, math.Inf(-1)) }

// bitsAbove is bits, or any number below least if they fall below it. Names and dates are compared first; the rest only if as much
// as it can add, at most, may suffice.
func (r *Register) bitsAbove(a, b []uint32, atMost, least float64) float64 {
	sum := 0.0
	given := missing
	for _, i := range r.quick {
		if a[i] != 0 && b[i] != 0 {
			g := r.columns[i].compareCells(a[i], b[i])
			sum += r.weights.fields[i].bits(g)
			if i == r.given {
				given = g.level
			}
		}
	}
	if i := r.sex; i >= 0 && a[i] != 0 && b[i] != 0 {
		sum += r.weights.fields[i].bits(r.columns[i].compareCells(a[i], b[i]).named(given))
	}
	_, _, gain := r.crosswise(a, b)
	if sum += gain; sum+atMost < least {
		return math.Inf(-1)
	}
	for _, i := range r.slow {
		if a[i] != 0 && b[i] != 0 {
			sum += r.weights.fields[i].bits(r.columns[i].compareCells(a[i], b[i]))
		}
	}
	return sum
}

// atMost is, for each row, the most evidence its slow columns can give.
func (r *Register) atMost() []float32 {
	most := make([]float32, len(r.ids))
	for _, i := range r.slow {
		c, w := r.columns[i], &r.weights.fields[i]
		ofCell := make([]float32, len(c.values))
		for cell := 1; cell < len(c.values); cell++ {
			ofCell[cell] = float32(c.mostBits(&c.values[cell], w))
		}
		for row := range most {
			most[row] += ofCell[r.row(uint32(row))[i]]
		}
	}
	return most
}

// mostBits is the most evidence that any other value can give beside this one.
func (c *column) mostBits(v *value, w *fieldWeights) float64 {
	rarest := c.commonness(v.key)
	for _, it := range v.items {
		rarest = min(rarest, c.commonness(it.class))
	}
	most := 0.0
	for l := range ladders[c.kind] {
		most = max(most, w.bits(agreement{level: level(l), count: rarest}))
	}
	return most
}

// crosswise compares one record's given name with the other's father's name and the reverse. It returns what is gained by
// reading one record's names as exchanged, 0 if nothing is.
func (r *Register) crosswise(a, b []uint32) (given, father agreement, gain float64) {
	i, j := r.given, r.father
	if i < 0 || j < 0 {
		return given, father, 0
	}
	half := r.bornTogether(a, b)
	if !half && (a[i] == 0 || b[i] == 0 || a[j] == 0 || b[j] == 0) {
		return given, father, 0
	}
	givens, fathers := r.columns[i], r.columns[j]
	if !sameKey(givens.widerKey(a[i]), fathers.widerKey(b[j])) && !sameKey(fathers.widerKey(a[j]), givens.widerKey(b[i])) {
		return given, father, 0 // one of the two must agree without a doubt
	}
	return r.exchanged(&givens.values[a[i]], &fathers.values[a[j]], &givens.values[b[i]], &fathers.values[b[j]], half, r.people.compareClasses)
}

func sameKey(a, b uint32) bool { return a == b && a != 0 }

// bornTogether reports whether two rows have the same birthday or nearly. Of such, one name that agrees crosswise is enough to take them for
// exchanged; of others it is not: a son has his father's name crosswise too, but not his birthday.
func (r *Register) bornTogether(a, b []uint32) bool {
	i := r.born
	return i >= 0 && a[i] != 0 && b[i] != 0 && compareDates(date(a[i]), date(b[i])) >= dateSlip
}

// exchanged is crosswise of the four names; half is whether one of the two agreements suffices.
func (r *Register) exchanged(givenA, fatherA, givenB, fatherB *value, half bool, near nearby) (given, father agreement, gain float64) {
	given, father = r.compareAcross(givenA, fatherB, near), r.compareAcross(givenB, fatherA, near)
	if least := min(given.level, father.level); least < nameNear && !half || max(given.level, father.level) < nameNear {
		return given, father, 0
	}
	w, v := &r.weights.fields[r.given], &r.weights.fields[r.father]
	straight := w.bits(r.columns[r.given].compareNames(givenA, givenB, near)) + v.bits(r.columns[r.father].compareNames(fatherA, fatherB, near))
	return given, father, max(0, r.acrossBits(given)+r.acrossBits(father)+r.weights.swap-straight)
}

// compareAcross compares a given name with a father's name; what they share is as common as in the column that has it most.
func (r *Register) compareAcross(given, father *value, near nearby) agreement {
	one := r.columns[r.given].compareNames(given, father, near)
	other := r.columns[r.father].compareNames(given, father, near)
	return agreement{level: one.level, count: max(one.count, other.count)}
}

// acrossBits is the evidence of a given name agreeing with a father's name: the mean of what it is in either column, so that it does
// not matter which record comes first.
func (r *Register) acrossBits(g agreement) float64 {
	return (r.weights.fields[r.given].bits(g) + r.weights.fields[r.father].bits(g)) / 2
}

// bitsAt is the evidence that makes a probability.
func (r *Register) bitsAt(probability float64) float64 {
	return math.Log2(probability/(1-probability)) - r.weights.prior
}

// log2 is quick for small counts, which most are.
func log2(n uint32) float64 {
	if n < uint32(len(smallLogs)) {
		return smallLogs[n]
	}
	return math.Log2(float64(n))
}

// smallLogs are the base-2 logarithms of 0 (as -Inf) to 4095.
var smallLogs = func() (logs [4096]float64) {
	for i := range logs {
		logs[i] = math.Log2(float64(i))
	}
	return logs
}()
