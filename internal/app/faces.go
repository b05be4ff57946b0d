package app

import (
	"context"
	"errors"
	"strings"
	"time"

	"guwah.example/guwah/internal/api"
	"guwah.example/guwah/internal/campaign"
	"guwah.example/guwah/internal/demand"
	"guwah.example/guwah/internal/desk"
	"guwah.example/guwah/internal/draw"
	"guwah.example/guwah/internal/evidence"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/passkey"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve"
	"guwah.example/guwah/internal/site"
	"guwah.example/guwah/internal/tell"
	"guwah.example/guwah/internal/turn"
)

// openFaces builds what people see, over the storage that is open, and joins it into one handler.
func (a *App) openFaces() (err error) {
	if a.words, err = i18n.Load(i18n.Options{}); err != nil {
		return err
	}
	assets, err := serve.NewAssets(serve.Shared(), site.Static(), tell.Static(), desk.Static())
	if err != nil {
		return err
	}
	views := serve.ViewsConfig{Catalogues: a.words, Assets: assets, Origin: a.Config.Origin}
	staff, err := a.openDesk(assets)
	if err != nil {
		return err
	}
	told, err := a.openTell(views, staff)
	if err != nil {
		return err
	}
	public, err := a.openSite(assets)
	if err != nil {
		return err
	}
	read, err := api.New(api.Config{Reader: a.Public, Origin: a.Config.Origin, Version: Version(), Now: a.options.Now})
	if err != nil {
		return err
	}
	failures, err := serve.NewErrorPages(views)
	if err != nil {
		return err
	}
	return a.join(failures, public, told, staff, read, assets, serve.Health{Ready: a.ready})
}

// join makes one handler of all faces and remembers every route.
func (a *App) join(failures *serve.ErrorPages, faces ...serve.Face) (err error) {
	for _, face := range faces {
		a.Routes = append(a.Routes, face.Routes()...)
	}
	a.Handler, err = serve.New(serve.Config{Log: a.options.Log, Errors: failures, Observe: a.Metrics.observe, Origin: a.Config.Origin, Secure: a.secure()}, faces...)
	return err
}

// cacheBytes is what drawn public pages may take in memory.
const cacheBytes = 64 << 20

func (a *App) openSite(assets *serve.Assets) (*site.Site, error) {
	press := campaign.NewPress(campaign.Config{
		Catalogues: a.words, Pictures: a.Public, Origin: a.Config.Origin, Typesetter: draw.NewTypesetter(), Log: a.options.Log,
	})
	a.pages = serve.NewCache(cacheBytes, a.options.Now)
	return site.New(site.Config{
		Reader: a.Public, Challenger: challenges{a}, Artist: press, Catalogues: a.words, Assets: assets, Origin: a.Config.Origin,
		Operator: site.Operator{Name: a.Config.Operator.Name, Contact: a.Config.Operator.Contact, Host: a.Config.Operator.Country, Keys: a.publicKeys},
		Cache:    a.pages, Now: a.options.Now,
	})
}

// How many testimonies are received at the same time, and how many may wait for that and how long before they are told so: each takes some ten kilobytes, without its files.
const (
	servedAtOnce  = 128
	waitingAtMost = 8192
	patience      = 4 * time.Second
)

func (a *App) openTell(views serve.ViewsConfig, staff *desk.Desk) (*tell.Tell, error) {
	a.turns = turn.New[seal.Code](turn.Config{AtOnce: servedAtOnce, Waiting: waitingAtMost})
	return tell.New(tell.Config{
		Turns: a.turns, Puzzles: turn.NewPuzzles(a.options.Now), Patience: patience,
		Intake: a.intake, Views: views, Random: a.options.Random, Demo: a.Config.Demo, OpenUnreviewed: a.Config.OpenUnreviewed, Staff: staff.Who,
	})
}

func (a *App) openDesk(assets *serve.Assets) (*desk.Desk, error) {
	party, err := passkey.New(a.Config.Origin)
	if err != nil && !errors.Is(err, passkey.ErrNoDomain) { // without a domain the sign-in page says so
		return nil, err
	}
	a.Entrance = register.NewEntrance(a.Register, party)
	a.bursts = intake.NewBursts(a.options.Now, a.options.Random)
	a.intake, err = intake.New(intake.Config{
		Bursts: a.bursts,
		Team:   a.Keys, Storage: a.Store, Door: a.Register, Held: a.held, Kept: a.blobs, Now: a.options.Now, Random: a.options.Random,
	})
	if err != nil {
		return nil, err
	}
	return desk.New(desk.Config{
		Register: a.Register, Entrance: a.Entrance, Newest: a.Public, Demands: demand.New(a.Register), Pictures: evidence.New(a.Register, a.blobs, a.Store), Letters: a.intake.Letters(a.Store), Blobs: a.sealed,
		Candidates: candidates{a.Matcher},
		Keys:       a.Keys, KeysTurned: a.TurnKeys, Catalogues: a.words, Assets: assets, Origin: a.Config.Origin, Secure: a.secure(), Demo: a.Config.Demo,
	})
}

// secure tells whether visitors reach the register over TLS.
func (a *App) secure() bool { return strings.HasPrefix(a.Config.Origin, "https://") }

// ready tells why the work cannot be done.
func (a *App) ready(ctx context.Context) error {
	_, err := a.Public.Revision(ctx)
	return err
}
