package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"guwah.example/guwah"
)

// touched gathers what an act changes, so that every case that shows any of it is known to have changed.
type touched struct {
	persons     ids[guwah.PersonID]
	testimonies ids[guwah.TestimonyID]
	sources     ids[guwah.SourceID]
	authorities ids[guwah.AuthorityID]
	campaigns   ids[guwah.CampaignID]
	fresh       ids[guwah.PersonID] // new and in quarantine: nothing shows them, and nothing need be projected
}

// ids is a set of ids without the empty one.
type ids[T ~string] map[string]bool

func newTouched() touched {
	return touched{
		ids[guwah.PersonID]{}, ids[guwah.TestimonyID]{}, ids[guwah.SourceID]{}, ids[guwah.AuthorityID]{}, ids[guwah.CampaignID]{}, ids[guwah.PersonID]{},
	}
}

func (s ids[T]) add(all ...T) {
	for _, id := range all {
		if id != "" {
			s[string(id)] = true
		}
	}
}

func (s ids[T]) list() []string { return slices.Sorted(maps.Keys(s)) }

// A new source, authority or campaign is shown by nothing yet but what the same act writes.
func (t *touched) source(s *guwah.Source) {
	if s.Version > 0 {
		t.sources.add(s.ID)
	}
}

func (t *touched) authority(a *guwah.Authority) {
	if a.Version > 0 {
		t.authorities.add(a.ID)
	}
}

func (t *touched) campaign(c *guwah.Campaign) {
	if c.Version > 0 {
		t.campaigns.add(c.ID)
	}
}

func (t *touched) person(p *guwah.Person) {
	t.persons.add(p.ID, p.MergedInto)
	if p.Version == 0 && p.State == guwah.PersonQuarantine {
		t.fresh.add(p.ID)
	}
}

func (t *touched) nothing() bool {
	return len(t.persons)+len(t.testimonies)+len(t.sources)+len(t.authorities)+len(t.campaigns) == 0
}

// mark gives every case that shows any of this a new revision and queues it for projection: the persons themselves, those whose claims rest on it or
// name them, or a record merged into theirs, as a relative, and the records those were merged into. It fails with [guwah.ErrConflict] where one of them stands no longer as the act found it. What is still in quarantine and was never public need not be projected.
func (t *touched) mark(ctx context.Context, s *session, standing []guwah.Standing) error {
	for id := range t.fresh {
		delete(t.persons, id)
	}
	if t.nothing() {
		return nil
	}
	in := s.dialect.oneOf
	mark := `with recursive offices (id) as (
	select id from authorities where ` + in("id", 4) + `
	union select a.id from authorities a join offices o on a.parent = o.id
), direct (id) as (
	select id from persons where ` + in("id", 1) + `
	union select person from testimonies where ` + in("id", 2) + `
	union select person from claims where testimony is not null and ` + in("testimony", 2) + `
	union select person from claims where source is not null and ` + in("source", 3) + `
	union select person from responses where source is not null and ` + in("source", 3) + `
	union select person from claims where authority is not null and authority in (select id from offices)
	union select person from demands where authority in (select id from offices)
	union select person from responses where authority in (select id from offices)
	union select person from demands where campaign is not null and ` + in("campaign", 5) + `
	union select person from case_campaigns where ` + in("campaign", 5) + `
), same (id) as (
	select id from direct
	union select p.id from persons p join same q on p.merged_into = q.id
), near (id) as (
	select id from direct
	union select person from claims where other is not null and other in (select id from same)
), hit (id) as (
	select id from near
	union select p.merged_into from persons p join hit h on p.id = h.id where p.merged_into is not null
)
insert into marks (person, revision, dirty)
select p.id, 1, case when p.state = 'quarantine' and not exists (select 1 from projections x where x.person = p.id) then 0 else 1 end
from persons p join hit on hit.id = p.id where true
on conflict (person) do update set revision = marks.revision + 1, dirty = case when excluded.dirty = 1 then 1 else marks.dirty end
returning person, revision`
	list := s.dialect.list
	args := []any{list(t.persons.list()), list(t.testimonies.list()), list(t.sources.list()), list(t.authorities.list()), list(t.campaigns.list())}
	var changed []guwah.PersonID
	err := s.query(ctx, mark, args, func(row scan) error {
		var person guwah.PersonID
		var revision int64
		if err := row(&person, &revision); err != nil {
			return err
		}
		if revision > 1 {
			changed = append(changed, person)
		}
		if slices.ContainsFunc(standing, func(s guwah.Standing) bool { return s.Person == person && s.Revision != revision-1 }) {
			return fmt.Errorf("person %s has changed since this was decided: %w", person, guwah.ErrConflict)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("mark the cases touched: %w", err)
	}
	return dropPacks(ctx, s, changed)
}

// Revision is a case's: each act that touches anything the case is made of adds one. 0 where none did yet.
func (s *Store) Revision(ctx context.Context, person guwah.PersonID) (revision int64, err error) {
	const look = `select revision from marks where person = $1`
	if _, err = s.register.lookUp(ctx, look, []any{string(person)}, &revision); err != nil {
		return 0, fmt.Errorf("look for the revision of person %s: %w", person, err)
	}
	return revision, nil
}

// dropPacks deletes the packs of cases that have changed, and what was released of them. Their revision already keeps these from being read; but what a case no longer
// says must not stay in them either.
func dropPacks(ctx context.Context, s *session, persons []guwah.PersonID) error {
	if len(persons) == 0 {
		return nil
	}
	if err := dropReleased(ctx, s, persons); err != nil {
		return err
	}
	drop := `delete from packs where ` + s.dialect.oneOf("person", 1)
	if _, err := s.exec(ctx, drop, s.dialect.list(plain(persons))); err != nil {
		return fmt.Errorf("drop the packs of cases that have changed: %w", err)
	}
	return nil
}
