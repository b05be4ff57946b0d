package app

import (
	"context"
	"strings"
	"time"

	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/post"
)

// mailDigests looks once a minute, until ctx ends, whether the team has to be told that something waits.
func (a *App) mailDigests(ctx context.Context) {
	if a.Config.Mail == nil {
		return
	}
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	a.mailAt(ctx, tick.C)
}

// mailAt looks at once and at each tick, until ctx ends. A failure is logged once until a digest arrives again.
func (a *App) mailAt(ctx context.Context, tick <-chan time.Time) {
	digests := a.digests(*a.Config.Mail)
	failing := false
	for {
		sent, err := digests.Look(ctx)
		if err != nil && !failing && ctx.Err() == nil {
			a.options.Log.Error("the team is not told by mail until this is mended", "error", err)
		}
		failing = err != nil || failing && !sent
		select {
		case <-ctx.Done():
			return
		case <-tick:
		}
	}
}

func (a *App) digests(m config.Mail) *post.Digests {
	server := post.Server{
		Address: m.Server, TLS: m.TLS, User: m.User, From: m.From, To: m.To, Now: a.options.Now,
		Password: func() (string, error) { return m.Password(a.options.Data) },
	}
	lang := i18n.Lang(m.Lang)
	if lang == "" {
		lang = i18n.English
	}
	p := a.words.Printer(lang)
	return &post.Digests{
		Every: m.Every(), Now: a.options.Now, Count: a.countForDigest, Send: server.Send,
		Write: func(c post.Counts) post.Letter { return digestLetter(p, c) },
	}
}

func (a *App) countForDigest(ctx context.Context) (post.Counts, error) {
	t, err := a.Store.Tally(ctx)
	return post.Counts{Waiting: t.Waiting, Danger: t.Danger, Aside: t.Aside, Second: t.Second, Received: t.Received}, err
}

// digestLetter says how much waits. It names no register and holds no link: a link in a mail is what a forger would send.
func digestLetter(p *i18n.Printer, c post.Counts) post.Letter {
	lines := []string{
		p.T("digest", "Waiting: {n}", "n", c.Waiting),
		p.T("digest", "In danger now: {n}", "n", c.Danger),
		p.T("digest", "Set aside in bursts: {n}", "n", c.Aside),
		p.T("digest", "Waiting for a second person: {n}", "n", c.Second),
		"",
		p.T("digest", "There is no link in this mail, and never will be. Sign in as you always do."),
	}
	return post.Letter{Subject: p.T("digest", "Something new waits"), Body: strings.Join(lines, "\r\n") + "\r\n"}
}
