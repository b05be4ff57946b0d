// Command page sets the case page of a register of 100,000 people beside nginx serving the same bytes as a static file.
//
//	go run ./bench/page [--people 100000] [--data DIR] [--seconds 8] [--rounds 3] [--profile FILE]
//
// It fills a register with invented people (kept and used again where --data is given), serves it with the program as it is built for operators, and asks
// with wrk, one after the other in each round: nginx for one file; the same page again and again, which the cache keeps; a different case each time, which
// it never has. Names are looked for at a steady pace. It needs nginx and wrk, listens on loopback only, and prints one JSON object; README.md beside it records results.
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
	"time"
)

const (
	address      = "127.0.0.1:18091" // of the register
	nginxAddress = "127.0.0.1:18092"
)

// result is what one run measured.
type result struct {
	Date   string  `json:"date"`
	CPUs   int     `json:"cpus"`
	People int     `json:"people"`
	Bytes  int     `json:"page_bytes"`
	Rounds []round `json:"rounds"`
}

// round is one measurement of each, one after the other, so that all of them had the same neighbours.
type round struct {
	Load     string  `json:"load"` // the load average before it
	Nginx    figures `json:"nginx"`
	Cached   figures `json:"cached"`
	Uncached figures `json:"uncached"`
	Find     figures `json:"find"`

	CachedRatio   float64 `json:"cached_to_nginx"`
	UncachedRatio float64 `json:"uncached_to_nginx"`
}

func main() {
	people := flag.Int("people", 100_000, "how many people the register holds")
	data := flag.String("data", "", "where to keep the register between runs; a temporary folder otherwise")
	seconds := flag.Int("seconds", 8, "how long each measurement takes")
	rounds := flag.Int("rounds", 3, "how often everything is measured")
	profile := flag.String("profile", "", "instead of measuring, write to this file where the processor's time goes")
	flag.Parse()
	r, err := run(context.Background(), *people, *data, *profile, *rounds, time.Duration(*seconds)*time.Second)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench/page:", err)
		os.Exit(1)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", " ")
	_ = out.Encode(r) // nobody is left to tell
}

func run(ctx context.Context, people int, data, profile string, rounds int, each time.Duration) (result, error) {
	r := result{Date: time.Now().UTC().Format(time.DateOnly), CPUs: runtime.NumCPU(), People: people}
	folder, err := os.MkdirTemp("", "guwah-bench-")
	if err != nil {
		return r, err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // of no use to anybody
	if data == "" {
		data = filepath.Join(folder, "data")
	}
	program := filepath.Join(folder, "guwah")
	if out, err := exec.Command("go", "build", "-o", program, "./cmd/guwah").CombinedOutput(); err != nil {
		return r, fmt.Errorf("build: %w\n%s", err, out)
	}
	if err := fill(ctx, data, people); err != nil {
		return r, fmt.Errorf("fill a register: %w", err)
	}
	addresses, names, err := publicOf(ctx, data)
	if err != nil {
		return r, err
	}
	asked := asking{folder: folder, each: each}
	if profile != "" {
		return r, asked.profile(ctx, data, profile, addresses, names)
	}
	register, err := start(address, exec.Command(program, "serve", "--data", data, "--listen", address))
	if err != nil {
		return r, err
	}
	defer register.stop()
	page, err := register.ready(addresses[0])
	if err != nil {
		return r, err
	}
	r.Bytes = len(page)
	nginx, err := startNginx(folder, page)
	if err != nil {
		return r, err
	}
	defer nginx.stop()
	for i := range rounds {
		one, err := asked.round(i, nginx, register, addresses, names)
		if err != nil {
			return r, err
		}
		r.Rounds = append(r.Rounds, one)
	}
	return r, nil
}

func (a asking) round(number int, nginx, register server, addresses, names []string) (r round, err error) {
	r.Load = load()
	from := number * len(addresses) / 7 // not where the last round was: the cache must have forgotten what it is asked for
	measure := func(into *figures, ask func(server, []string, int) (figures, error), of server, paths []string, from int) {
		if err == nil {
			*into, err = ask(of, paths, from)
		}
	}
	measure(&r.Nginx, a.wrk, nginx, []string{"/page.html"}, 0)
	measure(&r.Cached, a.wrk, register, addresses[:1], 0)
	measure(&r.Uncached, a.wrk, register, addresses, from)
	measure(&r.Find, a.paced, register, names, number*len(names)/7)
	r.CachedRatio, r.UncachedRatio = r.Cached.PerSecond/r.Nginx.PerSecond, r.Uncached.PerSecond/r.Nginx.PerSecond
	return r, err
}

// load is the load average of the last minute.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Fields(string(text))[0]
}
