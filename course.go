package guwah

// course is what became of the person by the accounts of one view, followed from the first to the last (rule 2), and the periods of disappearance
// that clock A counts in (rule 6).
type course struct {
	status   Status
	decided  *account // the account that gave the status; nil for none
	opener   *account // began the newest period of disappearance; nil if there was none
	open     bool
	closer   *account // ended the newest period that ended
	closings []Day
	unfree   *account // a reported release to freedom that nothing confirms yet
	setAside []SetAside
	said     []ClaimID // bare words that stand beside the status
	setOn    Day       // two people set the status on this day (rule 3)
	doubted  bool      // every account that bears on the status is contested
}

// follow reads the accounts in their order. Where all that bear on the status are contested they are followed all the same, to keep the clock, and the
// status is contested.
func follow(accounts []account, d *Dossier) course {
	w := walker{accounts: accounts, d: d, course: course{status: InformationSought}}
	w.confirmedDeath = eyewitnessAndSecond(accounts, d)
	if !w.walk(ClaimAccepted) && w.walk(ClaimContested) {
		w.course.doubted = true
	}
	w.bareWords()
	return w.course
}

type walker struct {
	accounts       []account
	d              *Dossier
	course         course
	confirmedDeath bool
}

// walk follows the accounts in one state, bare words left out, and tells whether any bore on the status. Deaths that are contested are looked at among the
// accepted accounts, since what sets them aside is that two people have not accepted them.
func (w *walker) walk(state ClaimState) bool {
	found := false
	for i := range w.accounts {
		a := &w.accounts[i]
		as, death := a.claim.State, speaksOfDeath(a.claim.Predicate)
		if death && as == ClaimContested {
			as = ClaimAccepted
		}
		if a.stage == 0 || as != state || a.bare && !death {
			continue
		}
		found = w.step(a) || found
	}
	return found
}

// step takes one account into the course, and tells whether it could bear on the status at all.
func (w *walker) step(a *account) bool {
	switch p := a.claim.Predicate; {
	case custodial(p):
		w.custody(a)
	case p == PredReleased:
		w.release(a)
	case p == PredContact:
		return w.contact(a)
	case p == PredLocated:
		w.located(a)
	default:
		return w.death(a)
	}
	return true
}

// custody opens a period if none is open. Re-arrest and transfer inside one move nothing (rule 6). After a death only a custody that certainly began
// later displaces it.
func (w *walker) custody(a *account) {
	c := &w.course
	if c.status.dead() && a.from() <= c.decided.bound {
		w.aside(a, AsideBeforeDeath)
		return
	}
	w.begin(a)
	c.status, c.decided, c.unfree = custodyStatus(c.status, a.claim), a, nil
}

func (w *walker) begin(a *account) {
	if !w.course.open {
		w.course.open, w.course.opener = true, a
	}
}

func (w *walker) end(a *account, s Status) {
	c := &w.course
	if !s.dead() { // after a death remains and cause stay asked
		c.closings = append(c.closings, a.bound)
	}
	c.open, c.closer, c.status, c.decided = false, a, s, a
}

// release reads a release by its kind. Only one to freedom, confirmed, closes the period; a temporary one or a transfer is none (rule 8).
func (w *walker) release(a *account) {
	c := &w.course
	switch a.claim.Value.Code {
	case ReleaseTemporary, ReleaseTransferred:
		w.aside(a, AsideTemporary)
	case ReleaseHouseArrest:
		c.status, c.decided = HouseArrest, a
	case ReleaseLabour:
		w.begin(a)
		c.status, c.decided = ForcedLabourTransfer, a
	case ReleaseFreed:
		if w.confirmedFree(a) {
			w.end(a, ReleasedConfirmedFree)
			return
		}
		c.status, c.decided, c.unfree = ReleasedRestricted, a, a
	default:
		c.status, c.decided = ReleasedRestricted, a
	}
}

// confirmedFree tells whether a release to freedom is more than reported: the person says so or was met, a reviewed document shows it, or a second
// independent account does. Free contact afterwards confirms it too; see contact.
func (w *walker) confirmedFree(a *account) bool {
	if a.claim.Basis == BasisSelf || a.claim.Basis == BasisDirectContact || documented(a, w.d) {
		return true
	}
	return independentAccounts(a, w.accounts, w.d) > 1
}

// contact: none opens a period; free confirms a release to freedom before it.
func (w *walker) contact(a *account) bool {
	c := &w.course
	switch a.claim.Value.Code {
	case ContactNone:
		if c.status.dead() {
			return true
		}
		if !c.open {
			c.status, c.decided = Missing, a
		}
		w.begin(a)
		return true
	case ContactFree:
		if c.unfree != nil {
			w.end(a, ReleasedConfirmedFree)
			c.unfree = nil
			return true
		}
	}
	return false
}

func (w *walker) located(a *account) {
	if a.claim.Value.Code == LocatedNotACase {
		w.end(a, NotACase)
		w.course.opener = nil
		return
	}
	w.end(a, LocatedAbroad)
}

func (w *walker) aside(a *account, code string) {
	w.course.setAside = append(w.course.setAside, SetAside{Claim: a.claim.ID, Code: code})
}

// bareWords sets an authority's mere statements beside the status. Where nobody else says anything, its own word of a charge, a sentence or a place
// stands as the status, worded as said by the authority; it never ends anything (rule 2).
func (w *walker) bareWords() {
	c := &w.course
	alone := c.decided == nil
	for i := range w.accounts {
		a := &w.accounts[i]
		if !a.bare || a.stage == 0 || !a.accepted() || c.decided == a {
			continue
		}
		c.said = append(c.said, a.claim.ID)
		if alone && custodial(a.claim.Predicate) {
			w.begin(a)
			c.status, c.decided = custodyStatus(c.status, a.claim), a
			continue
		}
		w.aside(a, AsideBareWord)
	}
}
