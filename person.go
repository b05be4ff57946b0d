package guwah

// Versioned is what every stored entity that may change carries. Version is that of the stored row it was read from, 0 for a new one;
// a commit refuses an entity whose stored version has moved on, with [ErrConflict].
type Versioned struct {
	Version int64 `json:"version,omitempty"`
}

// PersonKind is what the register has a person for.
type PersonKind string

// The kinds of person.
const (
	PersonMissing  PersonKind = "missing"
	PersonRelative PersonKind = "relative"
	PersonOfficial PersonKind = "official"
)

// PersonState is whether a person's record stands on its own.
type PersonState string

// The states of a person's record.
const (
	PersonActive     PersonState = "active"
	PersonQuarantine PersonState = "quarantine" // imported, not yet accepted by anyone
	PersonMerged     PersonState = "merged"     // its claims are read under MergedInto
	PersonWithdrawn  PersonState = "withdrawn"
)

// Person is anyone the register speaks of: one record however often arrested. Its names, birth and sex are claims.
type Person struct {
	Versioned
	ID         PersonID    `json:"id"`
	Kind       PersonKind  `json:"kind"`
	State      PersonState `json:"state"`
	MergedInto PersonID    `json:"merged_into,omitempty"`
	Invented   bool        `json:"invented,omitempty"` // made up for a demonstration, and marked so wherever shown
	ImportKey  string      `json:"import_key,omitempty"`
	ImportSum  string      `json:"import_sum,omitempty"` // of what was read there, to tell when a later version of the list says something else
	Notes      []Note      `json:"notes,omitempty"`      // what the list it was imported from says besides, for the team alone
	Decoy      bool        `json:"decoy,omitempty"`      // made up by two colleagues: no outsider ever sees anything of it
}

// Note is words of a list that no claim holds, under the heading they have in it.
type Note struct {
	Heading string `json:"heading"`
	Text    string `json:"text"`
}

// Case is the open question "where is this person?"; one person has one case.
type Case struct {
	Versioned
	Person       PersonID     `json:"person"`
	ID           CaseID       `json:"id,omitempty"` // empty until the case first leaves LevelOff
	Level        Level        `json:"level"`        // as two people decided; what goes out may be less
	Hidden       *Hiding      `json:"hidden,omitempty"`
	SelfDecided  *Level       `json:"self_decided,omitempty"`  // what a person who is free again decided for themselves (rule 18a)
	MinorRelease *Level       `json:"minor_release,omitempty"` // what a guardian and two staff allowed for a child (rule 18b)
	Objected     bool         `json:"objected,omitempty"`      // a verified close relative objects: no more than a stub (rule 17)
	ObjectedBy   StaffID      `json:"objected_by,omitempty"`   // who recorded the objection, and so is not among those who decide on it
	Publishing   *Publication `json:"publishing,omitempty"`    // proposed by one person, not yet in force
	PublishedBy  []StaffID    `json:"published_by,omitempty"`  // everyone who ever was one of two who published anything of it
	ShowAgain    *Proposal    `json:"show_again,omitempty"`    // one of two people has asked to show it again
	Unobjecting  *Proposal    `json:"unobjecting,omitempty"`   // one of two other people has decided that the objection no longer stands
	SelfDeciding *Proposal    `json:"self_deciding,omitempty"` // one of two has recorded what the person who is free wishes
	MinorAllow   *Proposal    `json:"minor_allow,omitempty"`   // one of two has recorded what a guardian allows
	Correcting   *Correction  `json:"correcting,omitempty"`    // written by one person, not yet numbered
	Opened       Day          `json:"opened"`
	Lead         StaffID      `json:"lead,omitempty"`
	Override     *Override    `json:"override,omitempty"`
	Overriding   *Override    `json:"overriding,omitempty"` // proposed by one person, not yet in force
	Campaigns    []CampaignID `json:"campaigns,omitempty"`
	Withdrawn    Day          `json:"withdrawn,omitempty"` // day of withdrawal; the tombstone keeps number and dates
}

// Hiding is one person's decision to hide a case at once; showing it again takes two (rule 17).
type Hiding struct {
	By     StaffID `json:"by"`
	At     Day     `json:"at"`
	Reason string  `json:"reason"` // a reason code
}

// Proposal is the first of two decisions that an act needs.
type Proposal struct {
	By    StaffID `json:"by"`
	At    Day     `json:"at"`
	Level Level   `json:"level,omitempty"`
	Why   string  `json:"why,omitempty"`
}

// Publication is what one of two people proposes to make public: a level, and the claims that go out at it.
type Publication struct {
	Proposal
	Claims []ClaimID `json:"claims,omitempty"` // those whose restriction is lifted
}

// Override sets a status against the rules; two people and a written reason; it lapses when a newer status claim is accepted (rule 3).
type Override struct {
	Status Status    `json:"status"`
	Reason string    `json:"reason"`
	By     []StaffID `json:"by"`
	At     Day       `json:"at"`
}
