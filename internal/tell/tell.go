// Package tell is the telling: the page on the risks, the form, the return code, and what a code opens.
//
// Everything works without scripts. A form that cannot be received is shown again with every word, and with its files held.
// Nothing is kept on the visitor's device.
//
//	t, err := tell.New(tell.Config{Intake: in, Views: viewsConfig, …})
//	handler, err := serve.New(config, t, …)
package tell

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"slices"
	"sync"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve"
	"guwah.example/guwah/internal/turn"
)

//go:embed page/*/page.tmpl shared/parts.tmpl
var pages embed.FS

//go:embed static
var static embed.FS

// Static returns the script that seals on the teller's device, to be served among the assets. web/ holds its source.
func Static() fs.FS {
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic("tell: the embedded folder is not there: " + err.Error())
	}
	return files
}

// Config is what the telling is made with.
type Config struct {
	Intake *intake.Intake
	// Views gives catalogues, assets and origin; the pages are this package's own.
	Views  serve.ViewsConfig
	Random io.Reader
	// Demo opens telling in every language: nobody's life hangs on the words of a demonstration.
	Demo bool
	// OpenUnreviewed are the languages in which the operator opens telling, in writing, before a native speaker has reviewed the critical words.
	OpenUnreviewed []string
	// Turns and Puzzles are for when more tell at once than can be served.
	Turns   *turn.Turns[seal.Code]
	Puzzles *turn.Puzzles
	// Patience is how long somebody who waits for their turn waits for an answer; then they are told that they wait.
	Patience time.Duration
	// Staff tells who of the team asks; an error where nobody has signed in. Where it is nil, staff cannot take testimonies down for others.
	Staff func(*http.Request) (guwah.StaffID, error)
}

// Tell is the face relatives see.
type Tell struct {
	Config
	views    *serve.Views
	risks    serve.View[risksPage]
	form     serve.View[formPage]
	received serve.View[receivedPage]
	locked   serve.View[lockedPage]
	closed   serve.View[closedPage]
	waits    serve.View[turnPage]
	mine     serve.View[minePage]
	mailbox  serve.View[mailboxPage]
	versions map[i18n.Lang]string
	script   script
	onDevice sync.Map // the answer to what was sealed on a device, by language and key of the team
}

// script is the one script of these pages: where it is, and the hash of its bytes, which the page and its policy pin.
type script struct{ Address, Integrity string }

// New makes the face; it fails on a template that cannot be parsed.
func New(c Config) (*Tell, error) {
	c.Views.Pages = pages
	views, err := serve.NewViews(c.Views)
	if err != nil {
		return nil, fmt.Errorf("make the telling: %w", err)
	}
	t := &Tell{
		Config: c, views: views,
		risks:    serve.NewView[risksPage](views, "risks"),
		form:     serve.NewView[formPage](views, "tell"),
		received: serve.NewView[receivedPage](views, "received"),
		locked:   serve.NewView[lockedPage](views, "locked"),
		closed:   serve.NewView[closedPage](views, "closed"),
		waits:    serve.NewView[turnPage](views, "turn"),
		mine:     serve.NewView[minePage](views, "mine"),
		mailbox:  serve.NewView[mailboxPage](views, "mailbox"),
		versions: make(map[i18n.Lang]string),
	}
	if t.script.Address, t.script.Integrity, err = c.Views.Assets.Pinned("tell.js"); err != nil {
		return nil, fmt.Errorf("make the telling: %w", err)
	}
	for _, lang := range i18n.Langs {
		t.versions[lang] = consentVersion(t.speak(lang))
	}
	return t, nil
}

// Check compares the templates with what they are drawn from.
func (t *Tell) Check() error { return t.views.Check() }

// codes is how many return codes all visitors together may try. A code is 128 bits long, so this is no bound on guessing: it leaves most of a small machine,
// which looks up 7,000 a second, to all else. No bound of a few a minute would do, for it would let anybody keep every family from their letters. What
// withdraws, undoes, or changes what may be shown has no budget: that must never have to wait for strangers.
var codes = serve.Budget{PerSecond: 2000, AtOnce: 10000}

// Routes are the addresses of the telling.
func (t *Tell) Routes() []serve.Route {
	own := t.script.policy()
	routes := []serve.Route{
		{Method: "GET", Pattern: "/{lang}/tell/risks", Name: "risks", Kind: serve.Page, Handler: t.risksShow},
		{Method: "GET", Pattern: "/{lang}/tell/locked", Name: "locked", Kind: serve.Page, Handler: t.lockedShow},
		{Method: "GET", Pattern: "/{lang}/tell", Name: "tell", Kind: serve.Page, Policy: own, Handler: t.testimonyNew},
		{
			Method: "POST", Pattern: "/{lang}/tell", Name: "tell send", Kind: serve.Form, Policy: own,
			MaxBody: intake.MaxBody, Timeout: slowest, Handler: t.testimonySend,
		},
		{Method: "POST", Pattern: "/{lang}/tell/code", Name: "tell code", Kind: serve.Form, Who: serve.CodeHolder, Budget: codes, Handler: t.codeCheck},
		{
			Method: "POST", Pattern: "/{lang}/tell/sealed", Name: "tell sealed", Kind: serve.Form,
			MaxBody: intake.MaxBody, Timeout: slowest, Handler: t.testimonySealed,
		},
		{Method: "GET", Pattern: "/{lang}/tell/turn/{ticket}", Name: "tell turn", Kind: serve.Page, Policy: own, Handler: t.turnShow},
		{Method: "GET", Pattern: "/{lang}/mine", Name: "mine", Kind: serve.Page, Policy: own, Handler: t.mineShow},
		{Method: "POST", Pattern: "/{lang}/mine", Name: "mine open", Kind: serve.Form, Who: serve.CodeHolder, Policy: own, Budget: codes, Handler: t.mineOpen},
		{
			Method: "POST", Pattern: "/{lang}/mine/add", Name: "mine add", Kind: serve.Form, Who: serve.CodeHolder,
			MaxBody: intake.MaxBody, Timeout: slowest, Handler: t.mineAdd,
		},
		{
			Method: "POST", Pattern: "/{lang}/mine/add/sealed", Name: "mine add sealed", Kind: serve.Form, Who: serve.CodeHolder,
			MaxBody: intake.MaxBody, Timeout: slowest, Handler: t.mineAddSealed,
		},
		{Method: "POST", Pattern: "/{lang}/mine/consent", Name: "mine consent", Kind: serve.Form, Who: serve.CodeHolder, Handler: t.mineConsent},
		{Method: "POST", Pattern: "/{lang}/mine/withdraw", Name: "mine withdraw", Kind: serve.Form, Who: serve.CodeHolder, Handler: t.mineWithdraw},
		{Method: "POST", Pattern: "/{lang}/mine/undo", Name: "mine undo", Kind: serve.Form, Who: serve.CodeHolder, Handler: t.mineUndo},
	}
	if t.Staff != nil {
		routes = append(routes,
			serve.Route{Method: "GET", Pattern: "/{lang}/tell/for", Name: "tell for", Kind: serve.Page, Who: serve.Staff, Handler: t.entryNew},
			serve.Route{
				Method: "POST", Pattern: "/{lang}/tell/for", Name: "tell for send", Kind: serve.Form, Who: serve.Staff,
				MaxBody: intake.MaxBody, Timeout: slowest, Handler: t.entrySend,
			})
	}
	return routes
}

// policy lets a page run these very bytes and no other script, and lets them send what they sealed.
func (s script) policy() string { return "script-src '" + s.Integrity + "'; connect-src 'self'" }

// slowest is how long a form with recordings may take to arrive from an old telephone.
const slowest = 30 * time.Minute

func (t *Tell) frame(lang i18n.Lang, path, title string) serve.Frame {
	frame := t.views.Frame(lang, path)
	frame.Title = title
	return frame
}

func (t *Tell) token() string { return guwah.NewID(t.Random) }

// isOpen tells whether people may tell in this language.
func (t *Tell) isOpen(lang i18n.Lang) bool {
	return t.Demo || t.Views.Catalogues.Reviewed(lang) || slices.Contains(t.OpenUnreviewed, string(lang))
}

// send answers with a page that holds something of one visitor.
func send(w http.ResponseWriter, r *http.Request, status int, answer serve.Answer, err error) error {
	if err != nil {
		return err
	}
	answer.Status, answer.NoStore = status, true
	return serve.Send(w, r, answer)
}
