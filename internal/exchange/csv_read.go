package exchange

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"guwah.example/guwah"
)

// The limits of one row; more is no row of a table but a quote that was never closed, or an attack.
const (
	maxRow  = 1 << 20 // bytes
	maxCell = 10_000  // characters
)

// ReadCSV reads a table whose first row names its columns. A row that cannot be read comes with its error, and the next follows; an error in the
// first row is the only one that ends it at once.
func ReadCSV(r io.Reader, columns Columns) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		guard := &guard{r: r}
		table := csv.NewReader(guard)
		table.ReuseRecord = true
		header, err := table.Read()
		if err != nil {
			yield(Row{Line: 1, Err: headerError(err)})
			return
		}
		at, err := columns.find(header)
		if err != nil {
			yield(Row{Line: 1, Err: &RowError{Line: 1, Say: err.Error()}})
			return
		}
		for last := 1; ; {
			guard.seen = 0
			cells, err := table.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			row := Row{Line: last + 1, Err: csvError(err)}
			if len(cells) > 0 {
				row.Line, _ = table.FieldPos(0)
			}
			if err == nil {
				row.Record, row.Err = columns.record(cells, at)
			}
			var wrong *RowError
			if errors.As(row.Err, &wrong) && wrong.Line > 0 {
				row.Line = wrong.Line
			}
			last = row.Line
			if !yield(row) || errors.Is(err, errRowTooLong) || err != nil && !isParseError(err) {
				return
			}
		}
	}
}

// errRowTooLong says that a row did not end within maxRow bytes.
var errRowTooLong = errors.New("the row does not end within 1 MiB: is a quotation mark not closed?")

// guard fails where one row takes more than maxRow bytes, so that memory stays bounded whatever is read.
type guard struct {
	r    io.Reader
	seen int
}

func (g *guard) Read(b []byte) (int, error) {
	if g.seen > maxRow {
		return 0, errRowTooLong
	}
	n, err := g.r.Read(b)
	g.seen += n
	return n, err
}

func isParseError(err error) bool {
	var parse *csv.ParseError
	return errors.As(err, &parse)
}

func headerError(err error) error {
	if errors.Is(err, io.EOF) {
		return &RowError{Line: 1, Say: "the file is empty: its first row must name the columns"}
	}
	return csvError(err)
}

func csvError(err error) error {
	var parse *csv.ParseError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, csv.ErrFieldCount) && errors.As(err, &parse):
		return &RowError{Line: parse.StartLine, Say: "the row has more or fewer cells than the first row has columns"}
	case errors.Is(err, errRowTooLong):
		return &RowError{Say: err.Error()}
	case errors.As(err, &parse):
		return &RowError{Line: parse.StartLine, Say: fmt.Sprintf("a quotation mark stands where none may (line %d, byte %d)", parse.Line, parse.Column)}
	}
	return fmt.Errorf("read the table: %w", err)
}

// find returns for each field which cell of a row holds it; -1 for a constant.
func (c Columns) find(header []string) ([]int, error) {
	names := make([]string, len(header))
	for i, name := range header {
		names[i] = strings.TrimSpace(name)
	}
	at := make([]int, len(c.fields))
	for i, f := range c.fields {
		at[i] = -1
		if f.isConst {
			continue
		}
		if at[i] = slices.Index(names, f.column); at[i] < 0 {
			return nil, fmt.Errorf("there is no column %q; the columns are: %s", f.column, strings.Join(names, ", "))
		}
	}
	return at, nil
}

// record turns the cells of a row into a record.
func (c Columns) record(cells []string, at []int) (Record, error) {
	r := Record{Format: Format}
	var given, father, basis string
	var source Source
	claims := map[string]*Claim{}
	var order []string
	for i, f := range c.fields {
		value := f.constant
		if at[i] >= 0 {
			value = guwah.CleanLine(cells[at[i]])
		}
		if len(value) > maxCell && len([]rune(value)) > maxCell {
			return r, &RowError{Field: f.what, Say: fmt.Sprintf("the cell has more than %d characters", maxCell)}
		}
		if value == "" {
			continue
		}
		switch f.subject {
		case "key":
			r.Key = value
		case "collection":
			r.Collection = value
		case "name":
			r.Claims = append(r.Claims, Claim{Predicate: "name", Name: &Name{Value: value, Lang: f.part}})
		case "given":
			given = value
		case "father":
			father = value
		case "basis":
			basis = value
		case "source":
			source.set(f.part, value)
		default:
			if claims[f.subject] == nil {
				claims[f.subject] = &Claim{Predicate: f.subject}
				order = append(order, f.subject)
			}
			claims[f.subject].set(f.part, value)
		}
	}
	for _, subject := range order {
		r.Claims = append(r.Claims, *claims[subject])
	}
	r.named(given, father)
	r.rest(source, basis)
	return r, nil
}

// named puts the parts of a name into the first name, or makes one of them.
func (r *Record) named(given, father string) {
	if given == "" && father == "" {
		return
	}
	for i := range r.Claims {
		if r.Claims[i].Name != nil {
			r.Claims[i].Name.Given, r.Claims[i].Name.Father = given, father
			return
		}
	}
	whole := strings.TrimSpace(given + " " + father)
	r.Claims = append([]Claim{{Predicate: "name", Name: &Name{Value: whole, Given: given, Father: father}}}, r.Claims...)
}

// rest lets every claim rest on the row's source.
func (r *Record) rest(source Source, basis string) {
	if basis == "" {
		basis = string(guwah.BasisMedia)
	}
	if source != (Source{}) {
		source.Key = "source"
		r.Sources = []Source{source}
	}
	for i := range r.Claims {
		r.Claims[i].Basis, r.Claims[i].Source = basis, source.Key
	}
}

func (s *Source) set(part, value string) {
	switch part {
	case "publisher":
		s.Publisher = value
	case "title":
		s.Title = value
	case "author":
		s.Author = value
	case "url":
		s.URL = value
	case "published":
		s.Published = value
	case "kind":
		s.Kind = value
	case "lang":
		s.Lang = value
	}
}

func (c *Claim) set(part, value string) {
	switch part {
	case "when":
		c.When = value
	case "place":
		c.Place = value
	case "term":
		c.Term = value
	default:
		c.value(value)
	}
}

// value is what stands in a predicate's own column: a date of birth, a code in whatever case, or words.
func (c *Claim) value(value string) {
	predicate := guwah.Predicate(c.Predicate)
	code := strings.ReplaceAll(strings.ToLower(value), " ", "_")
	if predicate == guwah.PredSex {
		code = map[string]string{"f": "female", "m": "male"}[code] + map[bool]string{true: code}[len(code) > 1]
	}
	switch {
	case predicate == guwah.PredBirth:
		c.Born = value
	case slices.Contains(guwah.ValueCodes[predicate], code):
		c.Code = code
	case predicate == guwah.PredSex:
		c.Code = value // which checking refuses by its name
	default:
		c.Text = value
	}
}
