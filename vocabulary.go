package guwah

// The controlled vocabularies: each code has a label in every interface language (catalogue context "code").
// Codes follow HURIDOCS micro-thesauri (MT) and PFIF 1.4 where these have one.

// Status answers "where is this person?" as computed from the claims (MT25).
type Status string

// The statuses, grouped by the PFIF note status they export as; see [Status.Group].
const (
	InformationSought     Status = "information_sought"
	Missing               Status = "missing"
	DetainedCamp          Status = "detained_camp"
	DetainedUnspecified   Status = "detained_unspecified"
	PreTrial              Status = "pre_trial"
	ImprisonedSentenced   Status = "imprisoned_sentenced"
	ImprisonedNoCharge    Status = "imprisoned_no_known_charge"
	HouseArrest           Status = "house_arrest"
	ForcedLabourTransfer  Status = "forced_labour_transfer"
	ReleasedRestricted    Status = "released_restricted"
	InStateCare           Status = "in_state_care"
	ProofOfLifeUnverified Status = "proof_of_life_unverified"
	DiedReported          Status = "died_reported"
	DiedNotified          Status = "died_notified_by_authority_no_body"
	Contested             Status = "contested"
	ReleasedConfirmedFree Status = "released_confirmed_free"
	ProofOfLifeVerified   Status = "proof_of_life_verified"
	LocatedAbroad         Status = "located_abroad"
	DiedAcceptedByFamily  Status = "died_accepted_by_family"
	DiedConfirmed         Status = "died_confirmed"
	NotACase              Status = "not_a_case"
	StatusWithdrawn       Status = "withdrawn"
)

// Statuses lists every status in the order of the vocabulary.
var Statuses = []Status{
	InformationSought, Missing, DetainedCamp, DetainedUnspecified, PreTrial, ImprisonedSentenced, ImprisonedNoCharge, HouseArrest,
	ForcedLabourTransfer, ReleasedRestricted, InStateCare, ProofOfLifeUnverified, DiedReported, DiedNotified, Contested,
	ReleasedConfirmedFree, ProofOfLifeVerified, LocatedAbroad, DiedAcceptedByFamily, DiedConfirmed, NotACase, StatusWithdrawn,
}

// Closed tells whether the question "alive, and free?" has ended; all other statuses leave the case open.
func (s Status) Closed() bool {
	switch s {
	case ReleasedConfirmedFree, LocatedAbroad, DiedAcceptedByFamily, DiedConfirmed, NotACase, StatusWithdrawn:
		return true
	}
	return false
}

// Group is the PFIF 1.4 note status that s exports as; empty where PFIF has none for it.
func (s Status) Group() string {
	switch s {
	case InformationSought:
		return "information_sought"
	case ReleasedConfirmedFree, ProofOfLifeVerified, LocatedAbroad:
		return "believed_alive"
	case DiedAcceptedByFamily, DiedConfirmed:
		return "believed_dead"
	case NotACase, StatusWithdrawn:
		return ""
	}
	return "believed_missing"
}

// Predicate is what a claim says of its subject.
type Predicate string

// The predicates.
const (
	PredName            Predicate = "name"
	PredID              Predicate = "id"
	PredSex             Predicate = "sex"
	PredBirth           Predicate = "birth"
	PredNationality     Predicate = "nationality"
	PredEthnicity       Predicate = "ethnicity"
	PredMaritalStatus   Predicate = "marital_status"
	PredPregnant        Predicate = "pregnant"
	PredOccupation      Predicate = "occupation" // MT10
	PredInstitution     Predicate = "institution"
	PredRelation        Predicate = "relation" // MT21: Value.Code is what the other person is to the subject
	PredDetained        Predicate = "detained"
	PredArrested        Predicate = "arrested"
	PredTransferred     Predicate = "transferred"
	PredHeldAt          Predicate = "held_at" // MT17: Value.Code is the kind of place
	PredStateCare       Predicate = "state_care"
	PredCharged         Predicate = "charged"
	PredSentenced       Predicate = "sentenced" // Value.Term, Value.Text the charge
	PredNoCharge        Predicate = "no_charge"
	PredReleased        Predicate = "released" // Value.Code is a release kind
	PredForcedLabour    Predicate = "forced_labour"
	PredLocated         Predicate = "located" // Value.Code "abroad", or "not_a_case" where nobody had disappeared
	PredContact         Predicate = "contact" // MT30: Value.Code is a contact kind
	PredSeenAlive       Predicate = "seen_alive"
	PredHealth          Predicate = "health"
	PredDied            Predicate = "died" // Value.Code is a death kind
	PredDeathAccepted   Predicate = "death_accepted"
	PredBodyReturned    Predicate = "body_returned"
	PredReasonStated    Predicate = "reason_stated"    // theirs
	PredReasonSuspected Predicate = "reason_suspected" // ours
	PredDepictedIn      Predicate = "depicted_in"      // Value.Evidence is the image
	PredWords           Predicate = "words"            // the family's, quoted
	PredFamilyPressure  Predicate = "family_pressure"
	PredLaunched        Predicate = "launched" // campaigns
	PredCounted         Predicate = "counted"  // campaigns, lists
)

// Predicates lists every predicate in the order of the vocabulary.
var Predicates = []Predicate{
	PredName, PredID, PredSex, PredBirth, PredNationality, PredEthnicity, PredMaritalStatus, PredPregnant, PredOccupation, PredInstitution, PredRelation,
	PredDetained, PredArrested, PredTransferred, PredHeldAt, PredStateCare, PredCharged, PredSentenced, PredNoCharge, PredReleased, PredForcedLabour,
	PredLocated, PredContact, PredSeenAlive, PredHealth, PredDied, PredDeathAccepted, PredBodyReturned, PredReasonStated, PredReasonSuspected,
	PredDepictedIn, PredWords, PredFamilyPressure, PredLaunched, PredCounted,
}

// Basis is how whoever asserts a claim came to know it (MT19).
type Basis string

// The bases of knowledge.
const (
	BasisSelf              Basis = "self"
	BasisEyewitness        Basis = "eyewitness"
	BasisDirectContact     Basis = "direct_contact"
	BasisFamilyRelay       Basis = "family_relay"
	BasisOfficialDocument  Basis = "official_document"
	BasisOfficialStatement Basis = "official_statement"
	BasisLeakedDocument    Basis = "leaked_document"
	BasisMedia             Basis = "media"
	BasisSocialPost        Basis = "social_post"
	BasisHearsay           Basis = "hearsay"
	BasisInference         Basis = "inference"
)

// Bases lists every basis in the order of the vocabulary.
var Bases = []Basis{
	BasisSelf, BasisEyewitness, BasisDirectContact, BasisFamilyRelay, BasisOfficialDocument, BasisOfficialStatement, BasisLeakedDocument,
	BasisMedia, BasisSocialPost, BasisHearsay, BasisInference,
}

// Confirmation is how far a claim is borne out; computed, never stored (rule 4).
type Confirmation string

// The confirmations.
const (
	Reported     Confirmation = "reported"
	Corroborated Confirmation = "corroborated"
	Documented   Confirmation = "documented"
	Disputed     Confirmation = "disputed"
	Refuted      Confirmation = "refuted"
)

// Confirmations lists every confirmation.
var Confirmations = []Confirmation{Reported, Corroborated, Documented, Disputed, Refuted}

// Medium is the form a response took.
type Medium string

// Mediums lists every response medium.
var Mediums = []Medium{"statement", "video", "call", "letter", "visit", "document", "deed"}

// ResponseKind is something a response contains; one response may hold several.
type ResponseKind string

// ResponseKinds lists every kind. "Staged" is a verdict, never a kind; silence is computed.
var ResponseKinds = []ResponseKind{
	"acknowledgement", "no_info", "denial_of_person", "denial_of_detention", "claims_free", "claims_studying", "claims_sentenced", "claims_dead",
	"claims_abroad", "shown_alive", "release", "retaliation", "threat", "discredits_claimant", "aggregate_figure",
}

// Verdict is what an assessment finds a response to be worth, from nothing to everything asked.
type Verdict string

// The verdicts, in rising order of what they concede; the stricter of two is the earlier here.
const (
	Unassessed        Verdict = "unassessed"
	Insufficient      Verdict = "insufficient"
	Undated           Verdict = "undated"
	IdentityDoubt     Verdict = "identity_doubt"
	Staged            Verdict = "staged"
	CoercedIndicators Verdict = "coerced_indicators"
	GenuinePartial    Verdict = "genuine_partial"
	SatisfiesDemand   Verdict = "satisfies_demand"
)

// Verdicts lists every verdict.
var Verdicts = []Verdict{Unassessed, Insufficient, Undated, IdentityDoubt, Staged, CoercedIndicators, GenuinePartial, SatisfiesDemand}

// Indicator is a sign of duress in a response.
type Indicator string

// Indicators lists every duress indicator.
var Indicators = []Indicator{"scripted", "reading", "third_party_present", "denounces_relative", "no_questions", "not_dated", "edited", "state_set", "injuries"}

// Codes of Value.Code, by predicate.
const (
	ReleaseFreed       = "freed"
	ReleaseTemporary   = "temporary"
	ReleaseConditional = "conditional"
	ReleaseHouseArrest = "house_arrest"
	ReleaseLabour      = "labour"
	ReleaseTransferred = "transferred"

	ContactNone      = "none"
	ContactOneWay    = "one_way"
	ContactMonitored = "monitored"
	ContactFree      = "free"

	HeldCamp        = "camp"
	HeldPreTrial    = "pre_trial"
	HeldPrison      = "prison"
	HeldHouseArrest = "house_arrest"
	HeldUnknown     = "unknown"

	LocatedAbroadCode = "abroad"
	LocatedNotACase   = "not_a_case"
)

// ValueCodes lists the codes that Value.Code may hold, for each predicate that has a closed list.
var ValueCodes = map[Predicate][]string{
	PredReleased: {ReleaseFreed, ReleaseTemporary, ReleaseConditional, ReleaseHouseArrest, ReleaseLabour, ReleaseTransferred, "unknown"},
	PredContact:  {ContactNone, ContactOneWay, ContactMonitored, ContactFree},
	PredDied:     {"in_custody", "after_release", "executed", "unknown"},
	PredSex:      {"female", "male", "other", "unknown"},
	PredHeldAt:   {HeldCamp, HeldPreTrial, HeldPrison, HeldHouseArrest, HeldUnknown},
	PredLocated:  {LocatedAbroadCode, LocatedNotACase},
	PredRelation: Relations,
	PredOccupation: {
		"academic", "artist", "businessperson", "civil_servant", "cleric", "cook", "doctor", "driver", "editor", "engineer", "farmer", "herder", "homemaker",
		"imam", "journalist", "lawyer", "musician", "nurse", "official", "photographer", "poet", "police", "publisher", "pupil", "retired", "shopkeeper",
		"singer", "soldier", "student", "tailor", "teacher", "trader", "translator", "worker", "writer", "other",
	},
}

// Relations lists what one person can be to another (MT21): the speaker to the person sought, or a relative to the subject of a claim.
var Relations = []string{
	"daughter", "son", "child", "mother", "father", "wife", "husband", "spouse", "sister", "brother", "grandmother", "grandfather", "granddaughter", "grandson",
	"aunt", "uncle", "niece", "nephew", "cousin", "in_law", "friend", "neighbour", "colleague", "student_of", "teacher_of", "cellmate", "other", "self",
}

// Restriction is who may see a claim, an image or a document, before consent and level are asked.
type Restriction string

// The restrictions, from the widest to the narrowest.
const (
	RestrictPublic   Restriction = "public"
	RestrictPartners Restriction = "partners"
	RestrictTeam     Restriction = "team"
	RestrictCaseLead Restriction = "case_lead"
	RestrictSealed   Restriction = "sealed"
)

// Use is what a consent permits.
type Use string

// The consent uses.
const (
	PublishName     Use = "publish_name"
	PublishPhoto    Use = "publish_photo"
	PublishWords    Use = "publish_words"   // their testimony, quoted
	PublishSpeaker  Use = "publish_speaker" // who says so, by name
	PublishRelative Use = "publish_relative"
	UseAggregate    Use = "aggregate"
	SharePartner    Use = "share_partner"
	UNSubmission    Use = "un_submission"
	OwnGovernment   Use = "own_gov" // the relative's
	MediaContact    Use = "media_contact"
	UseCourt        Use = "court"
	UseResearch     Use = "research"
	UseTranslate    Use = "translate"
	ContactMe       Use = "contact_me"
)

// Uses lists every use in the order the telling asks them.
var Uses = []Use{
	PublishName, PublishPhoto, PublishWords, PublishSpeaker, PublishRelative, UseAggregate, SharePartner, UNSubmission, OwnGovernment, MediaContact,
	UseCourt, UseResearch, UseTranslate, ContactMe,
}

// AuthorityLevel is where an office stands.
type AuthorityLevel string

// AuthorityLevels lists every authority level.
var AuthorityLevels = []AuthorityLevel{
	"national", "region", "prefecture", "county", "township", "village", "facility", "state_media", "mission", "own_government", "international",
}

// Langs are the interface languages, Uyghur in Arabic script.
var Langs = []string{"en", "ug", "zh", "kk", "tr", "ru"}
