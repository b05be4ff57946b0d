package guwah

// DemandEventKind is a step in the life of a demand.
type DemandEventKind string

// The demand events: dated, appended, never overwritten.
const (
	DemandDrafted        DemandEventKind = "drafted"
	DemandPublished      DemandEventKind = "published"
	DemandSent           DemandEventKind = "sent"
	DemandDeliveryFailed DemandEventKind = "delivery_failed"
	DemandAcknowledged   DemandEventKind = "acknowledged"
	DemandClarification  DemandEventKind = "clarification_asked"
	DemandResponded      DemandEventKind = "responded"
	DemandWithdrawn      DemandEventKind = "withdrawn"
	DemandEnded          DemandEventKind = "ended"
)

// Asks is what a demand asks for.
type Asks string

// What can be asked.
const (
	AsksLife    Asks = "life"
	AsksRemains Asks = "remains"
	AsksLaw     Asks = "law"
)

// Demand is a public request for proof of life to a named authority (ESF Intervention, MT20).
type Demand struct {
	Versioned
	ID        DemandID      `json:"id"`
	Person    PersonID      `json:"person,omitempty"`
	Line      string        `json:"line,omitempty"` // code of the aggregate line it asks about, instead of a person
	Aggregate AggregateID   `json:"aggregate,omitempty"`
	Campaign  CampaignID    `json:"campaign,omitempty"`
	Authority AuthorityID   `json:"authority"`
	Asks      []Asks        `json:"asks"`
	Texts     Texts         `json:"texts,omitempty"` // own wording; empty means the standard sentence of what is asked
	Events    []DemandEvent `json:"events"`
	TermDays  int           `json:"term_days,omitempty"` // the term some rule sets for an answer; 0 where none does
	By        []StaffID     `json:"by"`                  // public once two
}

// Over tells whether the demand was withdrawn or has ended: it never resumes (rule 7).
func (d Demand) Over() bool {
	for _, e := range d.Events {
		if e.Kind == DemandWithdrawn || e.Kind == DemandEnded {
			return true
		}
	}
	return false
}

// DemandEvent is one dated step of a demand.
type DemandEvent struct {
	Kind     DemandEventKind `json:"kind"`
	At       Day             `json:"at"`
	Via      string          `json:"via,omitempty"` // post, email, hand, embassy, public
	Evidence EvidenceID      `json:"evidence,omitempty"`
	Response ResponseID      `json:"response,omitempty"`
}

// Response is anything an authority then says or does about the person (MT27).
type Response struct {
	Versioned
	ID          ResponseID     `json:"id"`
	Person      PersonID       `json:"person"`
	Demand      DemandID       `json:"demand,omitempty"` // empty when it answers none in particular
	Authority   AuthorityID    `json:"authority"`
	Medium      Medium         `json:"medium"`
	Contents    []ResponseKind `json:"contents"`
	Said        Texts          `json:"said,omitempty"` // what it said, in short and neutral words
	Source      SourceID       `json:"source,omitempty"`
	Shown       Date           `json:"shown"`     // the day it shows or speaks of
	Published   Day            `json:"published"` // the day it became known
	ReleaseKind string         `json:"release_kind,omitempty"`
	LiveTwoWay  bool           `json:"live_two_way,omitempty"` // the family recognised and could question the person
	Restriction Restriction    `json:"restriction"`
	Clearance   bool           `json:"clearance,omitempty"` // an authority's conduct, cleared by two people (rule 16, first ground)
	By          []StaffID      `json:"by"`
}

// Answer is one of yes, no and unknown.
type Answer string

// The answers.
const (
	Yes     Answer = "yes"
	No      Answer = "no"
	Unknown Answer = "unknown"
)

// Assessment is what the family or a reviewer finds a response to be worth; the stricter governs (rule 9).
type Assessment struct {
	Versioned
	ID            AssessmentID `json:"id"`
	Response      ResponseID   `json:"response"`
	Person        PersonID     `json:"person"`
	ByFamily      bool         `json:"by_family,omitempty"`
	By            StaffID      `json:"by,omitempty"` // the reviewer, or who recorded the family's word
	Identity      Answer       `json:"identity"`
	DateProvable  Answer       `json:"date_provable"`
	FreeOfControl Answer       `json:"free_of_control"` // the evidence, not the person
	Answers       Answer       `json:"answers"`         // the demand
	Indicators    []Indicator  `json:"indicators,omitempty"`
	Verdict       Verdict      `json:"verdict"`
	Reason        Texts        `json:"reason,omitempty"`
	At            Day          `json:"at"`
}

// Authority is an office asked, or held responsible (MT24).
type Authority struct {
	Versioned
	ID       AuthorityID    `json:"id"`
	Names    Texts          `json:"names"`
	Level    AuthorityLevel `json:"level"`
	Parent   AuthorityID    `json:"parent,omitempty"`
	Valid    Date           `json:"valid,omitzero"`
	Holding  bool           `json:"holding,omitempty"`  // belongs to the side that holds the person; state media of that side included
	Channels []string       `json:"channels,omitempty"` // how it can be reached (team)
	Invented bool           `json:"invented,omitempty"`
}

// Campaign is a time-boxed effort that shares cases: a tag, a demand, a kit. Facts about it are claims.
type Campaign struct {
	Versioned
	ID        CampaignID  `json:"id"`
	Slug      string      `json:"slug"` // its address: lower-case letters, digits and dashes
	Tag       string      `json:"tag"`  // without '#'
	Names     Texts       `json:"names"`
	Demand    Texts       `json:"demand,omitempty"`
	Authority AuthorityID `json:"authority,omitempty"`
	From      Day         `json:"from,omitempty"`
	To        Day         `json:"to,omitempty"`
	Public    bool        `json:"public,omitempty"`
	Invented  bool        `json:"invented,omitempty"`
}

// Aggregate is a bare figure an authority published, stored whole (rule 19).
type Aggregate struct {
	Versioned
	ID        AggregateID     `json:"id"`
	Authority AuthorityID     `json:"authority"`
	Said      Texts           `json:"said"`
	At        Day             `json:"at"`
	Scope     Texts           `json:"scope,omitempty"`
	Source    SourceID        `json:"source"`
	Lines     []AggregateLine `json:"lines"`
	Public    bool            `json:"public,omitempty"`
	By        []StaffID       `json:"by,omitempty"` // public once two
}

// AggregateLine is one figure of an aggregate; lines with the same Parent should sum to it.
type AggregateLine struct {
	Code   string `json:"code"`
	Parent string `json:"parent,omitempty"`
	Figure int64  `json:"figure"`
	Names  Texts  `json:"names"`
}

// Itemised says that the authority named this person under this line of its aggregate (rule 20).
type Itemised struct {
	Versioned
	ID        string      `json:"id"`
	Aggregate AggregateID `json:"aggregate"`
	Line      string      `json:"line"`
	Person    PersonID    `json:"person"`
	Response  ResponseID  `json:"response,omitempty"`
}
