package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"guwah.example/guwah/internal/load"
	"guwah.example/guwah/internal/seal"
)

// honest are people who tell while the flood lasts: one comes every second, by turns with scripts and without.
type honest struct {
	team seal.Recipient

	mu     sync.Mutex
	people []person
}

// person is one of them.
type person struct {
	script bool
	took   time.Duration
	code   string // to open what they told
	failed error
	steps  int // pages and answers it took
}

// honestFigures is how long they took, from asking for the page to having the code.
type honestFigures struct {
	Done    int            `json:"done"`
	Opened  int            `json:"codes_that_open"` // afterwards
	Failed  map[string]int `json:"failed,omitempty"`
	P50     float64        `json:"p50_seconds"`
	P95     float64        `json:"p95_seconds"`
	Longest float64        `json:"longest_seconds"`
	Steps   int            `json:"most_steps"`
}

// longest is how long an honest person tries.
const longest = 2 * time.Minute

func newHonest(team seal.Recipient) *honest { return &honest{team: team} }

func (h *honest) come(ctx context.Context) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	var all sync.WaitGroup
	defer all.Wait()
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		all.Go(func() { h.tell(context.WithoutCancel(ctx), n%2 == 0) })
	}
}

func (h *honest) tell(ctx context.Context, script bool) {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	began := time.Now()
	v := &visit{client: &http.Client{Transport: &http.Transport{DisableCompression: true}}, person: person{script: script}}
	defer v.client.CloseIdleConnections()
	if script {
		v.failed = v.sealed(ctx, h.team)
	} else {
		v.failed = v.plain(ctx)
	}
	v.took = time.Since(began)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.people = append(h.people, v.person)
}

// visit is one person at their browser, with connections of their own.
type visit struct {
	person
	client *http.Client
}

// plain loads the page and sends its form; a page that refreshes itself is let do so, and one that says "wait, then send it again" is sent again.
func (v *visit) plain(ctx context.Context) error {
	page, err := v.load(ctx)
	if err != nil {
		return err
	}
	for story := "they came at night (invented) " + rand.Text(); ; {
		status, header, page, err := v.fill(ctx, page, story)
		for err == nil && (status == http.StatusOK || status == http.StatusAccepted) {
			if code, ok := codeOn(page); ok {
				v.code = code
				return nil
			}
			status, header, page, err = v.follow(ctx, header.Get("Refresh"))
		}
		if err != nil {
			return err
		}
		if status != http.StatusServiceUnavailable && status != http.StatusTooManyRequests {
			return fmt.Errorf("answered %d", status)
		}
		if err := pause(ctx, header.Get("Retry-After")); err != nil {
			return err
		}
	}
}

// fill sends the form of a page with a story.
func (v *visit) fill(ctx context.Context, page, story string) (int, http.Header, string, error) {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, hidden := range hiddenOn.FindAllStringSubmatch(page, -1) {
		_ = w.WriteField(hidden[1], hidden[2]) // into memory
	}
	for name, value := range map[string]string{"name": "Invented Person", "story": story, "speaker": "Invented Speaker", "level": "initials"} {
		_ = w.WriteField(name, value) // into memory
	}
	_ = w.Close() // likewise
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+address+"/en/tell", &body)
	if err != nil {
		return 0, nil, "", err
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Origin", "http://"+address)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return v.do(r)
}

// sealed loads the page and its script and sends what the script would seal.
func (v *visit) sealed(ctx context.Context, team seal.Recipient) error {
	page, err := v.load(ctx)
	if err != nil {
		return err
	}
	script := scriptOn.FindStringSubmatch(page)
	if script == nil {
		return errors.New("no script on the page")
	}
	if _, err := v.get(ctx, script[1]); err != nil {
		return err
	}
	made, err := load.Sealed(team, 1, 2000)
	if err != nil {
		return err
	}
	v.code = made[0].Code.Words()
	for {
		r, err := made[0].Request(ctx, address)
		if err != nil {
			return err
		}
		status, header, _, err := v.do(r)
		if err != nil || status == http.StatusOK {
			return err
		}
		if status != http.StatusServiceUnavailable && status != http.StatusTooManyRequests {
			return fmt.Errorf("answered %d", status)
		}
		if err := pause(ctx, header.Get("Retry-After")); err != nil {
			return err
		}
	}
}

// load gets the page of the telling and the style sheet, as a browser does.
func (v *visit) load(ctx context.Context) (string, error) {
	page, err := v.get(ctx, "/en/tell")
	if err != nil {
		return "", err
	}
	if style := styleOn.FindStringSubmatch(page); style != nil {
		_, err = v.get(ctx, style[1])
	}
	return page, err
}

var (
	scriptOn = regexp.MustCompile(`<script src="([^"]+)"`)
	styleOn  = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)"`)
	hiddenOn = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)
	waitFor  = regexp.MustCompile(`^(\d+); ?url=(.+)$`)
)

func (v *visit) get(ctx context.Context, path string) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+path, nil)
	if err != nil {
		return "", err
	}
	status, _, page, err := v.do(r)
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("%s answered %d", strings.Split(path, "?")[0], status)
	}
	return page, err
}

// follow does what a Refresh header says.
func (v *visit) follow(ctx context.Context, refresh string) (int, http.Header, string, error) {
	found := waitFor.FindStringSubmatch(refresh)
	if found == nil {
		return 0, nil, "", errors.New("neither a code nor where to go on")
	}
	if err := pause(ctx, found[1]); err != nil {
		return 0, nil, "", err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+found[2], nil)
	if err != nil {
		return 0, nil, "", err
	}
	return v.do(r)
}

func (v *visit) do(r *http.Request) (int, http.Header, string, error) {
	v.steps++
	answer, err := v.client.Do(r)
	if err != nil {
		return 0, nil, "", fmt.Errorf("no answer: %w", err)
	}
	defer answer.Body.Close() //nolint:errcheck // it is read whole
	page, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, nil, "", errors.New("no whole answer")
	}
	return answer.StatusCode, answer.Header, string(page), nil
}

func pause(ctx context.Context, seconds string) error {
	n, err := strconv.Atoi(seconds)
	if err != nil {
		n = 1
	}
	select {
	case <-ctx.Done():
		return errors.New("gave up")
	case <-time.After(time.Duration(n) * time.Second):
		return nil
	}
}

// figures says how those with or without scripts fared, and tries their codes.
func (h *honest) figures(ctx context.Context, script bool) honestFigures {
	f := honestFigures{Failed: make(map[string]int)}
	var took []time.Duration
	for _, p := range h.people {
		switch {
		case p.script != script:
		case p.failed != nil:
			f.Failed[p.failed.Error()]++
		default:
			f.Done++
			f.Steps = max(f.Steps, p.steps)
			took = append(took, p.took)
			if opens(ctx, p.code) {
				f.Opened++
			}
		}
	}
	f.times(took)
	return f
}

func (f *honestFigures) times(took []time.Duration) {
	if len(took) == 0 {
		return
	}
	slices.Sort(took)
	at := func(share float64) float64 { return took[int(share*float64(len(took)-1))].Seconds() }
	f.P50, f.P95, f.Longest = at(0.5), at(0.95), at(1)
}

// opens tells whether a code opens a mailbox.
func opens(ctx context.Context, code string) bool {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+address+"/en/mine", strings.NewReader("code="+strings.ReplaceAll(code, " ", "+")))
	if err != nil {
		return false
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	answer, err := http.DefaultClient.Do(r)
	return err == nil && answer.Body.Close() == nil && answer.StatusCode == http.StatusOK
}

// codeOn reads the return code off the page that says "received".
func codeOn(page string) (string, bool) {
	_, list, found := strings.Cut(page, "data-code-words>")
	list, _, ended := strings.Cut(list, "</ol>")
	words := strings.Fields(strings.NewReplacer("<li>", " ", "</li>", " ").Replace(list))
	return strings.Join(words, " "), found && ended && len(words) == 12
}
