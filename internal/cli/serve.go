package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"runtime/debug"
	"syscall"

	"guwah.example/guwah/internal/app"
)

type serveCommand struct {
	registerFlags
	Listen  string `default:"localhost:8080" placeholder:"ADDR" help:"Where to listen for visitors (${default})."`
	Metrics string `placeholder:"ADDR" help:"Where to serve figures for Prometheus; not to be reachable from outside. Off unless given."`
}

// garbage is how much memory may be no longer in use before it is collected, in hundredths of what is. Most of what is in use, the names that can be found and
// the records that are compared, never changes, and is looked through each time: three times less often than by default.
const garbage = 300

func (c serveCommand) Run(ctx context.Context, s streams) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	a, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	on, err := listen(c.Listen, c.Metrics)
	if err != nil {
		return errors.Join(err, a.Close())
	}
	fmt.Fprintf(s.err, "guwah: serving %s on http://%s\n", a.Config.Origin, on.Visitors.Addr())
	return errors.Join(a.Serve(ctx, on), a.Close())
}

func listen(visitors, metrics string) (on app.Listeners, err error) {
	if on.Visitors, err = net.Listen("tcp", visitors); err != nil {
		return on, fmt.Errorf("listen for visitors: %w%s", err, taken(err, "--listen"))
	}
	if metrics == "" {
		return on, nil
	}
	if on.Metrics, err = net.Listen("tcp", metrics); err != nil {
		return on, fmt.Errorf("listen for metrics: %w%s", errors.Join(err, on.Visitors.Close()), taken(err, "--metrics"))
	}
	return on, nil
}

// taken says what to do where another program listens already.
func taken(err error, flag string) string {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Sprintf("\nAnother program listens there, perhaps another guwah serve: stop it, or name another address with %s", flag)
	}
	return ""
}
