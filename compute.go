package guwah

import "slices"

// NewView computes the case for the audience on the day. What the audience may not know is left out first; everything else is computed from what remains,
// so that two dossiers that differ only in what is withheld give the same view. At [LevelOff], outside the team, the view is empty; at [LevelStub] it
// holds the number and, for a tombstone, the day of withdrawal.
func NewView(d Dossier, audience Audience, day Day) View {
	p := newPermit(&d, audience, day)
	v := View{Audience: audience, Day: day}
	outside := p
	if p.staff() {
		outside.audience = Public
	}
	level, why := outside.level()
	if !p.staff() {
		if level == LevelOff {
			return v
		}
		why = Reason{} // why a page shows no more is nobody's business outside
	}
	v.Person, v.Case, v.Level, v.LevelWhy, v.Invented = d.Person.ID, d.Case.ID, level, why, d.Person.Invented
	if level == LevelStub || p.staff() {
		v.Withdrawn = p.left
	}
	if level == LevelStub && !p.staff() {
		return v
	}
	c := composer{p: &p, v: &v, level: level, full: level == LevelFull || p.staff()}
	c.accounts = p.accounts(level)
	c.pairs = comparePairs(c.accounts)
	v.Minor = minorOn(weighingAccounts(c.accounts), day)
	c.compose()
	return v
}

// composer fills a view from the accounts its audience may see.
type composer struct {
	p        *permit
	v        *View
	level    Level
	full     bool // texts, images, relatives and responses may stand on the page
	accounts []account
	pairs    pairs
	facts    []Fact // of accounts, in their order
	weights  []weighed
}

func (c *composer) compose() {
	c.facts = tellFacts(c)
	c.responses()
	course := c.judge()
	c.demands(course.closings)
	if c.full {
		c.words()
		c.images()
		c.relatives()
		c.campaigns()
	}
	c.errata()
	c.references()
	c.file()
}

// judge computes status, signs, the life clock and the timeline.
func (c *composer) judge() course {
	v, set := c.v, c.p.d.Case.Override
	moving, shown := signs(c.accounts, v.Responses, c.weights)
	course := follow(c.accounts, c.p.d)
	v.Status, v.StatusReason = course.judge(c.accounts, moving, shown)
	v.Status, v.StatusReason = override(set, c.accounts, v.Status, v.StatusReason, v.Day, c.p.staff())
	if len(c.accounts) == 0 && c.p.left != 0 {
		v.Status, v.StatusReason = StatusWithdrawn, Reason{Rule: "18", Code: ReasonLevelWithdrawn}
	}
	if v.StatusReason.Code == ReasonStatusOverride {
		course.setOn = set.At
	}
	course.status = v.Status
	v.StatusSaid, v.Remains, v.ShownAlive = course.said, v.Status.AsksRemains(), shown
	if v.ClockA = clockA(&course, moving, v.Day); v.ClockA != nil {
		v.ClockA.Reason.SetAside = unmoved(&course, shown)
	}
	if last := lastOf(inPeriod(&course, moving)); last != nil {
		marker := last.Sign
		v.LastAlive = &marker
	}
	v.Timeline = timeline(c.accounts, c.pairs, c.facts)
	return course
}

// unmoved lists what might be thought to stop clock A and does not: films without a provable date, bare words, temporary releases, deaths not accepted.
func unmoved(course *course, shown []Sign) []SetAside {
	var list []SetAside
	for _, s := range shown {
		list = append(list, SetAside{Claim: s.Claim, Response: s.Response, Code: AsideDateUnproved})
	}
	for _, s := range course.setAside {
		filmed := slices.ContainsFunc(list, func(other SetAside) bool { return s.Claim != "" && other.Claim == s.Claim })
		if !filmed {
			list = append(list, s)
		}
	}
	return list
}
