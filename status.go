package guwah

// judge turns the course into the status of the view, with its reason: contested where an accepted account is incompatible with the one that decided
// (rule 2), a proof of life where nothing says how the person is held, or what two people set instead (rule 3).
func (c *course) judge(accounts []account, moving []sign, shown []Sign) (Status, Reason) {
	why := Reason{Rule: "2", Code: ReasonStatusNone, SetAside: c.setAside}
	if c.decided == nil {
		return c.withoutAccounts(moving, shown, why)
	}
	why.Code, why.Used, why.Date = ReasonStatusLatest, []ClaimID{c.decided.claim.ID}, shownDate(c.decided.claim)
	switch {
	case c.status.dead():
		why.Rule, why.Code = "12", ReasonStatusDeath
	case c.decided.bare:
		why.Code = ReasonStatusBareWord
	case c.status == ReleasedRestricted && c.unfree != nil:
		why.Code = ReasonStatusUnconfirmedRelease
	}
	if c.doubted {
		why.Code = ReasonStatusDoubted
		return Contested, why
	}
	if against := c.contested(accounts, moving); len(against) > 0 {
		why.Rule, why.Code = "2", ReasonStatusContested
		for _, id := range against {
			if id != "" {
				why.Used = append(why.Used, id)
			}
		}
		return Contested, why
	}
	if c.status == Missing {
		return c.withoutAccounts(moving, shown, why)
	}
	return c.status, why
}

// withoutAccounts is the status where no account says how the person is held: missing or only sought, unless a sign of life says more.
func (c *course) withoutAccounts(moving []sign, shown []Sign, why Reason) (Status, Reason) {
	for _, s := range inPeriod(c, moving) {
		if s.proof {
			why.Rule, why.Code, why.Date = "9", ReasonStatusProof, s.Date
			return ProofOfLifeVerified, why
		}
	}
	if len(shown) > 0 {
		why.Rule, why.Code, why.Date = "9", ReasonStatusFilm, shown[0].Date
		return ProofOfLifeUnverified, why
	}
	return c.status, why
}

// contested are the accounts incompatible with the one that decided; an empty id stands for a response that proves life after a death.
func (c *course) contested(accounts []account, moving []sign) []ClaimID {
	var against []ClaimID
	for i := range accounts {
		if b := &accounts[i]; b != c.decided && incompatible(c.decided, b) {
			against = append(against, b.claim.ID)
		}
	}
	if c.status.dead() {
		for _, s := range moving {
			if s.Claim == "" && s.Date.Known() && s.Date.From > c.decided.bound {
				against = append(against, "")
			}
		}
	}
	return against
}
