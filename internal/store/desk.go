package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// Queue lists up to n testimonies that still need someone and came in no burst, those with danger first, then by the day they came. Within a day the order is that of
// their random ids: the true one would tell when somebody spoke.
func (s *Store) Queue(ctx context.Context, n int) ([]guwah.Testimony, error) {
	const look = `select doc from testimonies where burst is null and state in ('received', 'in_review') order by danger desc, received, id limit $1`
	return list[guwah.Testimony](ctx, s, "the queue", look, n)
}

// Testimony finds one testimony.
func (s *Store) Testimony(ctx context.Context, id guwah.TestimonyID) (guwah.Testimony, error) {
	const look = `select doc from testimonies where id = $1`
	return get[guwah.Testimony](ctx, s, "testimony "+string(id), look, string(id))
}

// ClaimsOf lists the claims drawn from one testimony, by id.
func (s *Store) ClaimsOf(ctx context.Context, id guwah.TestimonyID) ([]guwah.Claim, error) {
	const look = `select doc from claims where testimony = $1 order by id`
	return list[guwah.Claim](ctx, s, "the claims of testimony "+string(id), look, string(id))
}

// Waiting lists up to n decisions that wait for a second person, oldest first.
func (s *Store) Waiting(ctx context.Context, n int) ([]guwah.Waiting, error) {
	const look = `select doc from waiting order by at, kind, object limit $1`
	return list[guwah.Waiting](ctx, s, "what waits for a second person", look, n)
}

// Suggested lists up to n pairs that could be one person and nobody has decided on, the likeliest first.
func (s *Store) Suggested(ctx context.Context, n int) ([]guwah.MatchDecision, error) {
	const look = `select doc from match_decisions where decision = 'suggested' order by bits desc, a, b limit $1`
	return list[guwah.MatchDecision](ctx, s, "suggested pairs", look, n)
}

// Record gives one person's own record and case as they stand, a merged one too.
func (s *Store) Record(ctx context.Context, id guwah.PersonID) (person guwah.Person, one guwah.Case, err error) {
	const look = `select p.doc, coalesce(c.doc, '{}') from persons p left join cases c on c.person = p.id where p.id = $1`
	var personDoc, caseDoc []byte
	err = s.register.glance(ctx, func(tx *session) error {
		found, err := tx.one(ctx, look, []any{string(id)}, &personDoc, &caseDoc)
		if err == nil && !found {
			err = guwah.ErrNotFound
		}
		return err
	})
	if err == nil {
		err = errors.Join(json.Unmarshal(personDoc, &person), json.Unmarshal(caseDoc, &one))
	}
	if err != nil {
		return guwah.Person{}, guwah.Case{}, fmt.Errorf("find the record of %s: %w", id, err)
	}
	return person, one, nil
}

// Decision is what was decided of a pair, in whichever order; the zero decision with both ids, the lesser first, where nothing was.
func (s *Store) Decision(ctx context.Context, a, b guwah.PersonID) (guwah.MatchDecision, error) {
	const look = `select doc from match_decisions where a = $1 and b = $2`
	a, b = min(a, b), max(a, b)
	found, err := list[guwah.MatchDecision](ctx, s, "what was decided of a pair", look, string(a), string(b))
	if err != nil || len(found) == 0 {
		return guwah.MatchDecision{A: a, B: b}, err
	}
	return found[0], nil
}

// Decisions lists every pair that somebody or the program has said something of, by ids.
func (s *Store) Decisions(ctx context.Context) ([]guwah.MatchDecision, error) {
	const look = `select doc from match_decisions order by a, b`
	return list[guwah.MatchDecision](ctx, s, "decided pairs", look)
}

// Merge finds one merge.
func (s *Store) Merge(ctx context.Context, id guwah.MergeID) (guwah.Merge, error) {
	const look = `select doc from merges where id = $1`
	return get[guwah.Merge](ctx, s, "merge "+string(id), look, string(id))
}

// MergesOf lists the merges that a person's record was part of, undone ones included, by id.
func (s *Store) MergesOf(ctx context.Context, person guwah.PersonID) ([]guwah.Merge, error) {
	const look = `select doc from merges where keep = $1 or dropped = $1 order by id`
	return list[guwah.Merge](ctx, s, "the merges of "+string(person), look, string(person))
}

// OutboundOf lists what of a case was sent out, by id.
func (s *Store) OutboundOf(ctx context.Context, person guwah.PersonID) ([]guwah.Outbound, error) {
	const look = `select doc from outbound where person = $1 order by id`
	return list[guwah.Outbound](ctx, s, "what was sent out of "+string(person), look, string(person))
}

// Cases lists up to n persons by id, after the one given, with the first of their name forms.
func (s *Store) Cases(ctx context.Context, after guwah.PersonID, n int) ([]register.CaseLine, error) {
	const look = `select p.doc, coalesce(k.doc, '{}'), coalesce((select c.doc from claims c
	where c.person = p.id and c.predicate = 'name' and c.state in ('accepted', 'contested', 'proposed') order by c.state, c.id limit 1), '{}')
from persons p left join cases k on k.person = p.id where p.id > $1 order by p.id limit $2`
	var lines []register.CaseLine
	err := s.register.glance(ctx, func(tx *session) error {
		return tx.query(ctx, look, []any{string(after), n}, func(row scan) error {
			var person, one, name []byte
			if err := row(&person, &one, &name); err != nil {
				return err
			}
			line, err := caseLine(person, one, name)
			lines = append(lines, line)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	return lines, nil
}

func caseLine(person, one, name []byte) (register.CaseLine, error) {
	var line register.CaseLine
	var claim guwah.Claim
	for _, part := range []struct {
		doc  []byte
		into any
	}{{person, &line.Person}, {one, &line.Case}, {name, &claim}} {
		if err := json.Unmarshal(part.doc, part.into); err != nil {
			return line, fmt.Errorf("read a stored %T: %w", part.into, err)
		}
	}
	if claim.Value.Name != nil {
		line.Name = *claim.Value.Name
	}
	return line, nil
}
