package guwah

// The reason codes of a view: each names one sentence. The English sentences are in [ReasonSentences], the others in the catalogues.
const (
	ReasonLevelDecided   = "level_decided"
	ReasonLevelRecord    = "level_record"
	ReasonLevelNoNumber  = "level_no_number"
	ReasonLevelHidden    = "level_hidden"
	ReasonLevelObjected  = "level_objected"
	ReasonLevelMinor     = "level_minor"
	ReasonLevelFreeAgain = "level_free_again"
	ReasonLevelConsent   = "level_consent"
	ReasonLevelWithdrawn = "level_withdrawn"

	ReasonStatusNone               = "status_none"
	ReasonStatusLatest             = "status_latest"
	ReasonStatusDeath              = "status_death"
	ReasonStatusBareWord           = "status_bare_word"
	ReasonStatusUnconfirmedRelease = "status_unconfirmed_release"
	ReasonStatusDoubted            = "status_doubted"
	ReasonStatusContested          = "status_contested"
	ReasonStatusProof              = "status_proof"
	ReasonStatusFilm               = "status_film"
	ReasonStatusOverride           = "status_override"

	ReasonClockACustody   = "clock_a_custody"
	ReasonClockANoContact = "clock_a_no_contact"
	ReasonClockANotified  = "clock_a_notified_death"
	ReasonClockABareWord  = "clock_a_bare_word"
	ReasonClockAUndated   = "clock_a_undated"
	ReasonClockAFree      = "clock_a_free_contact"
	ReasonClockAProof     = "clock_a_proof"

	ReasonClockBSent       = "clock_b_sent"
	ReasonClockBPublished  = "clock_b_published"
	ReasonClockBAnswered   = "clock_b_answered"
	ReasonClockBWithdrawn  = "clock_b_withdrawn"
	ReasonClockBClosed     = "clock_b_closed"
	ReasonClockBCaseClosed = "clock_b_case_closed"

	ReasonReadingContested    = "reading_contested"
	ReasonReadingDeathAndSign = "reading_death_and_sign"
	ReasonReadingBareWord     = "reading_bare_word"
	ReasonReadingBothStand    = "reading_both_stand"

	ReasonEffectSatisfies  = "effect_satisfies"
	ReasonEffectProof      = "effect_proof"
	ReasonEffectMarker     = "effect_marker"
	ReasonEffectFilm       = "effect_film"
	ReasonEffectUnassessed = "effect_unassessed"
	ReasonEffectNone       = "effect_none"
)

// The codes of why a claim or response did not count.
const (
	AsideBareWord         = "bare_word"
	AsideDateUnproved     = "date_unproved"
	AsideTemporary        = "temporary_release"
	AsideDeathNotAccepted = "death_not_accepted"
	AsideFamilyDivided    = "family_divided"
	AsideNotClose         = "not_a_close_relative"
	AsideBeforeDeath      = "not_after_the_death"
	AsideOverrideLapsed   = "override_lapsed"
	AsideOverridden       = "overridden"
	AsideUnassessed       = "unassessed"
	AsideNotSatisfying    = "does_not_satisfy"
)

// Sentence is a code with the English sentence it stands for. A sentence that speaks of a date holds one %s for it.
type Sentence struct {
	Code    string
	English string
}

// ReasonSentences lists every reason code of a view with its English sentence (catalogue context "reason").
var ReasonSentences = []Sentence{
	{ReasonLevelDecided, "Two people decided to show this much."},
	{ReasonLevelRecord, "The record is new from an import, or was merged into another."},
	{ReasonLevelNoNumber, "Two people have not yet decided to show anything."},
	{ReasonLevelHidden, "A member of the team has hidden it. Showing it again takes two people."},
	{ReasonLevelObjected, "A close relative objects. Only the number is shown until two other people decide in writing."},
	{ReasonLevelMinor, "A child's page goes no further than initials unless the guardian and two staff release more, until the age of 18."},
	{ReasonLevelFreeAgain, "The person is free or abroad and decides for themselves. Until then only initials are shown."},
	{ReasonLevelConsent, "Consents and decisions of two people let no more than this out."},
	{ReasonLevelWithdrawn, "The family withdrew. What others said needs a fresh decision of two people."},

	{ReasonStatusNone, "Nobody has yet told how the person is held."},
	{ReasonStatusLatest, "The latest event that is told decides."},
	{ReasonStatusDeath, "A death is told. Who tells it, and on what evidence, decides what it is called."},
	{ReasonStatusBareWord, "Only the authority says so, and nobody else tells how the person is held."},
	{ReasonStatusUnconfirmedRelease, "A release is reported. Nothing yet confirms that the person is free."},
	{ReasonStatusDoubted, "Every account of how the person is held is contested."},
	{ReasonStatusContested, "Accounts that cannot both be so stand side by side."},
	{ReasonStatusProof, "Independent evidence shows that the person was alive on %s."},
	{ReasonStatusFilm, "The person was shown alive, and the date is not proved."},
	{ReasonStatusOverride, "Two people set this against the rules on %s and gave a written reason. It lapses when a newer account is accepted."},

	{ReasonClockACustody, "Counted from the start of the detention: %s. Nothing since has shown the person free to speak."},
	{ReasonClockANoContact, "Counted from the day contact broke off: %s."},
	{ReasonClockANotified, "Counted from the notice of a death without remains: %s."},
	{ReasonClockABareWord, "Counted from the custody that the authority itself speaks of: %s."},
	{ReasonClockAUndated, "Nobody has given a date. Counted from the first report: %s."},
	{ReasonClockAFree, "Counted from the last contact in which the person could speak freely: %s."},
	{ReasonClockAProof, "Counted from the last independent proof of life: %s."},

	{ReasonClockBSent, "Counted from the day the demand was sent: %s."},
	{ReasonClockBPublished, "Counted from the day the demand was published, since it could not be delivered: %s."},
	{ReasonClockBAnswered, "The demand was answered: independent proof that meets what was asked."},
	{ReasonClockBWithdrawn, "The demand was withdrawn. It was not answered."},
	{ReasonClockBClosed, "The demand was closed. It was not answered."},
	{ReasonClockBCaseClosed, "The question ended with the case. The demand was not answered, and a new detention would need a new demand."},

	{ReasonReadingContested, "These accounts cannot both be so. Until one is borne out, the status is contested."},
	{ReasonReadingDeathAndSign, "A death is accepted only by two people, on evidence. Where the date of a film is not proved, it is shown and moves nothing. Neither account moves the clock."},
	{ReasonReadingBareWord, "An authority's bare word is shown and changes nothing: it neither ends a detention nor stops a clock."},
	{ReasonReadingBothStand, "These accounts differ. Both stand, each with its source and dates."},

	{ReasonEffectSatisfies, "Independent proof that meets the demand. It stops the demand's clock and moves the life clock to %s."},
	{ReasonEffectProof, "Independent proof of life. It moves the life clock to %s."},
	{ReasonEffectMarker, "It shows the person alive, not free: it moves “last known alive”, not the clock."},
	{ReasonEffectFilm, "Not assessed yet. It shows the person alive on no proved date, and moves nothing."},
	{ReasonEffectUnassessed, "Not assessed yet. A statement moves nothing."},
	{ReasonEffectNone, "It moves nothing."},
}

// AsideSentences lists every code of why something did not count, with its English sentence (catalogue context "reason").
var AsideSentences = []Sentence{
	{AsideBareWord, "An authority's bare word"},
	{AsideDateUnproved, "Shown alive, and the date is not proved"},
	{AsideTemporary, "A temporary release or a transfer is no release"},
	{AsideDeathNotAccepted, "A death that two people have not accepted"},
	{AsideFamilyDivided, "The family is divided over it"},
	{AsideNotClose, "Not the word of a close relative"},
	{AsideBeforeDeath, "Not certainly after the death"},
	{AsideOverrideLapsed, "A newer account, so that what two people had set no longer holds"},
	{AsideOverridden, "Two people set otherwise"},
	{AsideUnassessed, "Not assessed by two people yet"},
	{AsideNotSatisfying, "Not independent proof that meets the demand"},
}
