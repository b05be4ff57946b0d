package desk

import (
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/demand"
	"guwah.example/guwah/internal/evidence"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve"
)

//go:embed page shared layout.tmpl
var pages embed.FS

//go:embed static
var static embed.FS

// Static is the desk's own static files, for serve.NewAssets.
func Static() fs.FS {
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return files
}

// Candidates says which known persons somebody could be. It must not log what it is asked.
type Candidates interface {
	Candidates(ctx context.Context, sought register.Sought, n int) ([]Candidate, error)
}

// Candidate is a person somebody could be, with what speaks for and against it.
type Candidate struct {
	Person  guwah.PersonID
	Bits    float64 // of evidence; above 0 it speaks for the same person
	Reasons []Reason
}

// Reason is what one field says about two records.
type Reason struct {
	Field     string // a code of the vocabulary "field"
	Agreement string // a code of the vocabulary "agreement"
	Values    string // both values, of names with their sounds aligned
	Bits      float64
}

// Blobs reads what is kept by its hash, sealed or not.
type Blobs interface {
	Open(ctx context.Context, sha256 string) (io.ReadCloser, error)
}

// Letters carries the team's questions to a testimony's mailbox; *intake.Intake is one.
type Letters interface {
	// Ask puts a letter, sealed in the case-worker's browser, into the mailbox.
	Ask(ctx context.Context, by guwah.StaffID, id guwah.TestimonyID, sealed []byte) error
	// AskInClear seals a letter here, for a browser without scripts.
	AskInClear(ctx context.Context, by guwah.StaffID, id guwah.TestimonyID, lang, text string) error
	// MakeUp seals made-up words as a testimony told here would be, without storing it.
	MakeUp(ctx context.Context, words seal.Testimony) (guwah.Testimony, error)
}

// Config is what the desk is made from.
type Config struct {
	Register   *register.Register
	Entrance   *register.Entrance
	Demands    *demand.Demands
	Pictures   *evidence.Pictures
	Letters    Letters
	Blobs      Blobs
	Candidates Candidates                  // nil where nothing can be looked up
	Keys       *seal.Ring                  // what testimonies are sealed to
	KeysTurned func(context.Context) error // brings the ring up to date after the key was changed here
	Newest     Newest
	Catalogues *i18n.Catalogues
	Assets     *serve.Assets
	Origin     string // scheme and host, without a slash at the end; sign-in links begin with it
	Secure     bool   // reached over TLS, so cookies take the __Host- prefix
	Demo       bool   // a demonstration, whose links sign in without a passkey
}

// Desk serves the staff's pages.
type Desk struct {
	Config
	views views
}

type views struct {
	enter      serve.View[enterPage]
	key        serve.View[keyPage]
	inbox      serve.View[inboxPage]
	bursts     serve.View[burstsPage]
	burst      serve.View[burstPage]
	testimony  serve.View[testimonyPage]
	second     serve.View[secondPage]
	people     serve.View[peoplePage]
	person     serve.View[personPage]
	confirm    serve.View[confirmPage]
	demands    serve.View[demandsPage]
	matches    serve.View[matchesPage]
	pair       serve.View[pairPage]
	challenges serve.View[challengesPage]
	team       serve.View[teamPage]
	enrol      serve.View[enrolPage]
	again      serve.View[againPage]
	you        serve.View[youPage]
	abroad     serve.View[abroadPage]
	acts       serve.View[actsPage]
	decoys     serve.View[decoysPage]
	all        *serve.Views
}

// New makes the desk; it fails where a template is broken.
func New(c Config) (*Desk, error) {
	all, err := serve.NewViews(serve.ViewsConfig{Catalogues: c.Catalogues, Assets: c.Assets, Pages: pages, Layout: "layout.tmpl", Origin: c.Origin})
	if err != nil {
		return nil, fmt.Errorf("make the desk: %w", err)
	}
	d := &Desk{Config: c, views: views{
		all:        all,
		enter:      serve.NewView[enterPage](all, "enter"),
		key:        serve.NewView[keyPage](all, "key"),
		inbox:      serve.NewView[inboxPage](all, "inbox"),
		bursts:     serve.NewView[burstsPage](all, "bursts"),
		burst:      serve.NewView[burstPage](all, "burst"),
		testimony:  serve.NewView[testimonyPage](all, "testimony"),
		second:     serve.NewView[secondPage](all, "second"),
		people:     serve.NewView[peoplePage](all, "people"),
		person:     serve.NewView[personPage](all, "person"),
		confirm:    serve.NewView[confirmPage](all, "confirm"),
		demands:    serve.NewView[demandsPage](all, "demands"),
		matches:    serve.NewView[matchesPage](all, "matches"),
		pair:       serve.NewView[pairPage](all, "pair"),
		challenges: serve.NewView[challengesPage](all, "challenges"),
		team:       serve.NewView[teamPage](all, "team"),
		enrol:      serve.NewView[enrolPage](all, "enrol"),
		again:      serve.NewView[againPage](all, "again"),
		you:        serve.NewView[youPage](all, "you"),
		abroad:     serve.NewView[abroadPage](all, "abroad"),
		acts:       serve.NewView[actsPage](all, "acts"),
		decoys:     serve.NewView[decoysPage](all, "decoys"),
	}}
	if err := d.check(); err != nil {
		return nil, fmt.Errorf("make the desk: %w", err)
	}
	return d, nil
}
