package gate

// Authority is an office asked, or held responsible.
type Authority struct {
	ID       string `json:"id"`
	Names    []Text `json:"names"`
	Level    string `json:"level"`
	Invented bool   `json:"invented,omitempty"`
}

// Line is a case in a list: a search result, a campaign's case, an authority's demand.
type Line struct{ lineContent }

type lineContent struct {
	ID        string   `json:"id"`
	Level     string   `json:"level"`
	Names     []Name   `json:"names,omitempty"`
	Initials  string   `json:"initials,omitempty"`
	Seeker    string   `json:"seeker,omitempty"`
	Sought    string   `json:"sought,omitempty"`
	BirthYear int      `json:"birth_year,omitempty"`
	Work      []Label  `json:"work,omitempty"`
	Region    Place    `json:"region,omitzero"`
	Place     Place    `json:"place,omitzero"`
	Status    string   `json:"status,omitempty"`
	ClockA    *Clock   `json:"clock_a,omitempty"`
	ClockB    *Clock   `json:"clock_b,omitempty"`
	Invented  bool     `json:"invented,omitempty"`
	Portrait  *Picture `json:"portrait,omitempty"`
	Changed   int32    `json:"changed,omitempty"` // day of its last public change
}

// Hit is one case found, with why.
type Hit struct{ hitContent }

type hitContent struct {
	Line  Line    `json:"case"`
	Form  string  `json:"form"`  // the name form that matched
	Why   string  `json:"why"`   // the words aligned by sound, readable: "买买提 = Memet"; empty where they are written as they were looked for
	Score float64 `json:"score"` // 0 to 1
}

// Found is what a search gives: hits grouped by name form, best first.
type Found struct{ foundContent }

type foundContent struct {
	Query   string   `json:"query"`
	Groups  []Group  `json:"groups"`
	Total   int      `json:"total"`             // cases in all groups
	Suggest []string `json:"suggest,omitempty"` // "did you mean": public name forms alike in sound
	More    bool     `json:"more,omitempty"`
}

// Group is the hits that share one name form.
type Group struct {
	Form string `json:"form"`
	Why  string `json:"why"`
	Hits []Hit  `json:"hits"`
}

// Home is what the first page shows.
type Home struct{ homeContent }

type homeContent struct {
	People     int           `json:"people"`     // cases that outsiders may know of
	Unanswered int           `json:"unanswered"` // with a running demand
	Responses  int           `json:"responses"`
	Partial    int           `json:"partial"` // responses judged genuine in part or more
	Newest     []Line        `json:"newest"`
	Campaigns  []CampaignRef `json:"campaigns"`
	Invented   int           `json:"invented,omitempty"` // how many of People are made up for a demonstration
}

// Campaign is a campaign's page.
type Campaign struct{ campaignContent }

type campaignContent struct {
	CampaignRef
	Names     []Text     `json:"names"`
	Demand    []Text     `json:"demand,omitempty"`
	Authority *Authority `json:"authority,omitempty"`
	From      int32      `json:"from,omitempty"`
	To        int32      `json:"to,omitempty"`
	Cases     []Line     `json:"cases"`
	Total     int        `json:"total"`
	Speakers  int        `json:"speakers"` // distinct relatives whose own words are on its cases' pages
	Named     int        `json:"named"`    // of these, under their own name
	Demands   int        `json:"demands"`
	Answers   int        `json:"answers"`
	Facts     []Entry    `json:"facts,omitempty"` // how it began, accounts that disagree side by side
	Invented  bool       `json:"invented,omitempty"`
}

// AuthorityPage is what an authority was asked and what it did.
type AuthorityPage struct{ authorityContent }

type authorityContent struct {
	Authority
	Parent     *Authority     `json:"parent,omitempty"`
	Demands    []AskedLine    `json:"demands"`
	Total      int            `json:"total"`
	Silent     int            `json:"silent"` // demands without any response
	Responses  []CaseResponse `json:"responses,omitempty"`
	Aggregates []Aggregate    `json:"aggregates,omitempty"`
}

// AskedLine is a demand on an authority's page.
type AskedLine struct {
	Case  Line   `json:"case"`
	Clock *Clock `json:"clock,omitempty"`
}

// CaseResponse is a response with the case it concerns.
type CaseResponse struct {
	Case     Line     `json:"case"`
	Response Response `json:"response"`
}

// Aggregate is a bare figure an authority published.
type Aggregate struct {
	Said     []Text          `json:"said"`
	Scope    []Text          `json:"scope,omitempty"`
	At       int32           `json:"at"`
	Source   *Source         `json:"source,omitempty"`
	Lines    []AggregateLine `json:"lines"`
	Mismatch []string        `json:"mismatch,omitempty"` // codes of the lines whose parts do not sum
}

// AggregateLine is one figure, and how many people the authority named under it.
type AggregateLine struct {
	Code     string `json:"code"`
	Parent   string `json:"parent,omitempty"`
	Figure   int64  `json:"figure"`
	Names    []Text `json:"names"`
	Itemised int    `json:"itemised"`
}

// Correction is a numbered notice that a published value was wrong. Where consent hides the value, number, kind and day remain.
type Correction struct {
	No   int64  `json:"no"`
	Case string `json:"case,omitempty"` // empty where the case may not be named any more
	Kind string `json:"kind"`
	Was  []Text `json:"was,omitempty"`
	Now  []Text `json:"now,omitempty"`
	Why  []Text `json:"why,omitempty"`
	At   int32  `json:"at"`
}

// Challenge is an objection to a record. At filing only number, kind and due day are public.
type Challenge struct {
	No      int64  `json:"no"`
	Case    string `json:"case,omitempty"`
	Kind    string `json:"kind"`
	Filed   int32  `json:"filed"`
	Due     int32  `json:"due"`
	Outcome string `json:"outcome,omitempty"`
	Answer  []Text `json:"answer,omitempty"`
	Decided int32  `json:"decided,omitempty"`
}

// MapEntry is one address for the sitemap.
type MapEntry struct {
	Path     string // after the language: "case/GW-7Q2M4X", "campaign/metoouyghur"
	Revision string
	Changed  int32 // day of the last public change
}
