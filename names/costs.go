package names

import (
	"math"
	"slices"
	"sync"
)

// unit is how many steps a nat is divided into; costs are whole numbers so that sums do not depend on their order.
const unit = 64

// Costs says what it costs to write one sound for another or to lose it. It is never changed once made.
type Costs struct {
	swap [][]uint16 // by both sounds, symmetric, in units
	drop []uint16
}

// nats turns nats into units.
func nats(f float64) uint16 { return uint16(min(math.Round(f*unit), math.MaxUint16)) }

var defaultCosts = sync.OnceValue(func() *Costs {
	return PriorCosts().With(learned())
})

// priorCosts makes the costs from the tables alone: the cheapest way two sounds can be readings of near plain sounds.
func (t *tables) priorCosts() *Costs {
	n := len(t.sounds)
	c := &Costs{swap: make([][]uint16, n), drop: make([]uint16, n)}
	for a := range n {
		c.swap[a] = make([]uint16, n)
		c.drop[a] = nats(t.sounds[a].drop)
	}
	for a := 1; a < n; a++ {
		for b := a + 1; b < n; b++ {
			cost := nats(t.distance(Sound(a), Sound(b)))
			c.swap[a][b], c.swap[b][a] = cost, cost
		}
	}
	return c
}

func (t *tables) distance(a, b Sound) float64 {
	best := math.Inf(1)
	for p, costA := range t.sounds[a].reads {
		for q, costB := range t.sounds[b].reads {
			best = min(best, costA+costB+t.plainDistance(p, q))
		}
	}
	return best
}

func (t *tables) plainDistance(p, q Sound) float64 {
	if p == q {
		return 0
	}
	if near, ok := t.near[[2]Sound{p, q}]; ok {
		return near
	}
	switch kp, kq := t.sounds[p].kind, t.sounds[q].kind; {
	case kp != kq:
		return 4.5
	case kp == vowel:
		return 1.6
	}
	return 3.6
}

// learned reads costs.tsv.
func learned() []Cost {
	var out []Cost
	for _, row := range rows("costs.tsv") {
		out = append(out, Cost{A: row[0], B: lossless(row[1]), Nats: number(row[2])})
	}
	return out
}

// lossless turns the sign for a loss into no sound; "-n" and "-ng" are sounds.
func lossless(name string) string {
	if name == "-" {
		return ""
	}
	return name
}

// Cost is what it costs, in nats, to write sound A for sound B, or, where B is empty, to lose or add A. Sounds are named as in tables/sounds.tsv.
type Cost struct {
	A, B string
	Nats float64
}

// PriorCosts returns the costs the letter tables alone give, before any was learned: where learning starts from.
func PriorCosts() *Costs { return loaded().priorCosts() }

// Of returns the cost of A for B in nats, or of the loss of A where B is empty; +Inf for sounds that are not in the table.
func (c *Costs) Of(a, b string) float64 {
	t := loaded()
	x, okA := t.soundNamed[a]
	y, okB := t.soundNamed[b]
	switch {
	case !okA || b != "" && !okB:
		return math.Inf(1)
	case b == "":
		return float64(c.drop[x]) / unit
	}
	return float64(c.swap[x][y]) / unit
}

// With returns a copy of the costs with some changed. Sounds that are not in the table are passed over.
func (c *Costs) With(changes []Cost) *Costs {
	t := loaded()
	out := &Costs{drop: slices.Clone(c.drop)}
	for _, row := range c.swap {
		out.swap = append(out.swap, slices.Clone(row))
	}
	for _, change := range changes {
		a, okA := t.soundNamed[change.A]
		b, okB := t.soundNamed[change.B]
		switch {
		case okA && change.B == "":
			out.drop[a] = nats(change.Nats)
		case okA && okB:
			out.swap[a][b], out.swap[b][a] = nats(change.Nats), nats(change.Nats)
		}
	}
	return out
}
