package names

import (
	"math"
	"slices"
	"strings"
)

// Comparison says how alike two names are, and why.
type Comparison struct {
	Score     float64 // in [0,1]; 1 when the readings are the same, 0 when no word of one is like any of the other
	Cost      float64 // in nats, what Score is made from
	A, B      Reading
	Alignment []Pair   // the words that were matched, in the order of A
	Reasons   []Reason // what else was counted
}

// Pair is two words found to be one name. Either may be several words of its name joined.
type Pair struct {
	A, B  string  // as written
	Via   string  // the sounds they share, in plain Uyghur Latin
	Cost  float64 // in nats
	Steps []Step
}

// Step is one sound beside the sound it was matched with; empty where there is none.
type Step struct {
	A, B string
	Cost float64 // in nats
}

// String writes a pair as people read it: "买买提 = memet = Memet".
func (p Pair) String() string { return p.A + " = " + p.Via + " = " + p.B }

// Reason is one thing that was counted beside the sounds.
type Reason struct {
	Kind  ReasonKind
	Words string // the words meant, as written
}

// ReasonKind is the closed list of reasons.
type ReasonKind string

// The reasons.
const (
	ReasonSame    ReasonKind = "same"      // the names are written the same
	ReasonCluster ReasonKind = "cluster"   // two words are known forms of one name
	ReasonOrder   ReasonKind = "order"     // the words stand in another order
	ReasonJoined  ReasonKind = "joined"    // words of one side are one word of the other
	ReasonOnlyA   ReasonKind = "only in a" // a word that only the first name has
	ReasonOnlyB   ReasonKind = "only in b" // a word that only the second name has
)

// Compare says how alike two names are. It is symmetric and never panics; text that holds no name scores 0 against everything.
func Compare(a, b string, p Parameters) Comparison {
	return CompareReadings(Read(a), Read(b), p)
}

// CompareReadings is Compare for names already read.
func CompareReadings(a, b Reading, p Parameters) Comparison {
	out := Comparison{A: a, B: b}
	if !a.spoken() || !b.spoken() {
		return out
	}
	best := p.bestMatch(a, b)
	out.Cost, out.Score = float64(best.cost)/unit, best.score(a, b, p)
	best.explain(&out, p)
	return out
}

// ScoreReadings is the score of CompareReadings without the reasons, at a third of the work.
func ScoreReadings(a, b Reading, p Parameters) float64 {
	if !a.spoken() || !b.spoken() {
		return 0
	}
	return p.bestMatch(a, b).score(a, b, p)
}

// score is 0 if no two words are one name.
func (m match) score(a, b Reading, p Parameters) float64 {
	if !m.matched() {
		return 0
	}
	return p.score(m.cost, sounds(a.Words), sounds(b.Words))
}

// score turns a cost into [0,1] by the number of sounds of the shorter name, so that a longer name is not excused for its length. The power makes
// small differences weigh little and large ones much: at half the cost that scores e⁻¹ the score is still 0.7, at twice it 0.06.
func (p Parameters) score(cost, soundsA, soundsB int) float64 {
	if cost <= 0 {
		return 1
	}
	return math.Exp(-math.Pow(float64(cost)/unit/(p.Softness*float64(min(soundsA, soundsB)+1)), 1.5))
}

func (r Reading) spoken() bool {
	return slices.ContainsFunc(r.Words, func(w Word) bool { return len(w.Spoken[0].Sounds) > 0 })
}

func sounds(words []Word) int {
	n := 0
	for _, w := range words {
		n += len(w.Spoken[0].Sounds)
	}
	return n
}

// match is one way of laying the words of two names beside each other.
type match struct {
	a, b      []Word
	costs     [][]int
	partner   []int // by word of a: the word of b, or -1
	cost      int
	reordered bool
	joined    string // the joined words as written, or ""
}

// matched reports whether any two words are one name.
func (m match) matched() bool {
	return slices.ContainsFunc(m.partner, func(j int) bool { return j >= 0 })
}

// bestMatch tries the words as they stand and with two neighbours of either side joined.
func (p Parameters) bestMatch(a, b Reading) match {
	best := p.match(a.Words, b.Words)
	joinCost := int(nats(p.Joined))
	try := func(m match, joined string) {
		m.cost += joinCost
		if m.cost < best.cost || m.cost == best.cost && m.matched() && !best.matched() { // the same from either side
			m.joined, best = joined, m
		}
	}
	for i := range max(0, len(a.Words)-1) {
		if p.joinable(a.Words[i], a.Words[i+1]) {
			words, joined := join(a.Words, i)
			try(p.match(words, b.Words), joined)
		}
	}
	for i := range max(0, len(b.Words)-1) {
		if p.joinable(b.Words[i], b.Words[i+1]) {
			words, joined := join(b.Words, i)
			try(p.match(a.Words, words), joined)
		}
	}
	return best
}

func (p Parameters) match(a, b []Word) match {
	m := match{a: a, b: b, costs: make([][]int, len(a))}
	for i := range a {
		m.costs[i] = make([]int, len(b))
		for j := range b {
			m.costs[i][j] = p.wordCost(a[i], b[j])
		}
	}
	w := p.weights()
	m.partner, m.cost, m.reordered = w.assign(m.costs, roles(a), roles(b))
	return m
}

func roles(words []Word) []Role {
	out := make([]Role, len(words))
	for i, word := range words {
		out[i] = word.Role
	}
	return out
}

// wordCost is the cheapest way two words can be one name, in units.
func (p Parameters) wordCost(a, b Word) int {
	switch {
	case !p.Initials || (a.Role == Initial) == (b.Role == Initial):
	case a.Role == Initial:
		return p.initialCost(a, b)
	default:
		return p.initialCost(b, a)
	}
	best, limit := math.MaxInt32, int(nats(p.DearestBare))
	for _, x := range p.ways(&a) {
		for _, y := range p.ways(&b) {
			if cost := p.spokenCost(x, y); cost <= limit || !x.isBare() && !y.isBare() {
				best = min(best, cost)
			}
		}
	}
	return best
}

func (p Parameters) spokenCost(a, b *Word) int {
	best := math.MaxInt32
	for _, x := range a.Spoken {
		for _, y := range b.Spoken {
			best = min(best, int(nats(x.Cost))+int(nats(y.Cost))+p.Costs.distance(x.Sounds, y.Sounds))
		}
	}
	if sameCluster(a, b) {
		best = min(best, int(nats(p.SameCluster))+int(nats(a.ending))+int(nats(b.ending)))
	}
	return best
}

func sameCluster(a, b *Word) bool {
	return slices.ContainsFunc(a.clusters, func(id ClusterID) bool { return slices.Contains(b.clusters, id) })
}

// explain writes the alignment and the reasons of a match.
func (m match) explain(out *Comparison, p Parameters) {
	matched := make([]bool, len(m.b))
	for i, j := range m.partner {
		if j < 0 {
			out.Reasons = append(out.Reasons, Reason{ReasonOnlyA, m.a[i].Text})
			continue
		}
		matched[j] = true
		out.Alignment = append(out.Alignment, p.pair(m.a[i], m.b[j], m.costs[i][j]))
		if sameCluster(&m.a[i], &m.b[j]) {
			out.Reasons = append(out.Reasons, Reason{ReasonCluster, m.a[i].Text + " " + m.b[j].Text})
		}
	}
	for j, word := range m.b {
		if !matched[j] {
			out.Reasons = append(out.Reasons, Reason{ReasonOnlyB, word.Text})
		}
	}
	if m.reordered {
		out.Reasons = append(out.Reasons, Reason{Kind: ReasonOrder})
	}
	if m.joined != "" {
		out.Reasons = append(out.Reasons, Reason{ReasonJoined, m.joined})
	}
	if strings.EqualFold(out.A.Name, out.B.Name) {
		out.Reasons = append(out.Reasons, Reason{Kind: ReasonSame})
	}
}

func (p Parameters) pair(a, b Word, cost int) Pair {
	pair := Pair{A: a.Text, B: b.Text, Cost: float64(cost) / unit}
	x, y := p.nearest(a, b)
	steps := p.Costs.align(x.Sounds, y.Sounds)
	for _, s := range steps {
		pair.Steps = append(pair.Steps, Step{s.a.String(), s.b.String(), float64(s.cost) / unit})
	}
	pair.Via = latinise(plainer(x.Sounds, y.Sounds))
	return pair
}

// nearest returns the readings of two words that lie closest.
func (p Parameters) nearest(a, b Word) (x, y Spoken) {
	best := math.MaxInt
	for _, wayA := range p.ways(&a) {
		for _, wayB := range p.ways(&b) {
			for _, s := range wayA.Spoken {
				for _, o := range wayB.Spoken {
					if cost := int(nats(s.Cost)) + int(nats(o.Cost)) + p.Costs.distance(s.Sounds, o.Sounds); cost < best {
						best, x, y = cost, s, o
					}
				}
			}
		}
	}
	return x, y
}

// plainer returns the run with the larger share of plain sounds, which says most about how the name is spoken.
func plainer(a, b []Sound) []Sound {
	if openness(b) < openness(a) {
		return b
	}
	return a
}

func openness(sounds []Sound) (sum int) {
	t := loaded()
	for _, s := range sounds {
		sum += 2 * (len(t.sounds[s].reads) - 1)
	}
	return sum
}
