package linkage

// query is a record asked about, read without leaving a trace in the register: what it alone spells is kept beside the lexicon.
type query struct {
	values []*value // by column; nil is missing
	dates  []date   // by column
	people *overlay
	places *overlay
}

// overlay is what a query lays over a lexicon.
type overlay struct {
	lexicon *lexicon
	own     map[string]uint32 // spelling → its token, counted from ownFrom
	heard   map[uint32]*heard // token → how it sounds
	levels  map[uint64]level  // of two classes, one of them the query's own
	near    nearby            // compareClasses, made once
}

func newOverlay(x *lexicon) *overlay {
	o := &overlay{lexicon: x, own: make(map[string]uint32), heard: make(map[uint32]*heard), levels: make(map[uint64]level)}
	o.near = o.compareClasses
	return o
}

// over is the overlay of a column's lexicon.
func (q *query) over(c *column) *overlay {
	if c.kind == kindPlace {
		return q.places
	}
	return q.people
}

// ownFrom is where tokens and classes of a query's own begin.
const ownFrom = 1 << 29

func (r *Register) query(record Record) *query {
	q := &query{
		values: make([]*value, len(r.columns)), dates: make([]date, len(r.columns)),
		people: newOverlay(r.people), places: newOverlay(r.places),
	}
	given, father := "", ""
	if r.hasFull {
		given, father = record.splitNames()
	}
	for i, c := range r.columns {
		text := record.text(c.field)
		switch {
		case text != "":
		case i == r.given:
			text = given
		case i == r.father:
			text = father
		}
		q.read(i, c, text)
	}
	return q
}

func (q *query) read(i int, c *column, text string) {
	if c.kind == kindDate {
		q.dates[i] = parseDate(text)
		return
	}
	o := q.over(c)
	v, ok := c.parse(text, o.token)
	if !ok {
		return
	}
	for j := range v.items {
		it := &v.items[j]
		it.class, it.secondClass = o.classOf(it.token), o.classOf(it.second)
	}
	switch {
	case c.folds != nil:
		v.key = c.folds[v.folded]
	default:
		v.key = v.items[0].class
	}
	q.values[i] = &v
}

// token is the register's token for a spelling it knows, else the query's own.
func (o *overlay) token(s string) uint32 {
	s = canonical(s)
	if s == "" {
		return 0
	}
	token, known := o.lexicon.tokens[s]
	if !known {
		if token, known = o.own[s]; !known {
			token = ownFrom + uint32(len(o.own))
			o.own[s] = token
		}
	}
	if o.heard[token] == nil {
		h := hear(s)
		h.among(o.lexicon)
		o.heard[token] = &h
	}
	return token
}

// classOf is the class a token sounds like, else one of its own, with what it resembles.
func (o *overlay) classOf(token uint32) uint32 {
	h := o.heard[token]
	switch {
	case token == 0:
		return 0
	case token < ownFrom:
		return o.lexicon.class[token]
	case h.best.level == nameSound:
		return h.best.class
	}
	for _, r := range h.found {
		o.levels[pairKey(token, r.class)] = r.level
	}
	return token
}

// compareClasses compares two classes, of which one may be the query's own.
func (o *overlay) compareClasses(a, b uint32) level {
	if a < ownFrom && b < ownFrom {
		return o.lexicon.compareClasses(a, b)
	}
	return max(differ, o.levels[pairKey(a, b)])
}

// agreements compares the query with a row, column by column, and returns the evidence.
func (r *Register) agreements(q *query, row uint32, found []agreement) (bits float64) {
	cells := r.row(row)
	for i, c := range r.columns {
		found[i] = q.compare(i, c, cells[i])
	}
	if r.sex >= 0 && r.given >= 0 {
		found[r.sex] = found[r.sex].named(found[r.given].level)
	}
	for i := range found {
		bits += r.weights.fields[i].bits(found[i])
	}
	given, father, gain := r.crosswiseQuery(q, cells)
	if gain > 0 {
		found[r.given], found[r.father] = given, father
	}
	return bits + gain
}

func (q *query) compare(i int, c *column, cell uint32) agreement {
	switch {
	case cell == 0:
		return agreement{}
	case c.kind == kindDate:
		return c.compareDates(q.dates[i], date(cell))
	case q.values[i] == nil:
		return agreement{}
	}
	return c.compare(q.values[i], &c.values[cell], q.over(c).near)
}

func (r *Register) crosswiseQuery(q *query, cells []uint32) (given, father agreement, gain float64) {
	i, j := r.given, r.father
	if i < 0 || j < 0 {
		return given, father, 0
	}
	half := r.born >= 0 && compareDates(q.dates[r.born], date(cells[r.born])) >= dateSlip
	if !half && (q.values[i] == nil || q.values[j] == nil || cells[i] == 0 || cells[j] == 0) {
		return given, father, 0
	}
	return r.exchanged(q.value(i), q.value(j), &r.columns[i].values[cells[i]], &r.columns[j].values[cells[j]], half, q.people.near)
}

// value is what the query says in a column, empty if nothing.
func (q *query) value(i int) *value {
	if q.values[i] == nil {
		return &value{}
	}
	return q.values[i]
}
