package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"guwah.example/guwah/internal/load"
	"guwah.example/guwah/internal/seal"
)

// bots send what nobody told: every second one sealed, every tenth a repetition, every seventh with a proof of work that is none.
type bots struct {
	told   []*load.Telling
	client *http.Client

	mu      sync.Mutex
	answers map[string]int
	sent    int
}

// botFigures is what became of what the bots sent.
type botFigures struct {
	Sent    int            `json:"sent"`
	Answers map[string]int `json:"answers"` // by status, or why there was none
}

// mostPrepared bounds how many different submissions there are; a longer flood sends them again.
const mostPrepared = 20_000

func newBots(team seal.Recipient, a attack) (*bots, error) {
	each := max(1, min(mostPrepared, a.bots*a.seconds/60)/2)
	sealed, err := load.Sealed(team, each, 2048)
	if err != nil {
		return nil, err
	}
	plain, err := load.Plain(each, 2048)
	if err != nil {
		return nil, err
	}
	b := &bots{answers: make(map[string]int), client: &http.Client{
		Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 512, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	for i := range each {
		b.told = append(b.told, sealed[i], plain[i])
	}
	return b, nil
}

// flood sends so many a minute until ctx ends, without waiting for answers.
func (b *bots) flood(ctx context.Context, perMinute int) {
	if perMinute == 0 {
		return
	}
	began := time.Now()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	var all sync.WaitGroup
	defer all.Wait()
	underWay := make(chan struct{}, 2000) // sockets are what an attacker on the same machine runs out of
	for n := 0; ; {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		for due := int(time.Since(began).Seconds() * float64(perMinute) / 60); n < due; n++ {
			i := n
			select {
			case underWay <- struct{}{}:
				all.Go(func() { b.send(ctx, i); <-underWay })
			default:
				b.count("not sent: two thousand are under way")
			}
		}
	}
}

func (b *bots) send(ctx context.Context, n int) {
	which := n
	if n%10 == 9 {
		which = n - 1
	}
	r, err := b.told[which%len(b.told)].Request(context.WithoutCancel(ctx), address)
	if err != nil {
		b.count(err.Error())
		return
	}
	if n%7 == 0 {
		r.Header.Set("Guwah-Work", fmt.Sprintf("invented.%d", n))
	}
	answer, err := b.client.Do(r)
	if err != nil {
		b.count("no answer")
		return
	}
	_, _ = io.Copy(io.Discard, answer.Body) // what it says is of no use to a bot
	_ = answer.Body.Close()
	b.count(strconv.Itoa(answer.StatusCode))
}

func (b *bots) count(answer string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.answers[answer]++
	b.sent++
}

func (b *bots) figures() botFigures { return botFigures{Sent: b.sent, Answers: b.answers} }
