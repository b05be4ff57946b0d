package guwah

// SortKey is what a public list may be sorted by.
type SortKey string

// SortKeys are all there are (rule 24): nothing public ranks families, cases or campaigns by responses, attention or clock.
var SortKeys = []SortKey{"name", "number", "disappeared", "updated"}

// Disappeared is the day a view's newest period of disappearance began; false where it has no clock.
func (v *View) Disappeared() (Day, bool) {
	for _, f := range v.Facts {
		if v.ClockA != nil && len(v.ClockA.Reason.Used) > 0 && f.Claim.ID == v.ClockA.Reason.Used[0] {
			return Bound(&f.Claim), true
		}
	}
	return 0, false
}

// Group is the PFIF note status of the view: that of its status, but for house arrest and a restricted release with accepted free contact, where the
// person is believed alive.
func (v *View) Group() string {
	if v.Status == HouseArrest || v.Status == ReleasedRestricted {
		for _, f := range v.Facts {
			if f.Claim.Predicate == PredContact && f.Claim.Value.Code == ContactFree && f.Claim.State == ClaimAccepted && !f.BareWord {
				return "believed_alive"
			}
		}
	}
	return v.Status.Group()
}
