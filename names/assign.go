package names

import "math"

// assignment searches the cheapest matching of words, by branch and bound; names have few words.
type assignment struct {
	weights     *weights
	costs       [][]int
	a, b        []Role
	used        []bool
	now, best   []int
	bestCost    int
	bestSwapped bool
}

// assign matches the words of two names so that the sum of the matched costs, of the words lost on either side, of what contradicts, and, if any two
// matched words stand in another order, of that is least. partner holds for each word of a its word of b or -1.
func (w *weights) assign(costs [][]int, a, b []Role) (partner []int, cost int, swapped bool) {
	s := assignment{
		weights: w, costs: costs, a: a, b: b,
		used: make([]bool, len(b)), now: make([]int, len(a)), best: make([]int, len(a)), bestCost: math.MaxInt,
	}
	allB := 0
	for _, role := range b {
		allB += w.lost[role]
	}
	s.place(0, allB, -1, false, tally{})
	return s.best, s.bestCost, s.bestSwapped
}

// tally counts what of a matching was not yet priced: the names of a without a partner, and what its pairs do for it.
type tally struct{ lost, weak, strong int }

func (c tally) pair(weak, strong bool) tally {
	if weak {
		c.weak++
	}
	if strong {
		c.strong++
	}
	return c
}

func (c tally) lose(light bool) tally {
	if !light {
		c.lost++
	}
	return c
}

// stands reports that nothing weak is without something strong.
func (c tally) stands() bool { return c.weak == 0 || c.strong > 0 }

// place matches word i; cost so far counts every unmatched word of b as lost.
func (s *assignment) place(i, cost, last int, swapped bool, so tally) {
	if i == len(s.a) {
		if !so.stands() {
			return
		}
		if swapped {
			cost += s.weights.reorder
		}
		cost += s.weights.contradict * min(so.lost, s.lostOfB())
		if cost < s.bestCost {
			s.bestCost, s.bestSwapped = cost, swapped
			copy(s.best, s.now)
		}
		return
	}
	// What remains can at best turn every unmatched word of b into a free match.
	if cost-s.unmatchedB() >= s.bestCost {
		return
	}
	w := s.weights
	for j, role := range s.b {
		if s.used[j] || s.costs[i][j] > w.dearest {
			continue
		}
		s.used[j], s.now[i] = true, j
		s.place(i+1, cost+s.costs[i][j]-w.lost[role], max(last, j), swapped || j < last, so.pair(w.pairing(s.a[i], role, s.costs[i][j])))
		s.used[j] = false
	}
	s.now[i] = -1
	s.place(i+1, cost+w.lost[s.a[i]], last, swapped, so.lose(w.light[s.a[i]]))
}

func (s *assignment) unmatchedB() int {
	sum := 0
	for j, role := range s.b {
		if !s.used[j] {
			sum += s.weights.lost[role]
		}
	}
	return sum
}

func (s *assignment) lostOfB() int {
	n := 0
	for j, used := range s.used {
		if !used && !s.weights.light[s.b[j]] {
			n++
		}
	}
	return n
}
