package guwah

// AdultAt is the age in years at which a person decides for themselves (Convention on the Rights of the Child, article 1).
const AdultAt = 18

// AdultFrom is the first day on which someone born on the given date is certainly an adult; [EndOfDays] when that cannot be told.
func AdultFrom(birth Date) Day {
	if !birth.Known() || birth.To >= EndOfDays {
		return EndOfDays
	}
	return DayOf(birth.To.Time().AddDate(AdultAt, 0, 0))
}

// minorOn tells whether somebody with these accepted claims may be a minor on the day: some birth date does not rule it out, or, with no birth date, a
// state institution for children holds them. Where accounts of the birth disagree, the youngest counts.
func minorOn(claims []Claim, day Day, counts func(*Claim) bool) bool {
	dated, inCare := false, false
	for i := range claims {
		c := &claims[i]
		if c.Predicate != PredBirth && c.Predicate != PredStateCare || !counts(c) {
			continue
		}
		if c.Predicate == PredStateCare {
			inCare = inCare || Bound(c) > DayOf(day.Time().AddDate(-AdultAt, 0, 0))
			continue
		}
		if c.Value.Date.Known() {
			dated = true
			if AdultFrom(c.Value.Date) > day {
				return true
			}
		}
	}
	return inCare && !dated
}

// minorLimit is the most a child's page shows (rule 18b): initials, or what the guardian and two staff released. That release lapses at 18;
// then the page stays at initials until the grown person has decided.
func (p *permit) minorLimit() (Level, bool) {
	c := &p.d.Case
	if minorOn(p.d.Claims, p.day, (*Claim).weighs) {
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

// weighs tells whether c is accepted or contested, the states that protect somebody.
func (c *Claim) weighs() bool { return c.State == ClaimAccepted || c.State == ClaimContested }
