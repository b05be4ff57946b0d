package linkage

import "math"

// agreement is how far two values agree, and how many records share what they have in common (the commoner of the two where they are
// only alike).
type agreement struct {
	level level
	count uint32
	rarer float32 // of a day: bits by which it is rarer than the count says, which counts the tellings of one person too
}

// nearby says how far two different classes of a lexicon agree. A query lays its own, unknown spellings over the lexicon's.
type nearby func(a, b uint32) level

// compareCells compares two cells of the register.
func (c *column) compareCells(a, b uint32) agreement {
	if a == 0 || b == 0 {
		return agreement{}
	}
	switch c.kind {
	case kindDate:
		return c.compareDates(date(a), date(b))
	case kindName:
		if x, y := c.single[a], c.single[b]; x.token != 0 && y.token != 0 {
			return c.compareItems(x, y, c.names.compareClasses)
		}
	}
	var near nearby
	if c.names != nil {
		near = c.names.compareClasses
	}
	return c.compare(&c.values[a], &c.values[b], near)
}

func (c *column) compareDates(a, b date) agreement {
	l := compareDates(a, b)
	if l == dateSameDay {
		return c.sameDay(a)
	}
	return agreement{level: l}
}

// tellingsOfOne is how many records of one person at most are taken for the reason that a day is common.
const tellingsOfOne = 8

// sameDay is the agreement on a whole date. Few share a day, and most that do are one person, so what others would share it by chance is reckoned
// from how common the year and the day of the year are; a day that is far commoner counts as common as it is.
func (c *column) sameDay(d date) agreement {
	count := max(c.days[d], 1)
	chance := float64(c.commonness(uint32(d.year()))) * float64(c.calendar[d.dayOfYear()]) / float64(max(c.present, 1))
	chance = max(chance, float64(count)-tellingsOfOne, 0.01)
	return agreement{dateSameDay, count, float32(log2(max(count, 2)-1) - math.Log2(chance))}
}

// compare compares two values that are not dates.
func (c *column) compare(a, b *value, near nearby) agreement {
	switch c.kind {
	case kindName:
		return c.compareNames(a, b, near)
	case kindPlace:
		return c.comparePlaces(a, b, near)
	case kindRelative:
		return c.compareRelatives(a, b, near)
	case kindSex:
		if a.folded == b.folded {
			return agreement{level: sexSame, count: c.commonness(a.key)}
		}
		return agreement{level: differ}
	}
	return c.compareTexts(a, b)
}

// named puts an agreement on sex apart where the given names agree.
func (g agreement) named(given level) agreement {
	if g.level != missing && given >= nameNear {
		g.level += sexDifferNamed - differ
	}
	return g
}

func (c *column) compareTexts(a, b *value) agreement {
	if a.folded == b.folded {
		return agreement{level: textSame, count: c.commonness(a.key)}
	}
	l := differ
	switch {
	case !mayBeAlike(a.signature, b.signature):
	case a.key == 0 || b.key == 0: // a query's own text
		l = compareTexts(a.folded, b.folded)
	default:
		l = c.memo.level(a.key, b.key, func() level { return compareTexts(a.folded, b.folded) })
	}
	if l < textNear && c.corresponds(a.key, b.key) {
		l = textKnown
	}
	return agreement{level: l, count: max(c.commonness(a.key), c.commonness(b.key))}
}

// compareItems compares two names.
func (c *column) compareItems(x, y item, near nearby) agreement {
	if l := itemLevel(x, y, near); l != differ {
		return agreement{level: l, count: max(c.commonness(x.class), c.commonness(y.class))}
	}
	return agreement{level: differ}
}

// compareNames takes the best agreement of any two alternatives.
func (c *column) compareNames(a, b *value, near nearby) agreement {
	if len(a.items) == 0 || len(b.items) == 0 {
		return agreement{}
	}
	best := agreement{level: differ}
	for _, x := range a.items {
		for _, y := range b.items {
			if g := c.compareItems(x, y, near); g.level > best.level {
				best = g
			}
		}
	}
	return best
}

func itemLevel(x, y item, near nearby) level {
	switch {
	case x.token == y.token && x.token != 0:
		return nameSame
	case x.class == y.class && x.class != 0:
		return nameSound
	}
	return near(x.class, y.class)
}

// comparePlaces asks whether the parts of one are among the parts of the other, whatever their order.
func (c *column) comparePlaces(a, b *value, near nearby) agreement {
	shared, rarest, other := 0, ^uint32(0), agreement{level: differ}
	for _, x := range a.items {
		for _, y := range b.items {
			switch l := itemLevel(x, y, near); {
			case l >= nameSound:
				shared++
				rarest = min(rarest, c.commonness(x.class))
			case c.corresponds(x.class, y.class):
				other = agreement{level: placeKnown, count: max(c.commonness(x.class), c.commonness(y.class))}
			case l >= nameAlike && other.level == differ:
				other.level = placeAlike
			}
		}
	}
	switch {
	case shared > 0 && shared >= max(len(a.items), len(b.items)):
		return agreement{level: placeSame, count: rarest}
	case shared > 0 && shared >= min(len(a.items), len(b.items)):
		return agreement{level: placeWithin, count: rarest}
	case shared > 0:
		return agreement{level: placeShared, count: rarest}
	}
	return other
}

// compareRelatives counts the relatives in common: the same name, and where both sides tell the relative's father, an alike one.
func (c *column) compareRelatives(a, b *value, near nearby) agreement {
	found := agreement{level: differ}
	for _, x := range a.items {
		for _, y := range b.items {
			l := itemLevel(x, y, near)
			if l < nameAlike || otherFather(x, y, near) {
				continue
			}
			found = found.withRelative(l, max(c.commonness(x.class), c.commonness(y.class)))
		}
	}
	return found
}

func otherFather(x, y item, near nearby) bool {
	return x.second != 0 && y.second != 0 && x.secondClass != y.secondClass && near(x.secondClass, y.secondClass) < nameAlike
}

// withRelative adds one more relative in common.
func (g agreement) withRelative(l level, count uint32) agreement {
	switch {
	case l < nameSound && g.level < relativeAlike:
		return agreement{level: relativeAlike, count: count}
	case l < nameSound:
		return g
	case g.level < relativeOne:
		return agreement{level: relativeOne, count: count}
	}
	return agreement{level: relativeTwo, count: min(g.count, count)}
}
