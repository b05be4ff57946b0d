package guwah

import "slices"

// contradicts tells whether either claim names the other as contradicting it.
func contradicts(a, b *Claim) bool {
	return slices.Contains(a.Contradicts, b.ID) || slices.Contains(b.Contradicts, a.ID)
}

// saysSame tells whether b says what a says: the same predicate and code at overlapping dates and places. Where either gives no date, place or code, it
// does not differ in that.
func saysSame(a, b *account) bool {
	x, y := a.claim, b.claim
	if x.Predicate != y.Predicate || x.ID == y.ID || contradicts(x, y) {
		return false
	}
	if x.Value.Code != y.Value.Code && x.Value.Code != "" && y.Value.Code != "" {
		return false
	}
	switch x.Predicate {
	case PredName:
		return x.Value.Name != nil && y.Value.Name != nil && x.Value.Name.Value == y.Value.Name.Value
	case PredBirth:
		return overlap(x.Value.Date, y.Value.Date)
	case PredRelation:
		return x.Value.Person == y.Value.Person
	case PredWords, PredDepictedIn, PredReasonStated, PredReasonSuspected, PredHealth, PredInstitution:
		return slices.Contains(x.Supports, y.ID) || slices.Contains(y.Supports, x.ID)
	}
	return overlap(x.When, y.When) && samePlace(x.Place, y.Place)
}

// overlap tells whether two dates can be the same day; an unknown date can be any.
func overlap(a, b Date) bool {
	return !a.Known() || !b.Known() || a.From <= b.To && b.From <= a.To
}

// samePlace tells whether two places can be the same: one lies in the other, or either is not given or given in words only.
func samePlace(a, b Place) bool {
	return a.ID == "" || b.ID == "" || within(a.ID, b.ID) || within(b.ID, a.ID)
}

// documented tells whether a rests on a document that a case-worker has examined, and not on a bare statement (rule 4).
func documented(a *account, d *Dossier) bool {
	if a.bare || a.claim.Basis == BasisOfficialStatement {
		return false
	}
	s := source(d, a.claim.Source)
	return s != nil && s.Reviewed
}

// independentAccounts counts the accounts, a included, that say what a says with neither an origin nor a root source in common (rule 4). An unknown
// origin is never independent, and an authority's bare word bears nobody out.
func independentAccounts(a *account, accounts []account, d *Dossier) int {
	origin, root := provenance(a, d)
	if a.bare {
		return 0
	}
	if origin == "" {
		return 1
	}
	origins, roots := [8]string{origin}, [8]SourceID{root}
	n := 1
	for i := range accounts {
		b := &accounts[i]
		if b.bare || !b.accepted() || !saysSame(a, b) || n == len(origins) {
			continue
		}
		origin, root := provenance(b, d)
		if origin == "" || slices.Contains(origins[:n], origin) || root != "" && slices.Contains(roots[:n], root) {
			continue
		}
		origins[n], roots[n] = origin, root
		n++
	}
	return n
}

// provenance is who an account goes back to, the speaker or else the publisher of the root source, and that root.
func provenance(a *account, d *Dossier) (origin string, root SourceID) {
	s := source(d, a.claim.Source)
	if s != nil && s.Root != "" && s.Root != s.ID {
		root = s.Root
		if r := source(d, root); r != nil {
			s = r
		}
	} else if s != nil {
		root = s.ID
	}
	switch {
	case a.claim.Origin != "":
		return string(a.claim.Origin), root
	case s != nil:
		return s.Publisher, root
	}
	return "", root
}

func source(d *Dossier, id SourceID) *Source {
	if id == "" {
		return nil
	}
	for i := range d.Sources {
		if d.Sources[i].ID == id {
			return &d.Sources[i]
		}
	}
	return nil
}

// confirm computes how far account i is borne out (rule 4), the accounts that say the same and those that stand against it.
func confirm(f *Fact, i int, accounts []account, p pairs, d *Dossier) {
	a, disputed := &accounts[i], false
	for j := range accounts {
		b := &accounts[j]
		if i == j || b.claim.State == ClaimRejected {
			continue
		}
		if _, against := p.conflict(i, j); against {
			f.Against = append(f.Against, b.claim.ID)
			disputed = disputed || b.accepted() && !b.bare
		} else if p.agree(i, j) {
			f.Says = append(f.Says, b.claim.ID)
		}
	}
	f.Independent = 1
	if len(f.Says) > 0 || a.bare {
		f.Independent = independentAccounts(a, accounts, d)
	}
	switch {
	case a.claim.State == ClaimRejected:
		f.Confirmation = Refuted
	case disputed || a.claim.State == ClaimContested:
		f.Confirmation = Disputed
	case documented(a, d):
		f.Confirmation = Documented
	case f.Independent > 1:
		f.Confirmation = Corroborated
	default:
		f.Confirmation = Reported
	}
}
