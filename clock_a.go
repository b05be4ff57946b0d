package guwah

// clockA counts the days since the latest of: the start of the newest period of disappearance, free contact, independent proof (rule 6). It is nil where
// nobody disappeared.
func clockA(c *course, moving []sign, day Day) *ClockA {
	if c.opener == nil || c.status == NotACase || c.status == StatusWithdrawn {
		return nil
	}
	start := c.opener
	k := &ClockA{
		From: shownDate(start.claim), AtLeast: !start.claim.When.Exact(), Label: LabelNoProof,
		Reason: Reason{Rule: "6", Code: openingReason(start), Date: shownDate(start.claim), Used: []ClaimID{start.claim.ID}},
	}
	since := start.bound
	if s := freeSince(c, moving); s != nil && s.day >= since {
		since = s.day
		k.From, k.AtLeast = s.Date, !s.Date.Exact()
		k.Reason.Date, k.Reason.Code = s.Date, ReasonClockAFree
		if s.proof {
			k.Reason.Code = ReasonClockAProof
		}
		if s.Claim != "" {
			k.Reason.Used = append(k.Reason.Used, s.Claim)
		}
	}
	switch {
	case c.status == DiedNotified:
		k.Label = LabelNoRemains
	case lastOf(inPeriod(c, moving)) != nil:
		k.Label = LabelNotFree
	}
	until := day
	if c.status.Closed() {
		k.Stopped, k.Until = true, c.closedOn()
		until = min(day, k.Until)
	}
	k.Days = max(0, int(until-since))
	return k
}

// closedOn is the day the case closed: that of the account that closed it, or that on which two people set the status.
func (c *course) closedOn() Day {
	if c.setOn != 0 || c.closer == nil {
		return c.setOn
	}
	return c.closer.bound
}

func openingReason(a *account) string {
	switch {
	case a.bare && a.claim.Predicate != PredDied:
		return ReasonClockABareWord
	case a.claim.Predicate == PredContact:
		return ReasonClockANoContact
	case a.claim.Predicate == PredDied:
		return ReasonClockANotified
	case !a.claim.When.Known():
		return ReasonClockAUndated
	}
	return ReasonClockACustody
}

// freeSince is the latest sign in the period that the person could speak freely.
func freeSince(c *course, moving []sign) *sign {
	var free []sign
	for _, s := range inPeriod(c, moving) {
		if s.free {
			free = append(free, s)
		}
	}
	return lastOf(free)
}

// inPeriod are the signs of life since the newest period of disappearance began. A watched contact shows that it had begun even where the dates are too
// coarse to tell.
func inPeriod(c *course, moving []sign) []sign {
	if c.opener == nil {
		return moving
	}
	var list []sign
	for _, s := range moving {
		if s.day >= c.opener.bound || s.sure && s.day >= c.opener.from() {
			list = append(list, s)
		}
	}
	return list
}
