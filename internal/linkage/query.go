package linkage

// query is a record asked about, read without leaving a trace in the register: what it alone spells is kept beside the lexicon.
type query struct {
	values []*value          // by column; nil is missing
	dates  []date            // by column
	own    map[string]uint32 // spelling → its token, counted from ownFrom
	heard  map[uint32]*heard // token → how it sounds
	levels map[uint64]level  // of two classes, one of them the query's own
}

// ownFrom is where tokens and classes of a query's own begin.
const ownFrom = 1 << 29

func (r *Register) query(record Record) *query {
	q := &query{
		values: make([]*value, len(r.columns)), dates: make([]date, len(r.columns)),
		own: make(map[string]uint32), heard: make(map[uint32]*heard), levels: make(map[uint64]level),
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
	v, ok := c.parse(text, func(s string) uint32 { return q.token(c.names, s) })
	if !ok {
		return
	}
	for j := range v.items {
		it := &v.items[j]
		it.class, it.secondClass = q.class(c.names, it.token), q.class(c.names, it.second)
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
func (q *query) token(x *lexicon, s string) uint32 {
	s = canonical(s)
	if s == "" {
		return 0
	}
	token, known := x.tokens[s]
	if !known {
		if token, known = q.own[s]; !known {
			token = ownFrom + uint32(len(q.own))
			q.own[s] = token
		}
	}
	if q.heard[token] == nil {
		h := hear(s)
		h.among(x)
		q.heard[token] = &h
	}
	return token
}

// class is the class a token sounds like, else one of its own, with what it resembles.
func (q *query) class(x *lexicon, token uint32) uint32 {
	h := q.heard[token]
	switch {
	case token == 0:
		return 0
	case token < ownFrom:
		return x.class[token]
	case h.best.level == nameSound:
		return h.best.class
	}
	for _, r := range h.found {
		q.levels[pairKey(token, r.class)] = r.level
	}
	return token
}

// near compares two classes, of which one may be the query's own.
func (q *query) near(x *lexicon) nearby {
	return func(a, b uint32) level {
		if a < ownFrom && b < ownFrom {
			return x.compareClasses(a, b)
		}
		return max(differ, q.levels[pairKey(a, b)])
	}
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
	return c.compare(q.values[i], &c.values[cell], q.near(c.names))
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
	return r.exchanged(q.value(i), q.value(j), &r.columns[i].values[cells[i]], &r.columns[j].values[cells[j]], half, q.near(r.people))
}

// value is what the query says in a column, empty if nothing.
func (q *query) value(i int) *value {
	if q.values[i] == nil {
		return &value{}
	}
	return q.values[i]
}
