package guwah

import "slices"

// permit answers, for one audience and day, what of a dossier may be seen. It is asked before anything is computed (rules 1 and 15).
type permit struct {
	d        *Dossier
	audience Audience
	day      Day
	left     Day // the last day a family withdrew, 0 for never: what others said then needs a decision dated after it (rule 18)
}

func newPermit(d *Dossier, audience Audience, day Day) permit {
	p := permit{d: d, audience: audience, day: day, left: d.Case.Withdrawn}
	for i := range d.Testimonies {
		if t := &d.Testimonies[i]; t.gone() && t.used(d.Claims) {
			p.left = max(p.left, t.Withdrawn)
		}
	}
	return p
}

// gone tells whether the testimony was withdrawn or erased, so that nothing of it goes out.
func (t *Testimony) gone() bool {
	return t.State == TestimonyWithdrawn || t.State == TestimonyErased
}

// used tells whether the team ever accepted anything that the testimony tells. Where it did not, withdrawing it takes nothing from the page: else anybody
// could take a page down by sending something in and withdrawing it.
func (t *Testimony) used(claims []Claim) bool {
	return slices.ContainsFunc(claims, func(c Claim) bool {
		return c.Testimony == t.ID && c.State != ClaimProposed && c.State != ClaimRejected
	})
}

// staff tells whether the audience is the team, which sees what is accepted or contested whatever has been consented to.
func (p *permit) staff() bool { return p.audience == Team || p.audience == CaseLead }

// readable tells whether a thing restricted to r may be seen by the audience at all. An empty restriction is the team's: unclear means no.
func (p *permit) readable(r Restriction) bool {
	switch r {
	case RestrictPublic:
		return true
	case RestrictPartners:
		return p.audience != Public
	case RestrictTeam, "":
		return p.staff()
	case RestrictCaseLead:
		return p.audience == CaseLead
	}
	return false
}

// sees tells whether the audience may see claim c on a page at the given level, its state included.
func (p *permit) sees(c *Claim, level Level) bool {
	switch c.State {
	case ClaimAccepted, ClaimContested:
	case ClaimRejected:
		if !p.refuted(c) {
			return false
		}
	default:
		return false
	}
	return p.mayKnow(c, level)
}

// refuted tells whether a rejected claim is still shown (rule 4): rejected with a reason and, outside the team, accepted once or cleared by name,
// so that a hostile account gains no readers by being turned down.
func (p *permit) refuted(c *Claim) bool {
	reasoned, once := false, false
	for _, r := range c.Reviews {
		reasoned = reasoned || r.Decision == ReviewReject && r.Reason != ""
		once = once || r.Decision == ReviewAccept
	}
	return reasoned && (p.staff() || once)
}

// mayKnow tells whether what c says may be known to the audience at the level, whatever c's state.
func (p *permit) mayKnow(c *Claim, level Level) bool {
	if !p.readable(c.Restriction) {
		return false
	}
	if p.staff() {
		return true
	}
	if c.Predicate == PredID || c.Predicate == PredFamilyPressure && c.Testimony == "" {
		return false
	}
	if p.originGone(c) {
		return false
	}
	if c.Testimony != "" {
		return p.told(c, level) && (p.left == 0 || p.cleared(c))
	}
	return p.cleared(c)
}

// originGone tells whether c's speaker has withdrawn: claims of the same origin go with it (rule 18).
func (p *permit) originGone(c *Claim) bool {
	if p.left == 0 {
		return false
	}
	for i := range p.d.Testimonies {
		t := &p.d.Testimonies[i]
		if t.gone() && (t.ID == c.Testimony || t.Origin != "" && t.Origin == c.Origin) {
			return true
		}
	}
	return false
}

// told tells whether the speaker of a testimony lets claim c out at the level (rule 15). The page may show no more than the level they wished for; on a
// page that gives the name every fact stands beside it, so all of it needs their consent to the name.
func (p *permit) told(c *Claim, level Level) bool {
	t := p.testimony(c.Testimony)
	if t == nil || t.gone() || level > t.WishedLevel {
		return false
	}
	use := useOf(c.Predicate)
	if use == PublishName && level < LevelFull {
		use = "" // whoever wished for initials has agreed to initials
	}
	if use != "" && !p.consented(c, use) {
		return false
	}
	return level < LevelFull || use == PublishName || p.consented(c, PublishName)
}

func (p *permit) consented(c *Claim, use Use) bool {
	item := string(c.ID)
	if use == PublishPhoto && c.Value.Evidence != "" {
		item = string(c.Value.Evidence)
	}
	q := Asked{Testimony: c.Testimony, Use: use, Item: item, Field: c.Predicate, Audience: p.audience, Day: p.day}
	if use == PublishName && c.Predicate != PredName {
		q.Item, q.Field = "", PredName // what matters is whether the name may stand on the page, not this fact's own item
	}
	if Consented(p.d.Consents, q) {
		return p.audience == Public || p.mayShare(q)
	}
	return false
}

// mayShare tells whether partners may have what q asks about: what the public may, or what was consented to be shared with them.
func (p *permit) mayShare(q Asked) bool {
	public, share := q, q
	public.Audience, share.Use = Public, SharePartner
	return Consented(p.d.Consents, public) || Consented(p.d.Consents, share)
}

// cleared tells whether two people's decision lets c out without consent (rule 16), taken since any withdrawal.
func (p *permit) cleared(c *Claim) bool {
	for i := range p.d.Clearances {
		if k := &p.d.Clearances[i]; k.covers(c) && k.InForce(p.day) && (p.left == 0 || k.At > p.left) {
			return true
		}
	}
	return false
}

// undisturbed tells whether demands and responses may still be shown: no family has withdrawn, or two people have decided afresh on the whole case.
func (p *permit) undisturbed() bool {
	return p.left == 0 || slices.ContainsFunc(p.d.Clearances, func(c Clearance) bool {
		return c.Person == p.d.Person.ID && len(c.Claims) == 0 && c.InForce(p.day) && c.At > p.left
	})
}

// accounts are the claims about the person that the audience may see at the level, in the order of rule 2.
func (p *permit) accounts(level Level) []account {
	list := make([]account, 0, len(p.d.Claims))
	for i := range p.d.Claims {
		c := &p.d.Claims[i]
		if (c.Kind != "" && c.Kind != SubjectPerson && c.Kind != SubjectImage) || !p.sees(c, level) {
			continue
		}
		list = append(list, account{claim: c, bound: Bound(c), stage: stages[c.Predicate], bare: bareWord(c, p.d.Authorities)})
		list[len(list)-1].classify()
	}
	list = withoutSuperseded(list)
	slices.SortFunc(list, inOrder)
	return list
}

// withoutSuperseded drops accounts that an accepted one among them supersedes. One that is not among them supersedes nothing here.
func withoutSuperseded(list []account) []account {
	var gone []ClaimID
	for i := range list {
		if list[i].accepted() {
			gone = append(gone, list[i].claim.Supersedes...)
		}
	}
	if gone == nil {
		return list
	}
	return slices.DeleteFunc(list, func(a account) bool { return slices.Contains(gone, a.claim.ID) })
}

func (p *permit) testimony(id TestimonyID) *Testimony {
	for i := range p.d.Testimonies {
		if p.d.Testimonies[i].ID == id {
			return &p.d.Testimonies[i]
		}
	}
	return nil
}
