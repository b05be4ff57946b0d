package register

import (
	"slices"
	"strings"

	"guwah.example/guwah"
)

// TwoToAccept tells whether a claim of this kind takes two people: a death and what follows from it (rules 11 and 12), and a photo (rule 13).
func TwoToAccept(p guwah.Predicate) bool {
	return slices.Contains([]guwah.Predicate{guwah.PredDied, guwah.PredDeathAccepted, guwah.PredBodyReturned, guwah.PredDepictedIn}, p)
}

// checkClaim says what is missing of a claim, by the field of the form.
func checkClaim(c guwah.Claim) error {
	if !slices.Contains(guwah.Predicates, c.Predicate) {
		return &guwah.Invalid{Field: "predicate", Key: "Choose what is said."}
	}
	if !slices.Contains(guwah.Bases, c.Basis) {
		return &guwah.Invalid{Field: "basis", Key: "Choose how whoever says so came to know."}
	}
	if err := checkValue(c); err != nil {
		return err
	}
	if official(c.Basis) && c.Authority == "" {
		return &guwah.Invalid{Field: "authority", Key: "Choose which authority says so."}
	}
	if len(c.Reliability) > 1 || !strings.Contains("ABCDEF", c.Reliability) {
		return &guwah.Invalid{Field: "reliability", Key: "The reliability of a source is a letter from A to F."}
	}
	if len(c.Credibility) > 1 || !strings.Contains("123456", c.Credibility) {
		return &guwah.Invalid{Field: "credibility", Key: "The credibility of information is a digit from 1 to 6."}
	}
	return nil
}

func checkValue(c guwah.Claim) error {
	v := c.Value
	if codes, closed := guwah.ValueCodes[c.Predicate]; closed && !slices.Contains(codes, v.Code) {
		if c.Predicate != guwah.PredOccupation || v.Code != "" || v.Text == "" {
			return &guwah.Invalid{Field: "code", Key: "Choose one of the list."}
		}
	}
	switch c.Predicate {
	case guwah.PredName:
		if v.Name == nil || strings.TrimSpace(v.Name.Value) == "" {
			return &guwah.Invalid{Field: "text", Key: "Write the name."}
		}
	case guwah.PredBirth:
		if !v.Date.Known() {
			return &guwah.Invalid{Field: "when", Key: "Write when the person was born, for example 1979."}
		}
	case guwah.PredWords:
		if strings.TrimSpace(v.Text) == "" || v.Lang == "" {
			return &guwah.Invalid{Field: "text", Key: "Write the words as they were said, and choose their language."}
		}
	case guwah.PredDepictedIn:
		if v.Evidence == "" {
			return &guwah.Invalid{Field: "evidence", Key: "Choose the picture."}
		}
	case guwah.PredRelation:
		if v.Person == "" {
			return &guwah.Invalid{Field: "person", Key: "Choose the other person."}
		}
	}
	return nil
}

func official(b guwah.Basis) bool {
	return b == guwah.BasisOfficialStatement || b == guwah.BasisOfficialDocument
}
