package guwah

// Attribution is how a speaker wishes to be named.
type Attribution string

// The attributions.
const (
	AttributionNamed     Attribution = "named"
	AttributionPseudonym Attribution = "pseudonym"
	AttributionAnonymous Attribution = "anonymous"
)

// TestimonyState is where a testimony stands.
type TestimonyState string

// The states of a testimony.
const (
	TestimonyReceived  TestimonyState = "received"
	TestimonyInReview  TestimonyState = "in_review" // a case-worker has opened it
	TestimonyDrawn     TestimonyState = "drawn"     // claims have been drawn from it
	TestimonySetAside  TestimonyState = "set_aside"
	TestimonyWithdrawn TestimonyState = "withdrawn" // hidden everywhere; can be undone until EraseFrom
	TestimonyErased    TestimonyState = "erased"
)

// Testimony is what a relative or a witness told us. The server reads only what stands here; the words are in the sealed envelope.
type Testimony struct {
	Versioned
	ID          TestimonyID    `json:"id"`
	State       TestimonyState `json:"state"`
	Received    Day            `json:"received"`
	Lang        string         `json:"lang"`
	WishedLevel Level          `json:"wished_level"`
	DangerNow   bool           `json:"danger_now,omitempty"`
	Mode        string         `json:"mode"`      // web, staff_entered
	SealedBy    string         `json:"sealed_by"` // browser, server
	SizeBucket  int64          `json:"size_bucket"`
	Recipient   string         `json:"recipient"` // fingerprint of the team key it is sealed to
	Envelope    string         `json:"envelope"`  // SHA-256 of the sealed envelope in the blob store
	Attachments []Attachment   `json:"attachments,omitempty"`
	Mailbox     string         `json:"mailbox"`     // SHA-256 of the return code's lookup id
	MailboxKey  string         `json:"mailbox_key"` // public half of the return code's box key
	Attribution Attribution    `json:"attribution"`
	OralConsent bool           `json:"oral_consent,omitempty"` // entered by staff, consent given aloud
	EnteredBy   StaffID        `json:"entered_by,omitempty"`
	Person      PersonID       `json:"person,omitempty"` // the person it turned out to be about
	Origin      Origin         `json:"origin,omitempty"` // the opaque group of its speaker
	Withdrawn   Day            `json:"withdrawn,omitempty"`
	Before      TestimonyState `json:"before,omitempty"`     // where it stood when it was withdrawn
	EraseFrom   Day            `json:"erase_from,omitempty"` // from this day two people may destroy the keys
	Burst       BurstID        `json:"burst,omitempty"`      // the burst in which it came, until it is let out of it
	Wave        int            `json:"wave,omitempty"`       // in which minute of the burst
	Erasing     *Proposal      `json:"erasing,omitempty"`    // the first of those two
	Decoy       bool           `json:"decoy,omitempty"`      // made up by two colleagues; nobody has a reason to open it
}

// Attachment is a sealed file of a testimony; the server knows its size bucket and nothing else.
type Attachment struct {
	Blob       string `json:"blob"` // SHA-256 of the sealed bytes
	SizeBucket int64  `json:"size_bucket"`
}

// Message is one sealed letter in a testimony's mailbox.
type Message struct {
	ID        MessageID   `json:"id"`
	Testimony TestimonyID `json:"testimony"`
	FromTeam  bool        `json:"from_team"`
	By        StaffID     `json:"by,omitempty"`
	At        Day         `json:"at"`
	Sequence  int64       `json:"sequence"`
	Sealed    []byte      `json:"sealed"` // to the return code's key, or to the team's
	Read      bool        `json:"read,omitempty"`
}

// ScopeKind is how far a consent reaches.
type ScopeKind string

// The scopes of consent.
const (
	ScopeField ScopeKind = "field"
	ScopeItem  ScopeKind = "item"
	ScopeCase  ScopeKind = "case"
)

// Consent is a permission per item, use and audience, revocable at any moment. Absent, expired or unclear means no (rule 15).
type Consent struct {
	Versioned
	ID          ConsentID   `json:"id"`
	Testimony   TestimonyID `json:"testimony"`
	Origin      Origin      `json:"origin,omitempty"`
	Scope       ScopeKind   `json:"scope"`
	Item        string      `json:"item,omitempty"` // a ClaimID or EvidenceID for item, a predicate for field
	Use         Use         `json:"use"`
	Audience    Audience    `json:"audience"`
	Granted     bool        `json:"granted"`
	TextVersion string      `json:"text_version"` // version of the words that were shown
	Lang        string      `json:"lang"`
	How         string      `json:"how"` // web, oral, paper, self, guardian
	At          Day         `json:"at"`
	Expires     Day         `json:"expires,omitempty"` // first day on which it no longer holds; 0 never
	Revoked     Day         `json:"revoked,omitempty"`
}

// Ground is why something may go out without a consent (rule 16).
type Ground string

// The three grounds of rule 16, the third in its two forms.
const (
	GroundAuthorityConduct Ground = "authority_conduct"
	GroundAlreadyPublic    Ground = "already_public_with_consent"
	GroundPublicFigure     Ground = "public_figure"
	GroundPublishedList    Ground = "published_list"
)

// Clearance is two people's recorded decision to publish without consent on one of the grounds of rule 16.
type Clearance struct {
	Versioned
	ID     ClearanceID `json:"id"`
	Person PersonID    `json:"person"`
	Claims []ClaimID   `json:"claims,omitempty"` // the claims it covers; empty means every claim of the person that rests on a published source
	Ground Ground      `json:"ground"`
	By     []StaffID   `json:"by"` // in force once two
	At     Day         `json:"at"`
	Reason string      `json:"reason,omitempty"`
	Ended  Day         `json:"ended,omitempty"`
}
