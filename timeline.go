package guwah

import (
	"cmp"
	"slices"
)

// biographic tells whether p says who somebody is rather than what happened; such claims are facts but no entries of the timeline.
func biographic(p Predicate) bool {
	switch p {
	case PredName, PredID, PredSex, PredBirth, PredNationality, PredEthnicity, PredMaritalStatus, PredOccupation, PredInstitution, PredRelation,
		PredDepictedIn, PredWords, PredReasonStated, PredReasonSuspected, PredCounted, PredLaunched:
		return true
	}
	return false
}

// timeline groups the accounts of events: those that say the same stand together, and those that disagree stand side by side (rule 5). facts[i] is the
// fact of accounts[i].
func timeline(accounts []account, facts []Fact) []Entry {
	group := make([]int, len(accounts))
	conflicting := make([]*conflict, len(accounts))
	for i := range accounts {
		group[i] = i
	}
	events := 0
	for i := range accounts {
		if biographic(accounts[i].claim.Predicate) {
			group[i] = -1
			continue
		}
		events++
		for j := range i {
			if group[j] < 0 {
				continue
			}
			k := disagree(&accounts[i], &accounts[j])
			if k == nil && !sameEvent(&accounts[i], &accounts[j]) {
				continue
			}
			into, from := min(group[i], group[j]), max(group[i], group[j])
			graver(conflicting, into, conflicting[from])
			graver(conflicting, into, k)
			for n := range i + 1 {
				if group[n] == from {
					group[n] = into
				}
			}
		}
	}
	return entries(group, conflicting, facts, events)
}

// sameEvent tells whether two accounts stand together: they say the same, of a date both give or neither does. An undated one may be any of several.
func sameEvent(a, b *account) bool {
	return a.claim.When.Known() == b.claim.When.Known() && saysSame(a, b)
}

// graver notes k as the conflict of a group if it is graver than the one noted.
func graver(of []*conflict, group int, k *conflict) {
	if k != nil && (of[group] == nil || conflictRank(k) < conflictRank(of[group])) {
		of[group] = k
	}
}

func conflictRank(k *conflict) int {
	return slices.IndexFunc(conflicts, func(c conflict) bool { return c.name == k.name })
}

// told is the day an account is read at on a page: its first possible day, so that "February" stands before the ninth of February.
func told(c *Claim) Day {
	if !c.When.Known() || c.When.From <= Beginning {
		return Bound(c)
	}
	return min(c.When.From, Bound(c))
}

// entries lays the groups out in the order they are read. All share one backing array.
func entries(group []int, conflicting []*conflict, facts []Fact, events int) []Entry {
	if events == 0 {
		return nil
	}
	laid := make([]Fact, 0, events)
	list := make([]Entry, 0, events)
	for g := range group {
		if group[g] != g {
			continue
		}
		start := len(laid)
		for i := range group {
			if group[i] == g {
				laid = append(laid, facts[i])
			}
		}
		e := Entry{Date: shownDate(&facts[g].Claim), Facts: laid[start:len(laid):len(laid)]}
		if k := conflicting[g]; k != nil {
			e.Disagree = true
			e.Reading = &Reason{Rule: k.rule, Code: k.reading}
			for i := range e.Facts {
				e.Reading.Used = append(e.Reading.Used, e.Facts[i].Claim.ID)
			}
		}
		list = append(list, e)
	}
	slices.SortStableFunc(list, func(a, b Entry) int { return cmp.Compare(told(&a.Facts[0].Claim), told(&b.Facts[0].Claim)) })
	return list
}
