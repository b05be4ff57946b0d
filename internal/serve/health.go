package serve

import (
	"context"
	"fmt"
	"io"
	"net/http"
)

// Health answers probes: /healthz says that the process answers, /readyz that it can do its work.
type Health struct {
	// Ready returns why the work cannot be done; nil means it can. It is asked at every probe and given two seconds.
	Ready func(context.Context) error
}

// Routes are the two probes.
func (h Health) Routes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/healthz", Name: "healthz", Kind: Probe, Handler: h.alive},
		{Method: "GET", Pattern: "/readyz", Name: "readyz", Kind: Probe, Timeout: readyTime, Handler: h.ready},
	}
}

func (Health) alive(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, "ok\n") // the prober has gone
	return nil
}

func (h Health) ready(w http.ResponseWriter, r *http.Request) error {
	if err := h.Ready(r.Context()); err != nil {
		return fmt.Errorf("%w: not ready: %w", ErrBusy, err)
	}
	return h.alive(w, r)
}
