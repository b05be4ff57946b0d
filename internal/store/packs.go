package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/pack"
	"guwah.example/guwah/internal/register"
)

// packedDossier returns a case from its pack, or nil where there is none of its present revision: a commit gives what it touches a new revision, so a
// pack can be missing but never stale.
func (s *Store) packedDossier(ctx context.Context, person guwah.PersonID) (*guwah.Dossier, error) {
	const look = `select p.packed from packs p join marks m on m.person = p.person and m.revision = p.revision where p.person = $1`
	var packed sql.NullString
	if _, err := s.register.lookUp(ctx, look, []any{string(person)}, &packed); err != nil {
		return nil, err
	}
	return s.unpack(packed)
}

// packedByCase is packedDossier by the number of the case, with whose number it is.
func (s *Store) packedByCase(ctx context.Context, id guwah.CaseID) (person guwah.PersonID, dossier *guwah.Dossier, err error) {
	const look = `select c.person, p.packed from cases c
left join marks m on m.person = c.person left join packs p on p.person = m.person and p.revision = m.revision where c.number = $1`
	var packed sql.NullString
	found, err := s.register.lookUp(ctx, look, []any{string(id)}, &person, &packed)
	if err == nil && !found {
		err = guwah.ErrNotFound
	}
	if err != nil {
		return "", nil, err
	}
	dossier, err = s.unpack(packed)
	return person, dossier, err
}

// unpack reads a pack; none, and one that another version of the program wrote, give nil.
func (s *Store) unpack(packed sql.NullString) (*guwah.Dossier, error) {
	if !packed.Valid {
		return nil, nil
	}
	dossier, err := s.packer.Unpack(packed.String)
	if errors.Is(err, pack.ErrOldShape) {
		return nil, nil
	}
	return dossier, err
}

// packedCase is a packed case and the revision it was packed at.
type packedCase struct {
	person   guwah.PersonID
	revision int64
	packed   []byte
}

// current gives persons' revisions, and their cases from the packs that are of this revision.
func (s *Store) current(ctx context.Context, tx *session, persons []guwah.PersonID) (map[guwah.PersonID]int64, map[guwah.PersonID]*guwah.Dossier, error) {
	look := `select m.person, m.revision, p.packed from marks m left join packs p on p.person = m.person and p.revision = m.revision where ` +
		tx.dialect.oneOf("m.person", 1)
	revisions, cases := map[guwah.PersonID]int64{}, map[guwah.PersonID]*guwah.Dossier{}
	err := tx.query(ctx, look, []any{tx.dialect.list(plain(persons))}, func(row scan) error {
		var person guwah.PersonID
		var revision int64
		var packed sql.NullString
		if err := row(&person, &revision, &packed); err != nil {
			return err
		}
		revisions[person] = revision
		dossier, err := s.unpack(packed)
		if dossier != nil {
			cases[person] = dossier
		}
		return err
	})
	return revisions, cases, err
}

// snapshot loads cases as one transaction shows them.
type snapshot struct {
	s  *Store
	tx *session
}

func (v snapshot) Dossier(ctx context.Context, person guwah.PersonID) (guwah.Dossier, error) {
	_, packed, err := v.s.current(ctx, v.tx, []guwah.PersonID{person})
	if err != nil {
		return guwah.Dossier{}, err
	}
	if dossier := packed[person]; dossier != nil {
		return *dossier, nil
	}
	return loadDossier(ctx, v.tx, person)
}

// loadAll loads cases as one snapshot shows them and gives each to see, with a look at any other; records merged into others are left out. It returns the packs of
// those that had no current one, and the revisions of all.
func (s *Store) loadAll(ctx context.Context, persons []guwah.PersonID, see func(guwah.Dossier, register.Loader) error) ([]packedCase, map[guwah.PersonID]int64, error) {
	var packs []packedCase
	var revisions map[guwah.PersonID]int64
	err := s.register.read(ctx, func(tx *session) (err error) {
		var packed map[guwah.PersonID]*guwah.Dossier
		if revisions, packed, err = s.current(ctx, tx, persons); err != nil {
			return err
		}
		others := snapshot{s, tx}
		for _, person := range persons {
			if dossier := packed[person]; dossier != nil {
				if err := see(*dossier, others); err != nil {
					return err
				}
				continue
			}
			dossier, err := loadDossier(ctx, tx, person)
			if errors.Is(err, guwah.ErrNotFound) || err == nil && dossier.Person.ID != person {
				continue
			}
			if err != nil {
				return err
			}
			packs = append(packs, packedCase{person: person, revision: revisions[person], packed: s.packer.Pack(&dossier)})
			if err := see(dossier, others); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("load %d cases: %w", len(persons), err)
	}
	return packs, revisions, nil
}

func writePacks(ctx context.Context, tx *session, packs []packedCase) error {
	const put = `insert into packs (person, revision, packed) values ($1, $2, $3)
on conflict (person) do update set revision = excluded.revision, packed = excluded.packed`
	for _, p := range packs {
		if _, err := tx.exec(ctx, put, string(p.person), p.revision, p.packed); err != nil {
			return fmt.Errorf("keep the pack of %s: %w", p.person, err)
		}
	}
	return nil
}
