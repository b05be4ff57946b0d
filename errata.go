package guwah

// Correction is a numbered public notice that a published value was wrong (rule 25). Numbers have no gaps and are never used again.
type Correction struct {
	Versioned
	No        int64     `json:"no"` // 0 until the commit numbers it
	Person    PersonID  `json:"person,omitempty"`
	Case      CaseID    `json:"case,omitempty"`
	Kind      string    `json:"kind"` // value, date, identity, photo, verdict, text
	Predicate Predicate `json:"predicate,omitempty"`
	Claim     ClaimID   `json:"claim,omitempty"` // the claim that was wrong; while it may not be shown, neither may Was and Now
	Was       Texts     `json:"was,omitempty"`
	Now       Texts     `json:"now,omitempty"`
	Why       Texts     `json:"why,omitempty"`
	At        Day       `json:"at"`
	By        []StaffID `json:"by"`
}

// Challenge is an objection to a record, by anyone, the accused authority included (rule 26).
type Challenge struct {
	Versioned
	No         int64     `json:"no"`               // 0 until the commit numbers it
	Case       CaseID    `json:"case"`             // as given by whoever objects; it need not exist
	Person     PersonID  `json:"person,omitempty"` // resolved by us; empty when there is no such case
	Kind       string    `json:"kind"`             // wrong_fact, wrong_person, objection, safety, other
	Filed      Day       `json:"filed"`
	Due        Day       `json:"due"`
	SealedText string    `json:"sealed_text"` // SHA-256 of the sealed text and contact in the blob store
	RiskToLife bool      `json:"risk_to_life,omitempty"`
	Outcome    string    `json:"outcome,omitempty"` // upheld, upheld_in_part, not_upheld, no_such_record, withdrawn
	Answer     Texts     `json:"answer,omitempty"`  // public, after review
	Decided    Day       `json:"decided,omitempty"`
	By         []StaffID `json:"by,omitempty"` // people who did not publish the record

	Deciding *ChallengeDecision `json:"deciding,omitempty"` // by the first of two, not yet in force
}

// ChallengeDecision is what one of two people would answer to a challenge.
type ChallengeDecision struct {
	Proposal
	Outcome string `json:"outcome"`
	Answer  Texts  `json:"answer,omitempty"`
}

// ChallengeKinds lists the kinds of challenge.
var ChallengeKinds = []string{"wrong_fact", "wrong_person", "objection", "safety", "other"}

// ChallengeOutcomes lists what can come of a challenge.
var ChallengeOutcomes = []string{"upheld", "upheld_in_part", "not_upheld", "no_such_record"}

// CorrectionKinds lists the kinds of correction.
var CorrectionKinds = []string{"value", "date", "identity", "photo", "verdict", "text"}

// Outbound is something of a case that was sent out, so that it can be called back (rule 18).
type Outbound struct {
	ID       string   `json:"id"`
	Person   PersonID `json:"person"`
	Channel  string   `json:"channel"`
	RemoteID string   `json:"remote_id,omitempty"`
	State    string   `json:"state"` // sent, recalled, cannot_recall
	At       Day      `json:"at"`
}
