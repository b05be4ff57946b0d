package faults

import (
	"context"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"guwah.example/guwah/faults/disk"
)

var (
	cuts    = flag.Int("cuts", 300, "how many power cuts")
	seed    = flag.Uint64("seed", uint64(time.Now().UnixNano()), "what everything random is drawn from")
	replay  = flag.String("again", "", "a trace saved by a failed power cut, to make again at -at with -fate")
	replyAt = flag.Int("at", 0, "where to cut the trace")
	fate    = flag.Uint64("fate", 0, "the seed of what the disk then holds")
)

// cutsPerLife is after how many cuts the program is started anew, on what the last of them left: a disk that has been cut before, and a recovery
// that is cut too.
const cutsPerLife = 20

// cutsPerRegister is after how many cuts a new register begins: whatever was promised is looked for after each cut, and takes the longer the more it is.
const cutsPerRegister = 300

// TestPowerCuts runs the program on a disk that keeps apart what is not synced, has people tell it things, and cuts the power at seeded moments, half of them
// right after an acknowledgement. Each cut leaves what the disk may then hold by its seed.
func TestPowerCuts(t *testing.T) {
	if *replay != "" {
		newHistory(t, *seed).replay(t)
		return
	}
	lost, lied := 0, 0
	for made := 0; made < *cuts; made += cutsPerRegister {
		n := min(cutsPerRegister, *cuts-made)
		h := newHistory(t, *seed+uint64(made))
		lost += h.cuts(t, n)
		lied += min(n, cutsPerLife)
		t.Logf("%d power cuts in %d lives of the program: 0 lost, 0 doubled, 0 corrupt (%d promises looked for and found); seed %d", n, h.lives, h.held, h.seed)
	}
	t.Logf("%d of the moments on a disk that lies about its syncs: %d lost or damaged something", lied, lost)
	if lost == 0 {
		t.Error("a disk that only says it syncs lost nothing either: this test sees nothing")
	}
}

// cuts cuts the power n times. It counts at how many moments of the first life a disk that only says it syncs would have lost something.
func (h *history) cuts(t *testing.T, n int) (lies int) {
	t.Helper()
	for made := 0; made < n; made += cutsPerLife {
		trace, moments := h.live(t, min(cutsPerLife, n-made))
		if made == 0 {
			lies = h.lies(t, trace, moments)
		}
		for _, at := range moments {
			h.cut(t, trace, at)
		}
		h.forget(moments[len(moments)-1])
	}
	return lies
}

// lies counts the cuts at which a disk that only says it syncs would have lost something.
func (h *history) lies(t *testing.T, trace disk.Trace, moments []int) (lost int) {
	t.Helper()
	for _, at := range moments {
		if v := h.look(t, trace, at, disk.Fate{Seed: h.Uint64(), Lying: true}); !v.well() {
			lost++
		}
	}
	return lost
}

// history is a register through its lives.
type history struct {
	*rand.Rand
	seed    uint64
	tellers *tellers
	checker *checker
	left    disk.Image // by the last cut
	lives   int
	held    int // promises found kept, at all cuts
}

func newHistory(t *testing.T, seed uint64) *history {
	t.Helper()
	h := &history{Rand: rand.New(rand.NewPCG(seed, 2)), seed: seed}
	data := filepath.Join(quickFolder(t), "data")
	if *replay == "" {
		team, _ := found(t, data)
		h.tellers, h.checker = newTellers(team), newChecker(team)
		h.left = read(t, data)
	}
	return h
}

// live mounts what the last cut left, runs the program on it under load, and chooses n moments to cut the power at.
func (h *history) live(t *testing.T, n int) (disk.Trace, []int) {
	t.Helper()
	h.lives++
	d, mount := disk.New(h.left, disk.Unlimited), t.TempDir()
	m, err := d.Mount(mount)
	if errors.Is(err, disk.ErrNoFUSE) && os.Getenv("CI") == "" {
		t.Skipf("NO POWER WAS CUT: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Unmount() }) // where the test fails before
	d.Slow(time.Duration(h.IntN(3)) * time.Millisecond)
	h.tellers.position = d.Position
	h.underLoad(t, mount)
	if err := m.Unmount(); err != nil {
		t.Fatal(err)
	}
	trace := d.Trace()
	return trace, h.moments(trace, n)
}

// underLoad runs the program while people tell it things, and kills it.
func (h *history) underLoad(t *testing.T, data string) {
	t.Helper()
	p := serve(t, data)
	ctx, cancel := context.WithTimeout(t.Context(), time.Duration(300+h.IntN(300))*time.Millisecond)
	defer cancel()
	h.tellers.crowd(ctx, p.origin, 1+h.IntN(8), h.Rand)
	p.kill()
}

// moments chooses when to cut, in order: anywhere, or when somebody has just been promised something.
func (h *history) moments(trace disk.Trace, n int) []int {
	promises := h.tellers.those(func(one *telling) bool { return one.promised && one.position > 0 })
	moments := make([]int, n)
	for i := range moments {
		moments[i] = h.IntN(len(trace.Ops) + 1)
		if len(promises) > 0 && i%2 == 0 {
			moments[i] = min(len(trace.Ops), promises[h.IntN(len(promises))].position+h.IntN(4))
		}
	}
	slices.Sort(moments)
	return moments
}

// cut cuts the power and looks for all that was promised before.
func (h *history) cut(t *testing.T, trace disk.Trace, at int) {
	t.Helper()
	end := disk.Fate{Seed: h.Uint64()}
	v := h.look(t, trace, at, end)
	if v.well() {
		h.held += len(h.promisedBy(at))
		return
	}
	path := filepath.Join(os.TempDir(), "guwah-power-cut.trace")
	_ = os.Remove(path)
	t.Fatalf("a power cut: %v\nseed %d, life %d; the very same cut: go test ./faults -run PowerCuts -again %s -at %d -fate %d (%v)",
		v, h.seed, h.lives, path, at, end.Seed, trace.Save(path))
}

// look looks, after a cut, for all that was promised before it. What the cut left is where the next life goes on.
func (h *history) look(t *testing.T, trace disk.Trace, at int, end disk.Fate) verdict {
	t.Helper()
	h.left = trace.Cut(at, end)
	folder := quickFolder(t)
	defer os.RemoveAll(folder) //nolint:errcheck // in memory
	if err := h.left.Write(folder); err != nil {
		t.Fatal(err)
	}
	return h.checker.folder(t.Context(), folder, h.promisedBy(at))
}

func (h *history) promisedBy(at int) []*telling {
	return h.tellers.those(func(one *telling) bool { return one.promised && one.position <= at })
}

// forget goes on after the cut at a moment: whoever was answered later was never answered.
func (h *history) forget(at int) {
	for _, one := range h.tellers.those(func(*telling) bool { return true }) {
		one.promised = one.promised && one.position <= at
		one.position = 0
	}
}

// replay makes one cut of a saved trace again, and says what is wrong with what is left.
func (h *history) replay(t *testing.T) {
	t.Helper()
	trace, err := disk.LoadTrace(*replay)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := trace.Cut(*replyAt, disk.Fate{Seed: *fate}).Write(folder); err != nil {
		t.Fatal(err)
	}
	t.Logf("what is left is in %s: %s", folder, run(t, "doctor", "--data", folder))
}

// read reads a folder as an image.
func read(t *testing.T, folder string) disk.Image {
	t.Helper()
	image := disk.Image{}
	err := filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
		name, _ := filepath.Rel(folder, path)
		switch {
		case err != nil || name == ".":
			return err
		case e.IsDir():
			image[name] = disk.Entry{Folder: true}
			return nil
		}
		content, err := os.ReadFile(path)
		image[name] = disk.Entry{Content: content}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return image
}
