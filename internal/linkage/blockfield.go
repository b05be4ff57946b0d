package linkage

// blockField is one thing records can agree on to be compared.
type blockField struct {
	columns uint16                    // the columns it speaks of, as bits: no rule has two fields of one column
	key     func(row []uint32) uint32 // 0 is none
}

// blockFields are the fields worth blocking by. Sex is not. The given and father's name as a set agree when exchanged too; a year is
// blocked in two rows of two-year bands, so that years one apart share one; a place by its rarest part and by its commonest.
func (r *Register) blockFields() []blockField {
	var fields []blockField
	add := func(columns uint16, key func(row []uint32) uint32) {
		if len(fields) < maxFields {
			fields = append(fields, blockField{columns, key})
		}
	}
	for i, c := range r.columns {
		bit := uint16(1) << i
		switch c.kind {
		case kindSex:
		case kindDate:
			add(bit, func(row []uint32) uint32 { return band(date(row[i]), 0) })
			add(bit, func(row []uint32) uint32 { return band(date(row[i]), 1) })
			if len(c.days) > 0 {
				add(bit, func(row []uint32) uint32 { return dayKey(date(row[i])) })
			}
		case kindPlace:
			add(bit, func(row []uint32) uint32 { return c.widerKey(row[i]) })
			add(bit, func(row []uint32) uint32 { return c.commonestPart(row[i]) })
		default:
			add(bit, func(row []uint32) uint32 { return c.widerKey(row[i]) })
		}
	}
	if g, f := r.given, r.father; g >= 0 && f >= 0 {
		add(1<<g|1<<f, func(row []uint32) uint32 {
			return bothNames(r.columns[g].widerKey(row[g]), r.columns[f].widerKey(row[f]))
		})
	}
	return fields
}

// band is the number of a two-year band, of those that begin in even years or of those that begin in odd ones.
func band(d date, offset int) uint32 {
	if d == 0 {
		return 0
	}
	return uint32(d.year()+offset)/2 + 1
}

func dayKey(d date) uint32 {
	if !d.full() {
		return 0
	}
	return uint32(d)
}

func bothNames(given, father uint32) uint32 {
	if given == 0 || father == 0 {
		return 0
	}
	return uint32(mix(pairKey(given, father))>>32) | 1
}

// widerKey is a cell's class, widened for names to those very alike.
func (c *column) widerKey(cell uint32) uint32 {
	key := c.key(cell)
	if c.names != nil {
		return c.names.kin[key]
	}
	return key
}

// commonestPart is the class of a place's widest part, most likely.
func (c *column) commonestPart(cell uint32) uint32 {
	commonest := uint32(0)
	for _, it := range c.values[cell].items {
		if commonest == 0 || c.commonness(it.class) > c.commonness(commonest) {
			commonest = it.class
		}
	}
	return c.names.kin[commonest]
}

// blockKeys are every row's keys. A removed row has none.
func (r *Register) blockKeys(fields []blockField) []uint32 {
	keys := make([]uint32, len(r.ids)*len(fields))
	for row := range r.ids {
		if r.removed[row] {
			continue
		}
		cells := r.row(uint32(row))
		for i, f := range fields {
			keys[row*len(fields)+i] = f.key(cells)
		}
	}
	return keys
}
