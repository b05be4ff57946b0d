package register

import (
	"context"
	"fmt"
	"maps"
	"slices"

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

// Erase is the second decision. The keys of the sealed words, what the claims drawn from them said and the copies of its pictures are gone for good;
// that there were claims, and when, stays.
func (r *Register) Erase(ctx context.Context, by guwah.StaffID, id guwah.TestimonyID) error {
	t, err := r.erasable(ctx, id)
	if err != nil {
		return err
	}
	if err := r.moment(by).second(t.Erasing, "erase"); err != nil {
		return err
	}
	t.State, t.Erasing = guwah.TestimonyErased, nil
	t.Mailbox, t.MailboxKey = "erased "+string(id), "" // its code is unknown from now on, like any other that was never given
	changes := guwah.Changes{EraseKeys: []guwah.TestimonyID{id}}
	if t.Person != "" {
		d, err := r.Dossier(ctx, t.Person)
		if err != nil {
			return err
		}
		changes.Claims, changes.Evidence = emptied(d, id), unpictured(d, id)
		t.Attachments = append(t.Attachments, copiesOf(d, id)...)
	}
	changes.Testimonies = []guwah.Testimony{t}
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

// unpictured are the pictures of a testimony without anything by which they could be found or recognised.
func unpictured(d guwah.Dossier, id guwah.TestimonyID) []guwah.Evidence {
	var pictures []guwah.Evidence
	for _, e := range d.Evidence {
		if e.Testimony == id {
			e.SHA256, e.PublicCopy, e.Proposed, e.PHash, e.Restriction = "", "", "", "", guwah.RestrictTeam
			pictures = append(pictures, e)
		}
	}
	return pictures
}

// copiesOf are the copies drawn from a testimony's pictures, to be deleted with its sealed files; but those that the same case also has from elsewhere
// stay.
func copiesOf(d guwah.Dossier, id guwah.TestimonyID) []guwah.Attachment {
	mine, others := map[string]bool{}, map[string]bool{}
	for _, e := range d.Evidence {
		for _, copied := range []string{e.PublicCopy, e.Proposed} {
			if e.Testimony == id {
				mine[copied] = true
			} else {
				others[copied] = true
			}
		}
	}
	var copies []guwah.Attachment
	for _, copied := range slices.Sorted(maps.Keys(mine)) {
		if copied != "" && !others[copied] {
			copies = append(copies, guwah.Attachment{Blob: copied})
		}
	}
	return copies
}
