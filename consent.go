package guwah

// useOf is the consent use that a claim of this predicate needs besides the level its speaker wished for; empty for plain facts.
func useOf(p Predicate) Use {
	switch p {
	case PredName:
		return PublishName
	case PredWords:
		return PublishWords
	case PredDepictedIn:
		return PublishPhoto
	case PredRelation:
		return PublishRelative
	}
	return ""
}

// Asked is one question put to the consents of a testimony: may this item go to this audience for this use?
type Asked struct {
	Testimony TestimonyID
	Use       Use
	Item      string    // the ClaimID or EvidenceID in question
	Field     Predicate // its predicate
	Audience  Audience
	Day       Day
}

// Consented answers from the consents that hold on the day asked about (rule 15). The narrowest scope that says anything decides: the item, then its
// field, then the case. Within a scope the newest decision counts, a revocation or an expiry being a new "no"; of a yes and a no on one day, the no.
// Absent, expired and unclear all mean no.
func Consented(consents []Consent, q Asked) bool {
	best, when, yes := 0, Beginning, false
	for i := range consents {
		c := &consents[i]
		scope := c.reach(q)
		if scope == 0 || scope < best {
			continue
		}
		answer, since := c.answer(q)
		switch {
		case scope > best || since > when:
			best, when, yes = scope, since, answer
		case since == when:
			yes = yes && answer
		}
	}
	return yes
}

// reach is how narrowly c speaks of what is asked: 3 the item, 2 its field, 1 the case, 0 not at all.
func (c *Consent) reach(q Asked) int {
	if c.Testimony != q.Testimony || c.Use != q.Use || c.At > q.Day {
		return 0
	}
	switch {
	case c.Scope == ScopeItem && c.Item == q.Item && q.Item != "":
		return 3
	case c.Scope == ScopeField && c.Item == string(q.Field) && q.Field != "":
		return 2
	case c.Scope == ScopeCase:
		return 1
	}
	return 0
}

// answer is what c says on the day asked about, and since when. A revocation counts on whatever day: one that seems yet to come was written before the
// clock was set back, and what somebody took back must not come out again by that.
func (c *Consent) answer(q Asked) (yes bool, since Day) {
	switch {
	case c.Revoked != 0:
		return false, c.Revoked
	case c.Expires != 0 && c.Expires <= q.Day:
		return false, c.Expires
	}
	return c.Granted && covers(c.Audience, q.Audience), c.At
}

// covers tells whether a consent for the given audience reaches the asked one: what the public may see, partners may.
func covers(given, asked Audience) bool {
	return given == Public || given == Partners && asked == Partners
}
