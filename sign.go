package guwah

import "slices"

// sign is a sign of life with the day it proves and what it moves.
type sign struct {
	Sign
	day   Day
	free  bool // free contact or independent proof: clock A starts from it (rule 6)
	proof bool
	sure  bool // bears witness that custody was already running, even where its own date is no later than that of the detention
}

// signs are the signs of life among accepted accounts and assessed responses that move the marker "last known alive" (rules 6 and 9), and the films
// that only show somebody alive on no provable date.
func signs(accounts []account, responses []ResponseView, weights []weighed) (moving []sign, shown []Sign) {
	for i := range accounts {
		a := &accounts[i]
		if !a.accepted() || a.bare {
			continue
		}
		if s, ok := a.sign(); ok {
			moving = append(moving, s)
		}
	}
	for i := range responses {
		s, moves, film := responseSign(&responses[i].Response, &weights[i])
		switch {
		case moves:
			moving = append(moving, s)
		case film:
			shown = append(shown, s.Sign)
		}
	}
	return moving, append(shown, filmsToldOf(accounts, shown)...)
}

// sign is the sign of life that an accepted account gives, if it moves anything.
func (a *account) sign() (sign, bool) {
	c := a.claim
	s := sign{day: a.bound}
	moves := false
	switch c.Predicate {
	case PredContact:
		s.free, s.sure = c.Value.Code == ContactFree, c.Value.Code == ContactMonitored
		moves = s.free || s.sure
	case PredSeenAlive:
		moves = c.Basis.firsthand()
	case PredReleased:
		moves = c.Basis.firsthand() && c.Value.Code != ReleaseTransferred
	case PredLocated:
		moves = c.Value.Code == LocatedAbroadCode
	}
	if !moves {
		return sign{}, false
	}
	s.Sign = Sign{Date: shownDate(c), How: string(c.Predicate), Claim: c.ID}
	if c.Predicate == PredContact {
		s.How = c.Value.Code
	}
	return s, true
}

// responseSign reads an authority's response: independent proof, a live contact in which the family recognised the person, or partial proof moves the
// marker; anything else that shows the person alive is a film whose date is unproved.
func responseSign(r *Response, w *weighed) (s sign, moves, film bool) {
	s = sign{Sign: Sign{Date: r.Shown, How: string(r.Medium), Response: r.ID}, day: boundOf(r.Shown, r.Published), sure: r.LiveTwoWay}
	if !r.Shown.Known() {
		s.Date = onDay(r.Published)
	}
	switch {
	case w.independent:
		s.free, s.proof = true, true
		return s, true, false
	case r.LiveTwoWay && !w.doubted, w.verdict == GenuinePartial && r.Shown.Known():
		return s, true, false
	}
	return s, false, slices.Contains(r.Contents, "shown_alive") && !w.doubted && w.verdict != IdentityDoubt
}

// filmsToldOf are the films that claims speak of and no response already stands for. Accounts that disagree on the day of one film, or that name the same
// day, are one film, dated as in the earliest.
func filmsToldOf(accounts []account, responses []Sign) []Sign {
	var films []Sign
	var told []*account
	for i := range accounts {
		a := &accounts[i]
		if a.claim.Predicate != PredSeenAlive || !a.claim.weighs() || a.claim.Basis.firsthand() {
			continue
		}
		date := shownDate(a.claim)
		known := slices.ContainsFunc(told, func(b *account) bool { return contradicts(a.claim, b.claim) || overlap(date, shownDate(b.claim)) }) ||
			slices.ContainsFunc(responses, func(s Sign) bool { return overlap(date, s.Date) })
		told = append(told, a)
		if !known {
			films = append(films, Sign{Date: date, How: "film", Claim: a.claim.ID})
		}
	}
	return films
}

// lastOf is the latest sign by day; of several on one day the one with the least ids, so that their order is irrelevant.
func lastOf(list []sign) *sign {
	var last *sign
	for i := range list {
		s := &list[i]
		if last == nil || s.day > last.day || s.day == last.day && s.before(last) {
			last = s
		}
	}
	return last
}

func (s *sign) before(o *sign) bool {
	if s.Claim != o.Claim {
		return s.Claim < o.Claim
	}
	return s.Response < o.Response
}
