package guwah

import "cmp"

// Bound is the day by which c's event had happened: the earlier of the date's own latest day and the day somebody first asserted it, since no event
// is later than the first report of it (rule 8). A date that is unknown or open towards the future takes the day of the assertion.
func Bound(c *Claim) Day { return boundOf(c.When, c.Asserted) }

// boundOf bounds a date by the day it became known; a first report of day 0 is one that nobody recorded.
func boundOf(d Date, reported Day) Day {
	if !d.Known() {
		return reported
	}
	if reported != 0 && reported < d.To {
		return reported
	}
	return d.To
}

// shownDate is the date a page gives for c's event: its own, or "by" the day of the first assertion where it has none.
func shownDate(c *Claim) Date {
	if c.When.Known() {
		return c.When
	}
	return byDay(c.Asserted)
}

// byDay is the date "on or before d".
func byDay(d Day) Date {
	return Date{EDTF: "../" + d.String(), From: Beginning, To: d, Type: DateBefore}
}

// onDay is the exact date d.
func onDay(d Day) Date { return Date{EDTF: d.String(), From: d, To: d, Type: DateExact} }

// account is a claim as the rules read it: what it says, by when, and whether it is an authority's bare word.
type account struct {
	claim *Claim
	bound Day
	stage int  // custody stage; 0 for claims that bear no status
	bare  bool // an authority's bare word (rule 2)

	ones, twos uint16 // the rows of the table of conflicts in which it can stand on the one side and on the other
}

// accepted tells whether the account may decide anything: contested and refuted ones are only shown.
func (a *account) accepted() bool { return a.claim.State == ClaimAccepted }

// from is the first day a's event can have happened; [Beginning] where that is unknown.
func (a *account) from() Day {
	if !a.claim.When.Known() {
		return Beginning
	}
	return min(a.claim.When.From, a.bound)
}

// inOrder sorts accounts by bound, then by custody stage, then by id, so that the order in which they were recorded or merged is irrelevant.
func inOrder(a, b account) int {
	return cmp.Or(cmp.Compare(a.bound, b.bound), cmp.Compare(a.stage, b.stage), cmp.Compare(a.claim.ID, b.claim.ID))
}
