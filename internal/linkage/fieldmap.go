package linkage

import (
	"fmt"
	"strings"
)

// FieldMap says which column of a table holds which field.
type FieldMap struct {
	ID      string // the column of record ids; "" numbers the records from 1
	Columns []Column
}

// Column is one column that holds values of a field. Several columns may hold the same field.
type Column struct {
	Field Field
	Name  string
}

// ParseFieldMap reads "id=rec_id,given=given_name,other:street=address_1". Spaces around the words do not count. It fails for a
// word that is no field, an empty or repeated column, and a map without any field to compare.
func ParseFieldMap(s string) (FieldMap, error) {
	var m FieldMap
	taken := make(map[string]bool)
	for entry := range strings.SplitSeq(s, ",") {
		word, name, ok := strings.Cut(entry, "=")
		word, name = strings.TrimSpace(word), strings.TrimSpace(name)
		if !ok || word == "" || name == "" {
			return FieldMap{}, fmt.Errorf("field map: %q is not field=column", strings.TrimSpace(entry))
		}
		if taken[name] {
			return FieldMap{}, fmt.Errorf("field map: column %q twice", name)
		}
		taken[name] = true
		if word == "id" {
			if m.ID != "" {
				return FieldMap{}, fmt.Errorf("field map: id twice")
			}
			m.ID = name
			continue
		}
		field, err := ParseField(word)
		if err != nil {
			return FieldMap{}, fmt.Errorf("field map: %w", err)
		}
		m.Columns = append(m.Columns, Column{field, name})
	}
	if len(m.Columns) == 0 {
		return FieldMap{}, fmt.Errorf("field map: no field to compare")
	}
	return m, nil
}

// Fields are the map's fields, each once, in its order.
func (m FieldMap) Fields() []Field {
	var fields []Field
	seen := make(map[Field]bool)
	for _, c := range m.Columns {
		if !seen[c.Field] {
			seen[c.Field] = true
			fields = append(fields, c.Field)
		}
	}
	return fields
}
