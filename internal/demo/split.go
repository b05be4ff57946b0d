package demo

import "guwah.example/guwah"

// part is what one act stores.
type part struct {
	object  string
	changes guwah.Changes
}

// split puts what stands beside the cases first, then each person with everything about them, then the testimonies that are about nobody yet.
func split(all guwah.Changes) []part {
	parts := []part{{object: "register", changes: guwah.Changes{
		Sources: all.Sources, Authorities: all.Authorities, Campaigns: all.Campaigns, Aggregates: all.Aggregates, Claims: of("", all.Claims, claimOf),
	}}}
	for _, person := range all.Persons {
		parts = append(parts, part{string(person.ID), about(person, all)})
	}
	for _, t := range all.Testimonies {
		if t.Person == "" {
			parts = append(parts, part{string(t.ID), guwah.Changes{Testimonies: []guwah.Testimony{t}, Consents: consentsOf(t.ID, all.Consents)}})
		}
	}
	return parts
}

func about(person guwah.Person, all guwah.Changes) guwah.Changes {
	id := person.ID
	c := guwah.Changes{
		Persons:     []guwah.Person{person},
		Cases:       of(id, all.Cases, func(c guwah.Case) guwah.PersonID { return c.Person }),
		Claims:      of(id, all.Claims, claimOf),
		Testimonies: of(id, all.Testimonies, func(t guwah.Testimony) guwah.PersonID { return t.Person }),
		Clearances:  of(id, all.Clearances, func(c guwah.Clearance) guwah.PersonID { return c.Person }),
		Demands:     of(id, all.Demands, func(d guwah.Demand) guwah.PersonID { return d.Person }),
		Responses:   of(id, all.Responses, func(r guwah.Response) guwah.PersonID { return r.Person }),
		Assessments: of(id, all.Assessments, func(a guwah.Assessment) guwah.PersonID { return a.Person }),
		Corrections: of(id, all.Corrections, func(c guwah.Correction) guwah.PersonID { return c.Person }),
		Challenges:  of(id, all.Challenges, func(c guwah.Challenge) guwah.PersonID { return c.Person }),
	}
	for _, t := range c.Testimonies {
		c.Consents = append(c.Consents, consentsOf(t.ID, all.Consents)...)
	}
	return c
}

func claimOf(c guwah.Claim) guwah.PersonID { return c.Person }

func consentsOf(id guwah.TestimonyID, consents []guwah.Consent) []guwah.Consent {
	return of(id, consents, func(c guwah.Consent) guwah.TestimonyID { return c.Testimony })
}

// of selects the items that belong to whom.
func of[T any, ID comparable](whom ID, items []T, owner func(T) ID) []T {
	var out []T
	for _, item := range items {
		if owner(item) == whom {
			out = append(out, item)
		}
	}
	return out
}
