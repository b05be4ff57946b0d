package linkage

import (
	"cmp"
	"context"
	"slices"
	"sync"
)

// scored is a pair of rows and its evidence.
type scored struct {
	x, y uint32
	bits float32
}

// leastProbability is where the whole register's pairs are cut before clusters are made: below it a pair can change nothing.
const leastProbability = 0.2

// Pairs compares the whole register, makes clusters, and returns the pairs of one cluster at or above the threshold, most likely
// first.
func (r *Register) Pairs(ctx context.Context) ([]Pair, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	found, err := r.score(ctx, r.newBlocks())
	if err != nil {
		return nil, err
	}
	return r.report(r.cluster(found)), nil
}

// score compares all pairs of the blocks.
func (r *Register) score(ctx context.Context, b *blocks) ([]scored, error) {
	var all []scored
	var lock sync.Mutex
	most := r.atMost()
	least := r.bitsAt(leastProbability)
	eachOf(b.work(), func(w work) {
		if ctx.Err() != nil {
			return
		}
		var found []scored
		for i := w.from; i < w.to; i++ {
			b.pairs(w.rule, b.groups[w.rule].block(i), func(x, y uint32) {
				bits := r.bitsAbove(r.row(x), r.row(y), float64(min(most[x], most[y])), least)
				if bits >= least && !r.apart[pairKey(x, y)] {
					found = append(found, scored{min(x, y), max(x, y), float32(bits)})
				}
			})
		}
		lock.Lock()
		all = append(all, found...)
		lock.Unlock()
	})
	slices.SortFunc(all, func(p, q scored) int {
		return cmp.Or(cmp.Compare(q.bits, p.bits), cmp.Compare(p.x, q.x), cmp.Compare(p.y, q.y))
	})
	return all, ctx.Err()
}

// work is a run of one rule's blocks.
type work struct{ rule, from, to int }

func (b *blocks) work() []work {
	const run = 4096
	var all []work
	for rule := range b.groups {
		for from, n := 0, len(b.groups[rule].ends); from < n; from += run {
			all = append(all, work{rule, from, min(from+run, n)})
		}
	}
	return all
}

// report turns the pairs at or above the threshold into record ids.
func (r *Register) report(found []scored) []Pair {
	var pairs []Pair
	for _, p := range found {
		if probability := r.weights.probability(float64(p.bits)); probability >= r.params.Threshold {
			pairs = append(pairs, Pair{r.ids[p.x], r.ids[p.y], probability, float64(p.bits)})
		}
	}
	return pairs
}
