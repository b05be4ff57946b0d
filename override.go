package guwah

// override puts a status that two people set, with a written reason, in the place of the computed one, until a newer status claim is accepted (rule 3).
func override(o *Override, accounts []account, status Status, why Reason, day Day, staff bool) (Status, Reason) {
	if o == nil || !two(o.By) || o.Reason == "" || o.At > day {
		return status, why
	}
	for i := range accounts {
		if a := &accounts[i]; a.stage > 0 && a.accepted() && acceptedOn(a.claim) > o.At {
			why.SetAside = append(why.SetAside, SetAside{Claim: a.claim.ID, Code: AsideOverrideLapsed})
			return status, why
		}
	}
	set := Reason{Rule: "3", Code: ReasonStatusOverride, Date: onDay(o.At), SetAside: why.SetAside}
	for _, used := range why.Used {
		set.SetAside = append(set.SetAside, SetAside{Claim: used, Code: AsideOverridden})
	}
	if staff {
		set.Note = o.Reason
	}
	return o.Status, set
}

// acceptedOn is the day a claim was last accepted by anyone.
func acceptedOn(c *Claim) Day {
	at := Day(0)
	for _, r := range c.Reviews {
		if r.Decision == ReviewAccept {
			at = max(at, r.At)
		}
	}
	return at
}
