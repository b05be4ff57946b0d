// Package demand puts the question to an authority and weighs its answer.
//
// Each act on a person's case is a [register.Deed], done with Register.Do and foreseen with Register.Foresee:
//
//	register.Do(ctx, by, person, demand.Raise(demand.Question{Authority: a, Asks: []guwah.Asks{guwah.AsksLife}}))
//
// Silence, being overdue and every clock are computed from the dated events recorded here, never stored (rule 7).
package demand
