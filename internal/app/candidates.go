package app

import (
	"context"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/desk"
	"guwah.example/guwah/internal/linkage"
	"guwah.example/guwah/internal/register"
)

// candidates answers the desk from the matcher.
type candidates struct{ matcher *register.Matcher }

// Candidates lists up to n known persons that somebody could be.
func (c candidates) Candidates(_ context.Context, names []string, n int) ([]desk.Candidate, error) {
	var out []desk.Candidate
	for _, found := range c.matcher.Candidates(register.Sought{Names: names}, n) {
		candidate := desk.Candidate{Person: guwah.PersonID(found.ID), Bits: found.Bits}
		for _, field := range found.Fields {
			candidate.Reasons = append(candidate.Reasons, desk.Reason{Field: fieldCodes[field.Field], Why: field.Why, Bits: field.Bits})
		}
		out = append(out, candidate)
	}
	return out, nil
}

// fieldCodes are the desk's words for the fields that records are compared by.
var fieldCodes = map[linkage.Field]string{
	linkage.Given: "name", linkage.Full: "name", linkage.Father: "father", linkage.Born: "birth", linkage.Sex: "sex", linkage.Place: "place",
	linkage.Occupation: "work", linkage.Institution: "institution", linkage.Relative: "relative",
}
