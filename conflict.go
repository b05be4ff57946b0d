package guwah

import "math/bits"

// conflict is one way in which two accounts cannot both be so. Those that contest make the status contested (rule 2); the others stand side by side
// on the timeline (rule 5) and leave the status alone.
type conflict struct {
	name     string
	one, two func(*account) bool
	when     func(one, two *account) bool
	contests bool
	rule     string
	reading  string // reason code of how the page reads the two
}

// conflicts is the table of what is incompatible, the graver first, at most sixteen rows. Overlap of mere years is no contradiction: dates must be exact, or certainly in order.
var conflicts = []conflict{
	{"a death and a sign of life proved later than it", (*account).death, (*account).provedAlive, certainlyLater, true, "2", ReasonReadingContested},
	{"two places on the same exact day", (*account).placed, (*account).placed, otherPlace, true, "2", ReasonReadingContested},
	{"two stages on the same exact day", (*account).staged, (*account).staged, otherStage, true, "2", ReasonReadingContested},
	{"custody and free contact on the same exact day", (*account).custody, (*account).freeContact, sameExactDay, true, "2", ReasonReadingContested},
	{"a death and a sign of life that is not proved to be later", (*account).death, (*account).lifeSign, notEarlier, false, "9", ReasonReadingDeathAndSign},
	{"an authority's word of a release and custody after it", (*account).bareRelease, (*account).custody, soonAfter, false, "2", ReasonReadingBareWord},
	{"two birth dates", (*account).birth, (*account).birth, otherBirth, false, "5", ReasonReadingBothStand},
	{"two sexes", (*account).sex, (*account).sex, otherCode, false, "5", ReasonReadingBothStand},
	{"accounts marked as contradicting each other", anyAccount, anyAccount, marked, false, "5", ReasonReadingBothStand},
}

// classify notes which sides of which rows of the table an account can stand on, so that comparing two accounts is a matter of bits.
func (a *account) classify() {
	for i := range conflicts {
		if conflicts[i].one(a) {
			a.ones |= 1 << i
		}
		if conflicts[i].two(a) {
			a.twos |= 1 << i
		}
	}
}

// disagree finds the row of the gravest way in which a and b conflict; -1 if they don't.
func disagree(a, b *account) int {
	for rows := a.ones&b.twos | b.ones&a.twos; rows != 0; rows &= rows - 1 {
		i := bits.TrailingZeros16(rows)
		when := conflicts[i].when
		if bit := uint16(1) << i; a.ones&b.twos&bit != 0 && when(a, b) || b.ones&a.twos&bit != 0 && when(b, a) {
			return i
		}
	}
	return -1
}

// incompatible tells whether a and b make the status contested. Only accepted accounts do, and an authority's bare word never does.
func incompatible(a, b *account) bool {
	if !a.accepted() || !b.accepted() || a.bare || b.bare {
		return false
	}
	row := disagree(a, b)
	return row >= 0 && conflicts[row].contests
}

func anyAccount(*account) bool { return true }

func (a *account) death() bool   { return speaksOfDeath(a.claim.Predicate) }
func (a *account) custody() bool { return custodial(a.claim.Predicate) }
func (a *account) birth() bool   { return a.claim.Predicate == PredBirth }
func (a *account) sex() bool     { return a.claim.Predicate == PredSex }

// lifeSign tells whether a says, on whatever basis, that the person was alive.
func (a *account) lifeSign() bool {
	switch a.claim.Predicate {
	case PredSeenAlive:
		return true
	case PredContact:
		return a.claim.Value.Code != ContactNone
	case PredLocated:
		return a.claim.Value.Code == LocatedAbroadCode
	}
	return false
}

// provedAlive tells whether a is a sign of life by somebody who reached or saw the person, and not a film or a report of one.
func (a *account) provedAlive() bool {
	switch a.claim.Predicate {
	case PredSeenAlive:
		return a.claim.Basis.firsthand() && !a.bare
	case PredContact:
		return !a.bare && (a.claim.Value.Code == ContactFree || a.claim.Value.Code == ContactMonitored)
	case PredLocated:
		return !a.bare && a.claim.Value.Code == LocatedAbroadCode
	}
	return false
}

func (a *account) freeContact() bool {
	return a.claim.Predicate == PredContact && a.claim.Value.Code == ContactFree
}

func (a *account) bareRelease() bool { return a.bare && a.claim.Predicate == PredReleased }

// placed tells whether a says where the person was on its day; a transfer names two places.
func (a *account) placed() bool {
	switch a.claim.Predicate {
	case PredDetained, PredArrested, PredHeldAt, PredStateCare, PredForcedLabour, PredSeenAlive:
		return a.claim.Place.ID != ""
	}
	return false
}

// staged tells whether a says in which stage of custody or freedom the person was on its day.
func (a *account) staged() bool { return a.stageName() != "" }

func (a *account) stageName() string {
	c := a.claim
	switch c.Predicate {
	case PredHeldAt:
		if c.Value.Code != HeldUnknown {
			return c.Value.Code
		}
	case PredCharged:
		return HeldPreTrial
	case PredSentenced:
		return HeldPrison
	case PredStateCare, PredForcedLabour:
		return string(c.Predicate)
	case PredReleased:
		switch c.Value.Code {
		case ReleaseFreed, ReleaseHouseArrest:
			return c.Value.Code
		case ReleaseLabour:
			return string(PredForcedLabour)
		}
	}
	return ""
}

func sameExactDay(a, b *account) bool {
	return a.claim.When.Exact() && b.claim.When.Exact() && a.claim.When.From == b.claim.When.From
}

// otherPlace and otherStage leave out what one speaker or one source tells of a single day: one account does not disagree with itself.
func otherPlace(a, b *account) bool {
	return sameExactDay(a, b) && !sameVoice(a, b) && !samePlace(a.claim.Place, b.claim.Place)
}

func otherStage(a, b *account) bool {
	return sameExactDay(a, b) && !sameVoice(a, b) && a.stageName() != b.stageName()
}

func sameVoice(a, b *account) bool {
	x, y := a.claim, b.claim
	return x.Origin != "" && x.Origin == y.Origin || x.Source != "" && x.Source == y.Source
}

func certainlyLater(death, sign *account) bool { return sign.from() > death.bound }

func notEarlier(death, sign *account) bool { return sign.bound >= death.from() }

// soonAfter tells whether a custody that was told contradicts the release an authority told of, and not some later fate: it lies within a year after.
func soonAfter(release, custody *account) bool {
	return custody.bound >= release.bound && custody.bound-release.bound <= 366
}

func otherBirth(a, b *account) bool { return !overlap(a.claim.Value.Date, b.claim.Value.Date) }
func otherCode(a, b *account) bool  { return a.claim.Value.Code != b.claim.Value.Code }
func marked(a, b *account) bool     { return contradicts(a.claim, b.claim) }
