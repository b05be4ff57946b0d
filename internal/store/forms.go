package store

import (
	"context"
	"fmt"

	"guwah.example/guwah/internal/register"
)

// EachForm gives every public name form with who bears it, in one snapshot.
func (s *Store) EachForm(ctx context.Context, each func(register.PublicForm) error) error {
	const look = `select f.person, f.form, p.birth_year, p.sex from public_forms f join projections p on p.person = f.person order by f.person, f.form`
	err := s.register.read(ctx, func(tx *session) error {
		return tx.query(ctx, look, nil, func(row scan) error {
			var f register.PublicForm
			if err := row(&f.Person, &f.Form, &f.Born, &f.Sex); err != nil {
				return err
			}
			return each(f)
		})
	})
	if err != nil {
		return fmt.Errorf("list public names: %w", err)
	}
	return nil
}
