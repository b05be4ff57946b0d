package linkage

import (
	"math"
	"math/rand/v2"
)

// drawnPair is a pair of some block, as estimation needs it.
type drawnPair struct {
	x, y     uint32
	weight   float64 // how many pairs of the register it stands for
	first    bool    // no earlier rule compares it too
	blocked  uint16  // the columns its rule speaks of, as bits
	swapped  bool
	levels   [maxFields]level
	evidence [maxFields]float32 // -log2 of the share of two persons that agree so
}

// draw draws pairs from every rule's blocks. A block is drawn evenly and a pair of it evenly, so the pair stands for more the larger
// its block is.
func (r *Register) draw(b *blocks, random *rand.Rand) []drawnPair {
	drawn := make([]drawnPair, 0, r.params.Sample+r.params.Sample/4)
	busy := 0
	for _, g := range b.groups {
		if len(g.ends) > 0 {
			busy++
		}
	}
	for rule := range b.groups {
		g := &b.groups[rule]
		if len(g.ends) == 0 {
			continue
		}
		draws := max(200, r.params.Sample/busy)
		for range draws {
			block := g.block(random.IntN(len(g.ends)))
			i, j := random.IntN(len(block)), random.IntN(len(block)-1)
			if j >= i {
				j++
			}
			x, y := min(block[i], block[j]), max(block[i], block[j])
			p := drawnPair{x: x, y: y}
			r.compareDrawn(&p)
			p.weight = float64(len(block)*(len(block)-1)/2) * float64(len(g.ends)) / float64(draws)
			p.first = firstInAll(&b.used[x], &b.used[y], &b.subsets[b.agreeing(x, y)]) == rule
			p.blocked = columnsOf(b.fields, b.rules[rule])
			drawn = append(drawn, p)
		}
	}
	return drawn
}

// compareDrawn sets a drawn pair's levels and evidence.
func (r *Register) compareDrawn(p *drawnPair) {
	x, y := r.row(p.x), r.row(p.y)
	for i := range r.columns {
		g := r.agreement(i, x, y)
		p.set(i, g.level, &r.weights.fields[i], r.weights.fields[i].bits(g))
	}
	if given, father, gain := r.crosswise(x, y); gain > 0 {
		p.swapped = true
		p.set(r.given, given.level, &r.weights.fields[r.given], r.acrossBits(given))
		p.set(r.father, father.level, &r.weights.fields[r.father], r.acrossBits(father))
	}
}

// agreement compares one column of two rows.
func (r *Register) agreement(i int, x, y []uint32) agreement {
	g := r.columns[i].compareCells(x[i], y[i])
	if i == r.sex && r.given >= 0 {
		return g.named(r.columns[r.given].compareCells(x[r.given], y[r.given]).level)
	}
	return g
}

// set keeps a level, and the part of its bits that does not change with m.
func (p *drawnPair) set(i int, l level, w *fieldWeights, bits float64) {
	p.levels[i] = l
	p.evidence[i] = float32(bits - log2Of(w.m[l]))
}

// bits is the evidence with the present m.
func (p *drawnPair) bits(logM *[maxFields][maxLevels]float64, fields int, swap float64) float64 {
	sum := 0.0
	for i := range fields {
		if l := p.levels[i]; l != missing {
			sum += logM[i][l] + float64(p.evidence[i])
		}
	}
	if p.swapped {
		sum += swap
	}
	return sum
}

// estimate is one round: what the present weights take for one person's pairs becomes the next m. It returns how much m moved.
func (r *Register) estimate(drawn []drawnPair) float64 {
	var sums [maxFields][maxLevels]float64
	matches, swapped := 0.0, 0.0
	logM := r.weights.logM()
	for i := range drawn {
		p := &drawn[i]
		expected := p.weight * r.weights.probability(p.bits(&logM, len(r.columns), r.weights.swap))
		if p.first {
			matches += expected
			if p.swapped {
				swapped += expected
			}
		}
		for f := range r.columns {
			if p.blocked>>f&1 == 0 {
				sums[f][p.levels[f]] += expected
			}
		}
	}
	r.weights.swap = math.Log2((swapped + r.params.Start*r.params.Swap) / (matches + r.params.Start))
	r.weights.prior = r.odds(matches)
	return r.maximise(&sums)
}

func (w *weights) logM() (logM [maxFields][maxLevels]float64) {
	for i := range w.fields {
		for l, m := range w.fields[i].m {
			logM[i][l] = log2Of(m)
		}
	}
	return logM
}

func (r *Register) maximise(sums *[maxFields][maxLevels]float64) (moved float64) {
	for f, c := range r.columns {
		w := &r.weights.fields[f]
		for _, levels := range c.kind.alternatives() {
			total := 0.0
			for l := levels.from; l < levels.to; l++ {
				total += sums[f][l] + r.params.Start*ladders[c.kind][l].prior/100
			}
			for l := levels.from; l < levels.to; l++ {
				m := (sums[f][l] + r.params.Start*ladders[c.kind][l].prior/100) / total
				moved = max(moved, math.Abs(m-w.m[l]))
				w.m[l] = m
			}
		}
		w.refresh()
	}
	return moved
}

// alternatives are the runs of levels whose shares sum to one.
func (k kind) alternatives() []part {
	if k == kindSex {
		return []part{{int(differ), int(sexDifferNamed)}, {int(sexDifferNamed), int(sexSameNamed) + 1}}
	}
	return []part{{int(differ), len(ladders[k])}}
}

// odds is the log2 odds that two records drawn at random are one person if there are so many such pairs.
func (r *Register) odds(matches float64) float64 {
	n := float64(len(r.rows))
	return math.Log2(max(matches, 0.5) / (n * (n - 1) / 2))
}

func log2Of(share float64) float64 { return math.Log2(max(share, 1e-9)) }
