package linkage

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// column holds one field of all records: each distinct text is read once, and a record keeps a cell, which is the number of that
// text. A date's cell is the date itself. Cell 0 is missing.
type column struct {
	field    Field
	kind     kind
	names    *lexicon          // of names and places
	sexes    map[string]string // of sex
	ids      map[string]uint32 // text → cell
	folds    map[string]uint32 // folded text → class
	values   []value           // by cell
	settled  int               // values before this one have classes
	single   []item            // by cell: the only item, if there is one
	memo     memo              // of texts
	known    pairTable         // classes that were learned to correspond
	count    []uint32          // class → how many records have it
	days     map[date]uint32   // full date → how many records have it
	calendar map[uint16]uint32 // day of a year → how many records with a full date have it
	whole    int               // records with a full date
	present  int               // records that are not missing
}

// value is one distinct text, read.
type value struct {
	text      string
	folded    string // of text and sex
	signature uint64 // of text
	key       uint32 // the class a record is blocked by; for a place its rarest part
	items     []item // of names: alternatives; of places: parts; of relatives: each
}

// item is one name inside a value. Relatives have a second: the father's name, if told.
type item struct {
	token, second      uint32
	class, secondClass uint32
}

func newColumn(f Field, people, places *lexicon, sexes map[string]string) *column {
	c := &column{field: f, kind: f.kind(), ids: make(map[string]uint32), values: make([]value, 1), settled: 1}
	switch c.kind {
	case kindName, kindRelative:
		c.names = people
	case kindPlace:
		c.names = places
	case kindSex:
		c.sexes = sexes
	}
	if c.kind == kindText || c.kind == kindSex {
		c.folds = make(map[string]uint32)
		c.memo = make(memo, memoSize)
	}
	c.days, c.calendar = make(map[date]uint32), make(map[uint16]uint32)
	return c
}

// read returns the cell for a text. The text is kept only if new, as a copy, so that its source can be reused.
func (c *column) read(text string) uint32 {
	if c.kind == kindDate {
		return uint32(parseDate(text))
	}
	if cell, known := c.ids[text]; known {
		return cell
	}
	text = strings.Clone(text)
	v, ok := c.parse(text, internInto(c.names))
	if !ok {
		c.ids[text] = 0
		return 0
	}
	cell := uint32(len(c.values))
	c.ids[text] = cell
	c.values = append(c.values, v)
	return cell
}

func internInto(names *lexicon) func(string) uint32 {
	if names == nil {
		return nil
	}
	return names.intern
}

// parse reads a text; it is not ok if nothing in it can be compared.
func (c *column) parse(text string, intern func(string) uint32) (value, bool) {
	v := value{text: text}
	switch c.kind {
	case kindName:
		v.items = nameItems(text, ";|", intern)
	case kindPlace:
		v.items = nameItems(text, "/,;>|", intern)
	case kindRelative:
		v.items = relativeItems(text, intern)
	case kindSex:
		v.folded = sexOf(c.sexes, text)
		return v, v.folded != ""
	default:
		v.folded = fold(text)
		v.signature = signature(v.folded)
		return v, v.folded != ""
	}
	return v, len(v.items) > 0
}

func nameItems(text, marks string, intern func(string) uint32) []item {
	var items []item
	for part := range splitAny(text, marks) {
		if token := intern(part); token != 0 {
			items = append(items, item{token: token})
		}
	}
	return items
}

// relativeItems reads "brother: Tursun Memet; Ayshe": what stands before a colon is not the name.
func relativeItems(text string, intern func(string) uint32) []item {
	var items []item
	for part := range splitAny(text, ";,/|") {
		if _, after, labelled := cutColon(part); labelled {
			part = after
		}
		given, father := splitFull(part)
		if token := intern(given); token != 0 {
			items = append(items, item{token: token, second: intern(father)})
		}
	}
	return items
}

func cutColon(s string) (before, after string, found bool) {
	if before, after, found = strings.Cut(s, ":"); found {
		return before, after, true
	}
	return strings.Cut(s, "：")
}

func splitAny(s, marks string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for s != "" {
			end := strings.IndexFunc(s, func(r rune) bool {
				return strings.ContainsRune(marks, r) || r == '、' || r == '،' || r == '؛' || r == '，' || r == '；'
			})
			part, rest := s, ""
			if end >= 0 {
				_, size := utf8.DecodeRuneInString(s[end:])
				part, rest = s[:end], s[end+size:]
			}
			if part = strings.TrimSpace(part); part != "" && !yield(part) {
				return
			}
			s = rest
		}
	}
}

// settle gives the values read since the last time their classes, once the lexicons are settled.
func (c *column) settle() {
	for i := c.settled; i < len(c.values); i++ {
		v := &c.values[i]
		if c.folds != nil {
			v.key = c.foldClass(v.folded)
			continue
		}
		for j := range v.items {
			it := &v.items[j]
			it.class, it.secondClass = c.names.class[it.token], c.names.class[it.second]
		}
		v.key = v.items[0].class
		if c.kind == kindName {
			c.single = append(c.single, make([]item, i+1-len(c.single))...)
			if len(v.items) == 1 {
				c.single[i] = v.items[0]
			}
		}
	}
	c.settled = len(c.values)
}

func (c *column) foldClass(folded string) uint32 {
	class, known := c.folds[folded]
	if !known {
		class = uint32(len(c.folds) + 1)
		c.folds[folded] = class
	}
	return class
}

// tally adds (or with -1 takes away) a record's cell from the counts of its classes.
func (c *column) tally(cell uint32, by int) {
	if cell == 0 {
		return
	}
	c.present += by
	switch c.kind {
	case kindDate:
		c.bump(uint32(date(cell).year()), by)
		if d := date(cell); d.full() {
			c.days[d] = uint32(int(c.days[d]) + by)
			c.calendar[d.dayOfYear()] = uint32(int(c.calendar[d.dayOfYear()]) + by)
			c.whole += by
		}
	case kindText, kindSex:
		c.bump(c.values[cell].key, by)
	default:
		items := c.values[cell].items
		for i, it := range items {
			if !repeats(items, i) {
				c.bump(it.class, by)
			}
		}
	}
}

// repeats reports whether an item before the i-th has its class.
func repeats(items []item, i int) bool {
	return slices.ContainsFunc(items[:i], func(other item) bool { return other.class == items[i].class })
}

func (c *column) bump(class uint32, by int) {
	for int(class) >= len(c.count) {
		c.count = append(c.count, make([]uint32, max(64, len(c.count)))...)
	}
	c.count[class] = uint32(int(c.count[class]) + by)
}

// commonness is how many records have the class.
func (c *column) commonness(class uint32) uint32 {
	if int(class) < len(c.count) {
		return c.count[class]
	}
	return 0
}

// rekey makes the rarest part of each place, and the rarest of each set of relatives, what its record is blocked by: the whole
// region says little. It needs the counts, and goes over the values from one on.
func (c *column) rekey(from int) {
	if c.kind != kindPlace && c.kind != kindRelative {
		return
	}
	for i := max(from, 1); i < len(c.values); i++ {
		v := &c.values[i]
		for _, it := range v.items {
			if c.commonness(it.class) < c.commonness(v.key) {
				v.key = it.class
			}
		}
	}
}

// key is the class a cell is blocked by; 0 is none.
func (c *column) key(cell uint32) uint32 {
	switch {
	case cell == 0:
		return 0
	case c.kind == kindDate:
		return uint32(date(cell).year())
	}
	return c.values[cell].key
}
