package guwah

// Group is the PFIF note status of the view: that of its status, but for house arrest and a restricted release with accepted free contact, where the
// person is believed alive.
func (v *View) Group() string {
	if v.Status == HouseArrest || v.Status == ReleasedRestricted {
		for i := range v.Facts {
			c := &v.Facts[i].Claim
			if c.Predicate == PredContact && c.Value.Code == ContactFree && c.State == ClaimAccepted && !v.Facts[i].BareWord {
				return "believed_alive"
			}
		}
	}
	return v.Status.Group()
}
