package names

import (
	"math/bits"
	"slices"
)

// scorePosting prices every view that holds a word against the words asked for, and keeps the best.
func (r *searcher) scorePosting(asked []*lookup, word uint32, extra int) {
	entries := r.snap.posting(word)
	pairs := len(asked) == 2 && !r.light(asked) && !r.weights.light[r.snap.words[word].role]
	if pairs {
		r.scorePairs(asked, word, entries, extra)
		r.work -= len(entries) / 16
	}
	cheapest, _ := r.cheapest(asked, word)
	for _, e := range entries {
		switch {
		case e.other == lone:
			r.scoreView(asked, e.view, extra)
		case !pairs && r.work > 0:
			if other, left := r.cheapest(asked, e.other&^last); extra+cheapest+other+left < r.worst() {
				r.scoreView(asked, e.view, extra)
			}
		}
	}
}

// light reports whether a word asked for is a title or an initial.
func (r *searcher) light(asked []*lookup) bool {
	return slices.ContainsFunc(asked, func(l *lookup) bool { return r.weights.light[l.role] })
}

// cheapest returns the least a word of a form can cost against any of the words asked for, or lost, and the least that is lost of those asked for
// when the form has only two words.
func (r *searcher) cheapest(asked []*lookup, word uint32) (cost, left int) {
	cost = r.weights.lost[r.snap.words[word].role]
	for _, l := range asked {
		cost = min(cost, r.at(l, word))
	}
	for i, l := range asked {
		if i >= 2 {
			left += min(int(l.lost), int(asked[0].lost), int(asked[1].lost))
		}
	}
	return cost, left
}

// scorePairs is scoreView for the commonest case, two names of two, without a look at the view.
func (r *searcher) scorePairs(asked []*lookup, x uint32, entries []posting, extra int) {
	a, b := asked[0], asked[1]
	pricesA, pricesB := r.price[a.slot], r.price[b.slot]
	ax, bx := int(pricesA[x]), int(pricesB[x])
	w := &r.weights
	lostX := w.lost[r.snap.words[x].role]
	alone := min(ax+int(b.lost), bx+int(a.lost)) // x matched, the other words lost
	limit := r.worst() - extra
	for _, e := range entries {
		if e.other == lone {
			continue
		}
		y := e.other &^ last
		roleY := r.snap.words[y].role
		if w.light[roleY] {
			r.scoreView(asked, e.view, extra)
			limit = r.worst() - extra
			continue
		}
		ay, by := int(pricesA[y]), int(pricesB[y])
		straight, crossed := ax+by, ay+bx
		if e.other&last != 0 {
			straight, crossed = crossed, straight
		}
		cost := min(straight, crossed+w.reorder, alone+w.lost[roleY]+w.contradict, min(ay+int(b.lost), by+int(a.lost))+lostX+w.contradict)
		if cost >= limit {
			continue
		}
		v := r.snap.views[e.view]
		if v.joined {
			cost += w.joined
		}
		if cost < limit {
			r.keepForm(v.form, cost+extra)
			limit = r.worst() - extra
		}
	}
}

// scoreView prices one view.
func (r *searcher) scoreView(asked []*lookup, at uint32, extra int) {
	s := r.snap
	v := s.views[at]
	if v.joined {
		extra += r.weights.joined
	}
	limit := r.worst() - extra
	r.work--
	if cost := r.scoreMany(asked, s.viewWords[v.first:v.first+uint32(v.count)], limit); cost < limit {
		r.keepForm(v.form, cost+extra)
	}
}

func (r *searcher) at(l *lookup, word uint32) int { return int(r.price[l.slot][word]) }

func (r *searcher) scoreMany(asked []*lookup, words []uint32, limit int) int {
	var a laying
	a.best = limit
	a.weights = &r.weights
	a.n, a.m = len(asked), len(words)
	total := 0
	for j, word := range words {
		a.b[j] = r.snap.words[word].role
		total += r.weights.lost[a.b[j]]
		if !r.weights.light[a.b[j]] {
			a.names |= 1 << j
		}
	}
	for i, l := range asked {
		a.a[i] = l.role
		for j, word := range words {
			a.costs[i][j] = r.at(l, word)
		}
	}
	a.place(0, total, -1, false, 0, tally{})
	return a.best
}

// laying is assignment without memory of its own, for the inner loop of a search.
type laying struct {
	weights *weights
	n, m    int
	costs   [maxWords][maxWords]int
	a, b    [maxWords]Role
	names   uint // the words of b whose loss contradicts
	best    int
}

func (s *laying) place(i, cost, last int, swapped bool, used uint, so tally) {
	w := s.weights
	if i == s.n {
		if !so.stands() {
			return
		}
		if swapped {
			cost += w.reorder
		}
		if s.n == 1 && last > 0 {
			cost++ // of all who have the word, those stand first whose name begins with it
		}
		cost += w.contradict * min(so.lost, bits.OnesCount(s.names&^used))
		s.best = min(s.best, cost)
		return
	}
	least := cost
	for j := range s.m {
		if used&(1<<j) == 0 {
			least -= w.lost[s.b[j]]
		}
	}
	if least >= s.best {
		return
	}
	for j := range s.m {
		if used&(1<<j) != 0 || s.costs[i][j] == unpriced {
			continue
		}
		so := so.pair(w.pairing(s.a[i], s.b[j], s.costs[i][j]))
		s.place(i+1, cost+s.costs[i][j]-w.lost[s.b[j]], max(last, j), swapped || j < last, used|1<<j, so)
	}
	s.place(i+1, cost+w.lost[s.a[i]], last, swapped, used, so.lose(w.light[s.a[i]]))
}

// keepForm puts a form among the best, a heap with the worst on top, unless no person of it passes the filter.
func (r *searcher) keepForm(form uint32, cost int) {
	for i := range r.found {
		if r.found[i].form == form {
			if cost < r.found[i].cost {
				r.found[i].cost = cost
				r.sink(i)
			}
			return
		}
	}
	if !r.filter.empty() && !r.anyPasses(form) {
		return
	}
	if len(r.found) < r.keep {
		r.found = append(r.found, scored{form, cost})
		r.rise(len(r.found) - 1)
		return
	}
	r.found[0] = scored{form, cost}
	r.sink(0)
}

func (r *searcher) anyPasses(form uint32) bool {
	from, to := r.snap.personsOf(form)
	for _, a := range r.snap.attributes[from:to] {
		if r.filter.passes(a) {
			return true
		}
	}
	return false
}

func (r *searcher) sink(i int) {
	for {
		worst := i
		for _, child := range [...]int{2*i + 1, 2*i + 2} {
			if child < len(r.found) && r.found[child].cost > r.found[worst].cost {
				worst = child
			}
		}
		if worst == i {
			return
		}
		r.found[i], r.found[worst] = r.found[worst], r.found[i]
		i = worst
	}
}

func (r *searcher) rise(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if r.found[parent].cost >= r.found[i].cost {
			return
		}
		r.found[i], r.found[parent] = r.found[parent], r.found[i]
		i = parent
	}
}
