package register

import "guwah.example/guwah"

// applied is the dossier as it would be after the changes, for foreseeing what an act does. What concerns other persons is left out.
func applied(d guwah.Dossier, c guwah.Changes) guwah.Dossier {
	for _, p := range c.Persons {
		if d.Person.ID == "" || p.ID == d.Person.ID {
			d.Person = p
		}
	}
	person := d.Person.ID
	for _, k := range c.Cases {
		if k.Person == person {
			d.Case = k
		}
	}
	put(&d.Sources, c.Sources, func(x *guwah.Source) (string, bool) { return string(x.ID), true })
	put(&d.Consents, c.Consents, func(x *guwah.Consent) (string, bool) { return string(x.ID), true })
	put(&d.Authorities, c.Authorities, func(x *guwah.Authority) (string, bool) { return string(x.ID), true })
	put(&d.Testimonies, c.Testimonies, func(x *guwah.Testimony) (string, bool) { return string(x.ID), x.Person == person })
	put(&d.Claims, c.Claims, func(x *guwah.Claim) (string, bool) { return string(x.ID), x.Person == person })
	put(&d.Clearances, c.Clearances, func(x *guwah.Clearance) (string, bool) { return string(x.ID), x.Person == person })
	put(&d.Evidence, c.Evidence, func(x *guwah.Evidence) (string, bool) { return string(x.ID), x.Person == person })
	put(&d.Demands, c.Demands, func(x *guwah.Demand) (string, bool) { return string(x.ID), x.Person == person })
	put(&d.Responses, c.Responses, func(x *guwah.Response) (string, bool) { return string(x.ID), x.Person == person })
	put(&d.Assessments, c.Assessments, func(x *guwah.Assessment) (string, bool) { return string(x.ID), x.Person == person })
	for _, x := range c.Corrections { // always new: they are never changed
		if x.Person == person {
			d.Corrections = append(d.Corrections[:len(d.Corrections):len(d.Corrections)], x)
		}
	}
	return d
}

// put replaces in a copy of all each changed entity by its id, and appends those that are new and belong here.
func put[T any](all *[]T, changed []T, key func(*T) (id string, here bool)) {
	if len(changed) == 0 {
		return
	}
	list := append([]T(nil), *all...)
	at := make(map[string]int, len(list))
	for i := range list {
		id, _ := key(&list[i])
		at[id] = i
	}
	for _, x := range changed {
		id, here := key(&x)
		if i, known := at[id]; known {
			list[i] = x
		} else if here {
			list = append(list, x)
		}
	}
	*all = list
}
