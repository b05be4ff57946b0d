package faults

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"guwah.example/guwah/faults/disk"
	"guwah.example/guwah/internal/spool"
)

// TestFullDisk fills the disk to its last byte while people tell. They are told that there is no room; the public pages stay; once there is room again,
// the program goes on by itself, and nothing that was acknowledged is lost.
func TestFullDisk(t *testing.T) {
	made := filepath.Join(quickFolder(t), "data")
	team, _ := found(t, made)
	const size = 256 << 20
	d, data := disk.New(read(t, made), size), t.TempDir()
	m, err := d.Mount(data)
	if errors.Is(err, disk.ErrNoFUSE) && os.Getenv("CI") == "" {
		t.Skipf("NO DISK WAS FILLED: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Unmount() }) // where the test fails before
	p, ts := serve(t, data), newTellers(team)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var load sync.WaitGroup
	load.Go(func() { ts.crowd(ctx, p.origin, 4, rand.New(rand.NewPCG(*seed, 6))) })
	refused := func() int { ts.mu.Lock(); defer ts.mu.Unlock(); return ts.answered["503 Service Unavailable"] }
	reserve := filepath.Join(data, "spool", spool.ReserveFile)
	isHeld := func() bool { _, err := os.Stat(reserve); return err == nil }
	p.await(t, "room to be held back and somebody received", func() bool { return isHeld() && len(ts.promises()) > 200 })

	ballast := filepath.Join(data, "ballast")
	if err := os.WriteFile(ballast, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	lower(t, ballast, 20<<20, data)
	p.await(t, "what was held back to be given up below the low water", func() bool { return !isHeld() })
	p.await(t, "tellers to be refused below the low water", func() bool { return refused() > 0 })
	objection := url.Values{"case": {"GW-000000"}, "kind": {"other"}, "text": {"(invented) This is not so."}}
	if status := p.send(t, "/en/challenge", objection); status != http.StatusServiceUnavailable {
		t.Errorf("a challenge is answered %d while there is room for the team alone", status)
	}
	for step := int64(8 << 20); step >= 4096; { // to the last byte that is free
		info, err := os.Stat(ballast)
		if err != nil {
			t.Fatal(err)
		}
		if os.Truncate(ballast, info.Size()+step) != nil {
			step /= 2
		}
	}
	p.await(t, "what was held back to be given up", func() bool { return !isHeld() })
	p.await(t, "somebody to be told that there is no room", func() bool { return refused() > 10 })
	if status := p.status(t, "/en"); status != http.StatusOK {
		t.Errorf("a public page gives %d while the disk is full", status)
	}
	before := len(ts.promises())
	time.Sleep(time.Second)
	if meanwhile := len(ts.promises()) - before; meanwhile > 0 {
		t.Errorf("%d were received with no room held back", meanwhile)
	}

	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	p.await(t, "room to be held back again and somebody received", func() bool { return isHeld() && len(ts.promises()) > before+100 })
	cancel()
	load.Wait()
	p.kill()
	left := quickFolder(t)
	if err := read(t, data).Write(left); err != nil {
		t.Fatal(err)
	}
	if err := m.Unmount(); err != nil {
		t.Fatal(err)
	}
	promised := ts.promises()
	if v := newChecker(team).folder(t.Context(), left, promised); !v.well() {
		t.Fatalf("after a full disk: %v; seed %d", v, *seed)
	}
	t.Logf("0 lost, 0 doubled of %d testimonies, %d received before and while the disk became full; seed %d", len(promised), before, *seed)
	ts.complained(t)
	if t.Failed() {
		t.Log(p.log)
	}
}

// lower lets a file grow until so much is free on its disk.
func lower(t *testing.T, ballast string, free int64, data string) {
	t.Helper()
	var on syscall.Statfs_t
	if err := syscall.Statfs(data, &on); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(ballast, int64(on.Bavail)*on.Bsize-free); err != nil { //nolint:gosec // a small disk
		t.Fatal(err)
	}
}

// send is how the program answers a form.
func (p *program) send(t *testing.T, path string, form url.Values) int {
	t.Helper()
	answer, err := http.PostForm(p.origin+path, form)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // nothing of it is wanted
	return answer.StatusCode
}

// await waits until something is so.
func (p *program) await(t *testing.T, what string, is func() bool) {
	t.Helper()
	for began := time.Now(); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatalf("waited a minute for %s; seed %d\n%s", what, *seed, p.log)
		}
	}
}

// status is how the program answers for a page.
func (p *program) status(t *testing.T, path string) int {
	t.Helper()
	answer, err := http.Get(p.origin + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end below
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode
}
