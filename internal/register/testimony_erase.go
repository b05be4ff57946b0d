package register

import (
	"context"
	"fmt"

	"guwah.example/guwah"
)

// ProposeErasing is the first of two decisions to destroy what a withdrawn testimony said, once the 14 days in which its code can undo the
// withdrawal are over (rule 18).
func (r *Register) ProposeErasing(ctx context.Context, by guwah.StaffID, id guwah.TestimonyID) error {
	t, err := r.erasable(ctx, id)
	if err != nil {
		return err
	}
	t.Erasing = r.moment(by).proposal("")
	act := guwah.Act{By: by, Verb: "propose_erasing", Kind: "testimony", Object: string(id)}
	_, err = r.Commit(ctx, act, guwah.Changes{Testimonies: []guwah.Testimony{t}})
	return err
}

// Erase is the second decision. The keys of the sealed words and what the claims drawn from them said are gone for good; that there were claims,
// and when, stays.
func (r *Register) Erase(ctx context.Context, by guwah.StaffID, id guwah.TestimonyID) error {
	t, err := r.erasable(ctx, id)
	if err != nil {
		return err
	}
	if err := r.moment(by).second(t.Erasing, "erase"); err != nil {
		return err
	}
	t.State, t.Erasing = guwah.TestimonyErased, nil
	changes := guwah.Changes{Testimonies: []guwah.Testimony{t}, EraseKeys: []guwah.TestimonyID{id}}
	if t.Person != "" {
		d, err := r.Dossier(ctx, t.Person)
		if err != nil {
			return err
		}
		changes.Claims = emptied(d, id)
	}
	_, err = r.Commit(ctx, two(guwah.Act{By: by, Verb: "erase", Kind: "testimony", Object: string(id)}), changes)
	return err
}

func (r *Register) erasable(ctx context.Context, id guwah.TestimonyID) (guwah.Testimony, error) {
	t, err := r.store.Testimony(ctx, id)
	if err != nil {
		return guwah.Testimony{}, fmt.Errorf("open testimony %s: %w", id, err)
	}
	if t.State != guwah.TestimonyWithdrawn {
		return guwah.Testimony{}, fmt.Errorf("erase testimony %s, which is %s: %w", id, t.State, guwah.ErrRefused)
	}
	if r.Today() < t.EraseFrom {
		return guwah.Testimony{}, fmt.Errorf("erase testimony %s before %s: %w", id, t.EraseFrom, guwah.ErrRefused)
	}
	return t, nil
}

// emptied are the claims drawn from a testimony without what they said.
func emptied(d guwah.Dossier, id guwah.TestimonyID) []guwah.Claim {
	var claims []guwah.Claim
	for _, c := range d.Claims {
		if c.Testimony == id {
			c.Value, c.When, c.Place, c.Locator, c.Relation, c.Reviews = guwah.Value{}, guwah.Date{}, guwah.Place{}, "", "", nil
			c.State, c.Restriction = guwah.ClaimWithdrawn, guwah.RestrictTeam
			claims = append(claims, c)
		}
	}
	return claims
}
