package linkage

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"guwah.example/guwah/names"
)

// enoughProbability is the least a candidate may have: people decide, so it is far below what makes a pair.
const enoughProbability = 0.01

// leastTallied are the bits below which a list of rows is not worth walking.
const leastTallied = 1

// tallySlack is how many bits the tally may miss of a row's evidence: words that are near or correspond, and the sex.
const tallySlack = 3

// mostCompared bounds the rows compared in full for one query; those with the highest tallies come first.
const mostCompared = 1000

// Candidates are the known records that could be the person of a record, most likely first, at most Params.Most. The record need not be
// in the register, nothing of it is kept, and it is no candidate for itself.
func (r *Register) Candidates(record Record) []Candidate {
	r.mu.RLock()
	if r.index == nil {
		r.mu.RUnlock()
		r.mu.Lock()
		r.indexed()
		r.mu.Unlock()
		r.mu.RLock()
	}
	defer r.mu.RUnlock()
	q := r.query(record)
	found := make([]agreement, len(r.columns))
	var best []scored
	self, known := r.rows[record.ID]
	least := r.bitsAt(enoughProbability)
	for _, row := range r.likely(q, least-tallySlack) {
		if r.removed[row] || known && (row == self || r.apart[pairKey(row, self)]) {
			continue
		}
		if bits := r.agreements(q, row, found); bits >= least {
			best = append(best, scored{x: row, bits: float32(bits)})
		}
	}
	slices.SortFunc(best, func(a, b scored) int { return cmp.Or(cmp.Compare(b.bits, a.bits), cmp.Compare(a.x, b.x)) })
	candidates := make([]Candidate, 0, r.params.Most)
	for _, s := range best[:min(len(best), r.params.Most)] {
		candidates = append(candidates, r.candidate(record, q, s.x))
	}
	return candidates
}

// likely are the rows whose tally reaches enough, the highest first.
func (r *Register) likely(q *query, enough float64) []uint32 {
	t := r.index.tallies.Get().(*tally)
	defer r.index.tallies.Put(t)
	t.reset(len(r.ids), enough)
	for i, c := range r.columns {
		r.tallyColumn(t, q, i, c)
	}
	rows := slices.Clone(t.reached)
	slices.SortFunc(rows, func(a, b uint32) int { return cmp.Or(cmp.Compare(t.sums[b], t.sums[a]), cmp.Compare(a, b)) })
	return rows[:min(len(rows), mostCompared)]
}

func (r *Register) tallyColumn(t *tally, q *query, i int, c *column) {
	switch {
	case c.kind == kindDate && q.dates[i] != 0:
		r.tallyDate(t, i, q.dates[i])
	case q.values[i] == nil || c.kind == kindSex:
	case c.kind == kindText:
		key := q.values[i].key
		t.add(r.index.rows(i, key), r.weights.fields[i].bits(agreement{level: textSame, count: c.commonness(key)}))
	default:
		for _, it := range q.values[i].items {
			r.tallyName(t, q, i, it, 0)
		}
		r.tallyExchanged(t, q, i)
	}
}

// tallyDate gives each year the bits of the best agreement it can hold.
func (r *Register) tallyDate(t *tally, i int, d date) {
	w := &r.weights.fields[i]
	same := max(w.bits(agreement{level: dateSameYear}), w.bits(agreement{level: dateSlip}))
	if d.full() {
		same = max(same, w.bits(r.columns[i].sameDay(d)))
	}
	for apart, bits := range map[int]float64{0: same, 1: w.bits(agreement{level: dateOneYear}), 2: w.bits(agreement{level: dateTwoYears})} {
		if bits < leastTallied {
			continue
		}
		t.add(r.index.rows(i, uint32(d.year()+apart)), bits)
		if apart > 0 {
			t.add(r.index.rows(i, uint32(max(0, d.year()-apart))), bits)
		}
	}
}

// tallyName gives bits to the rows that have a name, or one it resembles, in a column.
func (r *Register) tallyName(t *tally, q *query, i int, it item, less float64) {
	c := r.columns[i]
	add := func(class uint32, l level) {
		if bits := r.mostAt(i, l, max(c.commonness(class), c.commonness(it.class))) + less; bits >= leastTallied {
			t.add(r.index.rows(i, class), bits)
		}
	}
	if it.class < ownFrom {
		add(it.class, nameSame)
	}
	for _, near := range q.heard[it.token].found {
		if near.class != it.class {
			add(near.class, near.level)
		}
	}
}

// mostAt is the most bits a column gives where one name agrees so far.
func (r *Register) mostAt(i int, l level, count uint32) float64 {
	w := &r.weights.fields[i]
	levels := []level{l}
	switch k := r.columns[i].kind; {
	case k == kindName && l >= nameSound:
		levels = []level{nameSound, nameSame}
	case k == kindPlace && l >= nameSound:
		levels = []level{placeShared, placeWithin, placeSame}
	case k == kindPlace:
		levels = []level{placeAlike, placeKnown}
	case k == kindRelative && l >= nameSound:
		levels = []level{relativeOne, relativeTwo}
	case k == kindRelative:
		levels = []level{relativeAlike}
	}
	most := math.Inf(-1)
	for _, l := range levels {
		most = max(most, w.bits(agreement{level: l, count: count}))
	}
	return most
}

// tallyExchanged looks for a given name among fathers' names and the reverse.
func (r *Register) tallyExchanged(t *tally, q *query, i int) {
	other := r.father
	if i == r.father {
		other = r.given
	}
	if other < 0 || i != r.given && i != r.father {
		return
	}
	for _, it := range q.values[i].items {
		r.tallyName(t, q, other, it, r.weights.swap/2)
	}
}

// candidate explains one row.
func (r *Register) candidate(record Record, q *query, row uint32) Candidate {
	found := make([]agreement, len(r.columns))
	bits := r.agreements(q, row, found)
	c := Candidate{ID: r.ids[row], Bits: bits, Probability: r.weights.probability(bits)}
	for i, g := range found {
		if g.level != missing {
			c.Fields = append(c.Fields, r.explain(record, row, i, g))
		}
	}
	if _, _, gain := r.crosswiseQuery(q, r.row(row)); gain > 0 {
		c.markExchanged(r.acrossBits(found[r.given]), r.acrossBits(found[r.father]), r.weights.swap)
	}
	return c
}

// explain says what one column adds, and why.
func (r *Register) explain(record Record, row uint32, i int, g agreement) FieldBits {
	c := r.columns[i]
	rung := ladders[c.kind][g.level]
	f := FieldBits{
		Field: c.field, Bits: r.weights.fields[i].bits(g),
		Left: record.shown(c.field), Right: c.shown(r.row(row)[i]),
		Agreement: rung.code, Why: rung.words,
	}
	if c.kind == kindName && g.level >= nameAlike && g.level < nameSame {
		if sounds := r.aligned(f.Left, f.Right); sounds != "" {
			f.Sounds = sounds
			f.Why += ": " + sounds
		}
	}
	if r.weights.fields[i].byFrequency[g.level] && g.count > 0 {
		f.Why += fmt.Sprintf("; records that have it: %d", g.count)
	}
	return f
}

// aligned lays two names beside each other as they sound: "买买提 = memet = Memet".
func (r *Register) aligned(a, b string) string {
	var pairs []string
	for _, p := range names.Compare(a, b, r.params.Names).Alignment {
		pairs = append(pairs, p.String())
	}
	return strings.Join(pairs, ", ")
}

// shown is a field's text, or the full name it was taken from.
func (r Record) shown(f Field) string {
	if text := r.text(f); text != "" {
		return text
	}
	return r.text(Full)
}

func (c *column) shown(cell uint32) string {
	if c.kind == kindDate {
		return date(cell).String()
	}
	return c.values[cell].text
}

// markExchanged says that the names agree crosswise, with their bits so. The first of them that is known bears what it costs that people
// seldom exchange them.
func (c *Candidate) markExchanged(given, father, swap float64) {
	for i := range c.Fields {
		f, words := &c.Fields[i], ""
		switch f.Field {
		case Given:
			f.Bits, words = given, "one's given name is the other's father's name: "
		case Father:
			f.Bits, words = father, "and the reverse: "
		default:
			continue
		}
		f.Bits += swap
		swap = 0
		if f.Agreement != "different" {
			f.Agreement, f.Why = "exchanged", words+f.Why
		}
	}
}

// Add puts a record into the register at once: it is found from now on. The weights stay as learned. It fails for an id that is empty or
// known.
func (r *Register) Add(record Record) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.append(record); err != nil {
		return err
	}
	r.settle()
	if r.index != nil {
		r.index.add(r, uint32(len(r.ids)-1))
	}
	return nil
}

// Remove takes a record out, and reports whether it was there. Its place in memory is freed when the register is next loaded.
func (r *Register) Remove(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	row, known := r.rows[id]
	if !known {
		return false
	}
	delete(r.rows, id)
	r.removed[row] = true
	for i, c := range r.columns {
		c.tally(r.row(row)[i], -1)
	}
	return true
}
