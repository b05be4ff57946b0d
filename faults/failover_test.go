package faults

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

// TestFailover kills the primary under load and promotes its standby, while the program runs on both by one address. Register and keys move together; whatever was
// acknowledged, before, between and after, is on the one that is left.
func TestFailover(t *testing.T) {
	pair := storetest.NewPair(t)
	at := store.Location{Register: pair.NewDatabase(t, "guwah"), Keys: pair.NewDatabase(t, "guwah_keys")}
	data := filepath.Join(quickFolder(t), "data")
	team, links := found(t, data, "--database", at.Register)
	p := serve(t, data, "--database", at.Register)
	ts, random := newTellers(team), rand.New(rand.NewPCG(*seed, 4))
	hs, d := &holders{ts}, &desk{link: links[0]}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	if err := d.signIn(ctx, p.origin); err != nil {
		t.Fatal(err)
	}

	var load sync.WaitGroup
	tell, come := rand.New(rand.NewPCG(random.Uint64(), 0)), rand.New(rand.NewPCG(random.Uint64(), 0))
	load.Go(func() { ts.crowd(ctx, p.origin, 6, tell) })
	load.Go(func() { hs.crowd(ctx, p.origin, 2, come) })
	load.Go(func() { d.work(ctx, p.origin) })
	time.Sleep(time.Second + time.Duration(random.IntN(1000))*time.Millisecond)

	killed := time.Now()
	pair.KillPrimary(t)
	before := len(ts.promises())
	pair.Promote(t)
	promoted := time.Since(killed)
	for len(ts.promises()) == before {
		if time.Since(killed) > time.Minute {
			t.Fatalf("nothing is acknowledged a minute after the primary was killed; seed %d\n%s", *seed, p.log)
		}
		time.Sleep(5 * time.Millisecond)
	}
	back := time.Since(killed)
	time.Sleep(2 * time.Second)
	cancel()
	load.Wait()
	again := ts.those(func(one *telling) bool { return !one.promised })
	for _, one := range again { // as whoever was told that we are busy does, or was told nothing
		if err := ts.send(t.Context(), p.origin, one); err != nil {
			t.Fatalf("a testimony is refused when it is sent again: %v; seed %d\n%s", err, *seed, p.log)
		}
	}
	p.kill()

	promised := ts.promises()
	v := newChecker(team).register(t.Context(), at, data, promised)
	if lost := d.lost(t, at); lost > 0 || !v.well() {
		t.Fatalf("after the failover: %v; %d of %d people opened at the desk lost; seed %d", v, lost, len(d.opened), *seed)
	}
	t.Logf("the standby was promoted after %v, writes were acknowledged again after %v; 0 lost, 0 doubled of %d testimonies (%d before the kill, %d sent again) and %d people opened at the desk; seed %d",
		promoted.Round(time.Millisecond), back.Round(time.Millisecond), len(promised), before, len(again), len(d.opened), *seed)
	ts.complained(t)
}
