package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
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
