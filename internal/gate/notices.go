package gate

import "guwah.example/guwah"

// Corrected is a correction as anyone may see it. Number, kind and day always remain; what was wrong and what is right now only where the case is shown in full.
func Corrected(c guwah.Correction, full bool) Correction {
	out := Correction{No: c.No, Kind: c.Kind, At: int32(c.At)}
	if full {
		out.Case, out.Was, out.Now, out.Why = string(c.Case), textsOf(c.Was), textsOf(c.Now), textsOf(c.Why)
	}
	return out
}

// Challenged is a challenge as anyone may see it: number, kind and days; which case and what we answered only where the case is shown in full.
func Challenged(c guwah.Challenge, full bool) Challenge {
	out := Challenge{No: c.No, Kind: c.Kind, Filed: int32(c.Filed), Due: int32(c.Due), Outcome: c.Outcome, Decided: int32(c.Decided)}
	if full {
		out.Case, out.Answer = string(c.Case), textsOf(c.Answer)
	}
	return out
}
