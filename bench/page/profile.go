package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"runtime/pprof"

	"guwah.example/guwah/internal/app"
)

// profile serves the register from this process while it is asked for the same things as in a round, and writes where the processor's time went.
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
	this := server{host: address, process: os.Getpid()}
	if _, err = this.ready(addresses[0]); err == nil {
		err = pprof.StartCPUProfile(out)
	}
	for _, paths := range [][]string{addresses[:1], addresses} {
		if err == nil {
			_, err = a.wrk(this, paths, 0)
		}
	}
	if err == nil {
		_, err = a.paced(this, names, 0)
	}
	pprof.StopCPUProfile()
	stop()
	return errors.Join(err, <-ended)
}
