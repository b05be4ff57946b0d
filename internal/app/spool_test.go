package app_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/store/storetest"
)

func TestABackupHoldsWhatWaitsInTheSpool(t *testing.T) {
	a, o := filled(t, storetest.SQLiteLocation(t))
	waits := filepath.Join("spool", "000000000001.spool")
	if err := os.Mkdir(filepath.Join(o.Data, "spool"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(o.Data, waits), []byte("sealed words that wait"), 0o600); err != nil {
		t.Fatal(err)
	}
	folder, keys := backedUp(t, a)
	restored := app.Options{Data: filepath.Join(t.TempDir(), "data"), Log: slog.New(slog.DiscardHandler)}
	if _, err := app.Restore(t.Context(), restored, folder, keys); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(restored.Data, waits)); err != nil || string(got) != "sealed words that wait" {
		t.Errorf("restored: %q, error %v", got, err)
	}
}
