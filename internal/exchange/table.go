package exchange

import (
	"errors"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strings"

	"guwah.example/guwah"
)

// Table is a file of rows under headings, whatever it is written as.
type Table struct {
	Heads []string
	rows  iter.Seq[cells]
}

// cells are what one row holds, in the order of the headings; more are those of fields met for the first time behind the rows that headings were taken
// from.
type cells struct {
	line   int
	values []string
	more   []Note
	err    error
	ends   bool // nothing behind it can be read
}

// Plan is what will be done with a table's columns, to be told before anything is.
type Plan struct {
	Kept     []string // columns that the map does not speak of, kept as notes
	LeftOut  []string // columns that are not taken, for what their headings say they hold
	Keyless  bool     // rows are known by their content
	Nameless bool     // keys are given, but not of which collection
	Unsaid   bool     // it is not said who published the list
}

// private are the words of headings whose columns are not taken unless the map gives them as notes: what reaches a family or a witness.
var private = regexp.MustCompile(`(?i)phone|\bmobile\b|\btel\b|e-?mail|wechat|whatsapp|telegram|\bcontact (?:info|details|number)|电话|手机|微信|邮箱|联系方式|телефон|(?:^|\P{L})(?:тел|моб)(?:\P{L}|$)|почта|telefon|e-?posta|iletişim|байланыс|\x{062A}\x{06D0}\x{0644}\x{06D0}\x{0641}\x{0648}\x{0646}`)

// numbering are those of columns with identity numbers and passports, which no table brings.
var numbering = regexp.MustCompile(`(?i)\bid(?:entity)?[ _-]?(?:card|no\b|num)|\bpassport|national id|身份证|证件号|护照|паспорт|kimlik|\bt\.?c\.? no|(?:^|\P{L})иин(?:\P{L}|$)|жсн(?:\P{L}|$)|жеке куәлік|удостоверение личности`)

// Records turns rows into records by a map. The error says what of the map does not fit the headings.
func (t *Table) Records(c Columns) (iter.Seq[Row], Plan, error) {
	at, err := c.find(t.Heads)
	if err != nil {
		return nil, Plan{}, err
	}
	reading := reading{Columns: c, at: at}
	plan := Plan{Keyless: !c.has("key"), Nameless: c.has("key") && c.collection() == "" && !c.has("collection"), Unsaid: !c.has("source")}
	for i, head := range t.Heads {
		switch {
		case slices.Contains(at, i):
		case numbering.MatchString(head) || private.MatchString(head):
			plan.LeftOut = append(plan.LeftOut, head)
		default:
			reading.rest = append(reading.rest, i)
			plan.Kept = append(plan.Kept, head)
		}
	}
	reading.heads, reading.above = t.Heads, make([]string, len(t.Heads))
	return func(yield func(Row) bool) {
		for row := range t.rows {
			if one, blank := reading.row(row); !blank && !yield(one) {
				return
			}
		}
	}, plan, nil
}

// reading is a map bound to a table's columns.
type reading struct {
	Columns
	heads []string
	at    []int    // of each field
	rest  []int    // columns kept as notes
	above []string // what each column held last, for cells that point to it
}

// row reads one row; blank where it holds nothing, or the headings again.
func (r reading) row(c cells) (row Row, blank bool) {
	row = Row{Line: c.line, Err: c.err, Order: r.order}
	if c.err != nil {
		var wrong *RowError
		if errors.As(c.err, &wrong) && wrong.Line > 0 {
			row.Line = wrong.Line
		}
		return row, false
	}
	if len(c.more) == 0 && !slices.ContainsFunc(c.values, func(v string) bool { return clean(v) != "" }) || slices.Equal(c.values, r.heads) {
		return row, true
	}
	made := builder{reading: r, row: &row}
	row.Err = made.build(c)
	for i, value := range c.values {
		if value = clean(value); value != "" && !ditto(value) {
			r.above[i] = value
		}
	}
	return row, false
}

// collection names what keys are numbers of where no column does.
func (c Columns) collection() string {
	if named := c.constantOf("collection"); named != "" {
		return named
	}
	return c.constantOf("source.publisher")
}

// builder makes a record of one row.
type builder struct {
	reading
	row            *Row
	given, father  string
	surname, basis string
	age, ageOn     string
	source         Source
	claims         map[string]*Claim
	order          []string
	always         map[string]bool // claims of which the map gives columns, and the row only what it gives every row: nothing is claimed
	denied         map[string]bool // claims of which a column says that it did not happen
	ageHead        string
}

func (b *builder) build(c cells) error {
	b.row.Record = Record{Format: Format, Collection: b.collection()}
	b.claims, b.always, b.denied = map[string]*Claim{}, map[string]bool{}, map[string]bool{}
	for i, f := range b.fields {
		value, head := f.constant, f.what
		if b.at[i] >= 0 {
			value, head = c.values[b.at[i]], b.heads[b.at[i]]
		}
		if f.subject == "skip" {
			continue
		}
		value = clean(value)
		if len(value) > maxCell && len([]rune(value)) > maxCell {
			return &RowError{Field: f.what, Say: fmt.Sprintf("the cell has more than %d characters", maxCell)}
		}
		if strings.ContainsRune(value, '\uFFFD') && f.subject != "note" {
			return &RowError{Field: f.what, Say: "it has letters that could not be read: the file is in another encoding (see --encoding), or was damaged before"}
		}
		if value, found := withoutIdentity(value); found {
			b.doubt(head, "an identity number was left out: such numbers are sealed by whoever is told them")
			if f.subject != "key" {
				b.take(f, head, value)
			}
			continue
		}
		if value != "" {
			b.take(f, head, value)
			if key := f.subject + f.which; !f.isConst {
				b.always[key] = false
			} else if _, told := b.always[key]; !told && b.columned(f) {
				b.always[key] = true
			}
		}
	}
	for _, i := range b.rest {
		b.note(b.heads[i], c.values[i])
	}
	for _, more := range c.more {
		b.note(more.Heading, more.Text)
	}
	b.born()
	b.finish()
	return nil
}

// columned tells whether the map gives a column for anything of the claim that a field belongs to.
func (c Columns) columned(f field) bool {
	return slices.ContainsFunc(c.fields, func(g field) bool { return !g.isConst && g.subject == f.subject && g.which == f.which })
}

// doubt says something of a row that is taken all the same.
func (b *builder) doubt(field, say string) {
	b.row.Doubts = append(b.row.Doubts, &RowError{Line: b.row.Line, Field: field, Say: say})
}

// note keeps words for the team, under their heading.
func (b *builder) note(heading, words string) {
	if words = clean(words); words == "" {
		return
	}
	if at := slices.Index(b.heads, heading); at >= 0 && b.above[at] != "" && ditto(words) {
		words = fmt.Sprintf("%s (in the row above: %s)", words, b.above[at])
	}
	words, found := withoutIdentity(words)
	if found {
		b.doubt(heading, "an identity number was left out: such numbers are sealed by whoever is told them")
	}
	if cut := []rune(words); len(words) > maxCell && len(cut) > maxCell {
		words = string(cut[:maxCell])
		b.doubt(heading, fmt.Sprintf("only the first %d characters are kept", maxCell))
	}
	b.row.Record.Notes = append(b.row.Record.Notes, Note{Heading: guwah.CleanLine(heading), Text: words})
}

// take puts one value where its field says.
func (b *builder) take(f field, head, value string) {
	line := guwah.CleanLine(value)
	r := &b.row.Record
	if f.subject != "note" && f.subject != "source" && f.subject != "key" {
		value, line = unmarked(value), unmarked(line)
		if ditto(line) {
			b.note(head, value)
			b.doubt(head, fmt.Sprintf("%q points to another cell; it is kept as a note", line))
			return
		}
	}
	switch f.subject {
	case "key":
		r.Key = line
	case "collection":
		r.Collection = line
	case "name", "alias":
		b.named(f, value)
	case "given":
		b.given = line
	case "father":
		b.father = line
	case "surname":
		b.surname = line
	case "basis":
		b.basis = line
	case "age":
		b.ageTold(f.part, head, line)
	case "note":
		b.note(head, value)
	case "source":
		b.cited(f.part, head, line)
	case "status":
		b.fate(f, head, line)
	default:
		b.said(f, head, line)
	}
}
