package linkage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Register is the records known, read into numbers, and what has been learned of them. Its methods may be called from many
// goroutines at once.
type Register struct {
	mu      sync.RWMutex
	params  Params
	people  *lexicon
	places  *lexicon
	columns []*column
	quick   []int // columns cheap to compare: names and dates
	slow    []int // the others but sex
	hasFull bool
	given   int // the column of given names, or -1
	father  int
	sex     int
	born    int

	ids     []string          // row → record id
	rows    map[string]uint32 // record id → row
	removed []bool            // row → taken out
	cells   []uint32          // row*len(columns)+column → cell
	settled int               // rows before this one are counted

	weights weights
	index   *index          // made by the first Candidates
	apart   map[uint64]bool // pairs of rows that people said are two persons
}

// New returns an empty register. It fails for parameters that make no sense.
func New(p Params) (*Register, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	r := &Register{
		params: p, given: -1, father: -1, sex: -1, born: -1,
		people: newLexicon(p.Names, p.Cuts), places: newLexicon(p.Names, p.Cuts),
		rows: make(map[string]uint32), apart: make(map[uint64]bool),
	}
	sexes := readSexWords()
	for _, f := range p.columns() {
		switch f {
		case Given:
			r.given = len(r.columns)
		case Father:
			r.father = len(r.columns)
		case Born:
			r.born = len(r.columns)
		}
		switch f.kind() {
		case kindName, kindDate:
			r.quick = append(r.quick, len(r.columns))
		case kindSex:
			r.sex = len(r.columns)
		default:
			r.slow = append(r.slow, len(r.columns))
		}
		r.columns = append(r.columns, newColumn(f, r.people, r.places, sexes))
	}
	r.hasFull = slices.Contains(p.Fields, Full)
	r.weights = assumed(r.columns, p)
	return r, nil
}

// columns are the fields compared: Full is split into given and father's name.
func (p Params) columns() []Field {
	var fields []Field
	for _, f := range p.Fields {
		if f == Full {
			continue
		}
		fields = append(fields, f)
	}
	if slices.Contains(p.Fields, Full) {
		for _, f := range []Field{Father, Given} {
			if !slices.Contains(fields, f) {
				fields = slices.Insert(fields, 0, f)
			}
		}
	}
	return fields
}

func (p Params) check() error {
	switch {
	case len(p.Fields) == 0:
		return errors.New("link: no fields to compare")
	case len(p.columns()) > maxFields:
		return fmt.Errorf("link: %d fields, more than %d", len(p.columns()), maxFields)
	case p.Threshold <= 0 || p.Threshold >= 1:
		return fmt.Errorf("link: threshold %v is not between 0 and 1", p.Threshold)
	}
	for i, f := range p.Fields {
		if _, err := ParseField(string(f)); err != nil {
			return err
		}
		if slices.Contains(p.Fields[:i], f) {
			return fmt.Errorf("link: field %s twice", f)
		}
	}
	return nil
}

// Load reads all records into a new register and learns its weights. It fails for wrong parameters, an error of the stream, a
// record id that is empty or known, or when the context ends.
func Load(ctx context.Context, p Params, records Records) (*Register, error) {
	r, err := New(p)
	if err != nil {
		return nil, err
	}
	if err := r.appendAll(ctx, records); err != nil {
		return nil, err
	}
	r.settle()
	if err := r.Learn(ctx); err != nil {
		return nil, err
	}
	return r, nil
}

// Len is how many records the register holds.
func (r *Register) Len() int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return len(r.rows)
}

// append reads one record into a new row, not yet settled.
func (r *Register) append(record Record) error {
	if record.ID == "" {
		return fmt.Errorf("link: record %d has no id", len(r.ids)+1)
	}
	if _, known := r.rows[record.ID]; known {
		return fmt.Errorf("link: record id %q twice", record.ID)
	}
	id := strings.Clone(record.ID)
	r.rows[id] = uint32(len(r.ids))
	r.ids = append(r.ids, id)
	r.removed = append(r.removed, false)
	for _, c := range r.columns {
		cell := uint32(0)
		if text := record.text(c.field); text != "" {
			cell = c.read(text)
		}
		r.cells = append(r.cells, cell)
	}
	if r.hasFull {
		r.fillFromFull(record, r.cells[len(r.cells)-len(r.columns):])
	}
	return nil
}

// text is a field's values as one text.
func (r Record) text(f Field) string {
	text := ""
	for _, v := range r.Values {
		switch {
		case v.Field != f || v.Text == "":
		case text == "":
			text = v.Text
		default:
			text += "; " + v.Text
		}
	}
	return text
}

func (r *Register) fillFromFull(record Record, row []uint32) {
	given, father := record.splitNames()
	if row[r.given] == 0 && given != "" {
		row[r.given] = r.columns[r.given].read(given)
	}
	if row[r.father] == 0 && father != "" {
		row[r.father] = r.columns[r.father].read(father)
	}
}

// splitNames are the given and father's names in the full ones, each as alternatives.
func (r Record) splitNames() (given, father string) {
	var givens, fathers []string
	for part := range splitAny(r.text(Full), ";|") {
		g, f := splitFull(part)
		givens = append(givens, g)
		if f != "" {
			fathers = append(fathers, f)
		}
	}
	return strings.Join(givens, ";"), strings.Join(fathers, ";")
}

// settle gives the rows read since the last time their classes, and counts them.
func (r *Register) settle() {
	r.people.settle()
	r.places.settle()
	width := len(r.columns)
	for i, c := range r.columns {
		from := c.settled
		c.settle()
		for row := r.settled; row < len(r.ids); row++ {
			c.tally(r.cells[row*width+i], 1)
		}
		c.rekey(from)
	}
	r.settled = len(r.ids)
}

func (r *Register) row(i uint32) []uint32 {
	width := len(r.columns)
	return r.cells[int(i)*width : int(i+1)*width]
}

// Forbid remembers that people decided two records are two persons: they are in no pair, no cluster and no candidates again. It
// fails for an unknown id.
func (r *Register) Forbid(a, b string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	rowA, okA := r.rows[a]
	rowB, okB := r.rows[b]
	if !okA || !okB {
		return fmt.Errorf("forbid %q and %q: no such record", a, b)
	}
	r.apart[pairKey(rowA, rowB)] = true
	return nil
}
