package exchange

import (
	"errors"
	"io"
	"iter"
)

// readCSV reads a table whose first row names its columns. A row that cannot be read comes with its error, and the next follows; an error in the
// first row is the only one that ends it at once.
func readCSV(r io.Reader, columns Columns) iter.Seq[Row] {
	table, err := OpenCSV(r, &columns)
	var rows iter.Seq[Row]
	if err == nil {
		rows, _, err = table.Records(columns)
	}
	if err == nil {
		return rows
	}
	return func(yield func(Row) bool) {
		var wrong *RowError
		if !errors.As(err, &wrong) {
			wrong = &RowError{Line: 1, Say: err.Error()}
		}
		yield(Row{Line: 1, Err: wrong})
	}
}
