package store

import (
	"context"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// A released case is kept like a pack: a commit gives each case that it touches, and each that shows it as a relative, a new revision, so what is kept of an edition can be missing
// but never stale.

// Released gives the case with this number as the gate let it out for an edition, packed; nothing where that is not kept.
func (s *Store) Released(ctx context.Context, id guwah.CaseID, of register.Edition) (string, error) {
	return s.released(ctx, releasedBy+`r.number = $3`, string(id), of)
}

// ReleasedOf is [Store.Released] by the person.
func (s *Store) ReleasedOf(ctx context.Context, person guwah.PersonID, of register.Edition) (string, error) {
	return s.released(ctx, releasedBy+`r.person = $3`, string(person), of)
}

const releasedBy = `select r.packed from released r join marks m on m.person = r.person and m.revision = r.revision where r.day = $1 and r.program = $2 and `

func (s *Store) released(ctx context.Context, look, whose string, of register.Edition) (packed string, err error) {
	if _, err = s.register.lookUp(ctx, look, []any{int64(of.Day), of.Program, whose}, &packed); err != nil {
		return "", fmt.Errorf("look for what was released of %s: %w", whose, err)
	}
	return packed, nil
}

// writeReleased keeps what was released of a person who was projected at a revision.
func writeReleased(ctx context.Context, tx *session, p *register.Projection, revision int64, of register.Edition) error {
	const put = `insert into released (number, person, revision, day, program, packed) values ($1, $2, $3, $4, $5, $6)
on conflict (number) do update set revision = excluded.revision, day = excluded.day, program = excluded.program, packed = excluded.packed`
	if _, err := tx.exec(ctx, put, string(p.Case), string(p.Person), revision, int64(of.Day), of.Program, p.Released); err != nil {
		return fmt.Errorf("keep what was released of %s: %w", p.Person, err)
	}
	return nil
}

// dropReleased deletes what was released of persons.
func dropReleased(ctx context.Context, tx *session, persons []guwah.PersonID) error {
	drop := `delete from released where ` + tx.dialect.oneOf("person", 1)
	if _, err := tx.exec(ctx, drop, tx.dialect.list(plain(persons))); err != nil {
		return fmt.Errorf("drop what was released: %w", err)
	}
	return nil
}

// Outdated calls f with the ids of all persons that have a case number and nothing kept of this edition, in portions, by id.
func (s *Store) Outdated(ctx context.Context, of register.Edition, f func([]guwah.PersonID) error) error {
	const look = `select c.person from cases c where c.number is not null and c.person > $1
	and not exists (select 1 from released r where r.person = c.person and r.day = $2 and r.program = $3) order by c.person limit 500`
	return s.portions(ctx, f, func(after guwah.PersonID) (persons []guwah.PersonID, err error) {
		err = s.register.glance(ctx, func(tx *session) error {
			return collect(ctx, tx, &persons, look, string(after), int64(of.Day), of.Program)
		})
		return persons, err
	})
}
