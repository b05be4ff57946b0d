package linkage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"guwah.example/guwah/names"
)

// enoughProbability is the least a candidate may have: people decide, so it is far below what makes a pair.
const enoughProbability = 0.01

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
