package guwah

// ClaimState is where a claim stands in review.
type ClaimState string

// The states of a claim. Nothing is overwritten: a change is a new claim that supersedes.
const (
	ClaimProposed   ClaimState = "proposed"
	ClaimAccepted   ClaimState = "accepted"
	ClaimContested  ClaimState = "contested"
	ClaimRejected   ClaimState = "rejected"
	ClaimSuperseded ClaimState = "superseded"
	ClaimWithdrawn  ClaimState = "withdrawn"
)

// SubjectKind is what a claim or a challenge is about.
type SubjectKind string

// The kinds of subject.
const (
	SubjectPerson   SubjectKind = "person"
	SubjectCampaign SubjectKind = "campaign"
	SubjectList     SubjectKind = "list"
	SubjectImage    SubjectKind = "image"
)

// Claim is one assertion: subject, predicate, value, date, by whom, on what basis; the only form of knowledge here (law 1).
type Claim struct {
	Versioned
	ID        ClaimID     `json:"id"`
	Kind      SubjectKind `json:"kind,omitempty"`     // empty means person
	Person    PersonID    `json:"person,omitempty"`   // the case it was made in; stays when cases are merged
	Campaign  CampaignID  `json:"campaign,omitempty"` // for claims about a campaign
	Predicate Predicate   `json:"predicate"`
	Value     Value       `json:"value"`
	When      Date        `json:"when"`
	Place     Place       `json:"place,omitzero"`

	Source    SourceID    `json:"source,omitempty"` // what it rests on; empty for testimony
	Locator   string      `json:"locator,omitempty"`
	Testimony TestimonyID `json:"testimony,omitempty"` // the testimony it was drawn from (team only)
	Origin    Origin      `json:"origin,omitempty"`    // opaque group of the same speaker; set by the reviewer
	Relation  string      `json:"relation,omitempty"`  // what whoever asserts it is to the person ("daughter"), shown only as consent allows
	Asserted  Day         `json:"asserted"`            // when somebody first asserted it, which bounds When (rule 8)
	Authority AuthorityID `json:"authority,omitempty"` // for official_statement and official_document: whose

	Basis       Basis       `json:"basis"`
	Reliability string      `json:"reliability,omitempty"` // of the source, A to F
	Credibility string      `json:"credibility,omitempty"` // of the information, 1 to 6
	Restriction Restriction `json:"restriction"`
	State       ClaimState  `json:"state"`
	DrawnBy     StaffID     `json:"drawn_by,omitempty"` // who put it into the register: its author, who is never one of the two who accept a death (rule 11)
	Drawn       Day         `json:"drawn,omitempty"`
	Reviews     []Review    `json:"reviews,omitempty"`
	Supports    []ClaimID   `json:"supports,omitempty"`
	Contradicts []ClaimID   `json:"contradicts,omitempty"`
	Supersedes  []ClaimID   `json:"supersedes,omitempty"`
}

// Value is what a claim asserts; which fields count depends on the predicate.
type Value struct {
	Text        string     `json:"text,omitempty"` // free words, in Lang
	Lang        string     `json:"lang,omitempty"`
	Script      Script     `json:"script,omitempty"`
	Texts       Texts      `json:"texts,omitempty"` // translations by the team, or all languages of a prepared text
	Code        string     `json:"code,omitempty"`  // from ValueCodes
	Name        *Name      `json:"name,omitempty"`
	Speaker     *Name      `json:"speaker,omitempty"` // of words: by name if publish_speaker
	Date        Date       `json:"date,omitzero"`     // of birth
	Term        string     `json:"term,omitempty"`    // of a sentence, in ISO 8601 (P20Y), or "life" or "death"
	Person      PersonID   `json:"person,omitempty"`  // the other end of a relation
	Evidence    EvidenceID `json:"evidence,omitempty"`
	Number      int64      `json:"number,omitempty"`       // of a count
	OwnNotice   bool       `json:"own_notice,omitempty"`   // of a death: relayed from the holding authority's own notice, without remains
	RemainsSeen bool       `json:"remains_seen,omitempty"` // remains returned to, or seen by, the family
}

// Place is where something happened: an entry of the gazetteer, or words.
type Place struct {
	ID   PlaceID `json:"id,omitempty"`
	Text string  `json:"text,omitempty"`
	Lang string  `json:"lang,omitempty"`
}

// ReviewDecision is what one person decides about a claim or an image.
type ReviewDecision string

// The decisions of a review.
const (
	ReviewAccept  ReviewDecision = "accept"
	ReviewContest ReviewDecision = "contest"
	ReviewReject  ReviewDecision = "reject"
	ReviewRelease ReviewDecision = "release" // of a held image: that it may be reviewed after all
)

// Review is one person's decision on a claim or an image.
type Review struct {
	By       StaffID        `json:"by"`
	Decision ReviewDecision `json:"decision"`
	Reason   string         `json:"reason,omitempty"`
	At       Day            `json:"at"`
}

// Source is what a claim rests on: a publication, with its publisher and day.
type Source struct {
	Versioned
	ID         SourceID `json:"id"`
	Kind       string   `json:"kind"` // MT16: newspaper, news_agency, broadcast, ngo_report, website, official_site, book, social_media, document
	Publisher  string   `json:"publisher"`
	Author     string   `json:"author,omitempty"`
	Title      string   `json:"title,omitempty"`
	URL        string   `json:"url,omitempty"`
	Published  Date     `json:"published"`
	Lang       string   `json:"lang,omitempty"`
	Licence    string   `json:"licence,omitempty"`
	Collection string   `json:"collection,omitempty"`
	Root       SourceID `json:"root,omitempty"`     // the source this one repeats; two sources with one root never corroborate each other
	Reviewed   bool     `json:"reviewed,omitempty"` // a document that a case-worker has examined
}

// Evidence is a file the register keeps: its original sealed, its one public copy re-encoded by us.
type Evidence struct {
	Versioned
	ID          EvidenceID  `json:"id"`
	Person      PersonID    `json:"person"`
	Testimony   TestimonyID `json:"testimony,omitempty"`
	SHA256      string      `json:"sha256"` // of the sealed original, 64 hexadecimal digits
	Size        int64       `json:"size"`
	MIME        string      `json:"mime"`
	Restriction Restriction `json:"restriction"`
	Source      SourceID    `json:"source,omitempty"`
	PublicCopy  string      `json:"public_copy,omitempty"` // SHA-256 of the re-encoded copy without metadata
	Proposed    string      `json:"proposed,omitempty"`    // SHA-256 of the copy proposed for publication
	Width       int         `json:"width,omitempty"`
	Height      int         `json:"height,omitempty"`
	PHash       string      `json:"phash,omitempty"`
	Held        string      `json:"held,omitempty"` // why it may not go out yet: duplicate, known_face, drawing
	Reviews     []Review    `json:"reviews,omitempty"`
}

// MergeState is how far a merge of two records has come.
type MergeState string

// The states of a merge.
const (
	MergeProposed MergeState = "proposed" // by one person; nothing has changed yet
	MergeDone     MergeState = "done"
	MergeUndone   MergeState = "undone" // the two records stand apart again
	MergeRejected MergeState = "rejected"
)

// Merge is two people's reversible decision that two records are one person (rule 14).
type Merge struct {
	Versioned
	ID        MergeID    `json:"id"`
	Keep      PersonID   `json:"keep"`
	Drop      PersonID   `json:"drop"`
	Why       string     `json:"why"`
	By        []StaffID  `json:"by"`
	State     MergeState `json:"state"`
	At        Day        `json:"at"`
	Undone    Day        `json:"undone,omitempty"`
	DropCase  CaseID     `json:"drop_case,omitempty"` // the number of the record merged away, which redirects only where both were full
	KeepLevel Level      `json:"keep_level"`          // the levels before, which undoing restores
	Undoing   *Unmerge   `json:"undoing,omitempty"`   // the first of two decisions to undo it
	DropLevel Level      `json:"drop_level"`
}

// Unmerge is what one of two people proposes to do about a merge that was wrong: part the records again, and say where each claim made since belongs.
type Unmerge struct {
	Proposal
	ToDrop []ClaimID `json:"to_drop,omitempty"` // claims made since that belong to the record merged away
}
