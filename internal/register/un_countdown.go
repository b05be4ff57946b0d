package register

import (
	"slices"

	"guwah.example/guwah"
)

// Countdown is how much time is left to submit a disappearance to the UN Working Group under its urgent procedure: three months from the disappearance
// (its methods of work; see docs/rules.md). Where the date is approximate the two ends can fall under two procedures, and both are shown.
type Countdown struct {
	From, To           guwah.Day // the days it can have begun
	Procedure, AtLeast string    // counted from To, and from From where that gives another
	Until              guwah.Day // the last day of the urgent procedure counted from From, the safe reading
	Days               int       // until then; negative once it has passed
}

// UNCountdown counts from the latest account of a detention that stands. It is false where there is none.
func UNCountdown(d guwah.Dossier, today guwah.Day) (Countdown, bool) {
	var c Countdown
	for _, claim := range d.Claims {
		if !slices.Contains([]guwah.Predicate{guwah.PredDetained, guwah.PredArrested}, claim.Predicate) || !stands(claim) || !claim.When.Known() {
			continue
		}
		from, to := claim.When.From, min(claim.When.To, claim.Asserted)
		if from > to {
			from = to
		}
		if to > c.To {
			c.From, c.To = from, to
		}
	}
	if c.To == 0 {
		return Countdown{}, false
	}
	c.Procedure, c.AtLeast = procedure(c.To, today), ""
	if other := procedure(c.From, today); other != c.Procedure {
		c.AtLeast = other
	}
	c.Until = months(c.From, 3)
	c.Days = int(c.Until - today)
	return c, true
}

func stands(c guwah.Claim) bool {
	return c.State == guwah.ClaimAccepted || c.State == guwah.ClaimContested
}

func procedure(from, today guwah.Day) string {
	switch {
	case today <= months(from, 3):
		return "urgent_action"
	case today <= months(from, 12):
		return "between_sessions"
	}
	return "standard"
}

// months is the same day of the month some months later. A day that no event can have is left as it is.
func months(from guwah.Day, n int) guwah.Day {
	if from <= guwah.Beginning {
		return from
	}
	return guwah.DayOf(from.Time().AddDate(0, n, 0))
}
