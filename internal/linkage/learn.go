package linkage

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// Learning: how often two persons agree (u) is counted on pairs drawn at random, of which practically all are two persons. How often
// one person's records agree (m) is estimated by expectation and maximisation (Dempster, Laird, Rubin 1977; for linkage Winkler
// 1988) on pairs of the block rules; a rule's own fields agree by construction, so its pairs teach nothing of them.

// assumed are the weights of a register too small to teach any.
func assumed(columns []*column, p Params) weights {
	w := weights{fields: make([]fieldWeights, len(columns)), swap: math.Log2(p.Swap)}
	for i, c := range columns {
		f := &w.fields[i]
		rungs := ladders[c.kind]
		f.byFrequency = c.kind.byFrequency()
		f.present = float64(c.present)
		for l := int(differ); l < len(rungs); l++ {
			f.m[l] = rungs[l].prior / 100
			f.u[l] = rungs[l].chance
		}
		f.refresh()
	}
	return w
}

// byFrequency says at which levels agreeing on a rare value counts for more.
func (k kind) byFrequency() (by [maxLevels]bool) {
	switch k {
	case kindName:
		by[nameAlike], by[nameNear], by[nameSound], by[nameSame] = true, true, true, true
	case kindDate:
		by[dateSameDay] = true
	case kindPlace:
		by[placeKnown], by[placeShared], by[placeWithin], by[placeSame] = true, true, true, true
	case kindRelative:
		by[relativeAlike], by[relativeOne], by[relativeTwo] = true, true, true
	case kindText:
		by[textKnown], by[textSame] = true, true
	}
	return by
}

// Learn counts and estimates the weights anew on the records there are. With a fixed Params.Seed it is repeatable.
func (r *Register) Learn(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.learn(ctx, r.newBlocks())
}

func (r *Register) learn(ctx context.Context, b *blocks) error {
	r.weights = assumed(r.columns, r.params)
	r.weights.prior = r.odds(float64(len(r.rows)) / 10)
	if len(r.rows) < 2 {
		return nil
	}
	r.countChance()
	drawn := r.draw(b, rand.New(rand.NewPCG(r.params.Seed, maxFields)))
	if err := r.converge(ctx, drawn); err != nil {
		return err
	}
	if !r.correspond(drawn) {
		return nil
	}
	r.countChance()
	for i := range drawn {
		r.compareDrawn(&drawn[i])
	}
	return r.converge(ctx, drawn)
}

// converge estimates until nothing moves.
func (r *Register) converge(ctx context.Context, drawn []drawnPair) error {
	for range r.params.Rounds {
		if err := ctx.Err(); err != nil {
			return err
		}
		if r.estimate(drawn) < 1e-4 {
			break
		}
	}
	return nil
}

// chanceWeight is how many random pairs the ladders' chances count for.
const chanceWeight = 5

// countChance sets u: the share of random pairs at each level, or where frequency counts the mean over random pairs of the inverse of
// the value's share. The latter is dominated by rare values that few random pairs show, so pairs of one class are drawn apart.
func (r *Register) countChance() {
	all := make([]int, len(r.columns))
	for i := range all {
		all[i] = i
	}
	eachOf(all, func(i int) {
		random := rand.New(rand.NewPCG(r.params.Seed, uint64(i)))
		if i == r.sex {
			r.countNamed(random)
			return
		}
		r.countColumn(random, i)
	})
}

func (r *Register) countColumn(random *rand.Rand, i int) {
	c, w := r.columns[i], &r.weights.fields[i]
	var sums [maxLevels]float64
	pairs := 0.0
	for range r.params.Sample {
		a, b := r.drawTwo(random)
		g := c.compareCells(r.row(a)[i], r.row(b)[i])
		if a == b || g.level == missing {
			continue
		}
		pairs++
		switch {
		case !w.byFrequency[g.level]:
			sums[g.level]++
		case c.key(r.row(a)[i]) != c.key(r.row(b)[i]):
			sums[g.level] += math.Exp2(w.rarity(g.count))
		}
	}
	within := r.withinClass(random, i)
	for l, rung := range ladders[c.kind] {
		w.u[l] = (sums[l] + within[l]*pairs + chanceWeight*rung.chance) / (pairs + chanceWeight)
	}
	if c.kind == kindDate { // pairs that share a day are mostly one person's: its chance is reckoned, see sameDay
		w.u[dateSameDay] = (float64(c.whole) + chanceWeight) / (float64(c.present) + chanceWeight)
	}
	w.refresh()
}

func (r *Register) drawTwo(random *rand.Rand) (a, b uint32) {
	n := uint32(len(r.ids))
	return random.Uint32N(n), random.Uint32N(n)
}

// withinClass is what pairs of one class add to u where frequency counts: the first record is drawn by its class's frequency, the
// second from the class.
func (r *Register) withinClass(random *rand.Rand, i int) (mean [maxLevels]float64) {
	c, w := r.columns[i], &r.weights.fields[i]
	order := r.byClass(i)
	for range min(r.params.Sample, 4*len(order)) {
		first, second, size := drawOfClass(order, random)
		if first == second {
			continue
		}
		g := c.compareCells(r.row(first)[i], r.row(second)[i])
		if w.byFrequency[g.level] {
			mean[g.level] += math.Exp2(w.rarity(g.count)) * float64(size) / w.present
		}
	}
	for l := range mean {
		mean[l] /= max(float64(min(r.params.Sample, 4*len(order))), 1)
	}
	return mean
}

// countNamed sets u of the sex where the given names agree, and where they do not.
func (r *Register) countNamed(random *rand.Rand) {
	c, w := r.columns[r.sex], &r.weights.fields[r.sex]
	var sums [maxLevels]float64
	count := func(a, b uint32, named level) {
		if a != b {
			sums[c.compareCells(r.row(a)[r.sex], r.row(b)[r.sex]).named(named).level]++
		}
	}
	var order []uint64
	if r.given >= 0 {
		order = r.byClass(r.given)
	}
	for range r.params.Sample / 4 {
		a, b := r.drawTwo(random)
		count(a, b, differ)
		if len(order) > 0 {
			first, second, _ := drawOfClass(order, random)
			count(first, second, nameSame)
		}
	}
	for _, levels := range c.kind.alternatives() {
		total := float64(chanceWeight)
		for l := levels.from; l < levels.to; l++ {
			total += sums[l]
		}
		for l := levels.from; l < levels.to; l++ {
			w.u[l] = (sums[l] + chanceWeight*ladders[c.kind][l].chance) / total
		}
	}
	w.refresh()
}

// drawOfClass draws a row, then a row of its class, of which there are size.
func drawOfClass(order []uint64, random *rand.Rand) (first, second uint32, size int) {
	drawn := order[random.IntN(len(order))]
	from, _ := slices.BinarySearch(order, drawn&^0xffffffff)
	to, _ := slices.BinarySearch(order, drawn|0xffffffff)
	return uint32(drawn), uint32(order[from+random.IntN(max(to-from, 1))]), to - from
}

// byClass are the classes (high) and rows (low) of all records that have one, sorted.
func (r *Register) byClass(i int) []uint64 {
	order := make([]uint64, 0, len(r.ids))
	for row := range r.ids {
		if key := r.columns[i].key(r.row(uint32(row))[i]); key != 0 && !r.removed[row] {
			order = append(order, uint64(key)<<32|uint64(row))
		}
	}
	sorted, _ := sortByHash(order, make([]uint64, len(order)))
	return sorted
}
