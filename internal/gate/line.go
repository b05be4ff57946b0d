package gate

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
)

// LineOf is a case as lists show it; changed is the day of its last public change.
func LineOf(c Case, changed int32) Line {
	return Line{lineContent{
		ID: c.ID, Level: c.Level, Names: c.Names, Initials: c.Initials, Seeker: c.Seeker, Sought: c.Sought, BirthYear: c.BirthYear, Work: c.Work,
		Region: c.Region, Place: c.Place, Status: c.Status, ClockA: c.ClockA, ClockB: c.ClockB, Invented: c.Invented, Portrait: c.Portrait, Changed: changed,
	}}
}

// Revision is a hash of the public content, the same on every day: the counts of days do not enter it (rule 1).
func (c Case) Revision() string {
	content := c.caseContent
	content.Day = 0
	content.ClockA, content.ClockB = still(content.ClockA), still(content.ClockB)
	content.Demands = append([]Demand(nil), content.Demands...)
	for i := range content.Demands {
		content.Demands[i].Clock = still(content.Demands[i].Clock)
	}
	b, err := json.Marshal(content)
	if err != nil {
		panic(err) // plain values cannot fail to marshal
	}
	sum := sha256.Sum256(b)
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

// still is a clock without its count.
func still(c *Clock) *Clock {
	if c == nil {
		return nil
	}
	stopped := *c
	stopped.Days, stopped.Years = 0, 0
	return &stopped
}
