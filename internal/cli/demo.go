package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/demo"
	"guwah.example/guwah/internal/seal"
)

type demoCommand struct {
	Listen string `default:"localhost:8080" placeholder:"ADDR" help:"Where to listen (${default})."`
	Data   string `type:"path" placeholder:"DIR" help:"Where to keep the demonstration. By default a temporary folder, gone when it ends; a folder given here is kept, and used again."`
}

// Help stands below the flags in `guwah demo --help`.
func (demoCommand) Help() string {
	return `Starts at once with the first real facts, each with its source, and with invented people, marked so wherever they show. It makes its own team key, on this
machine, which a real register must never do. Telling is open in all languages, although no native speaker has reviewed them yet.`
}

// identityFile is the demonstration's secret key, beside its register for whoever tries it.
const identityFile = "demo-identity.txt"

func (c demoCommand) Run(ctx context.Context, s streams) (err error) {
	on, err := listen(c.Listen, "")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeListener(on.Visitors)) }()
	data, remove, err := c.folder()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	options := registerFlags{Data: data}.options(s)
	founders, codes, err := c.make(ctx, options, originOf(on.Visitors.Addr()))
	if err != nil {
		return err
	}
	a, err := app.Open(ctx, options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if err := tellHow(s.out, a.Config.Origin, filepath.Join(data, identityFile), founders, codes); err != nil {
		return err
	}
	return a.Serve(ctx, on)
}

// originOf is the address to open in a browser. On this machine it is localhost, because passkeys are made for a name and not for a number.
func originOf(on net.Addr) string {
	tcp, ok := on.(*net.TCPAddr)
	if !ok || !tcp.IP.IsLoopback() && !tcp.IP.IsUnspecified() {
		return "http://" + on.String()
	}
	return "http://localhost:" + strconv.Itoa(tcp.Port)
}

// folder is the data folder, and what to do with it at the end.
func (c demoCommand) folder() (data string, remove func() error, err error) {
	if c.Data != "" {
		return c.Data, func() error { return nil }, nil
	}
	if data, err = os.MkdirTemp("", "guwah-demo-"); err != nil {
		return "", nil, fmt.Errorf("make a folder for the demonstration: %w", err)
	}
	return data, func() error { return os.RemoveAll(data) }, nil
}

// make makes and fills the register, unless the folder has one already; then two more people are invited to it.
func (c demoCommand) make(ctx context.Context, o app.Options, origin string) ([]app.Invitation, []demo.Told, error) {
	if _, err := os.Stat(filepath.Join(o.Data, config.File)); err == nil {
		return c.again(ctx, o)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("look for a register: %w", err)
	}
	key, err := seal.NewTeamIdentity()
	if err != nil {
		return nil, nil, err
	}
	if err := os.MkdirAll(o.Data, 0o700); err != nil {
		return nil, nil, fmt.Errorf("make the data folder: %w", err)
	}
	if err := writeIdentity(filepath.Join(o.Data, identityFile), key); err != nil {
		return nil, nil, err
	}
	founders, err := app.Init(ctx, o, config.Config{
		TeamKey: key.Recipient().String(), Origin: origin, Demo: true,
		OpenUnreviewed: []string{"en", "ug", "zh", "kk", "tr", "ru"},
		Operator:       config.Operator{Name: "A demonstration on this machine", Contact: "mailto:demo@guwah.example"},
	})
	if err != nil {
		return nil, nil, err
	}
	a, err := app.Open(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	codes, err := a.FillDemo(ctx, founders)
	return founders, codes, errors.Join(err, a.Close())
}

// again gives sign-in links to a demonstration that was kept; its founders have long used theirs.
func (c demoCommand) again(ctx context.Context, o app.Options) ([]app.Invitation, []demo.Told, error) {
	settings, err := config.Load(o.Data)
	if err != nil {
		return nil, nil, err
	}
	if !settings.Demo {
		return nil, nil, fmt.Errorf("%s holds a real register: guwah demo leaves it alone; use guwah serve", o.Data)
	}
	a, err := app.Open(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	links, err := a.FounderLinks(ctx)
	return links, nil, errors.Join(err, a.Close())
}

// tellHow prints the addresses, the sign-in links and the identity file to open.
func tellHow(to io.Writer, origin, identity string, founders []app.Invitation, codes []demo.Told) error {
	fmt.Fprintf(to, "A demonstration of Guwah. Everybody in it is invented, and marked so, but Abdurehim Heyit, whose page holds only published facts.\n\n")
	fmt.Fprintf(to, "  The register   %s/\n  Tell           %s/en/tell\n  The desk       sign in with one of these links, each works once:\n", origin, origin)
	if err := printInvitations(to, founders); err != nil {
		return err
	}
	fmt.Fprintf(to, "  Team key       %s (open it at the desk to read sealed words)\n", identity)
	for _, code := range codes {
		what := "of a testimony that waits at the desk"
		if code.Case != "" {
			what = fmt.Sprintf("withdraw it, and the page of %s goes", code.Case)
		}
		fmt.Fprintf(to, "  Return code    %s (%s)\n", code.Code.Words(), what)
	}
	_, err := fmt.Fprintf(to, "\nStop it with Ctrl-C.\n")
	return err
}

// closeListener closes a listener that may be closed already.
func closeListener(l io.Closer) error {
	if err := l.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}
