package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/seal"
)

// peoplePerAct is how many people one act brings in.
const peoplePerAct = 500

// fill makes a register of invented people in the folder, all of them public. One that is there already is only projected to its end. The cases are given to the write door whole,
// instead of by two people's clicks; everything after that, their projection and the gate, is as it always is.
func fill(ctx context.Context, folder string, people int) error {
	options := app.Options{Data: folder, Log: app.NewLog(os.Stderr)}
	if _, err := os.Stat(filepath.Join(folder, config.File)); err == nil {
		a, err := app.Open(ctx, options)
		if err != nil {
			return err
		}
		return errors.Join(project(ctx, a), a.Close())
	}
	identity, err := seal.NewTeamIdentity()
	if err != nil {
		return err
	}
	founders, err := app.Init(ctx, options, config.Config{
		TeamKey: identity.Recipient().String(), Origin: "http://" + address, Operator: config.Operator{Name: "Bench", Contact: "mailto:bench@guwah.example"},
	})
	if err != nil {
		return err
	}
	a, err := app.Open(ctx, options)
	if err != nil {
		return err
	}
	m := &maker{
		random: rand.New(rand.NewPCG(1, 2)), newID: a.Register.NewID, numbers: map[guwah.CaseID]bool{}, today: a.Register.Today(),
		founders: []guwah.StaffID{founders[0].Staff, founders[1].Staff},
	}
	return errors.Join(m.fill(ctx, a, people), a.Close())
}

func (m *maker) fill(ctx context.Context, a *app.App, people int) error {
	commit := func(changes guwah.Changes) error {
		_, err := a.Register.Commit(ctx, guwah.Act{Verb: "import", Kind: "file", Object: "bench", Reason: "invented"}, changes)
		return err
	}
	if err := commit(surroundings()); err != nil {
		return err
	}
	began := time.Now()
	for done := 0; done < people; {
		m.near = m.newID()
		var changes guwah.Changes
		for range min(peoplePerAct, people-done) {
			m.person(&changes, done%2 == 0)
			done++
		}
		if err := commit(changes); err != nil {
			return err
		}
	}
	fmt.Fprintf(os.Stderr, "%d people committed in %.0f s\n", people, time.Since(began).Seconds())
	return project(ctx, a)
}

// project brings the public lists and the packed cases up to date, as the program does while it serves.
func project(ctx context.Context, a *app.App) error {
	began := time.Now()
	if err := a.Projector.Drain(ctx); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "everybody projected after %.0f s\n", time.Since(began).Seconds())
	return nil
}
