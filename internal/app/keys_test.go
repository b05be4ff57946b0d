package app_test

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/seal"
)

// TestAnotherKeyInTheConfigurationIsNotSealedTo is the operator who would rather read along: a key of their own in guwah.json.
func TestAnotherKeyInTheConfigurationIsNotSealedTo(t *testing.T) {
	o := app.Options{Data: t.TempDir(), Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return today }}
	team := teamKey().Recipient().String()
	settings := config.Config{TeamKey: team, Origin: origin, Operator: config.Operator{Name: "A team", Contact: "mailto:team@guwah.example"}}
	if _, err := app.Init(t.Context(), o, settings); err != nil {
		t.Fatal(err)
	}
	theirs, err := seal.NewTeamIdentity()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(o.Data, config.File)
	written, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.ReplaceAll(string(written), team, theirs.Recipient().String())
	if err := os.WriteFile(file, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := app.Open(t.Context(), o); !errors.Is(err, app.ErrForeignKey) {
		t.Errorf("a register opens with a key that was never the team's: error %v", err)
	}
	var ill bool
	for _, finding := range app.Examine(t.Context(), o) {
		ill = ill || finding.What == "team key" && finding.Is == app.Ill
	}
	if !ill {
		t.Error("the doctor does not see that the key in the configuration was never the team's")
	}
}

func TestTheRingFollowsTheEpochInForce(t *testing.T) {
	r := newRegister(t)
	next, err := seal.NewTeamIdentity()
	if err != nil {
		t.Fatal(err)
	}
	epochs, err := r.app.Register.TeamKeys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	first := epochs[0]
	first.Retired = today
	r.store(t, guwah.Changes{TeamKeys: []guwah.TeamKey{first, {No: 2, Public: next.Recipient().String(), Since: today}}})
	if err := r.app.TurnKeys(t.Context()); err != nil {
		t.Fatal(err)
	}
	keys, old := r.app.Keys, teamKey().Recipient().Fingerprint().String()
	if got := keys.Now().Fingerprint(); got != next.Recipient().Fingerprint() {
		t.Errorf("sealed to %s, want the second epoch", got)
	}
	if !keys.Takes(old, today.Add(time.Hour)) || keys.Takes(old, today.Add(24*time.Hour)) || keys.Takes("0000", today) {
		t.Error("the retired key is not taken for some hours and then no more")
	}
}
