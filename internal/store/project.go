package store

import (
	"context"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// The marks of a case: touched means that it changed since it was last projected; taken, that somebody is projecting it. A change meanwhile makes it
// touched again, so that clearing what was taken never clears what came after.
const (
	markTouched = 1
	markTaken   = 2
)

// Dirty lists up to n persons that were touched since they were last projected: those first whose projection has not failed before.
func (s *Store) Dirty(ctx context.Context, n int) ([]guwah.PersonID, error) {
	const look = `select person from marks where dirty > 0 order by dirty, person limit $1`
	take := `update marks set dirty = $2 where ` + s.register.dialect.oneOf("person", 1)
	var persons []guwah.PersonID
	err := s.register.glance(ctx, func(tx *session) error { return collect(ctx, tx, &persons, look, n) })
	if err == nil && len(persons) > 0 {
		err = s.register.write(ctx, func(tx *session) error {
			_, err := tx.exec(ctx, take, tx.dialect.list(plain(persons)), markTaken)
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("list the cases to project: %w", err)
	}
	return persons, nil
}

// Everyone calls f with the ids of all persons that have a case number, in portions, by id.
func (s *Store) Everyone(ctx context.Context, f func([]guwah.PersonID) error) error {
	const look = `select person from cases where number is not null and person > $1 order by person limit 500`
	return s.portions(ctx, f, func(after guwah.PersonID) (persons []guwah.PersonID, err error) {
		err = s.register.glance(ctx, func(tx *session) error { return collect(ctx, tx, &persons, look, string(after)) })
		return persons, err
	})
}

// portions calls f with what next finds after the last person it found, until it finds nobody.
func (s *Store) portions(ctx context.Context, f func([]guwah.PersonID) error, next func(after guwah.PersonID) ([]guwah.PersonID, error)) error {
	after := guwah.PersonID("")
	for {
		persons, err := next(after)
		if err != nil {
			return fmt.Errorf("list people with a case number: %w", err)
		}
		if len(persons) == 0 {
			return nil
		}
		if err := f(persons); err != nil {
			return err
		}
		after = persons[len(persons)-1]
	}
}

// Project loads each case once, in one snapshot, asks of for its row, and replaces the projections of these persons in one transaction; it clears their marks
// and returns the rows. A person without a row is removed. Where a row's Revision is that of the stored one, the stored day of its last change stays. The
// cases are packed anew for [Store.Dossier], and what was released of them is kept for [Store.Released].
func (s *Store) Project(ctx context.Context, persons []guwah.PersonID, edition register.Edition, of register.Projecting) ([]register.Projection, error) {
	if len(persons) == 0 {
		return nil, nil
	}
	var rows []register.Projection
	packs, revisions, err := s.loadAll(ctx, persons, func(d guwah.Dossier, others register.Loader) error {
		row, ok, err := of(ctx, d, others)
		if ok {
			rows = append(rows, row)
		}
		return err
	})
	if err == nil {
		lasting := context.WithoutCancel(ctx) // the transaction is shared
		err = s.register.write(ctx, func(tx *session) error {
			return writeProjections(lasting, tx, persons, rows, edition, packs, revisions)
		})
		s.projects.Add(1) // a failed one too: it may have failed after it was safe
	}
	if err != nil {
		return nil, fmt.Errorf("project %d cases: %w", len(persons), err)
	}
	return rows, nil
}

func writeProjections(
	ctx context.Context, tx *session, persons []guwah.PersonID, rows []register.Projection, edition register.Edition, packs []packedCase, revisions map[guwah.PersonID]int64,
) error {
	stand, err := standing(ctx, tx, persons, rows, edition.Program)
	if err != nil {
		return err
	}
	if err := clearProjections(ctx, tx, persons, rows, stand); err != nil {
		return err
	}
	for i := range rows {
		if !stand[rows[i].Person] {
			if err := writeProjection(ctx, tx, &rows[i]); err != nil {
				return err
			}
		}
		if err := writeReleased(ctx, tx, &rows[i], revisions[rows[i].Person], edition); err != nil {
			return err
		}
	}
	if err := writePacks(ctx, tx, packs); err != nil {
		return err
	}
	done := `update marks set dirty = 0 where dirty = $2 and ` + tx.dialect.oneOf("person", 1)
	_, err = tx.exec(ctx, done, tx.dialect.list(plain(persons)), markTaken)
	return err
}

// standing are those whose projection is what the same program would write again: no act touched them, and their public content is the same. So it is for nearly everybody
// when a day begins.
func standing(ctx context.Context, tx *session, persons []guwah.PersonID, rows []register.Projection, program string) (map[guwah.PersonID]bool, error) {
	look := `select p.person, p.revision from projections p join released r on r.person = p.person join marks m on m.person = p.person
where r.program = $2 and m.dirty = 0 and ` + tx.dialect.oneOf("p.person", 1)
	was := map[guwah.PersonID]string{}
	err := tx.query(ctx, look, []any{tx.dialect.list(plain(persons)), program}, func(row scan) error {
		var person guwah.PersonID
		var revision string
		err := row(&person, &revision)
		was[person] = revision
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look which projections stand: %w", err)
	}
	stand := map[guwah.PersonID]bool{}
	for i := range rows {
		revision, ok := was[rows[i].Person]
		stand[rows[i].Person] = ok && revision == rows[i].Revision
	}
	return stand, nil
}

// clearProjections removes the projections of persons that have no row any more, and what hangs on those whose projection does not stand.
func clearProjections(ctx context.Context, tx *session, persons []guwah.PersonID, rows []register.Projection, stand map[guwah.PersonID]bool) error {
	stays := map[guwah.PersonID]bool{}
	for i := range rows {
		stays[rows[i].Person] = true
	}
	var gone, changed []guwah.PersonID
	for _, person := range persons {
		if !stays[person] {
			gone = append(gone, person)
		}
		if !stand[person] {
			changed = append(changed, person)
		}
	}
	where := ` where ` + tx.dialect.oneOf("person", 1)
	if _, err := tx.exec(ctx, `delete from projections`+where, tx.dialect.list(plain(gone))); err != nil {
		return fmt.Errorf("remove projections: %w", err)
	}
	if err := dropReleased(ctx, tx, gone); err != nil {
		return err
	}
	for _, part := range []string{
		"projected_speakers", "projected_campaigns", "projected_asked", "projected_answered", "projected_pictures", "public_forms", "public_keys",
	} {
		if _, err := tx.exec(ctx, `delete from `+part+where, tx.dialect.list(plain(changed))); err != nil {
			return fmt.Errorf("clear %s: %w", part, err)
		}
	}
	return nil
}

func writeProjection(ctx context.Context, tx *session, p *register.Projection) error {
	const put = `insert into projections (person, number, level, revision, changed, invented, running, responses, partly, birth_year, sex, place)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (person) do update set number = excluded.number, level = excluded.level, revision = excluded.revision,
	changed = case when projections.revision = excluded.revision then projections.changed else excluded.changed end,
	invented = excluded.invented, running = excluded.running, responses = excluded.responses, partly = excluded.partly,
	birth_year = excluded.birth_year, sex = excluded.sex, place = excluded.place`
	person := string(p.Person)
	_, err := tx.exec(ctx, put, person, string(p.Case), int64(p.Level), p.Revision, int64(p.Changed), p.Invented, p.Running, p.Responses, p.Partial,
		p.BirthYear, p.Sex, string(p.Place))
	if err != nil {
		return fmt.Errorf("write the projection of %s: %w", person, err)
	}
	for _, part := range []struct {
		put    string
		values []string
	}{
		{`insert into projected_speakers (person, speaker) values ($1, $2) on conflict do nothing`, p.Speakers},
		{`insert into projected_campaigns (person, campaign) values ($1, $2) on conflict do nothing`, plain(p.Campaigns)},
		{`insert into projected_asked (person, authority) values ($1, $2) on conflict do nothing`, plain(p.Asked)},
		{`insert into projected_answered (person, authority) values ($1, $2) on conflict do nothing`, plain(p.Answered)},
		{`insert into projected_pictures (person, sha256) values ($1, $2) on conflict do nothing`, p.Pictures},
	} {
		for _, value := range part.values {
			if _, err := tx.exec(ctx, part.put, person, value); err != nil {
				return fmt.Errorf("write the projection of %s: %w", person, err)
			}
		}
	}
	return writeForms(ctx, tx, person, p.Forms)
}

func writeForms(ctx context.Context, tx *session, person string, forms []register.Form) error {
	const putForm = `insert into public_forms (person, form) values ($1, $2) on conflict do nothing`
	const putKey = `insert into public_keys (key, form, person) values ($1, $2, $3) on conflict do nothing`
	for _, form := range forms {
		if _, err := tx.exec(ctx, putForm, person, form.Text); err != nil {
			return fmt.Errorf("write the public names of %s: %w", person, err)
		}
		for _, key := range form.Keys {
			if _, err := tx.exec(ctx, putKey, key, form.Text, person); err != nil {
				return fmt.Errorf("write the public names of %s: %w", person, err)
			}
		}
	}
	return nil
}

// collect gathers the first column of what a statement finds.
func collect[S ~string](ctx context.Context, tx *session, into *[]S, query string, args ...any) error {
	return tx.query(ctx, query, args, func(row scan) error {
		var one S
		err := row(&one)
		*into = append(*into, one)
		return err
	})
}

// plain are ids as plain text, for a statement's parameters.
func plain[S ~string](ids []S) []string { return idsOf(ids, func(id S) S { return id }) }
