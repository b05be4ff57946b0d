package exchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// KeyHead is the heading of what the records of an object are filed under.
const KeyHead = "(key)"

// OpenJSON opens a list of records written as JSON: an array of objects, alone or inside an object; an object of objects; or one object a line. What
// a field holds in turn becomes columns with dots in their headings; several values of one field stand in one cell, with semicolons between them.
// Outside are the names of what stands before the records and belongs to none.
func OpenJSON(r io.Reader) (table *Table, outside []string, err error) {
	records, outside, err := newRecords(r)
	if err != nil {
		return nil, nil, err
	}
	table, err = openFlat(records.next)
	return table, outside, err
}

// records reads records one by one, wherever in the file they stand.
type records struct {
	guard   *guard
	decoder *json.Decoder
	read    []flat // already, on the way to where they begin
	keyed   bool   // they are filed under keys
	ended   bool   // the last was given
	inside  bool   // of an array or object, which ends them
}

func newRecords(r io.Reader) (*records, []string, error) {
	buffered := bufio.NewReaderSize(r, look)
	head, _ := buffered.Peek(look)
	rs := &records{guard: &guard{r: buffered, forgets: true}}
	rs.decoder = json.NewDecoder(rs.guard)
	rs.decoder.UseNumber()
	if oneALine(head) {
		return rs, nil, nil
	}
	opening, err := rs.decoder.Token()
	switch {
	case err != nil:
		return nil, nil, jsonError(err)
	case opening == json.Delim('['):
		rs.inside = true
		return rs, nil, nil
	case opening != json.Delim('{'):
		return nil, nil, errNoRecords
	}
	return rs.find()
}

// oneALine tells whether a file's first line is a record: another follows it, or it holds neither a list of records nor nothing but records.
func oneALine(head []byte) bool {
	line, below, _ := bytes.Cut(bytes.TrimLeft(head, " \t\r\n"), []byte("\n"))
	var fields map[string]json.RawMessage
	if json.Unmarshal(line, &fields) != nil {
		return false
	}
	if bytes.HasPrefix(bytes.TrimSpace(below), []byte("{")) {
		return true
	}
	records := 0
	for name, value := range fields {
		if slices.Contains(wrappings, strings.ToLower(name)) && bytes.Contains(value, []byte("[{")) {
			return false
		}
		if bytes.HasPrefix(value, []byte("{")) {
			records++
		} else if bytes.HasPrefix(value, []byte("[{")) {
			return false
		}
	}
	return records < len(fields)
}

// wrappings are names of fields in which programs wrap the list of records that they give out.
var wrappings = []string{"data", "result", "results", "response", "hits", "payload", "body", "_embedded", "d", "list", "page"}

// find goes to where the records begin in an object: its first field that holds a list, or else its fields themselves.
func (rs *records) find() (*records, []string, error) {
	var outside []string
	for rs.decoder.More() {
		name, err := rs.decoder.Token()
		if err != nil {
			return nil, nil, jsonError(err)
		}
		value, err := rs.decoder.Token()
		switch {
		case err != nil:
			return nil, nil, jsonError(err)
		case value == json.Delim('['):
			rs.inside = true
			return rs, outside, nil
		case value == json.Delim('{') && slices.Contains(wrappings, strings.ToLower(fmt.Sprint(name))):
			return rs.unwrapped(outside)
		case value == json.Delim('{'):
			first, err := rs.rest(fmt.Sprint(name))
			if err != nil {
				return nil, nil, jsonError(err)
			}
			return rs.filed(first, outside)
		}
		outside = append(outside, fmt.Sprint(name))
	}
	return nil, outside, errNoRecords
}

// unwrapped goes on inside a field that wraps records, or behind it where it holds none.
func (rs *records) unwrapped(outside []string) (*records, []string, error) {
	inner, more, err := rs.find()
	if outside = append(outside, more...); !errors.Is(err, errNoRecords) {
		return inner, outside, err
	}
	if _, err := rs.decoder.Token(); err != nil { // its closing brace
		return nil, nil, jsonError(err)
	}
	inner, more, err = rs.find()
	return inner, append(outside, more...), err
}

// errNoRecords says that a file is JSON and holds no list of objects.
var errNoRecords = &RowError{Line: 1, Say: "there are no records in it: it must be a list of objects"}

// filed goes on after the first object inside an object: it was a record filed under its name, or stood before the list of them.
func (rs *records) filed(first flat, outside []string) (*records, []string, error) {
	name := first.values[KeyHead]
	if !rs.decoder.More() {
		rs.keyed, rs.inside = true, true
		return rs.before(first), outside, nil
	}
	rs.guard.seen = 0
	next, err := rs.decoder.Token()
	if err != nil {
		return nil, nil, jsonError(err)
	}
	value, err := rs.decoder.Token()
	if err != nil {
		return nil, nil, jsonError(err)
	}
	switch {
	case value == json.Delim('['):
		rs.inside = true
		return rs, append(outside, name), nil
	case value == json.Delim('{') && slices.Contains(wrappings, strings.ToLower(fmt.Sprint(next))):
		return rs.unwrapped(append(outside, name))
	}
	if value != json.Delim('{') {
		return nil, nil, errNoRecords
	}
	second, err := rs.rest(fmt.Sprint(next))
	if err != nil {
		return nil, nil, jsonError(err)
	}
	rs.keyed, rs.inside = true, true
	return rs.before(first, second), outside, nil
}

// before puts records that were read already before the others.
func (rs *records) before(read ...flat) *records {
	rs.read = read
	return rs
}

// rest reads an object whose brace was read already.
func (rs *records) rest(key string) (flat, error) {
	one := flat{values: map[string]string{}}
	one.add(KeyHead, key)
	for rs.decoder.More() {
		name, err := rs.decoder.Token()
		if err != nil {
			return one, err
		}
		var value json.RawMessage
		if err := rs.decoder.Decode(&value); err != nil {
			return one, err
		}
		one.lay(fmt.Sprint(name), value, 1)
	}
	_, err := rs.decoder.Token()
	return one, err
}

// next gives the next record, or io.EOF in its error.
func (rs *records) next() flat {
	if read := rs.read; len(read) > 0 {
		rs.read = read[1:]
		return read[0]
	}
	rs.guard.seen = 0
	if rs.ended {
		return flat{err: io.EOF}
	}
	if rs.inside && !rs.decoder.More() {
		rs.ended = true
		if _, err := rs.decoder.Token(); err != nil {
			return flat{err: jsonError(err), ends: true}
		}
		return flat{err: io.EOF}
	}
	one := flat{values: map[string]string{}}
	if rs.keyed {
		key, err := rs.decoder.Token()
		if err != nil {
			return flat{err: jsonError(err), ends: true}
		}
		one.add(KeyHead, fmt.Sprint(key))
	}
	var value json.RawMessage
	if err := rs.decoder.Decode(&value); errors.Is(err, io.EOF) {
		return flat{err: io.EOF}
	} else if err != nil {
		return flat{err: jsonError(err), ends: true}
	}
	if !bytes.HasPrefix(value, []byte("{")) {
		return flat{err: &RowError{Say: "it is no object with fields"}}
	}
	one.lay("", value, 0)
	return one
}

func jsonError(err error) error {
	switch {
	case errors.Is(err, errRowTooLong):
		return &RowError{Say: "a record is longer than 1 MiB"}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &RowError{Say: "the file ends in the middle of a record"}
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return &RowError{Say: fmt.Sprintf("it is no JSON from byte %d on, and what follows cannot be read: %v", syntax.Offset, syntax)}
	}
	return fmt.Errorf("read the file: %w", err)
}
