package guwah

// assertions says which claim each kind of response makes (rule 10). What an authority does (retaliation, a release, a threat) is not among them: that
// is told by those who lived it.
var assertions = map[ResponseKind]Claim{
	"claims_free":      {Predicate: PredReleased, Value: Value{Code: ReleaseFreed}},
	"claims_studying":  {Predicate: PredHeldAt, Value: Value{Code: HeldCamp}},
	"claims_sentenced": {Predicate: PredSentenced},
	"claims_dead":      {Predicate: PredDied, Value: Value{Code: "unknown", OwnNotice: true}},
	"claims_abroad":    {Predicate: PredLocated, Value: Value{Code: LocatedAbroadCode}},
	"shown_alive":      {Predicate: PredSeenAlive},
}

// Assertions are the claims that a response makes, as proposals on basis official_statement: a hostile answer can be the first word of a sentence
// (rule 10), and rule 2 bounds what such a word can do. The caller gives them ids.
func Assertions(r Response) []Claim {
	var claims []Claim
	for _, kind := range r.Contents {
		c, ok := assertions[kind]
		if !ok {
			continue
		}
		c.Kind, c.Person, c.When, c.Asserted = SubjectPerson, r.Person, r.Shown, r.Published
		c.Source, c.Authority, c.Basis = r.Source, r.Authority, BasisOfficialStatement
		c.Restriction, c.State = RestrictTeam, ClaimProposed
		claims = append(claims, c)
	}
	return claims
}
