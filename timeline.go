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
func timeline(accounts []account, p pairs, facts []Fact) []Entry {
	g := grouping{of: make([]int, len(accounts)), row: make([]int, len(accounts))}
	for i := range accounts {
		g.of[i], g.row[i] = i, len(conflicts)
		if biographic(accounts[i].claim.Predicate) {
			g.of[i] = none
			continue
		}
		g.events++
		for j := range i {
			if g.of[j] == none {
				continue
			}
			if row, against := p.conflict(i, j); against {
				g.join(i, j, row)
			} else if p.agree(i, j) && accounts[i].claim.When.Known() == accounts[j].claim.When.Known() {
				g.join(i, j, len(conflicts)) // an undated account may be of any of several events, and stands apart from them
			}
		}
	}
	return g.entries(facts)
}

// none is the group of accounts that are no events.
const none = -1

// grouping says which accounts stand together: each group goes by the number of its first account.
type grouping struct {
	of     []int
	row    []int // by group: the gravest conflict in it, as a row of the table; its length for none
	events int
}

// join puts the groups of accounts i and j together, for the conflict in the given row if there is one.
func (g *grouping) join(i, j, row int) {
	into, from := min(g.of[i], g.of[j]), max(g.of[i], g.of[j])
	g.row[into] = min(g.row[into], g.row[from], row)
	for n := range i + 1 {
		if g.of[n] == from {
			g.of[n] = into
		}
	}
}

// told is the day an account is read at on a page: its first possible day, so that "February" stands before the ninth of February.
func told(c *Claim) Day {
	if !c.When.Known() || c.When.From <= Beginning {
		return Bound(c)
	}
	return min(c.When.From, Bound(c))
}

func asTold(a, b Fact) int { return cmp.Compare(told(&a.Claim), told(&b.Claim)) }

// entries lays the groups out in the order they are read. All share one backing array.
func (g *grouping) entries(facts []Fact) []Entry {
	if g.events == 0 {
		return nil
	}
	laid := make([]Fact, 0, g.events)
	list := make([]Entry, 0, g.events)
	for group := range g.of {
		if g.of[group] != group {
			continue
		}
		start := len(laid)
		for i := group; i < len(g.of); i++ {
			if g.of[i] == group {
				laid = append(laid, facts[i])
			}
		}
		e := Entry{Facts: laid[start:len(laid):len(laid)]}
		slices.SortStableFunc(e.Facts, asTold)
		e.Date = shownDate(&e.Facts[0].Claim)
		if row := g.row[group]; row < len(conflicts) {
			e.Disagree = true
			e.Reading = &Reason{Rule: conflicts[row].rule, Code: conflicts[row].reading}
			for i := range e.Facts {
				e.Reading.Used = append(e.Reading.Used, e.Facts[i].Claim.ID)
			}
		}
		list = append(list, e)
	}
	slices.SortStableFunc(list, func(a, b Entry) int { return asTold(a.Facts[0], b.Facts[0]) })
	return list
}
