package store

import (
	"context"
	"fmt"
	"slices"

	"guwah.example/guwah"
)

// Dossier loads one case in one snapshot; for a record that was merged it loads the one that was kept. It fails with [guwah.ErrNotFound] where
// there is none. Everything in it is in the order of ids, so that the same content is the same dossier.
//
// A case that has been projected since it last changed is packed in one row and costs one look; any other is put together from its tables.
func (s *Store) Dossier(ctx context.Context, person guwah.PersonID) (guwah.Dossier, error) {
	packed, err := s.packedDossier(ctx, person)
	if err != nil {
		return guwah.Dossier{}, fmt.Errorf("load the case of %s: %w", person, err)
	}
	if packed != nil {
		return *packed, nil
	}
	return s.gathered(ctx, person)
}

// DossierByCase is [Store.PersonByCase] and [Store.Dossier] at one look where the case is packed.
func (s *Store) DossierByCase(ctx context.Context, id guwah.CaseID) (guwah.PersonID, guwah.Dossier, error) {
	person, packed, err := s.packedByCase(ctx, id)
	if err != nil {
		return "", guwah.Dossier{}, fmt.Errorf("load case %s: %w", id, err)
	}
	if packed != nil {
		return person, *packed, nil
	}
	dossier, err := s.gathered(ctx, person)
	return person, dossier, err
}

// gathered puts a case together from its tables.
func (s *Store) gathered(ctx context.Context, person guwah.PersonID) (dossier guwah.Dossier, err error) {
	err = s.register.read(ctx, func(tx *session) (err error) {
		dossier, err = loadDossier(ctx, tx, person)
		return err
	})
	if err != nil {
		return guwah.Dossier{}, fmt.Errorf("load the case of %s: %w", person, err)
	}
	return dossier, nil
}

// PersonByCase finds whose case has this number; for a merged record, the person merged away. It fails with [guwah.ErrNotFound] where the number
// was never given.
func (s *Store) PersonByCase(ctx context.Context, id guwah.CaseID) (person guwah.PersonID, err error) {
	const look = `select person from cases where number = $1`
	found, err := s.register.lookUp(ctx, look, []any{string(id)}, &person)
	if err == nil && !found {
		err = guwah.ErrNotFound
	}
	if err != nil {
		return "", fmt.Errorf("find case %s: %w", id, err)
	}
	return person, nil
}

// loader puts a dossier together from its tables; after the first failure it loads nothing more.
type loader struct {
	ctx context.Context
	tx  *session
	err error
}

// all loads the documents that a statement finds with one list of ids as its parameter, unless the list is empty.
func all[T any](l *loader, query string, ids []string) []T {
	if l.err != nil || len(ids) == 0 {
		return nil
	}
	found, err := documents[T](l.ctx, l.tx, query, l.tx.dialect.list(ids))
	l.err = err
	return found
}

func loadDossier(ctx context.Context, tx *session, person guwah.PersonID) (guwah.Dossier, error) {
	l := &loader{ctx: ctx, tx: tx}
	in := func(column string) string { return tx.dialect.oneOf(column, 1) }
	var d guwah.Dossier
	persons := l.family(person)
	if l.err == nil && len(persons) == 0 {
		return d, guwah.ErrNotFound
	}
	if l.err != nil {
		return d, l.err
	}
	d.Person = persons[0]
	if len(persons) > 1 {
		d.Merged = persons[1:]
	}
	members := make([]string, len(persons))
	for i := range persons {
		members[i] = string(persons[i].ID)
	}
	for _, c := range all[guwah.Case](l, `select doc from cases where `+in("person"), members[:1]) {
		d.Case = c
	}
	d.Merges = all[guwah.Merge](l, `select doc from merges where (`+in("keep")+` or `+in("dropped")+`) and state = 'done' order by id`, members)
	d.Claims = all[guwah.Claim](l, `select doc from claims where `+in("person")+` order by id`, members)
	d.Clearances = all[guwah.Clearance](l, `select doc from clearances where `+in("person")+` order by id`, members)
	d.Evidence = all[guwah.Evidence](l, `select doc from evidence where `+in("person")+` order by id`, members)
	d.Demands = all[guwah.Demand](l, `select doc from demands where person is not null and `+in("person")+` order by id`, members)
	d.Responses = all[guwah.Response](l, `select doc from responses where `+in("person")+` order by id`, members)
	d.Assessments = all[guwah.Assessment](l, `select doc from assessments where `+in("person")+` order by id`, members)
	d.Corrections = all[guwah.Correction](l, `select doc from corrections where person is not null and `+in("person")+` order by no`, members)
	d.Challenges = all[guwah.Challenge](l, `select doc from challenges where person is not null and `+in("person")+` order by no`, members)
	d.Testimonies = l.testimonies(&d, members)
	d.Consents = all[guwah.Consent](l, `select doc from consents where `+in("testimony")+` order by id`, idsOf(d.Testimonies, func(t guwah.Testimony) guwah.TestimonyID { return t.ID }))
	d.Sources = l.sources(&d)
	d.Campaigns = all[guwah.Campaign](l, `select doc from campaigns where `+in("id")+` order by id`, l.campaignsOf(&d))
	d.Authorities = l.authorities(&d)
	d.Relatives = l.relatives(&d)
	return d, l.err
}

// family loads the record that was kept and after it, by id, those merged into it.
func (l *loader) family(person guwah.PersonID) []guwah.Person {
	const look = `with recursive up (id, next) as (
	select id, merged_into from persons where id = $1
	union select p.id, p.merged_into from persons p join up on p.id = up.next
), down (id, depth) as (
	select id, 0 from up where next is null
	union all select p.id, 1 from persons p join down on p.merged_into = down.id where p.merged_into is not null
)
select p.doc from down cross join persons p where p.id = down.id order by down.depth, down.id` // crossed, because SQLite would walk all persons otherwise
	if l.err != nil {
		return nil
	}
	found, err := documents[guwah.Person](l.ctx, l.tx, look, string(person))
	l.err = err
	return found
}

// testimonies loads those about the persons and those that their claims were drawn from.
func (l *loader) testimonies(d *guwah.Dossier, members []string) []guwah.Testimony {
	about := all[guwah.Testimony](l, `select doc from testimonies where person is not null and `+l.tx.dialect.oneOf("person", 1)+` order by id`, members)
	have := map[guwah.TestimonyID]bool{}
	for _, t := range about {
		have[t.ID] = true
	}
	missing := ids[guwah.TestimonyID]{}
	for _, c := range d.Claims {
		if !have[c.Testimony] {
			missing.add(c.Testimony)
		}
	}
	about = append(about, all[guwah.Testimony](l, `select doc from testimonies where `+l.tx.dialect.oneOf("id", 1)+` order by id`, missing.list())...)
	slices.SortFunc(about, func(a, b guwah.Testimony) int { return compare(a.ID, b.ID) })
	return about
}

// sources loads what the claims, responses and files rest on, and the sources that these repeat.
func (l *loader) sources(d *guwah.Dossier) []guwah.Source {
	named := ids[guwah.SourceID]{}
	for _, c := range d.Claims {
		named.add(c.Source)
	}
	for _, r := range d.Responses {
		named.add(r.Source)
	}
	for _, e := range d.Evidence {
		named.add(e.Source)
	}
	return closure(l, `select doc from sources where `+l.tx.dialect.oneOf("id", 1), named,
		func(s guwah.Source) (guwah.SourceID, guwah.SourceID) { return s.ID, s.Root })
}

// authorities loads the offices that the rest names, and those above them.
func (l *loader) authorities(d *guwah.Dossier) []guwah.Authority {
	named := ids[guwah.AuthorityID]{}
	for _, c := range d.Claims {
		named.add(c.Authority)
	}
	for _, x := range d.Demands {
		named.add(x.Authority)
	}
	for _, r := range d.Responses {
		named.add(r.Authority)
	}
	for _, c := range d.Campaigns {
		named.add(c.Authority)
	}
	return closure(l, `select doc from authorities where `+l.tx.dialect.oneOf("id", 1), named,
		func(a guwah.Authority) (guwah.AuthorityID, guwah.AuthorityID) { return a.ID, a.Parent })
}

func (l *loader) campaignsOf(d *guwah.Dossier) []string {
	named := ids[guwah.CampaignID]{}
	named.add(d.Case.Campaigns...)
	for _, x := range d.Demands {
		named.add(x.Campaign)
	}
	return named.list()
}

// closure loads the entities named and then, for as long as there are any, those that the loaded ones point to.
func closure[T any, ID ~string](l *loader, query string, named ids[ID], idAndNext func(T) (id, next ID)) []T {
	var found []T
	have := map[ID]bool{}
	for len(named) > 0 && l.err == nil {
		next := ids[ID]{}
		for _, entity := range all[T](l, query, named.list()) {
			id, to := idAndNext(entity)
			have[id] = true
			found = append(found, entity)
			next.add(to)
		}
		for id := range have {
			delete(next, string(id))
		}
		named = next
	}
	slices.SortFunc(found, func(a, b T) int {
		left, _ := idAndNext(a)
		right, _ := idAndNext(b)
		return compare(left, right)
	})
	return found
}

// relatives loads how the people can be named that the claims point to: by the first accepted form of their name, an official one if there is any.
func (l *loader) relatives(d *guwah.Dossier) []guwah.Related {
	named := ids[guwah.PersonID]{}
	for _, c := range d.Claims {
		named.add(c.Value.Person)
	}
	if l.err != nil || len(named) == 0 {
		return nil
	}
	look := `select p.id, coalesce(c.number, ''), coalesce(c.level, 0) from persons p left join cases c on c.person = p.id where ` +
		l.tx.dialect.oneOf("p.id", 1) + ` order by p.id`
	var found []guwah.Related
	l.err = l.tx.query(l.ctx, look, []any{l.tx.dialect.list(named.list())}, func(row scan) error {
		var r guwah.Related
		err := row(&r.Person, &r.Case, &r.Level)
		found = append(found, r)
		return err
	})
	names := all[guwah.Claim](l, `select doc from claims where predicate = 'name' and state = 'accepted' and `+l.tx.dialect.oneOf("person", 1)+` order by id`, named.list())
	for i := range found {
		found[i].Name = bestName(names, found[i].Person)
	}
	return found
}

func bestName(names []guwah.Claim, person guwah.PersonID) string {
	first := ""
	for _, c := range names {
		if c.Person != person || c.Value.Name == nil {
			continue
		}
		if c.Value.Name.Kind == "official" {
			return c.Value.Name.Value
		}
		if first == "" {
			first = c.Value.Name.Value
		}
	}
	return first
}

func idsOf[T any, ID ~string](entities []T, id func(T) ID) []string {
	list := make([]string, len(entities))
	for i, e := range entities {
		list[i] = string(id(e))
	}
	return list
}

func compare[S ~string](a, b S) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
