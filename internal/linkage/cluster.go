package linkage

import (
	"cmp"
	"container/heap"
	"slices"
)

// Clustering: pairs alone contradict each other, since a may be b and b be c while a and c are two namesakes; the connected components of
// pairs chain namesakes into giants. So clusters grow by constrained average linkage: the two clusters whose records agree best on average
// are joined, as long as that average is at or above the threshold and no pair across is forbidden.

// linked is a pair of clusters' average evidence: a candidate for the next join.
type linked struct {
	x, y    uint32 // the first rows of the clusters as they were
	average float64
	sizes   int // of both together, to notice that one has grown
}

type queue []linked

func (q queue) Len() int      { return len(q) }
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(linked)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

func (q queue) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q[j].average, q[i].average), cmp.Compare(q[i].x, q[j].x), cmp.Compare(q[i].y, q[j].y)) < 0
}

// clustering is the state of growing clusters.
type clustering struct {
	register *Register
	least    float64             // evidence an average must reach
	home     map[uint32]uint32   // row → the first row of its cluster
	members  map[uint32][]uint32 // first row → the cluster
	beside   map[uint32][]uint32 // first row → rows that some pair links it to
	queue    queue
	joined   []scored
}

// cluster grows clusters over the pairs found and returns all pairs within them, with each pair's own evidence or, if that is less, the
// average by which its clusters were joined.
func (r *Register) cluster(found []scored) []scored {
	c := &clustering{
		register: r, least: r.bitsAt(r.params.Threshold),
		home: make(map[uint32]uint32), members: make(map[uint32][]uint32), beside: make(map[uint32][]uint32),
	}
	for _, p := range found {
		for _, row := range []uint32{p.x, p.y} {
			if c.members[row] == nil {
				c.home[row], c.members[row] = row, []uint32{row}
			}
		}
		c.beside[p.x] = append(c.beside[p.x], p.y)
		c.beside[p.y] = append(c.beside[p.y], p.x)
		if float64(p.bits) >= c.least {
			c.queue = append(c.queue, linked{p.x, p.y, float64(p.bits), 2})
		}
	}
	heap.Init(&c.queue)
	for c.queue.Len() > 0 {
		next := heap.Pop(&c.queue).(linked)
		x, y := c.home[next.x], c.home[next.y]
		if x != y && len(c.members[x])+len(c.members[y]) == next.sizes {
			c.join(x, y)
		}
	}
	slices.SortFunc(c.joined, func(p, q scored) int {
		return cmp.Or(cmp.Compare(q.bits, p.bits), cmp.Compare(p.x, q.x), cmp.Compare(p.y, q.y))
	})
	return c.joined
}

// join makes one cluster of two, and offers it to the clusters beside.
func (c *clustering) join(x, y uint32) {
	average, _ := c.average(x, y)
	for _, a := range c.members[x] {
		for _, b := range c.members[y] {
			bits := c.register.bits(c.register.row(a), c.register.row(b))
			c.joined = append(c.joined, scored{min(a, b), max(a, b), float32(max(bits, average))})
		}
	}
	for _, row := range c.members[y] {
		c.home[row] = x
	}
	c.members[x] = append(c.members[x], c.members[y]...)
	c.beside[x] = append(c.beside[x], c.beside[y]...)
	delete(c.members, y)
	delete(c.beside, y)
	c.offer(x)
}

func (c *clustering) offer(x uint32) {
	seen := map[uint32]bool{x: true}
	for _, row := range c.beside[x] {
		y := c.home[row]
		if seen[y] {
			continue
		}
		seen[y] = true
		if average, allowed := c.average(x, y); allowed && average >= c.least {
			heap.Push(&c.queue, linked{x, y, average, len(c.members[x]) + len(c.members[y])})
		}
	}
}

// mostAgainst is how many bits short of the threshold a pair counts at most: one badly written record must not keep a person's other records apart.
const mostAgainst = 4

// average is the mean evidence over all pairs across two clusters, and whether none of them is forbidden.
func (c *clustering) average(x, y uint32) (mean float64, allowed bool) {
	sum := 0.0
	for _, a := range c.members[x] {
		for _, b := range c.members[y] {
			if c.register.apart[pairKey(a, b)] {
				return 0, false
			}
			sum += max(c.register.bits(c.register.row(a), c.register.row(b)), c.least-mostAgainst)
		}
	}
	return sum / float64(len(c.members[x])*len(c.members[y])), true
}
