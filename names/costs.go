package names

import (
	"math"
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
	t := loaded()
	c := t.priorCosts()
	c.apply(t, rows("costs.tsv"))
	return c
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

// apply overrides costs with learned rows: sound, sound or "-" for a loss, cost in nats.
func (c *Costs) apply(t *tables, rows [][]string) {
	for _, row := range rows {
		a, cost := t.named(row[0]), nats(number(row[2]))
		if row[1] == "-" {
			c.drop[a] = cost
			continue
		}
		b := t.named(row[1])
		c.swap[a][b], c.swap[b][a] = cost, cost
	}
}
