package register

import "guwah.example/guwah"

// applied is the dossier as it would be after the changes, for foreseeing what an act does. Entities of other persons are left out.
func applied(d guwah.Dossier, c guwah.Changes) guwah.Dossier {
	person := d.Person.ID
	for _, p := range c.Persons {
		if person == "" || p.ID == person {
			d.Person, person = p, p.ID
		}
	}
	for _, k := range c.Cases {
		if k.Person == person {
			d.Case = k
		}
	}
	all := func(guwah.PersonID) bool { return true }
	ours := func(p guwah.PersonID) bool { return p == person }
	d.Claims = replaced(d.Claims, c.Claims, func(x guwah.Claim) string { return string(x.ID) }, func(x guwah.Claim) bool { return ours(x.Person) })
	d.Sources = replaced(d.Sources, c.Sources, func(x guwah.Source) string { return string(x.ID) }, func(guwah.Source) bool { return all("") })
	d.Testimonies = replaced(d.Testimonies, c.Testimonies, func(x guwah.Testimony) string { return string(x.ID) }, func(x guwah.Testimony) bool { return ours(x.Person) })
	d.Consents = replaced(d.Consents, c.Consents, func(x guwah.Consent) string { return string(x.ID) }, func(guwah.Consent) bool { return true })
	d.Clearances = replaced(d.Clearances, c.Clearances, func(x guwah.Clearance) string { return string(x.ID) }, func(x guwah.Clearance) bool { return ours(x.Person) })
	d.Evidence = replaced(d.Evidence, c.Evidence, func(x guwah.Evidence) string { return string(x.ID) }, func(x guwah.Evidence) bool { return ours(x.Person) })
	d.Demands = replaced(d.Demands, c.Demands, func(x guwah.Demand) string { return string(x.ID) }, func(x guwah.Demand) bool { return ours(x.Person) })
	d.Responses = replaced(d.Responses, c.Responses, func(x guwah.Response) string { return string(x.ID) }, func(x guwah.Response) bool { return ours(x.Person) })
	d.Assessments = replaced(d.Assessments, c.Assessments, func(x guwah.Assessment) string { return string(x.ID) }, func(x guwah.Assessment) bool { return ours(x.Person) })
	return d
}

// replaced is old with each changed entity in the place of the one with its id, or at the end where it is new and wanted.
func replaced[T any](old, changed []T, id func(T) string, wanted func(T) bool) []T {
	all := append([]T(nil), old...)
	at := make(map[string]int, len(all))
	for i, x := range all {
		at[id(x)] = i
	}
	for _, x := range changed {
		if i, ok := at[id(x)]; ok {
			all[i] = x
		} else if wanted(x) {
			all = append(all, x)
		}
	}
	return all
}
