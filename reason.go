package guwah

// The reason codes of a view, each with what its sentence in the catalogues says (vocabulary "reason"). The sentence may speak of the reason's date.
const (
	ReasonLevelDecided   = "level_decided"    // two people decided to show this much
	ReasonLevelRecord    = "level_record"     // the record is new from an import, or was merged into another
	ReasonLevelNoNumber  = "level_no_number"  // two people have not yet decided to show anything
	ReasonLevelHidden    = "level_hidden"     // a member of the team has hidden it. Showing it again takes two people
	ReasonLevelObjected  = "level_objected"   // a close relative objects. Only the number is shown until two other people decide in writing
	ReasonLevelMinor     = "level_minor"      // a child's page goes no further than initials unless the guardian and two staff release more, until the age of 18
	ReasonLevelFreeAgain = "level_free_again" // the person is free or abroad and decides for themselves. Until then only initials are shown
	ReasonLevelConsent   = "level_consent"    // consents and decisions of two people let no more than this out
	ReasonLevelWithdrawn = "level_withdrawn"  // the family withdrew. What others said needs a fresh decision of two people

	ReasonStatusNone               = "status_none"                // nobody has yet told how the person is held
	ReasonStatusLatest             = "status_latest"              // the latest event that is told decides
	ReasonStatusDeath              = "status_death"               // a death is told. Who tells it, and on what evidence, decides what it is called
	ReasonStatusBareWord           = "status_bare_word"           // only the authority says so, and nobody else tells how the person is held
	ReasonStatusUnconfirmedRelease = "status_unconfirmed_release" // a release is reported. Nothing yet confirms that the person is free
	ReasonStatusDoubted            = "status_doubted"             // every account of how the person is held is contested
	ReasonStatusContested          = "status_contested"           // accounts that cannot both be so stand side by side
	ReasonStatusProof              = "status_proof"               // independent evidence shows that the person was alive on that date
	ReasonStatusFilm               = "status_film"                // the person was shown alive, and the date is not proved
	ReasonStatusOverride           = "status_override"            // two people set this against the rules on that date and gave a written reason. It lapses when a newer account is accepted

	ReasonClockACustody   = "clock_a_custody"        // counted from the start of the detention on that date. Nothing since has shown the person free to speak
	ReasonClockANoContact = "clock_a_no_contact"     // counted from the day contact broke off on that date
	ReasonClockANotified  = "clock_a_notified_death" // counted from the notice of a death without remains on that date
	ReasonClockABareWord  = "clock_a_bare_word"      // counted from the custody that the authority itself speaks of on that date
	ReasonClockAUndated   = "clock_a_undated"        // nobody has given a date. Counted from the first report on that date
	ReasonClockAFree      = "clock_a_free_contact"   // counted from the last contact in which the person could speak freely on that date
	ReasonClockAProof     = "clock_a_proof"          // counted from the last independent proof of life on that date

	ReasonClockBSent       = "clock_b_sent"        // counted from the day the demand was sent on that date
	ReasonClockBPublished  = "clock_b_published"   // counted from the day the demand was published, since it could not be delivered on that date
	ReasonClockBAnswered   = "clock_b_answered"    // the demand was answered: independent proof that meets what was asked
	ReasonClockBWithdrawn  = "clock_b_withdrawn"   // the demand was withdrawn. It was not answered
	ReasonClockBClosed     = "clock_b_closed"      // the demand was closed. It was not answered
	ReasonClockBCaseClosed = "clock_b_case_closed" // the question ended with the case. The demand was not answered, and a new detention would need a new demand

	ReasonReadingContested    = "reading_contested"      // these accounts cannot both be so. Until one is borne out, the status is contested
	ReasonReadingDeathAndSign = "reading_death_and_sign" // a death is accepted only by two people, on evidence. Where the date of a film is not proved, it is shown and moves nothing. Neither account moves the clock
	ReasonReadingBareWord     = "reading_bare_word"      // an authority's bare word is shown and changes nothing: it neither ends a detention nor stops a clock
	ReasonReadingBothStand    = "reading_both_stand"     // these accounts differ. Both stand, each with its source and dates

	ReasonEffectSatisfies  = "effect_satisfies"  // independent proof that meets the demand. It stops the demand's clock and moves the life clock to that date
	ReasonEffectProof      = "effect_proof"      // independent proof of life. It moves the life clock to that date
	ReasonEffectMarker     = "effect_marker"     // it shows the person alive, not free: it moves “last known alive”, not the clock
	ReasonEffectFilm       = "effect_film"       // not assessed yet. It shows the person alive on no proved date, and moves nothing
	ReasonEffectUnassessed = "effect_unassessed" // not assessed yet. A statement moves nothing
	ReasonEffectNone       = "effect_none"       // it moves nothing
)

// The codes of why a claim or response did not count (vocabulary "set aside" of the catalogues).
const (
	AsideBareWord         = "bare_word"            // an authority's bare word
	AsideDateUnproved     = "date_unproved"        // shown alive, and the date is not proved
	AsideTemporary        = "temporary_release"    // a temporary release or a transfer is no release
	AsideDeathNotAccepted = "death_not_accepted"   // a death that two people have not accepted
	AsideFamilyDivided    = "family_divided"       // the family is divided over it
	AsideNotClose         = "not_a_close_relative" // not the word of a close relative
	AsideBeforeDeath      = "not_after_the_death"  // not certainly after the death
	AsideOverrideLapsed   = "override_lapsed"      // a newer account, so that what two people had set no longer holds
	AsideOverridden       = "overridden"           // two people set otherwise
	AsideUnassessed       = "unassessed"           // not assessed by two people yet
	AsideNotSatisfying    = "does_not_satisfy"     // not independent proof that meets the demand
)
