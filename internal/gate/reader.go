package gate

import "context"

// Reader is what the public faces read from: everything behind it has passed the gate.
// A case that does not exist and one that may not be known of both give an error of kind guwah.ErrNotFound, after the same work.
type Reader interface {
	// Case gives the case with this number as of today.
	Case(ctx context.Context, id string) (Case, error)
	// Find looks for a name in any script; from is the number of groups to skip.
	Find(ctx context.Context, query string, from int) (Found, error)
	Home(ctx context.Context) (Home, error)
	Campaign(ctx context.Context, slug string, from int) (Campaign, error)
	Campaigns(ctx context.Context) ([]Campaign, error)
	Authority(ctx context.Context, id string, from int) (AuthorityPage, error)
	Authorities(ctx context.Context) ([]AuthorityPage, error)
	// Corrections lists all corrections, newest first.
	Corrections(ctx context.Context) ([]Correction, error)
	// Challenges lists up to n challenges, newest first, after skipping from.
	Challenges(ctx context.Context, from, n int) ([]Challenge, error)
	ChallengeNo(ctx context.Context, no int64) (Challenge, error)
	// Recent lists cases by last public change, newest first, for feeds and home.
	Recent(ctx context.Context, n int) ([]Line, error)
	// Map lists every public address.
	Map(ctx context.Context) ([]MapEntry, error)
	// Picture gives the bytes of a public copy that some case shows now.
	Picture(ctx context.Context, sha256 string) (Picture, []byte, error)
	// Each calls f for every case that outsiders may know of, in the order of their numbers, for the export.
	Each(ctx context.Context, f func(Case) error) error
	// Today is the UTC day that the reader computes for.
	Today() int32
	// Revision is a key for caches of lists, CaseRevision one for caches of a case's outputs. They change with what lies behind the gate too,
	// so they must not leave the process: an ETag is a hash of the bytes.
	Revision(ctx context.Context) (string, error)
	CaseRevision(ctx context.Context, id string) (string, error)
}
