package gate

// Case is one case as far as outsiders may see it, for pages, cards, placards, feeds and the API.
type Case struct{ caseContent }

type caseContent struct {
	ID       string `json:"id"`
	Level    string `json:"level"` // stub, relation_only, initials, full
	Invented bool   `json:"invented,omitempty"`
	Day      int32  `json:"day"` // the day it was computed for

	Names      []Name    `json:"names,omitempty"`      // full: every form that may be shown, best first
	NamedIn    []Source  `json:"named_in,omitempty"`   // full: publications in which forms of the name stand
	Initials   string    `json:"initials,omitempty"`   // initials and full
	Seeker     string    `json:"seeker,omitempty"`     // relation_only: who seeks ("daughter")
	Sought     string    `json:"sought,omitempty"`     // relation_only: whom ("father")
	Sex        string    `json:"sex,omitempty"`        // full
	BirthYear  int       `json:"birth_year,omitempty"` // initials and full; 0 unknown
	BirthAbout bool      `json:"birth_about,omitempty"`
	Minor      bool      `json:"minor,omitempty"`
	Work       []Label   `json:"work,omitempty"`  // full: occupations, current first
	Region     Place     `json:"region,omitzero"` // initials and full
	Place      Place     `json:"place,omitzero"`  // full: where last known to be
	Portrait   *Picture  `json:"portrait,omitempty"`
	Pictures   []Picture `json:"pictures,omitempty"`

	Status       string  `json:"status,omitempty"` // initials and full
	StatusGroup  string  `json:"status_group,omitempty"`
	StatusReason *Reason `json:"status_reason,omitempty"`
	Closed       bool    `json:"closed,omitempty"`
	Remains      bool    `json:"remains,omitempty"` // ask for remains, cause and place of burial; show no life clock

	ClockA    *Clock `json:"clock_a,omitempty"`
	ClockB    *Clock `json:"clock_b,omitempty"`
	LastAlive *Sign  `json:"last_alive,omitempty"`
	Shown     []Sign `json:"shown_alive,omitempty"` // on film, date unproved

	Demands     []Demand      `json:"demands,omitempty"` // the one clock B counts for first
	Words       []Words       `json:"words,omitempty"`
	Timeline    []Entry       `json:"timeline,omitempty"`
	Details     []Fact        `json:"details,omitempty"` // full: accounts that are no events, such as a reason suspected
	Responses   []Response    `json:"responses,omitempty"`
	Relatives   []Relative    `json:"relatives,omitempty"`
	Campaigns   []CampaignRef `json:"campaigns,omitempty"`
	Corrections []Correction  `json:"corrections,omitempty"`
	Challenges  []Challenge   `json:"challenges,omitempty"`

	RedirectTo string `json:"redirect_to,omitempty"` // the case this one was merged into, where both pages were full
	Withdrawn  int32  `json:"withdrawn,omitempty"`   // a tombstone: number and day, nothing else
}

// Date is when something happened, as exactly as may be told.
type Date struct {
	EDTF string `json:"edtf,omitempty"`
	From int32  `json:"from"`
	To   int32  `json:"to"`
	Type string `json:"type"` // exact, about, before, after, between, estimate, unknown
}

// Name is one form of a person's name.
type Name struct {
	Text   string `json:"text"`
	Lang   string `json:"lang,omitempty"`   // BCP 47 without script: ug, zh
	Script string `json:"script,omitempty"` // ISO 15924
	Scheme string `json:"scheme,omitempty"`
	Kind   string `json:"kind,omitempty"`
}

// Text is the same words in one language.
type Text struct {
	Lang string `json:"lang"`
	Text string `json:"text"`
	By   string `json:"by,omitempty"` // "team" for our translation
}

// Label is a code of a vocabulary, or free words where no code fits.
type Label struct {
	Code  string `json:"code,omitempty"`
	Texts []Text `json:"texts,omitempty"`
	Date  Date   `json:"date,omitzero"`
}

// Place is a place of the gazetteer in every language it has a name in, or words.
type Place struct {
	ID    string `json:"id,omitempty"`
	Texts []Text `json:"texts,omitempty"`
}

// Picture is the re-encoded public copy of an image.
type Picture struct {
	SHA256 string `json:"sha256"`
	MIME   string `json:"mime"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// Clock is a count of days; below full it counts whole years only, and Days is 0.
type Clock struct {
	Days      int    `json:"days"`
	Years     int    `json:"years"`
	YearsOnly bool   `json:"years_only,omitempty"`
	AtLeast   bool   `json:"at_least,omitempty"`
	Label     string `json:"label"` // A: no_proof_of_life, not_free_to_speak, no_life_or_remains. B: running, awaiting_assessment, answered_in_part, answered, withdrawn, closed
	From      Date   `json:"from"`
	By        string `json:"by,omitempty"` // B: sent or published
	Stopped   bool   `json:"stopped,omitempty"`
	Until     int32  `json:"until,omitempty"`
	Overdue   bool   `json:"overdue,omitempty"`
	Silent    bool   `json:"silent,omitempty"` // B: no response at all
	Reason    Reason `json:"reason"`
}

// Sign is a sign of life, and how it came.
type Sign struct {
	Date Date   `json:"date"`
	How  string `json:"how"`
}

// Reason explains a computed value: a rule, a sentence of the catalogue (context "reason"), and the accounts it rests on or sets aside.
type Reason struct {
	Rule     string     `json:"rule"`
	Code     string     `json:"code"`
	Date     Date       `json:"date,omitzero"`
	Used     []string   `json:"used,omitempty"` // Fact.Key of the accounts used
	SetAside []SetAside `json:"set_aside,omitempty"`
}

// SetAside is an account that did not count, and why.
type SetAside struct {
	Key  string `json:"key,omitempty"`
	Code string `json:"code"`
}

// Demand is a public request for proof of life to a named authority.
type Demand struct {
	Authority Authority     `json:"authority"`
	Asks      []string      `json:"asks"`
	Texts     []Text        `json:"texts,omitempty"` // own wording; empty means the standard sentence
	Campaign  *CampaignRef  `json:"campaign,omitempty"`
	Events    []DemandEvent `json:"events"`
	Clock     *Clock        `json:"clock,omitempty"`
}

// DemandEvent is one dated step of a demand.
type DemandEvent struct {
	Kind string `json:"kind"`
	At   int32  `json:"at"`
	Via  string `json:"via,omitempty"`
}

// Words is what the family says, quoted, original language first.
type Words struct {
	Texts   []Text  `json:"texts"`
	Speaker Speaker `json:"speaker"`
	Told    int32   `json:"told"`
}

// Speaker is how whoever says something may be named.
type Speaker struct {
	Relation  string     `json:"relation,omitempty"`
	Name      string     `json:"name,omitempty"`
	NameLang  string     `json:"name_lang,omitempty"`
	Source    *Source    `json:"source,omitempty"`
	Authority *Authority `json:"authority,omitempty"`
}

// Source is a publication.
type Source struct {
	Publisher string `json:"publisher"`
	Author    string `json:"author,omitempty"`
	Title     string `json:"title,omitempty"`
	URL       string `json:"url,omitempty"`
	Published Date   `json:"published"`
	Kind      string `json:"kind,omitempty"`
	Lang      string `json:"lang,omitempty"`
}

// Entry is one place on the timeline: one account, or several that disagree and stand side by side.
type Entry struct {
	Date     Date    `json:"date"`
	Facts    []Fact  `json:"facts"`
	Disagree bool    `json:"disagree,omitempty"`
	Reading  *Reason `json:"reading,omitempty"`
}

// Fact is one account.
type Fact struct {
	Key          string  `json:"key"` // "c1", "c2": its number on this page, for reasons to point to
	Predicate    string  `json:"predicate"`
	Code         string  `json:"code,omitempty"`
	Texts        []Text  `json:"texts,omitempty"`
	Term         string  `json:"term,omitempty"`
	When         Date    `json:"when"`
	Place        Place   `json:"place,omitzero"`
	Basis        string  `json:"basis"`
	Confirmation string  `json:"confirmation"`
	BareWord     bool    `json:"bare_word,omitempty"` // "the authority says"
	Speaker      Speaker `json:"speaker"`
	Asserted     int32   `json:"asserted,omitempty"`
	Says         int     `json:"says,omitempty"`         // how many independent origins say so
	OwnNotice    bool    `json:"own_notice,omitempty"`   // of a death: the holding authority's own notice, without remains
	RemainsSeen  bool    `json:"remains_seen,omitempty"` // of a death: remains returned to the family, or seen by it
}

// Response is something an authority said or did, and what it was found to be worth.
type Response struct {
	Authority   Authority    `json:"authority"`
	Medium      string       `json:"medium"`
	Contents    []string     `json:"contents"`
	Said        []Text       `json:"said,omitempty"`
	Source      *Source      `json:"source,omitempty"`
	Shown       Date         `json:"shown"`
	Published   int32        `json:"published"`
	Verdict     string       `json:"verdict"`
	Indicators  []string     `json:"indicators,omitempty"`
	Assessments []Assessment `json:"assessments,omitempty"`
	Effect      Reason       `json:"effect"`
}

// Assessment is one judgement of a response.
type Assessment struct {
	ByFamily bool   `json:"by_family,omitempty"`
	Verdict  string `json:"verdict"`
	Reason   []Text `json:"reason,omitempty"`
	At       int32  `json:"at"`
}

// Relative is a relative as far as they, and whoever named them, agree.
type Relative struct {
	Relation string `json:"relation"`
	Case     string `json:"case,omitempty"`
	Name     string `json:"name,omitempty"`
}

// CampaignRef names a campaign.
type CampaignRef struct {
	Slug string `json:"slug"`
	Tag  string `json:"tag"`
}
