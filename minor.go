package guwah

import "iter"

// AdultAt is the age in years at which a person decides for themselves (Convention on the Rights of the Child, article 1).
const AdultAt = 18

// AdultFrom is the first day on which someone born on the given date is certainly an adult; [EndOfDays] when that cannot be told.
func AdultFrom(birth Date) Day {
	if !birth.Known() || birth.To >= EndOfDays {
		return EndOfDays
	}
	return DayOf(birth.To.Time().AddDate(AdultAt, 0, 0))
}

// minorOn tells whether somebody of whom these claims are made may be a minor on the day: some birth date does not rule it out, or, with no birth date, a
// state institution for children holds them. Where accounts of the birth disagree, the youngest counts.
func minorOn(claims iter.Seq[*Claim], day Day) bool {
	dated, inCare := false, false
	for c := range claims {
		switch {
		case c.Predicate == PredStateCare:
			inCare = inCare || Bound(c) > DayOf(day.Time().AddDate(-AdultAt, 0, 0))
		case c.Predicate == PredBirth && c.Value.Date.Known():
			dated = true
			if AdultFrom(c.Value.Date) > day {
				return true
			}
		}
	}
	return inCare && !dated
}

// weighing are the claims in the states that protect somebody: accepted and contested.
func weighing(claims []Claim) iter.Seq[*Claim] {
	return func(yield func(*Claim) bool) {
		for i := range claims {
			if c := &claims[i]; c.weighs() && !yield(c) {
				return
			}
		}
	}
}

// weighs tells whether c is accepted or contested.
func (c *Claim) weighs() bool { return c.State == ClaimAccepted || c.State == ClaimContested }

// weighingAccounts are those of them that an audience may see.
func weighingAccounts(accounts []account) iter.Seq[*Claim] {
	return func(yield func(*Claim) bool) {
		for i := range accounts {
			if c := accounts[i].claim; c.weighs() && !yield(c) {
				return
			}
		}
	}
}

// minorLimit is the most a child's page shows (rule 18b): initials, or what the guardian and two staff released. That release lapses at 18;
// then the page stays at initials until the grown person has decided.
func (p *permit) minorLimit() (Level, bool) {
	c := &p.d.Case
	if minorOn(weighing(p.d.Claims), p.day) {
		if c.MinorRelease != nil {
			return *c.MinorRelease, true
		}
		return LevelInitials, true
	}
	if c.MinorRelease == nil {
		return LevelFull, false
	}
	if c.SelfDecided != nil {
		return *c.SelfDecided, true
	}
	return LevelInitials, true
}
