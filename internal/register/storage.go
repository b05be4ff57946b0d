package register

import (
	"context"

	"guwah.example/guwah"
)

// Writer is the one write door of the storage.
type Writer interface {
	// Commit stores all changes and one row of acts in one transaction, or nothing. It fails with ErrConflict where a stored version has moved on
	// or a unique value (a case number, an import key) is taken. It marks every person touched for the next projection.
	Commit(ctx context.Context, act guwah.Act, changes guwah.Changes) (guwah.Receipt, error)
}

// Revisions tells cases that have moved on.
type Revisions interface {
	// Revision is a case's, for Changes.Standing: each act that touches anything the case is made of adds one. 0 where none did yet.
	Revision(ctx context.Context, person guwah.PersonID) (int64, error)
}

// Arrivals stores testimonies that arrive.
type Arrivals interface {
	// Receive stores each with its act, all in one transaction, or nothing; those received before are passed over.
	Receive(ctx context.Context, arrivals []guwah.Arrival) error
}

// Dossiers loads cases whole.
type Dossiers interface {
	Loader
	// PersonByCase finds whose case has this number; for a merged record, the person merged away. ErrNotFound where the number was never given.
	PersonByCase(ctx context.Context, id guwah.CaseID) (guwah.PersonID, error)
}

// Loader loads cases.
type Loader interface {
	// Dossier loads one case in one snapshot. For a merged record it loads the one that was kept. ErrNotFound where there is none.
	Dossier(ctx context.Context, person guwah.PersonID) (guwah.Dossier, error)
}

// Edition is what a released case is good for: the day it was computed for, and the program whose rules computed it.
type Edition struct {
	Day     guwah.Day
	Program string
}

// Kept gives cases as the gate let them out, packed; nothing where that is not kept for the edition or where anything it was made from has changed.
type Kept interface {
	Released(ctx context.Context, id guwah.CaseID, of Edition) (string, error)
	ReleasedOf(ctx context.Context, person guwah.PersonID, of Edition) (string, error)
}

// Numbered loads a case by its number.
type Numbered interface {
	// DossierByCase is PersonByCase and Dossier of that person in one.
	DossierByCase(ctx context.Context, id guwah.CaseID) (guwah.PersonID, guwah.Dossier, error)
}

// Projection is what the public lists and the public find are selected from: only what the gate releases, never more. A list selects by it and then shows the
// cases as they are, so a stale projection can leave something out but never let something out.
type Projection struct {
	Person    guwah.PersonID
	Case      guwah.CaseID
	Level     guwah.Level
	Revision  string // of the public content
	Changed   guwah.Day
	Invented  bool
	Running   bool // a demand is unanswered
	Responses int
	Partial   int      // responses judged genuine in part or better
	Speakers  []string // opaque ids of distinct speakers whose words are public, prefixed "n:" when under their own name
	Campaigns []guwah.CampaignID
	Asked     []guwah.AuthorityID // authorities with a public demand
	Answered  []guwah.AuthorityID // authorities with a public response
	Pictures  []string            // SHA-256 of the public copies shown
	Forms     []Form              // name forms; only at LevelFull
	Released  []byte              // the case as the gate let it out, packed
	BirthYear int                 // only at LevelFull
	Sex       string
	Place     guwah.PlaceID
}

// Form is one name form with its search keys.
type Form struct {
	Text string
	Keys []string
}

// Projections keeps the projection up to date.
type Projections interface {
	// Dirty lists up to n persons that were touched since they were last projected.
	Dirty(ctx context.Context, n int) ([]guwah.PersonID, error)
	// Project loads each of these persons' cases once, asks of for its row, replaces their projections in one transaction, clears their marks and returns the
	// rows. A person without a row is removed; one whose record was merged into another has none. What was released is kept for the edition.
	Project(ctx context.Context, persons []guwah.PersonID, edition Edition, of Projecting) ([]Projection, error)
	// Outdated calls f with the ids of all persons that have a case number and nothing kept of this edition.
	Outdated(ctx context.Context, of Edition, f func([]guwah.PersonID) error) error
}

// Projecting gives a case's row; false where outsiders may not know of it. Other cases are loaded as the same snapshot shows them.
type Projecting func(ctx context.Context, d guwah.Dossier, others Loader) (Projection, bool, error)

// Lists selects from the projection. Every method gives persons to load; none gives a value to show, but for counts.
type Lists interface {
	// PublicRevision changes with every commit and once the lists have followed it, CaseRevision with every commit that touches the case or a record merged with it.
	// Both are keys for caches inside this process and must never leave it: they would tell of changes that are not public.
	PublicRevision(ctx context.Context) (string, error)
	CaseRevision(ctx context.Context, id guwah.CaseID) (string, error)

	Counts(ctx context.Context) (Counts, error)
	// Recent lists by day of the last public change, newest first, then by number.
	Recent(ctx context.Context, n int) ([]Selected, error)
	// InCampaign lists by case number, with the total.
	InCampaign(ctx context.Context, c guwah.CampaignID, from, n int) ([]Selected, int, error)
	CampaignCounts(ctx context.Context, c guwah.CampaignID) (CampaignCounts, error)
	// Asked lists by case number the cases with a public demand to an authority, with the total and how many of these have no public response from it.
	Asked(ctx context.Context, a guwah.AuthorityID, from, n int) (cases []Selected, total, silent int, err error)
	// Answered lists by case number the cases with a public response of an authority.
	Answered(ctx context.Context, a guwah.AuthorityID, n int) ([]Selected, error)
	// PictureOf finds whose case shows a public copy. ErrNotFound where none does.
	PictureOf(ctx context.Context, sha256 string) (guwah.PersonID, error)
	// Numbers lists up to n public cases by number, those after the one given.
	Numbers(ctx context.Context, after guwah.CaseID, n int) ([]Selected, error)
	// Match finds up to n public name forms that share a key with the query, most keys shared first, then by form.
	Match(ctx context.Context, keys []string, n int) ([]Matched, error)
}

// Selected is a case chosen for a list.
type Selected struct {
	Person  guwah.PersonID
	Case    guwah.CaseID
	Changed guwah.Day // of its last public change
}

// CampaignCounts are the figures of a campaign's page.
type CampaignCounts struct{ Speakers, Named, Demands, Answers int }

// Counts are the figures of the home page.
type Counts struct{ People, Unanswered, Responses, Partial, Invented int }

// Matched is one public name form and who has it.
type Matched struct {
	Form    string
	Persons []guwah.PersonID
	Shared  int // keys in common with the query
}

// Registry reads the things that stand beside the cases.
type Registry interface {
	Authorities(ctx context.Context) ([]guwah.Authority, error)
	Campaigns(ctx context.Context) ([]guwah.Campaign, error)
	CampaignClaims(ctx context.Context, c guwah.CampaignID) ([]guwah.Claim, []guwah.Source, error)
	Aggregates(ctx context.Context) ([]guwah.Aggregate, []guwah.Itemised, []guwah.Source, error)
	Corrections(ctx context.Context) ([]guwah.Correction, error)
	Challenges(ctx context.Context) ([]guwah.Challenge, error)
	NewestChallenges(ctx context.Context, from, n int) ([]guwah.Challenge, error)
	// Challenge finds one by its number. ErrNotFound where none has it.
	Challenge(ctx context.Context, no int64) (guwah.Challenge, error)
}
