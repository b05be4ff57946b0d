package names

import "math"

// assignment searches the cheapest matching of words, by branch and bound; names have few words.
type assignment struct {
	costs        [][]int
	lostA, lostB []int
	reorder      int
	contradict   int
	dearest      int
	used         []bool
	now, best    []int
	bestCost     int
	bestSwapped  bool
}

// assign matches the words of two names so that the sum of the matched costs, of the words lost on either side, of what contradicts, and, if any two
// matched words stand in another order, of that is least. partner holds for each word of a its word of b or -1.
func (w weights) assign(costs [][]int, lostA, lostB []int) (partner []int, cost int, swapped bool) {
	s := assignment{
		costs: costs, lostA: lostA, lostB: lostB, reorder: w.reorder, contradict: w.contradict, dearest: w.dearest,
		used: make([]bool, len(lostB)), now: make([]int, len(lostA)), best: make([]int, len(lostA)), bestCost: math.MaxInt,
	}
	allB := 0
	for _, lost := range lostB {
		allB += lost
	}
	s.place(0, allB, -1, false, 0)
	return s.best, s.bestCost, s.bestSwapped
}

// place matches word i; cost so far counts every unmatched word of b as lost.
func (s *assignment) place(i, cost, last int, swapped bool, lost int) {
	if i == len(s.lostA) {
		if swapped {
			cost += s.reorder
		}
		cost += s.contradict * min(lost, s.lostOfB())
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
	for j := range s.lostB {
		if s.used[j] || s.costs[i][j] > s.dearest {
			continue
		}
		s.used[j], s.now[i] = true, j
		s.place(i+1, cost+s.costs[i][j]-s.lostB[j], max(last, j), swapped || j < last, lost)
		s.used[j] = false
	}
	s.now[i] = -1
	s.place(i+1, cost+s.lostA[i], last, swapped, lost+1)
}

func (s *assignment) unmatchedB() int {
	sum := 0
	for j, lost := range s.lostB {
		if !s.used[j] {
			sum += lost
		}
	}
	return sum
}

func (s *assignment) lostOfB() int {
	n := 0
	for _, used := range s.used {
		if !used {
			n++
		}
	}
	return n
}
