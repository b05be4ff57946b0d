package guwah

// View is a case as computed for one audience on one day. It never holds anything that audience may not know of: what is not permitted is left out
// before anything is computed, so neither a count nor a status nor a clock can betray it (rule 1).
type View struct {
	Person    PersonID
	Case      CaseID
	Audience  Audience
	Day       Day
	Level     Level  // what may go out, after consent and rules 15 to 18b; at most Case.Level
	LevelWhy  Reason // why Level is no higher
	Invented  bool
	Withdrawn Day // a tombstone: the day the family withdrew; Level is LevelStub and nothing else is filled

	Names      []NameForm
	Sex        string // code, empty when unknown
	Birth      Date
	Minor      bool
	Occupation []Fact // current first
	Facts      []Fact // every permitted claim but names, words and images; ordered by bound, then custody stage, then id

	Status       Status
	StatusReason Reason
	StatusSaid   []ClaimID // an authority's bare words that stand beside the status

	ClockA     *ClockA
	ClockB     *ClockB  // nil without a recorded demand
	OtherRuns  []ClockB // demands still running besides the one ClockB counts for
	LastAlive  *Sign    // the marker "last known alive"
	ShownAlive []Sign   // films without a provable date: "shown alive, date unproved"
	Remains    bool     // the demand asks for remains, cause and place of burial, and no life clock is shown (rule 12)

	Timeline    []Entry
	Words       []Words
	Demands     []DemandView
	Responses   []ResponseView
	Portrait    *Evidence
	Images      []Evidence
	Relatives   []RelativeView
	Corrections []Correction
	Challenges  []Challenge
	Campaigns   []Campaign
	Sources     map[SourceID]Source
	Authorities map[AuthorityID]Authority
}

// NameForm is one name with the claim it comes from.
type NameForm struct {
	Name   Name
	Claim  ClaimID
	Source SourceID // the publication it stands in; empty where the family says so
}

// Fact is one permitted claim with what was computed of it.
type Fact struct {
	Claim        Claim
	Confirmation Confirmation
	Independent  int       // number of independent origins that say so
	Says         []ClaimID // the other claims that say the same
	Against      []ClaimID // accepted claims that contradict it
	BareWord     bool      // an authority's bare word: worded "the authority says"
	Speaker      Speaker
}

// Speaker is how whoever asserts a claim may be named to this audience.
type Speaker struct {
	Relation  string // "daughter"; empty when it may not be shown
	Name      string // only with publish_speaker
	NameLang  string
	Source    SourceID // for published sources
	Authority AuthorityID
}

// Entry is one place on the timeline: one account, or several that disagree and stand side by side (rule 5).
type Entry struct {
	Date     Date
	Facts    []Fact
	Disagree bool
	Reading  *Reason // how the page reads accounts that disagree, and what they did to the clocks
}

// Words is what the family says, quoted, original language first.
type Words struct {
	Texts   Texts
	Speaker Speaker
	Told    Day
	Claim   ClaimID
	Origin  Origin // whose words: the same speaker counts once
}

// Reason explains a computed value: the rule, the claims used, those set aside and why (rule 3).
// Code names a sentence of the catalogue (context "reason"); Args fill it.
type Reason struct {
	Rule     string // number of the rule, as in docs/rules.md
	Code     string // one of the Reason… constants
	Date     Date   // a date the sentence speaks of
	Used     []ClaimID
	SetAside []SetAside
	Note     string // what two people wrote when they overrode the rules; for the team only
}

// SetAside is a claim or response that did not count, and why.
type SetAside struct {
	Claim    ClaimID
	Response ResponseID
	Code     string // one of the Aside… constants
}

// ClockA counts the days without proof of life or, once there was a sign, since the person could speak freely (rule 6).
type ClockA struct {
	Days    int
	AtLeast bool // the start is approximate
	From    Date
	Label   ClockLabel
	Stopped bool // the case is closed: Days were counted until Until
	Until   Day
	Reason  Reason
}

// ClockLabel is what clock A is called.
type ClockLabel string

// The labels of clock A.
const (
	LabelNoProof   ClockLabel = "no_proof_of_life"   // no sign of life at all so far
	LabelNotFree   ClockLabel = "not_free_to_speak"  // there has been a sign; the marker stands beside it
	LabelNoRemains ClockLabel = "no_life_or_remains" // a death was notified without remains (rule 12)
)

// ClockB counts the days a demand is unanswered (rule 7).
type ClockB struct {
	Demand    DemandID
	Days      int
	Since     Day
	From      DemandEventKind // sent or published: what it counts from
	State     ClockBState
	StoppedOn Day
	Overdue   bool
	Silent    bool // no response at all
	Reason    Reason
}

// ClockBState is how a demand stands.
type ClockBState string

// The states of clock B. Only Running and its refinements keep counting.
const (
	DemandRunning            ClockBState = "running"
	DemandAwaitingAssessment ClockBState = "awaiting_assessment"
	DemandAnsweredInPart     ClockBState = "answered_in_part"
	DemandAnswered           ClockBState = "answered"
	DemandStoppedWithdrawn   ClockBState = "withdrawn" // labelled so, and not as answered
	DemandStoppedClosed      ClockBState = "closed"    // labelled so, and not as answered
)

// Sign is a sign of life.
type Sign struct {
	Date     Date
	How      string // contact kind, medium, or predicate: "monitored", "video", "seen_alive"
	Claim    ClaimID
	Response ResponseID
}

// DemandView is one demand with where it stands.
type DemandView struct {
	Demand Demand
	Clock  *ClockB // nil before it was sent or published
}

// ResponseView is one response with the verdict that governs.
type ResponseView struct {
	Response    Response
	Verdict     Verdict // the stricter of the family's and the reviewers'
	Assessments []Assessment
	Independent bool // independent proof (rule 9)
	Effect      Reason
}

// RelativeView is a relative as far as they, and whoever named them, agree.
type RelativeView struct {
	Relation string
	Person   PersonID // empty when the register has no record of them
	Case     CaseID   // empty when the relative's own case may not be named
	Name     string
	Claim    ClaimID
}
