package store

import (
	"context"
	"encoding/json"
	"fmt"

	"guwah.example/guwah"
)

// ImportKeys returns those of some import keys that a person has, with the sum of what was read then.
func (s *Store) ImportKeys(ctx context.Context, keys []string) (map[string]string, error) {
	have := map[string]string{}
	if len(keys) == 0 {
		return have, nil
	}
	look := `select doc from persons where ` + s.register.dialect.oneOf("import_key", 1)
	err := s.register.glance(ctx, func(tx *session) error {
		return tx.query(ctx, look, []any{tx.dialect.list(keys)}, func(row scan) error {
			var doc []byte
			var p guwah.Person
			if err := row(&doc); err != nil {
				return err
			}
			err := json.Unmarshal(doc, &p)
			have[p.ImportKey] = p.ImportSum
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("look for what was imported before: %w", err)
	}
	return have, nil
}

// SourceIDs returns those of some sources that the register has.
func (s *Store) SourceIDs(ctx context.Context, ids []guwah.SourceID) (map[guwah.SourceID]bool, error) {
	look := `select id from sources where ` + s.register.dialect.oneOf("id", 1)
	have, err := present(ctx, s, look, ids)
	if err != nil {
		return nil, fmt.Errorf("look for sources: %w", err)
	}
	return have, nil
}

// present returns those of some values that a statement finds.
func present[S ~string](ctx context.Context, s *Store, look string, values []S) (map[S]bool, error) {
	have := map[S]bool{}
	if len(values) == 0 {
		return have, nil
	}
	var found []S
	err := s.register.glance(ctx, func(tx *session) error { return collect(ctx, tx, &found, look, tx.dialect.list(plain(values))) })
	for _, value := range found {
		have[value] = true
	}
	return have, err
}
