package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// CaseRevision changes with every commit that touches the case or the record it was merged into. It is a key for caches inside this process and
// must never leave it. It fails with [guwah.ErrNotFound] where the number was never given.
func (s *Store) CaseRevision(ctx context.Context, id guwah.CaseID) (string, error) {
	const look = `with recursive up (id, next) as (
	select p.id, p.merged_into from persons p join cases c on c.person = p.id where c.number = $1
	union select p.id, p.merged_into from persons p join up on p.id = up.next
)
select cast(m.revision as text) from up join marks m on m.person = up.id order by m.person`
	var revisions []string
	err := s.register.glance(ctx, func(tx *session) error { return collect(ctx, tx, &revisions, look, string(id)) })
	if err == nil && len(revisions) == 0 {
		err = guwah.ErrNotFound
	}
	if err != nil {
		return "", fmt.Errorf("read the revision of %s: %w", id, err)
	}
	return strings.Join(revisions, "."), nil
}

// counted is what was counted last.
type counted struct {
	counts   register.Counts
	projects int64 // how often this process had projected before
	at       time.Time
}

// countAgain is how long another process's projections, such as those of an import at the command line, may go uncounted here. This process's own are
// counted at once.
const countAgain = 5 * time.Second

// Counts are the figures of the home page. Counting walks all public cases, and the page is drawn anew after every act, whatever it was about; so it is
// counted again only when it can have changed.
func (s *Store) Counts(ctx context.Context) (register.Counts, error) {
	projects := s.projects.Load() // before the count: what is projected during it makes it old
	if last := s.counted.Load(); last != nil && last.projects == projects && time.Since(last.at) < countAgain {
		return last.counts, nil
	}
	now := counted{projects: projects, at: time.Now()}
	var err error
	if now.counts, err = s.count(ctx); err != nil {
		return register.Counts{}, err
	}
	s.counted.Store(&now)
	return now.counts, nil
}

func (s *Store) count(ctx context.Context) (register.Counts, error) {
	const look = `select count(*), count(*) filter (where running), cast(coalesce(sum(responses), 0) as bigint), cast(coalesce(sum(partly), 0) as bigint),
	count(*) filter (where invented) from projections where level > 0`
	var c register.Counts
	err := s.register.glance(ctx, func(tx *session) error {
		_, err := tx.one(ctx, look, nil, &c.People, &c.Unanswered, &c.Responses, &c.Partial, &c.Invented)
		return err
	})
	if err != nil {
		return c, fmt.Errorf("count the public cases: %w", err)
	}
	return c, nil
}

// CampaignCounts are the figures of a campaign's page: distinct speakers and those of them under their own name, cases with a public demand, and
// public responses.
func (s *Store) CampaignCounts(ctx context.Context, c guwah.CampaignID) (register.CampaignCounts, error) {
	const speakers = `select count(distinct case when s.speaker like 'n:%' then substr(s.speaker, 3) else s.speaker end),
	count(distinct s.speaker) filter (where s.speaker like 'n:%')
from projected_speakers s join projected_campaigns c on c.person = s.person where c.campaign = $1`
	const demands = `select count(*) filter (where exists (select 1 from projected_asked a where a.person = p.person)), cast(coalesce(sum(p.responses), 0) as bigint)
from projections p join projected_campaigns c on c.person = p.person where c.campaign = $1`
	var n register.CampaignCounts
	err := s.register.read(ctx, func(tx *session) error {
		if _, err := tx.one(ctx, speakers, []any{string(c)}, &n.Speakers, &n.Named); err != nil {
			return err
		}
		_, err := tx.one(ctx, demands, []any{string(c)}, &n.Demands, &n.Answers)
		return err
	})
	if err != nil {
		return n, fmt.Errorf("count what campaign %s has: %w", c, err)
	}
	return n, nil
}

// selected lists the cases that a statement finds; its columns are person, number and day of the last public change.
func (s *Store) selected(ctx context.Context, tx *session, query string, args ...any) (found []register.Selected, err error) {
	err = tx.query(ctx, query, args, func(row scan) error {
		var one register.Selected
		err := row(&one.Person, &one.Case, &one.Changed)
		found = append(found, one)
		return err
	})
	return found, err
}

// Recent lists up to n public cases by day of the last public change, newest first, then by number.
func (s *Store) Recent(ctx context.Context, n int) (found []register.Selected, err error) {
	const look = `select person, number, changed from projections order by changed desc, number limit $1`
	err = s.register.glance(ctx, func(tx *session) error {
		found, err = s.selected(ctx, tx, look, n)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list what changed last: %w", err)
	}
	return found, nil
}

// Numbers lists up to n public cases by number, those after the one given.
func (s *Store) Numbers(ctx context.Context, after guwah.CaseID, n int) (found []register.Selected, err error) {
	const look = `select person, number, changed from projections where number > $1 order by number limit $2`
	err = s.register.glance(ctx, func(tx *session) error {
		found, err = s.selected(ctx, tx, look, string(after), n)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the cases after %s: %w", after, err)
	}
	return found, nil
}

// InCampaign lists up to n cases of a campaign by number, after skipping from of them, with their total.
func (s *Store) InCampaign(ctx context.Context, c guwah.CampaignID, from, n int) (found []register.Selected, total int, err error) {
	const look = `select p.person, p.number, p.changed from projections p join projected_campaigns c on c.person = p.person
where c.campaign = $1 order by p.number limit $2 offset $3`
	const count = `select count(*) from projected_campaigns where campaign = $1`
	err = s.register.read(ctx, func(tx *session) error {
		if found, err = s.selected(ctx, tx, look, string(c), n, from); err != nil {
			return err
		}
		_, err = tx.one(ctx, count, []any{string(c)}, &total)
		return err
	})
	if err != nil {
		return nil, 0, fmt.Errorf("list the cases of campaign %s: %w", c, err)
	}
	return found, total, nil
}

// Asked lists up to n cases with a public demand to an authority by number, after skipping from of them, with their total and how many of these have
// no public response from it.
func (s *Store) Asked(ctx context.Context, a guwah.AuthorityID, from, n int) (cases []register.Selected, total, silent int, err error) {
	const look = `select p.person, p.number, p.changed from projections p join projected_asked a on a.person = p.person
where a.authority = $1 order by p.number limit $2 offset $3`
	const count = `select count(*), count(*) filter (where not exists (select 1 from projected_answered r where r.authority = a.authority and r.person = a.person))
from projected_asked a where a.authority = $1`
	err = s.register.read(ctx, func(tx *session) error {
		if cases, err = s.selected(ctx, tx, look, string(a), n, from); err != nil {
			return err
		}
		_, err = tx.one(ctx, count, []any{string(a)}, &total, &silent)
		return err
	})
	if err != nil {
		return nil, 0, 0, fmt.Errorf("list what authority %s is asked: %w", a, err)
	}
	return cases, total, silent, nil
}

// Answered lists up to n cases with a public response of an authority by number.
func (s *Store) Answered(ctx context.Context, a guwah.AuthorityID, n int) (found []register.Selected, err error) {
	const look = `select p.person, p.number, p.changed from projections p join projected_answered a on a.person = p.person
where a.authority = $1 order by p.number limit $2`
	err = s.register.glance(ctx, func(tx *session) error {
		found, err = s.selected(ctx, tx, look, string(a), n)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list what authority %s answered: %w", a, err)
	}
	return found, nil
}

// PictureOf finds whose case shows a public copy, by its SHA-256. It fails with [guwah.ErrNotFound] where none does.
func (s *Store) PictureOf(ctx context.Context, sha256 string) (person guwah.PersonID, err error) {
	const look = `select person from projected_pictures where sha256 = $1 order by person limit 1`
	found := false
	err = s.register.glance(ctx, func(tx *session) error {
		found, err = tx.one(ctx, look, []any{sha256}, &person)
		return err
	})
	if err == nil && !found {
		err = guwah.ErrNotFound
	}
	if err != nil {
		return "", fmt.Errorf("find whose picture %s is: %w", sha256, err)
	}
	return person, nil
}

// Match finds up to n public name forms that share a key with the query, most keys shared first, then by form.
func (s *Store) Match(ctx context.Context, keys []string, n int) ([]register.Matched, error) {
	look := `select form, count(distinct key) as shared from public_keys where ` + s.register.dialect.oneOf("key", 1) +
		` group by form order by shared desc, form limit $2`
	whose := `select form, person from public_forms where ` + s.register.dialect.oneOf("form", 1) + ` order by form, person`
	var found []register.Matched
	err := s.register.read(ctx, func(tx *session) error {
		at := map[string]int{}
		err := tx.query(ctx, look, []any{tx.dialect.list(keys), n}, func(row scan) error {
			var m register.Matched
			err := row(&m.Form, &m.Shared)
			at[m.Form] = len(found)
			found = append(found, m)
			return err
		})
		if err != nil || len(found) == 0 {
			return err
		}
		forms := idsOf(found, func(m register.Matched) string { return m.Form })
		return tx.query(ctx, whose, []any{tx.dialect.list(forms)}, func(row scan) error {
			var form string
			var person guwah.PersonID
			err := row(&form, &person)
			found[at[form]].Persons = append(found[at[form]].Persons, person)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("look for names: %w", err)
	}
	return found, nil
}
