// Command flood attacks the built program with bots and slow connections, and measures how long honest people take to tell meanwhile.
//
//	go run ./bench/flood [--seconds 60] [--bots 20000] [--slow 2000] [--browser]
//
// It makes a register in a temporary folder, serves it with the program as it is built for operators, and for the whole time sends it 20,000 submissions a
// minute (half as browsers without scripts send them, half sealed; some of them again and again, some with a proof of work that is none) and holds 2,000
// slow connections (headers, bodies and answers that drip). Every second somebody honest loads the page of the telling and sends it, by turns with and
// without scripts, does what the pages say, and afterwards tries their code; with --browser a real Chromium does so too, again and again. It listens on
// loopback only and prints one JSON object; README.md beside it records results. It needs some 6,000 open files (ulimit -n), half of them in the program.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/seal"
)

// address is where the attacked program listens.
const address = "127.0.0.1:18094"

// result is what one run measured.
type result struct {
	Date        string `json:"date"`
	CPUs        int    `json:"cpus"`
	LoadAverage string `json:"load_average"`
	Seconds     int    `json:"seconds"`

	NoScript honestFigures  `json:"honest_without_scripts"`
	Script   honestFigures  `json:"honest_with_scripts"`
	Browser  *honestFigures `json:"honest_in_chromium,omitempty"`
	Bots     botFigures     `json:"bots"`
	Slow     slowFigures    `json:"slow"`
	PeakMB   int            `json:"server_peak_mb"`
	CPU      float64        `json:"server_cpu_seconds"`
	SetAside int            `json:"set_aside"` // of what was received, by the mark given at receipt
	Queue    int            `json:"first_queue"`
}

// attack is what is asked for.
type attack struct {
	seconds, bots, slow int
	browser             bool
}

func main() {
	var a attack
	flag.IntVar(&a.seconds, "seconds", 60, "how long the flood lasts")
	flag.IntVar(&a.bots, "bots", 20_000, "submissions of bots a minute")
	flag.IntVar(&a.slow, "slow", 2_000, "slow connections held open")
	flag.BoolVar(&a.browser, "browser", false, "let Chromium be one of the honest too")
	flag.Parse()
	if a.seconds < 1 || a.seconds > 600 || a.bots < 0 || a.bots > 100_000 || a.slow < 0 || a.slow > 8_000 {
		fmt.Fprintln(os.Stderr, "bench/flood: at most 600 seconds, 100,000 submissions a minute, 8,000 slow connections")
		os.Exit(2)
	}
	r, err := run(context.Background(), a)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench/flood:", err)
		os.Exit(1)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", " ")
	_ = out.Encode(r) // nobody is left to tell
}

func run(ctx context.Context, a attack) (result, error) {
	r := result{Date: time.Now().UTC().Format(time.DateOnly), CPUs: runtime.NumCPU(), LoadAverage: loadAverage(), Seconds: a.seconds}
	folder, err := os.MkdirTemp("", "guwah-flood-")
	if err != nil {
		return r, err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a temporary folder
	program, data := filepath.Join(folder, "guwah"), filepath.Join(folder, "data")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/guwah").CombinedOutput(); err != nil {
		return r, fmt.Errorf("build: %w\n%s", err, out)
	}
	team, err := makeRegister(ctx, data)
	if err != nil {
		return r, err
	}
	bots, err := newBots(team, a)
	if err != nil {
		return r, err
	}
	s, err := serve(ctx, program, data)
	if err != nil {
		return r, err
	}
	honest := newHonest(team)
	under(ctx, a, bots, honest, &r)
	r.NoScript, r.Script, r.Bots = honest.figures(ctx, false), honest.figures(ctx, true), bots.figures()
	r.PeakMB, r.CPU = s.peak(), s.processor().Seconds()
	if err := s.stop(); err != nil {
		return r, err
	}
	r.SetAside, r.Queue, err = counts(ctx, data)
	return r, err
}

// under lets everybody go at the same time until the time is over.
func under(ctx context.Context, a attack, bots *bots, honest *honest, r *result) {
	ctx, stop := context.WithTimeout(ctx, time.Duration(a.seconds)*time.Second)
	defer stop()
	var all sync.WaitGroup
	slow := newSlow()
	all.Go(func() { slow.hold(ctx, a.slow) })
	all.Go(func() { bots.flood(ctx, a.bots) })
	all.Go(func() { honest.come(ctx) })
	if a.browser {
		r.Browser = &honestFigures{}
		all.Go(func() { inChromium(ctx, r.Browser) })
	}
	all.Wait()
	r.Slow = slow.figures()
}

func makeRegister(ctx context.Context, data string) (seal.Recipient, error) {
	identity, err := seal.NewTeamIdentity()
	if err != nil {
		return seal.Recipient{}, err
	}
	_, err = app.Init(ctx, app.Options{Data: data, Log: quiet()}, config.Config{
		TeamKey: identity.Recipient().String(), Origin: "http://" + address, Demo: true, Operator: config.Operator{Name: "Bench", Contact: "mailto:bench@guwah.example"},
	})
	return identity.Recipient(), err
}

// counts tells how many testimonies were set aside at receipt, and how many stand in the first queue.
func counts(ctx context.Context, data string) (aside, queue int, err error) {
	a, err := app.Open(ctx, app.Options{Data: data, Log: quiet()})
	if err != nil {
		return 0, 0, err
	}
	defer a.Close() //nolint:errcheck // nothing was written
	waiting, err := a.Store.Queue(ctx, 1_000_000)
	if err != nil {
		return 0, 0, err
	}
	bursts, err := a.Store.Bursts(ctx)
	for _, b := range bursts {
		aside += b.Count
	}
	return aside, len(waiting), err
}

func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}
