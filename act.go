package guwah

import "time"

// Verb is what a user did, in one word; the vocabulary of the acts.
type Verb string

// Act is one deed of a user: one transaction, one row in the append-only acts. It carries no name and no words of a testimony.
type Act struct {
	ID      ActID
	At      time.Time
	By      StaffID           // empty for the public and for the program itself
	Verb    Verb              // "receive", "accept_claim", "publish", "hide", "merge", ...
	Kind    string            // kind of the object: "testimony", "person", "claim", ...
	Object  string            // id of the object
	Reason  string            // a reason code
	Note    string            // free words; kept apart from the row and erasable
	Two     bool              // a second person stands behind it: what only two may do, this act may
	Digests map[string]string // keyed digests of what was changed; filled by the store's digest key
}

// Changes is what one act changes. Each entity is written whole; its Version must be the stored one (0 for a new entity).
// Either all of it is stored, with the act, or nothing is.
type Changes struct {
	Persons      []Person
	Cases        []Case
	Claims       []Claim
	Sources      []Source
	Testimonies  []Testimony
	Messages     []Message
	Consents     []Consent
	Clearances   []Clearance
	Evidence     []Evidence
	Demands      []Demand
	Responses    []Response
	Assessments  []Assessment
	Authorities  []Authority
	Campaigns    []Campaign
	Aggregates   []Aggregate
	Itemised     []Itemised
	Merges       []Merge
	Corrections  []Correction // No is given by the commit, without gaps
	Challenges   []Challenge  // likewise
	Outbound     []Outbound
	Staff        []Staff
	Sessions     []Session
	Grants       []Grant
	Alarms       []Alarm
	Decoys       []Decoy
	Passkeys     []Passkey
	Decisions    []MatchDecision
	TeamKeys     []TeamKey
	Bursts       []Burst
	Expectations []Expectation
	KeyLocks     []KeyLock
	KeyWraps     []KeyWrap
	Recoveries   []KeyRecovery
	Waiting      []Waiting // derived from the rest by the register's write door
	Standing     []Standing
	// DropEnvelopes deletes sealed words that lie in the register, by their hash.
	DropEnvelopes []string
	// EraseKeys destroys the keys of these testimonies, for good.
	EraseKeys []TestimonyID
}

// Standing is how a case that an act touches stood when the act was decided on. Where it has moved on meanwhile, nothing of the act is stored.
type Standing struct {
	Person   PersonID
	Revision int64 // of the case; each act that touches anything it is made of adds one
}

// Receipt is what a commit gave out: the numbers of corrections and challenges in the order of the changes.
type Receipt struct {
	Act         ActID
	Corrections []int64
	Challenges  []int64
}

// Staff is a member of the team. What they may do, their roles say; to what, their scope.
type Staff struct {
	Versioned
	ID      StaffID    `json:"id"`
	Handle  string     `json:"handle"` // the name the team knows them by
	Lang    string     `json:"lang"`
	Active  bool       `json:"active"`
	Joined  Day        `json:"joined"`
	Roles   []Role     `json:"roles,omitempty"`   // none: nothing but what every member may
	Regions []PlaceID  `json:"regions,omitempty"` // places of the gazetteer, or AllRegions
	Tongues []string   `json:"tongues,omitempty"` // languages whose testimonies they read before it is known whom these are about, or AllTongues
	Cases   []PersonID `json:"cases,omitempty"`   // records they reach wherever these are
	Barred  string     `json:"barred,omitempty"`  // why nothing sealed is given to them, until two colleagues lift it: a code

	Account   string `json:"account,omitempty"`   // what their authenticators know them by: random, and no name; base64url
	Linked    Day    `json:"linked,omitempty"`    // the day they were last given a new sign-in link, which the team is shown
	Suspended *Pause `json:"suspended,omitempty"` // a colleague stopped them
	Travel    *Pause `json:"travel,omitempty"`    // they cross a border, and can be made to sign in
}

// Works tells whether somebody may sign in at all.
func (s *Staff) Works() bool { return s.Active && s.Suspended == nil }

// Session is a sign-in, or a one-time link that becomes one. Only a hash of its secret is stored.
type Session struct {
	Versioned
	Hash    string    `json:"hash"` // SHA-256 of the token
	Staff   StaffID   `json:"staff"`
	Kind    string    `json:"kind"` // link, enrolment (it may only enrol a passkey), session
	Expires time.Time `json:"expires"`
	Seen    time.Time `json:"seen"`
	Ended   bool      `json:"ended,omitempty"`
	Opened  time.Time `json:"opened,omitzero"`
	Passkey string    `json:"passkey,omitempty"` // the credential that opened it or was last used in it
	Fresh   time.Time `json:"fresh,omitzero"`    // when a passkey was last used in it; zero where none was
	Waived  bool      `json:"waived,omitempty"`  // a demonstration, which asks for no passkey
}

// FreshFor is how long after the use of a passkey somebody is taken to be still themselves.
const FreshFor = 5 * time.Minute

// IsFresh tells whether a passkey was used in the session in the last five minutes.
func (s *Session) IsFresh(now time.Time) bool { return s.Waived || now.Sub(s.Fresh) < FreshFor }

// Proven tells whether a passkey was ever used in the session: nothing sealed is given to one where none was.
func (s *Session) Proven() bool { return s.Waived || !s.Fresh.IsZero() }

// Waiting says that one person decided something which only a second person can bring about, or that it waits no longer.
// It is derived from the entity that waits, and only what the desk's list of second looks is selected from.
type Waiting struct {
	Kind   string   `json:"kind"`   // publish, show_again, objection, override, clearance, demand, response, claim, evidence, merge, correction, challenge, erase, ...
	Object string   `json:"object"` // id of the entity that waits; with Kind it names the row
	Person PersonID `json:"person,omitempty"`
	By     StaffID  `json:"by"`
	At     Day      `json:"at"`
	Over   bool     `json:"over,omitempty"` // it waits no longer
}

// MatchDecision remembers what people said of a pair that could be one person: a "no" is never proposed again (rule 14).
type MatchDecision struct {
	Versioned
	A           PersonID `json:"a"` // the lesser id
	B           PersonID `json:"b"`
	Decision    string   `json:"decision"` // suggested, same, different, cannot_tell
	Bits        float64  `json:"bits,omitempty"`
	Probability float64  `json:"probability,omitempty"`
	By          StaffID  `json:"by,omitempty"`
	At          Day      `json:"at,omitempty"`
}
