package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/links"
)

type sourcesCommand struct {
	registerFlags
	Proxy   *url.URL      `placeholder:"URL" help:"A SOCKS5 proxy, such as Tor's: socks5h://127.0.0.1:9050. Without it the websites see where this machine is."`
	Timeout time.Duration `default:"20s" help:"How long one page may take (${default})."`
	All     bool          `help:"Also list the pages that answer."`
	JSON    bool          `help:"Print one JSON object a line."`
}

// Help stands below the flags in `guwah sources --help`.
func (sourcesCommand) Help() string {
	return "Asks whether the pages that public cases cite still answer, and lists those that do not, so that somebody can look for a kept copy. It connects to public addresses only, " +
		"on the ports of the web, wherever a link or its redirects lead. Nothing is asked but what anybody can read on the site. A page that answers may still have lost what it said."
}

func (c sourcesCommand) Run(ctx context.Context, s streams) error {
	checker, err := links.NewChecker(links.Config{Proxy: c.Proxy, Timeout: c.Timeout})
	if err != nil {
		return errors.Join(errUsage, err)
	}
	a, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	asked, dead := 0, 0
	encoder := json.NewEncoder(s.out)
	err = a.CheckSources(ctx, checker, func(page app.Cited) {
		asked++
		if !page.Alive() {
			dead++
		} else if !c.All {
			return
		}
		if c.JSON {
			_ = encoder.Encode(page) // the caller sees that its own pipe is gone
			return
		}
		fmt.Fprintf(s.out, "%s\n  %s · %s\n", page.Link, outcome(page), strings.Join(page.Cases, " "))
	})
	if !c.JSON && err == nil {
		fmt.Fprintf(s.out, "%d pages asked for, %d do not answer\n", asked, dead)
	}
	return errors.Join(err, a.Close())
}

func outcome(page app.Cited) string {
	var said []string
	if page.Status != 0 {
		said = append(said, fmt.Sprint(page.Status))
	}
	if page.Say != "" {
		said = append(said, page.Say)
	}
	if page.Moved != "" {
		said = append(said, "now at "+page.Moved)
	}
	return strings.Join(said, "; ")
}
