package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"guwah.example/guwah"
)

// table says how one kind of entity is stored: the whole of it as JSON in the column doc, and beside it the columns that statements look for.
// The texts of its two writing statements are put together once, from constants.
type table[T any] struct {
	kind    string // of the entity, in acts and digests
	version func(*T) *int64
	row     func(*T) []any // the key's columns, then the others
	touches func(*T, *touched)

	keys           int
	insert, update string
	all            string // the key's columns and the document of every row
	into           rowsOf // new rows, many to a statement
}

// newTable lays out a table. columns are those of the key, a bar, and those that statements look for: "id | state person".
func newTable[T any](kind, name, columns string, version func(*T) *int64, row func(*T) []any, touches func(*T, *touched)) table[T] {
	key, others, _ := strings.Cut(columns, "|")
	keys, all := strings.Fields(key), append(strings.Fields(key), strings.Fields(others)...)
	t := table[T]{kind: kind, version: version, row: row, touches: touches, keys: len(keys)}
	places := make([]string, len(all))
	var set, where []string
	for i, column := range all {
		places[i] = fmt.Sprintf("$%d", i+1)
		if i < len(keys) {
			where = append(where, column+" = "+places[i])
		} else {
			set = append(set, column+" = "+places[i])
		}
	}
	n := len(all)
	set = append(set, fmt.Sprintf("doc = $%d", n+1), fmt.Sprintf("version = $%d", n+2))
	t.insert = fmt.Sprintf("insert into %s (%s, doc, version) values (%s, $%d, $%d)", name, strings.Join(all, ", "), strings.Join(places, ", "), n+1, n+2)
	t.all = fmt.Sprintf("select %s, doc from %s", strings.Join(keys, ", "), name)
	t.into = rowsOf{into: fmt.Sprintf("insert into %s (%s, doc, version) values ", name, strings.Join(all, ", ")), columns: n + 2}
	t.update = fmt.Sprintf("update %s set %s where %s and version = $%d - 1", name, strings.Join(set, ", "), strings.Join(where, " and "), n+2)
	return t
}

// put writes an entity whose version is that of the stored row it was read from, or 0 for a new one, and returns its key and what it stored.
// It fails with ErrConflict where the row has moved on, or where a new one or a unique value is taken.
func (t *table[T]) put(ctx context.Context, s *session, entity T) (key string, doc []byte, err error) {
	version := t.version(&entity)
	isNew := *version == 0
	*version++
	row := t.row(&entity)
	key = strings.TrimSpace(fmt.Sprintln(row[:t.keys]...)) // a blank between the parts
	doc, err = json.Marshal(&entity)
	if err != nil {
		return key, nil, fmt.Errorf("write %s %s: %w", t.kind, key, err)
	}
	args := append(row, string(doc), *version)
	text := t.update
	if isNew {
		text = t.insert
	}
	n, err := s.exec(ctx, text, args...)
	if err == nil && n == 0 {
		err = guwah.ErrConflict
	}
	if err != nil {
		return key, nil, fmt.Errorf("write %s %s: %w", t.kind, key, err)
	}
	return key, doc, nil
}

// fresh is a new entity as a row for [rowsOf.add], with its key and document.
func (t *table[T]) fresh(entity T) (row []any, key string, doc []byte, err error) {
	*t.version(&entity) = 1
	row = t.row(&entity)
	key = strings.TrimSpace(fmt.Sprintln(row[:t.keys]...))
	if doc, err = json.Marshal(&entity); err != nil {
		return nil, key, nil, fmt.Errorf("write %s %s: %w", t.kind, key, err)
	}
	return append(row, string(doc), int64(1)), key, doc, nil
}

// text is a value that is null when empty.
func text[S ~string](s S) any {
	if s == "" {
		return nil
	}
	return string(s)
}

// documents decodes the documents a statement finds, in its order.
func documents[T any](ctx context.Context, s *session, query string, args ...any) ([]T, error) {
	var found []T
	err := s.query(ctx, query, args, func(row scan) error {
		var doc []byte
		if err := row(&doc); err != nil {
			return err
		}
		var entity T
		if err := json.Unmarshal(doc, &entity); err != nil {
			return fmt.Errorf("read a stored %T: %w", entity, err)
		}
		found = append(found, entity)
		return nil
	})
	return found, err
}
