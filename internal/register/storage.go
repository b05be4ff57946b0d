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

// Dossiers loads cases whole.
type Dossiers interface {
	// Dossier loads one case in one snapshot. For a merged record it loads the one that was kept. ErrNotFound where there is none.
	Dossier(ctx context.Context, person guwah.PersonID) (guwah.Dossier, error)
	// PersonByCase finds whose case has this number; for a merged record, the person merged away. ErrNotFound where the number was never given.
	PersonByCase(ctx context.Context, id guwah.CaseID) (guwah.PersonID, error)
}

// Projection is what the public lists and the public find are selected from: only what the gate releases, never more. It holds no value that a page
// would show; pages load the case again and pass it through the gate, so a stale projection can leave something out but never let something out.
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
	// Project replaces the projections of these persons in one transaction and clears their marks. A person missing from rows is removed.
	Project(ctx context.Context, persons []guwah.PersonID, rows []Projection) error
	// Everyone calls f with the ids of all persons that have a case number, for the daily projection.
	Everyone(ctx context.Context, f func([]guwah.PersonID) error) error
}

// Lists selects from the projection.
type Lists interface {
	PublicRevision(ctx context.Context) (string, error) // changes with every public change
	Revision(ctx context.Context, id guwah.CaseID) (string, error)
	Counts(ctx context.Context) (Counts, error)
	Recent(ctx context.Context, after guwah.CaseID, n int) ([]guwah.PersonID, error)                // by last public change, newest first
	InCampaign(ctx context.Context, c guwah.CampaignID, from, n int) ([]guwah.PersonID, int, error) // by case number, with the total
	Asked(ctx context.Context, a guwah.AuthorityID, from, n int) (persons []guwah.PersonID, total, silent int, err error)
	Speakers(ctx context.Context, c guwah.CampaignID) (speakers, named, demands, answers int, err error)
	PictureShown(ctx context.Context, sha256 string) (bool, error)
	Numbers(ctx context.Context, after guwah.CaseID, n int) ([]guwah.CaseID, error) // every public case number in order, for export and sitemap
	// Match finds the public name forms that share a key, most keys shared first, with the persons that have them.
	Match(ctx context.Context, keys []string, n int) ([]Matched, error)
}

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
}
