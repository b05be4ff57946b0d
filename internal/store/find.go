package store

import (
	"context"
	"fmt"

	"guwah.example/guwah"
)

// list returns the documents a statement finds; what says in an error what was looked for.
func list[T any](ctx context.Context, s *Store, what, query string, args ...any) ([]T, error) {
	var found []T
	err := s.register.glance(ctx, func(tx *session) (err error) {
		found, err = documents[T](ctx, tx, query, args...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", what, err)
	}
	return found, nil
}

// get returns the one document a statement finds, or an error of kind [guwah.ErrNotFound].
func get[T any](ctx context.Context, s *Store, what, query string, args ...any) (T, error) {
	found, err := list[T](ctx, s, what, query, args...)
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("find %s: %w", what, guwah.ErrNotFound)
	}
	if err != nil {
		var none T
		return none, err
	}
	return found[0], nil
}
