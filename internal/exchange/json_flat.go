package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// flat is a record with what is inside its fields laid out beside each other, in the order of the file.
type flat struct {
	names  []string
	values map[string]string
	err    error
	ends   bool
}

// The limits of what headings are taken from.
const (
	ahead     = 200  // rows
	mostHeads = 1000 // fields
	maxDepth  = 20   // of what is inside a record; deeper is kept as it is written
)

// openFlat makes a table of records that are read one by one.
func openFlat(next func() flat) (*Table, error) {
	t := &Table{}
	place := map[string]int{}
	var first []flat
	for len(first) < ahead {
		one := next()
		if errors.Is(one.err, io.EOF) {
			break
		}
		for _, name := range one.names {
			if _, known := place[name]; !known && len(t.Heads) < mostHeads {
				place[name] = len(t.Heads)
				t.Heads = append(t.Heads, name)
			}
		}
		if first = append(first, one); one.ends {
			break
		}
	}
	if len(t.Heads) == 0 {
		if len(first) > 0 && first[0].err != nil {
			return nil, first[0].err
		}
		return nil, &RowError{Line: 1, Say: "there are no records in it"}
	}
	t.rows = func(yield func(cells) bool) {
		for line := 1; ; line++ {
			var one flat
			if len(first) > 0 {
				one, first = first[0], first[1:]
			} else if one = next(); errors.Is(one.err, io.EOF) {
				return
			}
			if !yield(one.under(t.Heads, place, line)) || one.ends {
				return
			}
		}
	}
	return t, nil
}

func (f flat) under(heads []string, place map[string]int, line int) cells {
	row := cells{line: line, values: make([]string, len(heads)), err: f.err, ends: f.ends}
	for _, name := range f.names {
		if at, known := place[name]; known {
			row.values[at] = f.values[name]
		} else {
			row.more = append(row.more, Note{Heading: name, Text: f.values[name]})
		}
	}
	return row
}

// lay lays out a value under its name.
func (f *flat) lay(name string, value json.RawMessage, depth int) {
	decoder := json.NewDecoder(bytes.NewReader(value))
	decoder.UseNumber()
	token, err := decoder.Token()
	opening, nested := token.(json.Delim)
	switch {
	case err != nil || token == nil:
		return
	case nested && depth >= maxDepth:
		f.add(name, string(value))
		return
	case !nested:
		f.add(name, scalar(token))
		return
	}
	for decoder.More() {
		inner := name
		if opening == '{' {
			key, err := decoder.Token()
			if err != nil {
				return
			}
			if inner = fmt.Sprint(key); name != "" {
				inner = name + "." + inner
			}
		}
		var part json.RawMessage
		if decoder.Decode(&part) != nil {
			return
		}
		f.lay(inner, part, depth+1)
	}
}

func scalar(token json.Token) string {
	switch value := token.(type) {
	case string:
		return value
	case bool:
		return strconv.FormatBool(value)
	}
	return fmt.Sprint(token)
}

// add puts a value beside those of the same name.
func (f *flat) add(name, value string) {
	if strings.TrimSpace(value) == "" {
		return
	}
	if have, more := f.values[name]; more {
		f.values[name] = have + "; " + value
		return
	}
	f.names = append(f.names, name)
	f.values[name] = value
}
