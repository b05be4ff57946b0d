// Command code looks whether the time an answer takes tells which return codes were once given.
//
//	go run ./bench/code [--each 5000] [--clients 16] [--seconds 5]
//
// It makes a register in a temporary folder, has people tell it things, withdraws and erases some of it as rule 18 says, and serves it on loopback. Then it
// asks for the mailboxes of codes that were never given, of codes that were erased, of codes half of whose words are right, and of words that are none, in
// random order over one connection, and compares each kind with the first by Welch's t: from ±4.5 on the times could be told apart. Last it counts how many
// codes a second are looked for, by many clients at once. It prints one JSON object; README.md beside it records results.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/seal"
)

// result is what one run measured.
type result struct {
	Date  string          `json:"date"`
	CPUs  int             `json:"cpus"`
	Kinds map[string]kind `json:"kinds"`
	Rate  float64         `json:"codes_per_second"`
	Busy  int64           `json:"turned_away_as_busy"` // of those counted for the rate
}

// kind is how long codes of one kind took.
type kind struct {
	Asked    int     `json:"asked"`
	Mean     float64 `json:"mean_us"`
	Spread   float64 `json:"standard_deviation_us"`
	Bytes    int     `json:"bytes"` // of the answer
	T        float64 `json:"t"`     // against codes that were never given
	variance float64
}

func main() {
	each := flag.Int("each", 5000, "how often each kind of code is asked for")
	clients := flag.Int("clients", 16, "how many ask at once when counting")
	seconds := flag.Int("seconds", 5, "how long is counted")
	flag.Parse()
	r, err := run(context.Background(), *each, *clients, time.Duration(*seconds)*time.Second)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench/code:", err)
		os.Exit(1)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", " ")
	_ = out.Encode(r) // nobody is left to tell
}

func run(ctx context.Context, each, clients int, long time.Duration) (result, error) {
	r := result{Date: time.Now().UTC().Format(time.DateOnly), CPUs: runtime.NumCPU()}
	folder, err := os.MkdirTemp("", "guwah-bench-")
	if err != nil {
		return r, err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // of no use to anybody
	reg, err := openRegister(ctx, folder)
	if err != nil {
		return r, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return r, err
	}
	ctx, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- reg.app.Serve(ctx, app.Listeners{Visitors: listener}) }()
	defer func() {
		stop()
		<-served
		_ = reg.app.Close() // of no use to anybody
	}()
	origin := "http://" + listener.Addr().String()
	kinds, err := reg.codes(ctx, origin)
	if err != nil {
		return r, err
	}
	if r.Kinds, err = compare(origin, kinds, each); err != nil {
		return r, err
	}
	r.Rate, r.Busy = count(ctx, origin, kinds["never given"], clients, long)
	return r, nil
}

// compare asks for codes of all kinds in random order and reckons each kind's times against those of codes never given.
func compare(origin string, kinds map[string][]string, each int) (map[string]kind, error) {
	var order []string
	for name := range kinds {
		for range each {
			order = append(order, name)
		}
	}
	rand.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	took, bytes := map[string][]float64{}, map[string]int{}
	client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: 1}}
	defer client.CloseIdleConnections()
	for i, name := range order {
		began := time.Now()
		status, size, err := ask(client, origin, kinds[name][i%len(kinds[name])])
		if err != nil {
			return nil, err
		}
		if status != http.StatusUnprocessableEntity {
			return nil, fmt.Errorf("a code %s is answered with %d", name, status)
		}
		if bytes[name] != 0 && bytes[name] != size {
			return nil, fmt.Errorf("codes %s are answered with %d and with %d bytes", name, bytes[name], size)
		}
		bytes[name] = size
		took[name] = append(took[name], float64(time.Since(began).Nanoseconds())/1e3)
	}
	all := map[string]kind{}
	for name, times := range took {
		all[name] = kindOf(times, bytes[name])
	}
	base := all["never given"]
	for name, k := range all {
		if name != "never given" {
			k.T = (k.Mean - base.Mean) / math.Sqrt(k.variance/float64(k.Asked)+base.variance/float64(base.Asked))
			all[name] = k
		}
	}
	return all, nil
}

// kindOf reckons mean and variance without the slowest hundredth, in which other programs' doings lie.
func kindOf(times []float64, bytes int) kind {
	times = trimmed(times)
	k := kind{Asked: len(times), Bytes: bytes}
	for _, t := range times {
		k.Mean += t / float64(len(times))
	}
	for _, t := range times {
		k.variance += (t - k.Mean) * (t - k.Mean) / float64(len(times)-1)
	}
	k.Spread = math.Sqrt(k.variance)
	return k
}

func ask(client *http.Client, origin, code string) (status, size int, err error) {
	answer, err := client.PostForm(origin+"/en/mine", url.Values{"code": {code}})
	if err != nil {
		return 0, 0, err
	}
	defer answer.Body.Close() //nolint:errcheck // it was read whole
	page, err := io.ReadAll(answer.Body)
	return answer.StatusCode, len(page), err
}

// count asks for codes from many clients at once and says how many a second were looked for, and how many were turned away as busy.
func count(ctx context.Context, origin string, codes []string, clients int, long time.Duration) (rate float64, busy int64) {
	ctx, stop := context.WithTimeout(ctx, long)
	defer stop()
	var looked, away atomic.Int64
	var all sync.WaitGroup
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}
	defer client.CloseIdleConnections()
	for c := range clients {
		all.Go(func() {
			for i := c; ctx.Err() == nil; i++ {
				switch status, _, err := ask(client, origin, codes[i%len(codes)]); {
				case err == nil && status == http.StatusUnprocessableEntity:
					looked.Add(1)
				case err == nil:
					away.Add(1)
				case !errors.Is(err, context.Canceled):
					time.Sleep(time.Millisecond)
				}
			}
		})
	}
	all.Wait()
	return float64(looked.Load()) / long.Seconds(), away.Load()
}

// halfRight is a code of which the first six words are those of one that was given.
func halfRight(given, other seal.Code) string {
	right, wrong := strings.Fields(given.Words()), strings.Fields(other.Words())
	return strings.Join(append(right[:6:6], wrong[6:]...), " ")
}
