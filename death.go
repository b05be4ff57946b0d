package guwah

// dead tells whether s says, with whatever certainty, that the person died.
func (s Status) dead() bool { return s.deathRank() > 0 }

// deathRank orders the death statuses by how much they rest on; 0 for all others.
func (s Status) deathRank() int {
	switch s {
	case DiedReported:
		return 1
	case DiedNotified:
		return 2
	case DiedAcceptedByFamily:
		return 3
	case DiedConfirmed:
		return 4
	}
	return 0
}

// AsksRemains tells whether, at this status, the demand is for remains, cause and place of burial, and no page shows a life clock (rule 12).
func (s Status) AsksRemains() bool { return s.deathRank() >= 2 }

// speaksOfDeath tells whether p tells of a death or settles that there was one.
func speaksOfDeath(p Predicate) bool {
	return p == PredDied || p == PredDeathAccepted || p == PredBodyReturned
}

// twoAccept tells whether two different people have accepted the claim; deathAccepted, whether two have of whom neither is its author (rule 11).
func (c *Claim) twoAccept() bool     { return acceptedByTwo(c.Reviews, "") }
func (c *Claim) deathAccepted() bool { return acceptedByTwo(c.Reviews, c.DrawnBy) }

// acceptedByTwo tells whether two people accept, one left out, counting from when somebody last said otherwise: after a doubt, whoever accepted before has
// to look again.
func acceptedByTwo(reviews []Review, but StaffID) bool {
	first, both := StaffID(""), false
	for _, r := range reviews {
		switch {
		case r.Decision != ReviewAccept:
			first, both = "", false
		case r.By == "" || r.By == but:
		case first == "":
			first = r.By
		case r.By != first:
			both = true
		}
	}
	return both
}

// death takes an account of a death into the course, and tells whether it bore on the status.
func (w *walker) death(a *account) bool {
	c := &w.course
	if a.claim.State == ClaimContested || !a.claim.deathAccepted() {
		w.aside(a, AsideDeathNotAccepted)
		return false
	}
	if a.bare && (c.status.Closed() || w.aliveAfter(a)) {
		return false
	}
	s, ok := w.deathStatus(a)
	if !ok || s.deathRank() < c.status.deathRank() {
		return ok
	}
	switch {
	case s.Closed():
		w.end(a, s)
		return true
	case s == DiedNotified:
		w.begin(a)
	}
	c.status, c.decided = s, a
	return true
}

// deathStatus is what an accepted account of a death makes of the status (rule 12).
func (w *walker) deathStatus(a *account) (Status, bool) {
	c := a.claim
	switch {
	case c.Predicate == PredDeathAccepted:
		if w.divided(a) {
			w.aside(a, AsideFamilyDivided)
			return "", false
		}
		if !CloseRelative(c.Relation) {
			w.aside(a, AsideNotClose)
			return "", false
		}
		return DiedAcceptedByFamily, true
	case a.bare:
		return DiedNotified, c.Predicate == PredDied
	case c.Predicate == PredBodyReturned, c.Value.RemainsSeen, w.confirmedDeath:
		return DiedConfirmed, true
	case c.Value.OwnNotice, c.Basis == BasisOfficialDocument && holding(c.Authority, w.d.Authorities):
		return DiedNotified, true
	}
	return DiedReported, true
}

// divided tells whether an account of another origin contradicts a relative's word that the family accepts the death: then the family is divided, and
// nobody's word closes the case.
func (w *walker) divided(a *account) bool {
	for i := range w.accounts {
		b := &w.accounts[i]
		if b.accepted() && !b.bare && b.claim.Origin != a.claim.Origin && contradicts(a.claim, b.claim) {
			return true
		}
	}
	return false
}

// aliveAfter tells whether some account that is no bare word shows the person alive after the death that a says happened.
func (w *walker) aliveAfter(a *account) bool {
	for i := range w.accounts {
		if b := &w.accounts[i]; b.accepted() && b.lifeSign() && b.from() > a.bound {
			return true
		}
	}
	return false
}

// eyewitnessAndSecond tells whether the accepted accounts of a death confirm it without remains: an eyewitness and a second independent source.
func eyewitnessAndSecond(accounts []account, d *Dossier) bool {
	for i := range accounts {
		a := &accounts[i]
		if a.claim.Predicate == PredDied && a.accepted() && a.claim.Basis == BasisEyewitness && a.claim.deathAccepted() && independentAccounts(a, accounts, d) > 1 {
			return true
		}
	}
	return false
}
