package guwah

// Level is how much of a case outsiders may see; a larger level shows more.
type Level uint8

// The publication levels.
const (
	LevelOff          Level = iota // existence unknown outside
	LevelStub                      // number only
	LevelRelationOnly              // "a daughter seeks her father"; no name, no place
	LevelInitials                  // plus initials, birth year, region
	LevelFull                      // all that consent allows
)

var levelCodes = [...]string{"off", "stub", "relation_only", "initials", "full"}

func (l Level) String() string {
	if int(l) < len(levelCodes) {
		return levelCodes[l]
	}
	return "off"
}

// ParseLevel reads a level's code; anything unknown is [LevelOff] and false.
func ParseLevel(s string) (Level, bool) {
	for i, code := range levelCodes {
		if s == code {
			return Level(i), true
		}
	}
	return LevelOff, false
}

// MarshalText writes the level's code.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads a level's code; an unknown code is [LevelOff], the safe reading.
func (l *Level) UnmarshalText(b []byte) error { *l, _ = ParseLevel(string(b)); return nil }

// HideFamilyPressure is the reason code of a hiding that lasts 72 hours while two people judge the risk: an objection came through the authority (rule 17).
const HideFamilyPressure = "family_pressure"

// pressureDays is the least number of whole days that covers the 72 hours of rule 17, whatever hour the hiding began.
const pressureDays = 3

// inForce tells whether the hiding still hides on the day.
func (h *Hiding) inForce(day Day) bool {
	return h != nil && (h.Reason != HideFamilyPressure || day <= h.At+pressureDays)
}

// cap is the most that rules 14 to 18b allow outsiders to see, before consent is asked, and the reason that binds. These protections look at
// everything the register holds, hidden or not: they can only take away.
func (p *permit) cap() (Level, Reason) {
	c := &p.d.Case
	level, why := c.Level, Reason{Rule: "15", Code: ReasonLevelDecided}
	lower := func(to Level, rule, code string, used ...ClaimID) {
		if to < level {
			level, why = to, Reason{Rule: rule, Code: code, Used: used}
		}
	}
	switch p.d.Person.State {
	case PersonQuarantine, PersonMerged:
		lower(LevelOff, "14", ReasonLevelRecord)
	case PersonWithdrawn:
		lower(LevelStub, "18", ReasonLevelWithdrawn)
	}
	if c.ID == "" || c.Level == LevelOff || p.d.Person.Decoy {
		lower(LevelOff, "15", ReasonLevelNoNumber)
	}
	if c.Hidden.inForce(p.day) {
		lower(LevelOff, "17", ReasonLevelHidden)
	}
	if c.Objected {
		lower(LevelStub, "17", ReasonLevelObjected)
	}
	if limit, minor := p.minorLimit(); minor {
		lower(limit, "18b", ReasonLevelMinor)
	}
	if freed, claim := p.freeAgain(); freed {
		limit := LevelInitials
		if c.SelfDecided != nil {
			limit = *c.SelfDecided
		}
		lower(limit, "18a", ReasonLevelFreeAgain, claim)
	}
	return level, why
}

// level is what outsiders may see of the case: the cap, lowered to what consents and clearances can fill.
func (p *permit) level() (Level, Reason) {
	level, why := p.cap()
	for level > LevelStub && !p.fills(level) {
		level--
		why = Reason{Rule: "15", Code: ReasonLevelConsent}
		if p.left != 0 {
			why = Reason{Rule: "18", Code: ReasonLevelWithdrawn}
		}
	}
	return level, why
}

// fills tells whether enough may be known for a page at the level: a name from initials on, anything at all below.
func (p *permit) fills(level Level) bool {
	for i := range p.d.Claims {
		c := &p.d.Claims[i]
		if level >= LevelInitials && c.Predicate != PredName {
			continue
		}
		if c.State == ClaimAccepted && p.sees(c, level) {
			return true
		}
	}
	return false
}

// freeAgain tells whether the person is free or abroad and so decides for themselves (rule 18a), and by which claim: by what outsiders may know at any
// level the page can have, or else by everything accepted. Hidden accounts can put this protection in place and never take it away.
func (p *permit) freeAgain() (bool, ClaimID) {
	if !p.mentionsFreedom() {
		return false, ""
	}
	for level := p.d.Case.Level; level > LevelStub; level-- {
		if free, claim := freeBy(p.accounts(level), p.d); free {
			return true, claim
		}
	}
	all := permit{d: p.d, audience: CaseLead, day: p.day}
	return freeBy(all.accounts(LevelFull), p.d)
}

func freeBy(accounts []account, d *Dossier) (bool, ClaimID) {
	c := follow(accounts, d)
	if c.status == LocatedAbroad || c.status == ReleasedConfirmedFree {
		return true, c.decided.claim.ID
	}
	return false, ""
}

// mentionsFreedom tells whether anything accepted can have made the person free: it spares most cases the reading of everything.
func (p *permit) mentionsFreedom() bool {
	for i := range p.d.Claims {
		c := &p.d.Claims[i]
		freed := c.Predicate == PredReleased && c.Value.Code == ReleaseFreed || c.Predicate == PredLocated && c.Value.Code == LocatedAbroadCode
		if freed && c.State == ClaimAccepted && !bareWord(c, p.d.Authorities) {
			return true
		}
	}
	return false
}
