package faults

import (
	"context"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

var kills = flag.Int("kills", 100, "how many times the program is killed")

// killsPerCheck is after how many kills everything is looked for; what was promised since the last kill is looked for each time.
const killsPerCheck = 20

// TestKills kills the program at random moments while people tell, come back with their codes and work at the desk, and starts it again on what it left.
func TestKills(t *testing.T) {
	k := newKilling(t)
	for round := range *kills {
		k.round(t)
		if (round+1)%killsPerCheck == 0 || round+1 == *kills {
			k.check(t, round+1)
		}
	}
	promised := k.tellers.promises()
	added, withdrawn := 0, 0
	for _, one := range promised {
		for _, n := range one.added {
			added += n
		}
		if one.withdrawn {
			withdrawn++
		}
	}
	t.Logf("%d kills: 0 lost, 0 doubled of %d testimonies (%d sent again after a kill), %d additions, %d withdrawals, %d people opened at the desk; seed %d",
		*kills, len(promised), k.again, added, withdrawn, len(k.desk.opened), *seed)
	if len(promised) == 0 || added == 0 || withdrawn == 0 || len(k.desk.opened) == 0 {
		t.Error("some of these never happened: this test saw too little")
	}
	k.takeOneAway(t, promised)
}

// takeOneAway shows that what is lost is seen: without one sealed file, the register must be found wanting.
func (k *killing) takeOneAway(t *testing.T, promised []*telling) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(k.data, "blobs", "??", "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no sealed files: %v", err)
	}
	if err := os.Remove(files[k.IntN(len(files))]); err != nil {
		t.Fatal(err)
	}
	if v := k.checker.folder(t.Context(), k.data, promised); v.well() {
		t.Error("a sealed file is gone, and this test does not see it")
	}
}

type killing struct {
	*rand.Rand
	data    string
	tellers *tellers
	holders *holders
	desk    *desk
	checker *checker
	seen    int // promises whose codes have been tried
	again   int // sent again after a kill, and acknowledged
}

func newKilling(t *testing.T) *killing {
	t.Helper()
	k := &killing{Rand: rand.New(rand.NewPCG(*seed, 3)), data: filepath.Join(quickFolder(t), "data")}
	team, links := found(t, k.data)
	k.tellers = newTellers(team)
	k.holders, k.desk, k.checker = &holders{k.tellers}, &desk{link: links[0]}, newChecker(team)
	return k
}

// round starts the program, tries what the last kill must have left, and kills it under load.
func (k *killing) round(t *testing.T) {
	t.Helper()
	p := serve(t, k.data)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	k.tryCodes(ctx, t, p.origin)
	k.sendAgain(ctx, t, p.origin)
	if err := k.desk.signIn(ctx, p.origin); err != nil {
		t.Fatal(err)
	}
	var load sync.WaitGroup
	tellers, holders := 1+k.IntN(6), 1+k.IntN(2)
	tell, come, work := rand.New(rand.NewPCG(k.Uint64(), 0)), rand.New(rand.NewPCG(k.Uint64(), 0)), time.Duration(20+k.IntN(300))*time.Millisecond
	load.Go(func() { k.tellers.crowd(ctx, p.origin, tellers, tell) })
	load.Go(func() { k.holders.crowd(ctx, p.origin, holders, come) })
	load.Go(func() { k.desk.work(ctx, p.origin) })
	time.Sleep(work)
	p.kill()
	cancel()
	load.Wait()
}

// tryCodes opens the mailboxes of what was promised before the last kill, a few of them, as people do who come back.
func (k *killing) tryCodes(ctx context.Context, t *testing.T, origin string) {
	t.Helper()
	promised := k.tellers.promises()
	for _, one := range promised[max(k.seen, len(promised)-5):] {
		if _, err := k.tellers.openMailbox(ctx, origin, one); err != nil {
			t.Fatalf("after a kill: %v; seed %d", err, *seed)
		}
	}
	k.seen = len(promised)
}

// sendAgain sends what was sealed on people's own devices and got no answer: it may be there already, and must be acknowledged now.
func (k *killing) sendAgain(ctx context.Context, t *testing.T, origin string) {
	t.Helper()
	for _, one := range k.tellers.those(func(one *telling) bool { return one.onOwn && !one.promised }) {
		if err := k.tellers.send(ctx, origin, one); err != nil {
			t.Fatalf("what was sealed on somebody's device is refused when it is sent again: %v; seed %d", err, *seed)
		}
		k.again++
	}
}

// check looks for everything.
func (k *killing) check(t *testing.T, rounds int) {
	t.Helper()
	promised := k.tellers.promises()
	v := k.checker.folder(t.Context(), k.data, promised)
	if lost := k.desk.lost(t, inFolder(k.data)); lost > 0 || !v.well() {
		t.Fatalf("after %d kills: %v; %d of %d people opened at the desk lost; seed %d", rounds, v, lost, len(k.desk.opened), *seed)
	}
}
