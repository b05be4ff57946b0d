package exchange

import (
	"bufio"
	"bytes"
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

// above is how many rows may stand above the one that names the columns: a title, a date, an empty line.
const above = 20

// OpenCSV opens a table with a comma, semicolon, tab or stroke between its cells, which it finds out. The row that names the columns is the first that
// has all those of the map; without a map, or where none has, the first that is as full as the rows below it.
func OpenCSV(r io.Reader, columns *Columns) (*Table, error) {
	text, comma := separator(r)
	lines := newLines(text, comma)
	var first []cells
	for len(first) < above {
		row := lines.read()
		if errors.Is(row.err, io.EOF) {
			break
		}
		row.values = slices.Clone(row.values)
		if first = append(first, row); row.ends {
			break
		}
	}
	if len(first) == 0 {
		return nil, &RowError{Line: 1, Say: "the file is empty: its first row must name the columns"}
	}
	if first[0].err != nil {
		return nil, first[0].err
	}
	at := headings(first, columns)
	t := &Table{Heads: first[at].values}
	for i := range t.Heads {
		t.Heads[i] = guwah.CleanLine(t.Heads[i])
	}
	t.rows = t.below(first[at+1:], lines.read)
	return t, nil
}

// below gives the rows below the headings: those read already, and the others.
func (t *Table) below(first []cells, read func() cells) iter.Seq[cells] {
	return func(yield func(cells) bool) {
		last := 1
		next := func() cells {
			if len(first) == 0 {
				return read()
			}
			row := first[0]
			first = first[1:]
			return row
		}
		for {
			row := next()
			if errors.Is(row.err, io.EOF) {
				return
			}
			if row.line == 0 {
				row.line = last + 1
			}
			last = row.line
			if row.err == nil {
				row.values, row.err = t.fitted(row.values)
			}
			if !yield(row) || row.ends {
				return
			}
		}
	}
}

// fitted is a row with as many cells as there are headings. Empty cells behind the last are nothing; a blank line is an empty row.
func (t *Table) fitted(values []string) ([]string, error) {
	for len(values) > len(t.Heads) && strings.TrimSpace(values[len(values)-1]) == "" {
		values = values[:len(values)-1]
	}
	if len(values) != len(t.Heads) && !(len(values) == 1 && strings.TrimSpace(values[0]) == "") {
		return nil, &RowError{Say: fmt.Sprintf("the row has more or fewer cells than the first row has columns: %d instead of %d", len(values), len(t.Heads))}
	}
	return values, nil
}

// headings is the place of the row that names the columns.
func headings(rows []cells, columns *Columns) int {
	full := 0
	filled := func(row cells) int {
		n := 0
		for _, value := range row.values {
			if strings.TrimSpace(value) != "" {
				n++
			}
		}
		return n
	}
	for i, row := range rows {
		if row.err != nil {
			break
		}
		if columns != nil {
			if _, err := columns.find(row.values); err == nil && filled(row) > 0 {
				return i
			}
		}
		full = max(full, filled(row))
	}
	if columns != nil && filled(rows[0]) > 1 {
		return 0 // and finding the columns says which is missing
	}
	return max(0, slices.IndexFunc(rows, func(row cells) bool { return row.err == nil && filled(row)*10 >= full*7 }))
}

// separators are those that tables are written with.
var separators = []rune{',', ';', '\t', '|'}

// separator finds out what stands between the cells: the character that stands as often in most lines. Spreadsheets can say it in a line of its own.
func separator(r io.Reader) (io.Reader, rune) {
	buffered := bufio.NewReaderSize(r, look)
	head, _ := buffered.Peek(look)
	if bytes.HasPrefix(head, []byte("sep=")) && len(head) > 5 && bytes.ContainsAny(head[5:6], "\r\n") {
		_, _, _ = buffered.ReadLine()
		return buffered, rune(head[4])
	}
	best, most := ',', 0.0
	for _, candidate := range separators {
		if fit := steady(head, byte(candidate)); fit > most {
			best, most = candidate, fit
		}
	}
	return buffered, best
}

// steady is how often a character stands in a line outside quotation marks, times the square of the share of lines that have it as often.
func steady(head []byte, c byte) float64 {
	var counts []int
	quoted, n, filled := false, 0, false
	for _, b := range head {
		switch {
		case b == '"':
			quoted = !quoted
		case b == c && !quoted:
			n++
		case b == '\n' && !quoted:
			if filled {
				counts = append(counts, n)
			}
			n, filled = 0, false
			continue
		}
		filled = filled || b > ' '
	}
	if filled && len(counts) == 0 {
		counts = append(counts, n)
	}
	seen, often := map[int]int{}, 0
	for _, n := range counts {
		if seen[n]++; n > 0 && seen[n] >= seen[often] {
			often = n
		}
	}
	if often == 0 {
		return 0
	}
	share := float64(seen[often]) / float64(len(counts))
	return float64(often) * share * share
}
