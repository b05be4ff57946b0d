package guwah

// Mismatched lists the codes of an aggregate's lines whose parts do not sum to them (rule 19), in the order of the lines. A line without parts cannot mismatch.
func Mismatched(a Aggregate) []string {
	sums, has := map[string]int64{}, map[string]bool{}
	for _, line := range a.Lines {
		if line.Parent != "" {
			sums[line.Parent] += line.Figure
			has[line.Parent] = true
		}
	}
	var wrong []string
	for _, line := range a.Lines {
		if has[line.Code] && sums[line.Code] != line.Figure {
			wrong = append(wrong, line.Code)
		}
	}
	return wrong
}

// PublicAccounts selects of claims about a campaign or a list those that anyone may see: accepted or contested by two people, public, and resting on a published source.
func PublicAccounts(claims []Claim) []Claim {
	var out []Claim
	for _, c := range claims {
		standing := c.State == ClaimAccepted || c.State == ClaimContested
		if standing && c.Restriction == RestrictPublic && c.Source != "" && c.Kind != "" && c.Kind != SubjectPerson && c.twoAccept() {
			out = append(out, c)
		}
	}
	return out
}
