package guwah

// BurstID names a burst: a random value that tells nothing of when it was.
type BurstID string

// Burst is what people have decided of a burst: testimonies of one language and size that came in many times more quickly than is usual. Each of them is
// received like any other and says in which burst it came; they stand on a list of their own until people decide. While nobody has, there is no Burst.
type Burst struct {
	Versioned
	ID       BurstID    `json:"id"`
	State    BurstState `json:"state"`
	Deciding *Proposal  `json:"deciding,omitempty"` // the first of two who decide
	Decision BurstState `json:"decision,omitempty"` // what they would decide
	By       []StaffID  `json:"by,omitempty"`
	At       Day        `json:"at,omitempty"`
}

// BurstState is what became of a burst.
type BurstState string

// The states of a burst. Nothing is ever refused or deleted for having come in one.
const (
	BurstAside    BurstState = "aside"    // apart from the first list, until two people decide
	BurstReleased BurstState = "released" // its testimonies go onto the first list
	BurstClosed   BurstState = "closed"   // looked at and left aside; two people can still release it
)

// Expectation says that the team expects many to tell on some days, as when a campaign calls for it, so that they are no burst.
type Expectation struct {
	Versioned
	ID     string  `json:"id"`
	From   Day     `json:"from"`
	To     Day     `json:"to"` // the last day
	PerDay int     `json:"per_day"`
	By     StaffID `json:"by"`
	At     Day     `json:"at"`
	Ended  bool    `json:"ended,omitempty"`
}

// On tells whether the expectation holds on a day.
func (e Expectation) On(day Day) bool { return !e.Ended && day >= e.From && day <= e.To }

// MostExpected is the most testimonies a day that can be expected: more would switch off what bursts are for.
const MostExpected = 20_000
