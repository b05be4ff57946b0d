package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
)

// lines reads the rows of a table one by one. Quotation marks that stand where none may are taken for what they are, letters of their cell, as long as
// the row ends with its line; a mark that is opened and never closed is an error.
type lines struct {
	guard *guard
	table *csv.Reader
	comma rune
}

func newLines(r io.Reader, comma rune) *lines {
	l := &lines{guard: &guard{r: r}, comma: comma}
	l.table = csv.NewReader(l.guard)
	l.table.ReuseRecord, l.table.FieldsPerRecord, l.table.Comma = true, -1, comma
	return l
}

// read gives the next row, or io.EOF in its error.
func (l *lines) read() cells {
	began := l.table.InputOffset()
	l.guard.begin(began)
	values, err := l.table.Read()
	row := cells{values: values}
	var wrong *csv.ParseError
	switch {
	case err == nil:
		row.line, _ = l.table.FieldPos(0)
	case errors.Is(err, io.EOF):
		row.err = io.EOF
	case errors.Is(err, errRowTooLong):
		row.err, row.ends = &RowError{Say: errRowTooLong.Error()}, true
	case errors.As(err, &wrong):
		row.line = wrong.StartLine
		row.values, row.err = l.loosely(l.guard.since(began, l.table.InputOffset()), wrong)
	default:
		row.err, row.ends = fmt.Errorf("read the table: %w", err), true
	}
	return row
}

// loosely reads a row again whose quotation marks are wrong.
func (l *lines) loosely(text []byte, wrong *csv.ParseError) ([]string, error) {
	if text = bytes.Trim(text, "\r\n"); bytes.ContainsAny(text, "\n") || len(text) == 0 {
		say := "a quotation mark is not closed, or stands where none may"
		if wrong.Line > wrong.StartLine {
			say += fmt.Sprintf("; all up to line %d was taken for one row", wrong.Line)
		}
		return nil, &RowError{Line: wrong.StartLine, Say: say}
	}
	again := csv.NewReader(bytes.NewReader(text))
	again.FieldsPerRecord, again.Comma, again.LazyQuotes = -1, l.comma, true
	values, err := again.Read()
	if err != nil {
		return nil, &RowError{Line: wrong.StartLine, Say: "a quotation mark stands where none may"}
	}
	return values, nil
}

// errRowTooLong says that a row did not end within maxRow bytes.
var errRowTooLong = errors.New("the row does not end within 1 MiB: is a quotation mark not closed?")

// guard fails where one row takes more than maxRow bytes, so that memory stays bounded whatever is read. It keeps the bytes of the row being read.
type guard struct {
	r       io.Reader
	seen    int // bytes read since the row began
	kept    []byte
	base    int64 // where in the file kept begins
	forgets bool  // it keeps nothing
}

// begin forgets what lies before a row.
func (g *guard) begin(at int64) {
	g.seen = 0
	if done := at - g.base; done > look && done <= int64(len(g.kept)) {
		g.kept = append(g.kept[:0], g.kept[done:]...)
		g.base = at
	}
}

// since are the bytes between two places of the file.
func (g *guard) since(from, to int64) []byte {
	from, to = from-g.base, min(to-g.base, int64(len(g.kept)))
	if from < 0 || from > to {
		return nil
	}
	return g.kept[from:to]
}

func (g *guard) Read(b []byte) (int, error) {
	if g.seen > maxRow {
		return 0, errRowTooLong
	}
	n, err := g.r.Read(b)
	g.seen += n
	if !g.forgets {
		g.kept = append(g.kept, b[:n]...)
	}
	return n, err
}
