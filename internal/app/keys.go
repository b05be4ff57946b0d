package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/site"
)

// ErrForeignKey says that guwah.json names a key which was never the team's: nothing is sealed to it, and the register does not serve.
var ErrForeignKey = errors.New("team_key in " + config.File + " is none of the team's keys")

// openKeys founds the first epoch where there is none, checks that the operator's configuration names one of the team's, and fills the ring.
func (a *App) openKeys(ctx context.Context) error {
	founding, err := seal.ParseRecipient(a.Config.TeamKey)
	if err != nil {
		return fmt.Errorf("%s: team_key: %w", config.File, err)
	}
	if err := a.Register.FoundKey(ctx, founding); err != nil {
		return err
	}
	a.Keys = seal.NewRing(founding)
	return a.TurnKeys(ctx)
}

// TurnKeys brings the ring up to date with the epochs in the database.
func (a *App) TurnKeys(ctx context.Context) error {
	epochs, err := a.Register.TeamKeys(ctx)
	if err != nil {
		return fmt.Errorf("read the team's keys: %w", err)
	}
	if !named(epochs, a.Config.TeamKey) {
		return ErrForeignKey
	}
	lately := make(map[seal.Fingerprint]time.Time)
	var now seal.Recipient
	for _, epoch := range epochs {
		if !epoch.Begun() {
			continue
		}
		key, err := seal.ParseRecipient(epoch.Public)
		if err != nil {
			return fmt.Errorf("epoch %d of the team's key: %w", epoch.No, err)
		}
		if epoch.InForce() {
			now = key
		} else {
			lately[key.Fingerprint()] = epoch.Retired.Add(register.KeyGrace)
		}
	}
	if now.IsZero() {
		return errors.New("no epoch of the team's key is in force")
	}
	a.Keys.Turn(now, lately)
	a.epochs.Store(&epochs)
	return nil
}

// publicKeys are the epochs that are or were in force, newest first, as everybody may see them.
func (a *App) publicKeys() []site.TeamKey {
	var keys []site.TeamKey
	for _, epoch := range slices.Backward(*a.epochs.Load()) {
		key, err := seal.ParseRecipient(epoch.Public)
		if err != nil || !epoch.Begun() {
			continue
		}
		public := site.TeamKey{
			No: epoch.No, Public: epoch.Public, Fingerprint: key.Fingerprint().String(), Words: key.Fingerprint().Words(), Verify: epoch.Verify, Signed: epoch.Signature,
			Since: epoch.Since.Format(time.DateOnly), From: int32(guwah.DayOf(epoch.Since)),
		}
		if !epoch.InForce() {
			public.Until, public.To = epoch.Retired.Format(time.DateOnly), int32(guwah.DayOf(epoch.Retired))
		}
		keys = append(keys, public)
	}
	return keys
}

// named reports whether a public key is that of an epoch which is or was in force.
func named(epochs []guwah.TeamKey, public string) bool {
	return slices.ContainsFunc(epochs, func(e guwah.TeamKey) bool { return e.Begun() && e.Public == public })
}

// followKeys turns the ring every minute until ctx ends: another process over the same database may have changed the key.
func (a *App) followKeys(ctx context.Context) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := a.TurnKeys(ctx); err != nil && ctx.Err() == nil {
			a.options.Log.Error("the team's key may have changed unseen", "error", err)
		}
	}
}
