package linkage

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Table reads records from CSV with a header row.
type Table struct {
	rows   *csv.Reader
	fields []tableColumn
	id     int // column of the id, or -1
	truth  int // column of the truth, or -1
	truths map[string]string
}

type tableColumn struct {
	field Field
	at    int
}

// OpenTable reads the header. Column names are taken without the spaces around them, values too. The truth column, if not "", is
// remembered for Truth. It fails if the header lacks a column of the map.
func OpenTable(r io.Reader, m FieldMap, truth string) (*Table, error) {
	rows := csv.NewReader(skipMark(r))
	rows.ReuseRecord = true
	rows.TrimLeadingSpace = true
	header, err := rows.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("line 1: no header row")
	}
	if err != nil {
		return nil, lineError(err)
	}
	at := make(map[string]int, len(header))
	for i, name := range header {
		at[strings.TrimSpace(name)] = i
	}
	t := &Table{rows: rows, id: -1, truth: -1, truths: make(map[string]string)}
	find := func(name string) (int, error) {
		i, ok := at[name]
		if !ok {
			return -1, fmt.Errorf("line 1: no column %q among %s", name, strings.Join(trimAll(header), ", "))
		}
		return i, nil
	}
	if m.ID != "" {
		if t.id, err = find(m.ID); err != nil {
			return nil, err
		}
	}
	if truth != "" {
		if t.truth, err = find(truth); err != nil {
			return nil, err
		}
	}
	for _, c := range m.Columns {
		i, err := find(c.Name)
		if err != nil {
			return nil, err
		}
		t.fields = append(t.fields, tableColumn{c.Field, i})
	}
	return t, nil
}

func trimAll(words []string) []string {
	trimmed := make([]string, len(words))
	for i, w := range words {
		trimmed[i] = strings.TrimSpace(w)
	}
	return trimmed
}

// skipMark skips the byte order mark that spreadsheets put before UTF-8.
func skipMark(r io.Reader) io.Reader {
	start := make([]byte, 3)
	n, _ := io.ReadFull(r, start)
	if string(start[:n]) == "\ufeff" {
		n = 0
	}
	return io.MultiReader(strings.NewReader(string(start[:n])), r)
}

// lineError puts the line first, and the reason without the parser's own prefix.
func lineError(err error) error {
	var bad *csv.ParseError
	if !errors.As(err, &bad) {
		return err
	}
	return fmt.Errorf("line %d: %w", bad.Line, bad.Err)
}

// Records are the rows as records. Errors name the line.
func (t *Table) Records() Records {
	return func(yield func(Record, error) bool) {
		seen := make(map[string]int)
		var record Record
		for number := 1; ; number++ {
			row, err := t.rows.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err == nil {
				line, _ := t.rows.FieldPos(0)
				record, err = t.record(record.Values[:0], row, number, line, seen)
			} else {
				err = lineError(err)
			}
			if !yield(record, err) || err != nil {
				return
			}
		}
	}
}

func (t *Table) record(values []Value, row []string, number, line int, seen map[string]int) (Record, error) {
	id := strconv.Itoa(number)
	if t.id >= 0 {
		id = strings.TrimSpace(row[t.id])
	}
	switch first, twice := seen[id]; {
	case id == "":
		return Record{}, fmt.Errorf("line %d: empty record id", line)
	case twice:
		return Record{}, fmt.Errorf("line %d: record id %q stands on line %d already", line, id, first)
	}
	id = strings.Clone(id)
	seen[id] = line
	if t.truth >= 0 {
		t.truths[id] = cluster(strings.TrimSpace(row[t.truth]))
	}
	for _, c := range t.fields {
		if text := strings.TrimSpace(row[c.at]); text != "" {
			values = append(values, Value{c.field, text})
		}
	}
	return Record{ID: id, Values: values}, nil
}
