package site

import (
	"context"
	"embed"
	"io/fs"
	"strings"
	"time"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

//go:embed page/*/page.tmpl shared
var pages embed.FS

//go:embed static
var static embed.FS

// Static is the site's own static files, the fonts among them, for serve.NewAssets.
func Static() fs.FS {
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return files
}

// Reader is what the pages read; see [gate.Reader] for what each method promises.
type Reader interface {
	Case(ctx context.Context, id string) (gate.Case, error)
	Find(ctx context.Context, query string, from int) (gate.Found, error)
	Home(ctx context.Context) (gate.Home, error)
	Campaign(ctx context.Context, slug string, from int) (gate.Campaign, error)
	Campaigns(ctx context.Context) ([]gate.Campaign, error)
	Authority(ctx context.Context, id string, from int) (gate.AuthorityPage, error)
	Authorities(ctx context.Context) ([]gate.AuthorityPage, error)
	Corrections(ctx context.Context) ([]gate.Correction, error)
	// Challenges lists up to n challenges, newest first, after skipping from.
	Challenges(ctx context.Context, from, n int) ([]gate.Challenge, error)
	ChallengeNo(ctx context.Context, no int64) (gate.Challenge, error)
	Recent(ctx context.Context, n int) ([]gate.Line, error)
	Map(ctx context.Context) ([]gate.MapEntry, error)
	Picture(ctx context.Context, sha256 string) (gate.Picture, []byte, error)
	Today() int32
	Revision(ctx context.Context) (string, error)
	CaseRevision(ctx context.Context, id string) (string, error)
}

// Objection is a challenge as somebody sends it.
type Objection struct {
	Case    string // the number of the record; it need not exist
	Kind    string // a code of the vocabulary "challenge"
	Text    string // what is wrong, in their words
	Contact string // how to reach them; may be empty
}

// Receipt is what is public of a challenge once it is filed.
type Receipt struct {
	No       int64
	Kind     string
	Due      int32 // the day by which it is answered
	Received int32
}

// Challenger files challenges. It answers a hidden case and one that never was alike.
type Challenger interface {
	Challenge(ctx context.Context, o Objection) (Receipt, error)
}

// Artist draws what people post and hold up; it works from released cases only.
type Artist interface {
	// Card is a PNG of 1200×630 pixels.
	Card(ctx context.Context, c gate.Case, lang i18n.Lang) ([]byte, error)
	// Placard is a PDF page of A4.
	Placard(ctx context.Context, c gate.Case, lang i18n.Lang) ([]byte, error)
}

// Operator is who answers for this installation; its words are shown on the page about it as they are given.
type Operator struct {
	Name    string           // the person or organisation
	Contact string           // a mail address, with or without "mailto:"; published
	Host    string           // where the machine stands and under whose law, in a few words; may be empty
	Keys    func() []TeamKey // the epochs of the team's key that are or were in force, newest first
}

// TeamKey is one epoch of the key that testimonies are sealed to. All of it is public, so that a changed key is seen.
type TeamKey struct {
	No          int    `json:"no"`
	Public      string `json:"public"`           // age1pq1…
	Fingerprint string `json:"fingerprint"`      // hexadecimal, in groups
	Words       string `json:"words"`            // the same in words
	Verify      string `json:"verify,omitempty"` // the public key that signed the next epoch
	Signed      string `json:"signed,omitempty"` // by the epoch before
	Since       string `json:"since"`            // the day it came in force, 2026-11-28
	Until       string `json:"until,omitempty"`  // the day another did
	From, To    int32  `json:"-"`                // the same days, since 1970
}

// Config is what the site is made from.
type Config struct {
	Reader     Reader
	Challenger Challenger
	Artist     Artist
	Catalogues *i18n.Catalogues
	Assets     *serve.Assets
	Operator   Operator
	Origin     string       // scheme and host, without a slash at the end
	Cache      *serve.Cache // keeps drawn pages
	Now        func() time.Time
}

// Site serves the public pages.
type Site struct {
	Config
	views views
}

type views struct {
	all         *serve.Views
	home        serve.View[homePage]
	find        serve.View[findPage]
	show        serve.View[casePage]
	campaign    serve.View[campaignPage]
	campaigns   serve.View[campaignsPage]
	authority   serve.View[authorityPage]
	authorities serve.View[authoritiesPage]
	method      serve.View[methodPage]
	corrections serve.View[correctionsPage]
	correction  serve.View[correctionPage]
	challenge   serve.View[challengePage]
	challenges  serve.View[challengesPage]
	challenged  serve.View[challengedPage]
	about       serve.View[aboutPage]
}

// New makes the site; it fails where a template is broken.
func New(c Config) (*Site, error) {
	c.Operator.Contact = strings.TrimPrefix(c.Operator.Contact, "mailto:")
	all, err := serve.NewViews(serve.ViewsConfig{Catalogues: c.Catalogues, Assets: c.Assets, Pages: pages, Origin: c.Origin})
	if err != nil {
		return nil, err
	}
	return &Site{
		Config: c,
		views: views{
			all:         all,
			home:        serve.NewView[homePage](all, "home"),
			find:        serve.NewView[findPage](all, "find"),
			show:        serve.NewView[casePage](all, "case"),
			campaign:    serve.NewView[campaignPage](all, "campaign"),
			campaigns:   serve.NewView[campaignsPage](all, "campaigns"),
			authority:   serve.NewView[authorityPage](all, "authority"),
			authorities: serve.NewView[authoritiesPage](all, "authorities"),
			method:      serve.NewView[methodPage](all, "method"),
			corrections: serve.NewView[correctionsPage](all, "corrections"),
			correction:  serve.NewView[correctionPage](all, "correction"),
			challenge:   serve.NewView[challengePage](all, "challenge"),
			challenges:  serve.NewView[challengesPage](all, "challenges"),
			challenged:  serve.NewView[challengedPage](all, "challenged"),
			about:       serve.NewView[aboutPage](all, "about"),
		},
	}, nil
}

// voice speaks one language about what the gate lets out.
func (s *Site) voice(lang i18n.Lang) voice { return newVoice(s.Catalogues.Printer(lang)) }
