package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"runtime/pprof"
	"time"

	"guwah.example/guwah/internal/app"
)

// profile serves the register from this process while wrk asks it for the same things as in a round, and writes where the processor's time went. cmd/guwah/default.pgo is made
// so: the compiler lays out for speed what a profile shows to be busy.
func (a asking) profile(ctx context.Context, data, file string, addresses, names []string) (err error) {
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	register, err := app.Open(ctx, app.Options{Data: data, Log: slog.New(slog.NewTextHandler(os.Stderr, nil))})
	if err != nil {
		return err
	}
	visitors, err := net.Listen("tcp", address)
	if err != nil {
		return errors.Join(err, register.Close())
	}
	serving, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() {
		ended <- errors.Join(register.Serve(serving, app.Listeners{Visitors: visitors}), register.Close())
	}()
	time.Sleep(settle)
	err = pprof.StartCPUProfile(out)
	for _, paths := range [][]string{addresses[:1], addresses, names} {
		if err == nil {
			var f figures
			f, err = a.wrk(address, paths, 0)
			fmt.Fprintf(os.Stderr, "%.0f/s\n", f.PerSecond)
		}
	}
	pprof.StopCPUProfile()
	stop()
	return errors.Join(err, <-ended)
}

// settle is how long the register gets to fill its find before a profile begins.
const settle = 5 * time.Second
