package register

import (
	"context"
	"fmt"

	"guwah.example/guwah"
)

// ProposeMerge is the first of two decisions that two records are one person (rule 14). Until the second, nothing changes.
func (r *Register) ProposeMerge(ctx context.Context, by guwah.StaffID, keep, drop guwah.PersonID, why string) (guwah.MergeID, error) {
	if keep == drop {
		return "", &guwah.Invalid{Field: "drop", Key: "These are one record already."}
	}
	if why == "" {
		return "", &guwah.Invalid{Field: "why", Key: "Write why: it is kept with the decision."}
	}
	pair, err := r.pair(ctx, keep, drop)
	if err != nil {
		return "", err
	}
	m := guwah.Merge{
		ID: guwah.MergeID(r.NewID()), Keep: keep, Drop: drop, Why: why, By: []guwah.StaffID{by}, State: guwah.MergeProposed, At: r.Today(),
		DropCase: pair.dropCase.ID, KeepLevel: pair.keepCase.Level, DropLevel: pair.dropCase.Level,
	}
	act := guwah.Act{By: by, Verb: "propose_merge", Kind: "merge", Object: string(m.ID)}
	_, err = r.Commit(ctx, act, guwah.Changes{Merges: []guwah.Merge{m}})
	return m.ID, err
}

// Merge is the second decision, on the two records as they were shown ([Register.ForeseeMerge] names them). The record dropped keeps its own claims and consents, which from now on are read under the other; the page
// takes the stricter of the two levels, and is hidden or objected to if either was.
func (r *Register) Merge(ctx context.Context, by guwah.StaffID, id guwah.MergeID, seen string) error {
	m, err := r.store.Merge(ctx, id)
	if err != nil {
		return fmt.Errorf("open merge %s: %w", id, err)
	}
	moment := r.moment(by)
	if err := moment.second(alone(m.By, m.At, m.State == guwah.MergeProposed), "merge"); err != nil {
		return err
	}
	standing, err := r.standing(ctx, m.Keep, m.Drop)
	if err != nil {
		return err
	}
	pair, err := r.pair(ctx, m.Keep, m.Drop)
	if err != nil {
		return err
	}
	kept, dropped, err := r.both(ctx, m.Keep, m.Drop)
	if err != nil {
		return err
	}
	if err := unchanged(seen, kept, dropped); err != nil {
		return err
	}
	m.By, m.State, m.At = together(m.By, by), "done", moment.Day
	m.DropCase, m.KeepLevel, m.DropLevel = pair.dropCase.ID, pair.keepCase.Level, pair.dropCase.Level
	decision, err := r.decided(ctx, m.Keep, m.Drop, "same", moment)
	if err != nil {
		return err
	}
	act := two(guwah.Act{By: by, Verb: "merge", Kind: "merge", Object: string(id)})
	_, err = r.Commit(ctx, act, guwah.Changes{
		Persons: []guwah.Person{pair.dropped()}, Cases: []guwah.Case{pair.joined()}, Merges: []guwah.Merge{m}, Decisions: decision,
		Standing: standing,
	})
	return err
}

// RejectMerge is the decision of anyone that a proposed merge does not happen, and that the pair is not proposed again.
func (r *Register) RejectMerge(ctx context.Context, by guwah.StaffID, id guwah.MergeID) error {
	m, err := r.store.Merge(ctx, id)
	if err != nil {
		return fmt.Errorf("open merge %s: %w", id, err)
	}
	if m.State != guwah.MergeProposed {
		return fmt.Errorf("reject merge %s, which is %s: %w", id, m.State, guwah.ErrConflict)
	}
	m.State = guwah.MergeRejected
	decision, err := r.decided(ctx, m.Keep, m.Drop, "different", r.moment(by))
	if err != nil {
		return err
	}
	act := guwah.Act{By: by, Verb: "reject_merge", Kind: "merge", Object: string(id)}
	_, err = r.Commit(ctx, act, guwah.Changes{Merges: []guwah.Merge{m}, Decisions: decision})
	return err
}

// ForeseeMerge says what merging would make public and what it would take away.
func (r *Register) ForeseeMerge(ctx context.Context, keep, drop guwah.PersonID) (Effect, error) {
	pair, err := r.pair(ctx, keep, drop)
	if err != nil {
		return Effect{}, err
	}
	kept, dropped, err := r.both(ctx, keep, drop)
	if err != nil {
		return Effect{}, err
	}
	effect, err := r.effectOnBoth(ctx, []guwah.Dossier{kept, dropped}, []guwah.Dossier{pair.dossier(kept, dropped)})
	effect.Two, effect.Seen = true, Seen(kept, dropped)
	return effect, err
}

// both loads two cases.
func (r *Register) both(ctx context.Context, a, b guwah.PersonID) (one, other guwah.Dossier, err error) {
	if one, err = r.store.Dossier(ctx, a); err != nil {
		return one, other, fmt.Errorf("open person %s: %w", a, err)
	}
	if other, err = r.store.Dossier(ctx, b); err != nil {
		return one, other, fmt.Errorf("open person %s: %w", b, err)
	}
	return one, other, nil
}

// pair is two records as they stand.
type pair struct {
	keep, drop         guwah.Person
	keepCase, dropCase guwah.Case
}

func (r *Register) pair(ctx context.Context, keep, drop guwah.PersonID) (p pair, err error) {
	if p.keep, p.keepCase, err = r.store.Record(ctx, keep); err != nil {
		return pair{}, fmt.Errorf("open person %s: %w", keep, err)
	}
	if p.drop, p.dropCase, err = r.store.Record(ctx, drop); err != nil {
		return pair{}, fmt.Errorf("open person %s: %w", drop, err)
	}
	for _, person := range []guwah.Person{p.keep, p.drop} {
		if person.State != guwah.PersonActive && person.State != guwah.PersonQuarantine {
			return pair{}, fmt.Errorf("merge person %s, who is %s: %w", person.ID, person.State, guwah.ErrConflict)
		}
	}
	return p, nil
}

func (p pair) dropped() guwah.Person {
	person := p.drop
	person.State, person.MergedInto = guwah.PersonMerged, p.keep.ID
	return person
}

func (p pair) joined() guwah.Case {
	k := p.keepCase
	k.Level = min(k.Level, p.dropCase.Level)
	k.Publishing = nil // whoever proposed it had seen one record only
	if k.Hidden == nil {
		k.Hidden = p.dropCase.Hidden
	}
	if p.dropCase.Objected && !k.Objected {
		k.Objected, k.ObjectedBy = true, p.dropCase.ObjectedBy
	}
	return k
}

// dossier is the merged case as it would be loaded.
func (p pair) dossier(kept, dropped guwah.Dossier) guwah.Dossier {
	d := kept
	d.Case = p.joined()
	d.Merged = append(d.Merged[:len(d.Merged):len(d.Merged)], p.dropped())
	d.Claims = join(d.Claims, dropped.Claims)
	d.Sources = join(d.Sources, dropped.Sources)
	d.Testimonies = join(d.Testimonies, dropped.Testimonies)
	d.Consents = join(d.Consents, dropped.Consents)
	d.Clearances = join(d.Clearances, dropped.Clearances)
	d.Evidence = join(d.Evidence, dropped.Evidence)
	d.Demands = join(d.Demands, dropped.Demands)
	d.Responses = join(d.Responses, dropped.Responses)
	d.Assessments = join(d.Assessments, dropped.Assessments)
	d.Authorities = join(d.Authorities, dropped.Authorities)
	d.Campaigns = join(d.Campaigns, dropped.Campaigns)
	d.Corrections = join(d.Corrections, dropped.Corrections)
	return d
}

func join[T any](a, b []T) []T { return append(a[:len(a):len(a)], b...) }
