package exchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
)

// ReadJSONL reads the interchange form: one record a line, empty lines aside. A line that cannot be read comes with its error, and the next follows.
func ReadJSONL(r io.Reader) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		lines := bufio.NewReaderSize(r, maxRow)
		for line := 1; ; line++ {
			text, err := lines.ReadSlice('\n')
			if errors.Is(err, bufio.ErrBufferFull) {
				say := &RowError{Line: line, Say: "the line is longer than 1 MiB"}
				if !yield(Row{Line: line, Err: say}) || skipLine(lines) != nil {
					return
				}
				continue
			}
			if len(bytes.TrimSpace(text)) > 0 && !yield(readRecord(line, text)) {
				return
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(Row{Line: line, Err: fmt.Errorf("read the file: %w", err)})
				return
			}
		}
	}
}

func skipLine(lines *bufio.Reader) error {
	for {
		_, err := lines.ReadSlice('\n')
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

func readRecord(line int, text []byte) Row {
	row := Row{Line: line}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&row.Record); err != nil {
		row.Err = &RowError{Line: line, Say: "it is no record: " + err.Error()}
		return row
	}
	if row.Record.Format != Format {
		row.Err = &RowError{Line: line, Field: "format", Say: fmt.Sprintf("it must be %q", Format)}
	}
	return row
}
