package faults

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"guwah.example/guwah/internal/store"
)

var litestream = flag.String("litestream", "", "the program litestream, for continuous backup beside the program; without it that test is skipped")

// replicated is the configuration that docs/operations.md shows, for a folder: the keys have a retention, or what was erased would stay for good.
const replicated = `dbs:
  - path: %[1]s/guwah.db
    replica: {type: file, path: %[2]s/guwah, sync-interval: 1s}
  - path: %[1]s/keys.db
    snapshot: {interval: 24h, retention: 720h}
    replica: {type: file, path: %[2]s/keys, sync-interval: 1s}
`

// TestLitestream copies both databases continuously while people tell, loses the machine, and restores. What was told before the copy came to rest must be there; of
// the last moment it says how much was lost.
func TestLitestream(t *testing.T) {
	if *litestream == "" {
		t.Skip("NO CONTINUOUS BACKUP WAS TRIED: say where litestream is (-litestream PATH)")
	}
	folder := quickFolder(t)
	data, settings := filepath.Join(folder, "data"), filepath.Join(folder, "litestream.yml")
	team, _ := found(t, data)
	if err := os.WriteFile(settings, fmt.Appendf(nil, replicated, data, filepath.Join(folder, "replica")), 0o600); err != nil {
		t.Fatal(err)
	}
	p := serve(t, data)
	says := &lockedBuffer{}
	sidecar := exec.Command(*litestream, "replicate", "-config", settings)
	sidecar.Stdout, sidecar.Stderr = says, says
	sidecar.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := sidecar.Start(); err != nil {
		t.Fatal(err)
	}
	ts, random := newTellers(team), rand.New(rand.NewPCG(*seed, 7))
	tellFor(t, ts, p.origin, random, 3*time.Second)
	settled := ts.promises()
	time.Sleep(10 * time.Second) // ten times what the copy takes
	tellFor(t, ts, p.origin, random, 3*time.Second)
	p.kill()
	_ = sidecar.Process.Kill()
	_ = sidecar.Wait()

	again := filepath.Join(folder, "again")
	for _, name := range []string{"guwah.db", "keys.db"} {
		out, err := exec.Command(*litestream, "restore", "-config", settings, "-o", filepath.Join(again, name), filepath.Join(data, name)).CombinedOutput()
		if err != nil {
			t.Fatalf("restore %s: %v\n%s\n%s", name, err, out, says)
		}
	}
	s, err := store.Open(t.Context(), inFolder(again))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // opened for reading
	if err := s.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	if lost := absent(t, s, settled); lost > 0 {
		t.Fatalf("%d of %d testimonies are not in the copy, though it had ten seconds; seed %d\n%s", lost, len(settled), *seed, says)
	}
	without, _, err := s.CompareKeys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all := ts.promises()
	t.Logf("the copy is sound; of %d testimonies told in the 3 s before the machine was lost it misses %d, all %d before are there; %d have no key; seed %d",
		len(all)-len(settled), absent(t, s, all), len(settled), without, *seed)
}

func tellFor(t *testing.T, ts *tellers, origin string, random *rand.Rand, long time.Duration) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), long)
	defer cancel()
	ts.crowd(ctx, origin, 4, random)
}

// absent counts the testimonies that a register does not know.
func absent(t *testing.T, s *store.Store, of []*telling) (n int) {
	t.Helper()
	for _, one := range of {
		if _, err := s.TestimonyByMailbox(t.Context(), one.mailbox); err != nil {
			n++
		}
	}
	return n
}
