package faults

import (
	"context"
	"flag"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

var outage = flag.Duration("outage", 5*time.Second, "for how long the database is down")

// TestOutage stops the database under load and starts it again after a while. Everybody who tells meanwhile is received, and once the database is back the running
// program puts everything away: each testimony is there once.
func TestOutage(t *testing.T) {
	pair := storetest.NewPair(t)
	at := store.Location{Register: pair.NewDatabase(t, "guwah"), Keys: pair.NewDatabase(t, "guwah_keys")}
	data := filepath.Join(quickFolder(t), "data")
	team, _ := found(t, data, "--database", at.Register)
	p := serve(t, data, "--database", at.Register)
	ts := newTellers(team)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var load sync.WaitGroup
	load.Go(func() { ts.crowd(ctx, p.origin, 6, rand.New(rand.NewPCG(*seed, 5))) })
	time.Sleep(time.Second)

	pair.KillPrimary(t)
	before := len(ts.promises())
	time.Sleep(*outage)
	waiting := len(ts.promises()) - before
	if waiting == 0 {
		t.Fatalf("nobody is received while the database is down; seed %d\n%s", *seed, p.log)
	}
	cancel()
	load.Wait()
	back := time.Now()
	pair.StartPrimary(t)
	up := time.Since(back)
	for files := spoolFiles(t, data); len(files) > 0; files = spoolFiles(t, data) {
		if time.Since(back) > time.Minute {
			t.Fatalf("testimonies wait in %v a minute after the database is back; seed %d\n%s", files, *seed, p.log)
		}
		time.Sleep(10 * time.Millisecond)
	}
	empty := time.Since(back)
	p.kill()

	promised := ts.promises()
	if v := newChecker(team).register(t.Context(), at, data, promised); !v.well() {
		t.Fatalf("after %v without the database: %v; seed %d", *outage, v, *seed)
	}
	t.Logf("without the database for %v: %d testimonies were received meanwhile; it answered %v after it was started, and after %v the spool was empty and its file gone (which alone takes a second); 0 lost, 0 doubled of %d; seed %d",
		*outage, waiting, up.Round(time.Millisecond), empty.Round(time.Millisecond), len(promised), *seed)
	if ts.complained(t); len(ts.answered) > 0 {
		t.Errorf("somebody was not received at once: %v", ts.answered)
	}
}

// spoolFiles are the files of a program's spool.
func spoolFiles(t *testing.T, data string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(data, "spool", "*.spool"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}
