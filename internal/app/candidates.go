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
func (c candidates) Candidates(_ context.Context, sought register.Sought, n int) ([]desk.Candidate, error) {
	var out []desk.Candidate
	for _, found := range c.matcher.Candidates(sought, n) {
		candidate := desk.Candidate{Person: guwah.PersonID(found.ID), Bits: found.Bits}
		for _, field := range found.Fields {
			candidate.Reasons = append(candidate.Reasons, desk.Reason{
				Field: fieldCodes[field.Field], Agreement: field.Agreement, Values: values(field), Bits: field.Bits,
			})
		}
		out = append(out, candidate)
	}
	return out, nil
}

// values are what the two records say, of names with their sounds aligned.
func values(f linkage.FieldBits) string {
	if f.Sounds != "" {
		return f.Sounds
	}
	return f.Left + " – " + f.Right
}

// fieldCodes are the desk's words for the fields that records are compared by.
var fieldCodes = map[linkage.Field]string{
	linkage.Given: "name", linkage.Full: "name", linkage.Father: "father", linkage.Born: "birth", linkage.Sex: "sex", linkage.Place: "place",
	linkage.Occupation: "work", linkage.Institution: "institution", linkage.Relative: "relative",
}
