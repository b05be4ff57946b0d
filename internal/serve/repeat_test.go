package serve_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

// stand is a server whose pages are kept, and which counts how often its handlers were asked.
type stand struct {
	cache   *serve.Cache
	address string

	mu    sync.Mutex
	now   time.Time
	stamp string

	asked, observed atomic.Int32
}

func (s *stand) Routes() []serve.Route {
	page := func(w http.ResponseWriter, r *http.Request) error {
		s.asked.Add(1)
		s.mu.Lock()
		key := serve.Key{Address: r.URL.Path, Stamp: s.stamp}
		s.mu.Unlock()
		return s.cache.Send(w, r, key, func(context.Context) (serve.Answer, error) {
			return serve.Answer{Type: serve.HTML, Body: []byte(strings.Repeat(r.URL.Path+" at "+key.Stamp+"\n", 500))}, nil
		})
	}
	echo := func(w http.ResponseWriter, r *http.Request) error {
		body, err := io.ReadAll(r.Body)
		if err == nil {
			_, err = fmt.Fprintf(w, "%d bytes, %d of a cookie\n", len(body), len(r.Header.Get("Cookie")))
		}
		return err
	}
	return []serve.Route{
		{Method: "GET", Pattern: "/kept", Name: "kept", Handler: page, Timeout: -1},
		{Method: "GET", Pattern: "/counted", Name: "counted", Handler: page, Timeout: -1, Budget: serve.Budget{PerSecond: 1, AtOnce: 1000}},
		{Method: "POST", Pattern: "/echo", Name: "echo", Kind: serve.Form, Handler: echo},
		{Method: "GET", Pattern: "/echo", Name: "echo back", Handler: echo},
	}
}

func (s *stand) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *stand) revision(context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stamp, nil
}

// newStand starts a server at noon, with or without repeating.
func newStand(t *testing.T, repeating bool) *stand {
	t.Helper()
	s := &stand{now: time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC), stamp: "first"}
	s.cache = serve.NewCache(1<<20, s.clock)
	catalogues, err := i18n.Load(i18n.Options{})
	if err != nil {
		t.Fatal(err)
	}
	assets, err := serve.NewAssets(serve.Shared())
	if err != nil {
		t.Fatal(err)
	}
	failures, err := serve.NewErrorPages(serve.ViewsConfig{Catalogues: catalogues, Assets: assets, Origin: "https://guwah.example"})
	if err != nil {
		t.Fatal(err)
	}
	handler, err := serve.New(serve.Config{
		Log: slog.New(slog.DiscardHandler), Errors: failures,
		Observe: func(_ string, status int, _ time.Duration) {
			if status == http.StatusOK {
				s.observed.Add(1)
			}
		},
	}, s)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = listener.Addr().String()
	var kept serve.Repeats
	if repeating {
		kept = serve.Repeats{Cache: s.cache, Stamp: s.revision}
	}
	server := serve.NewServer(handler)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(serve.Whole(listener, kept)) }()
	t.Cleanup(func() {
		_ = server.Close()
		<-ended
	})
	return s
}

// visitor is one connection, on which bytes are sent as they are.
type visitor struct {
	net.Conn
	answers *bufio.Reader
}

func (s *stand) visit(t *testing.T) *visitor {
	t.Helper()
	conn, err := net.Dial("tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	t.Cleanup(func() { _ = conn.Close() })
	return &visitor{conn, bufio.NewReader(conn)}
}

var date = regexp.MustCompile(`\r\nDate: [A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT\r\n`)

// answer reads one answer as it came, with another date.
func (v *visitor) answer(t *testing.T) string {
	t.Helper()
	var raw bytes.Buffer
	beside := bufio.NewReader(io.TeeReader(byByte{v.answers}, &raw))
	answer, err := http.ReadResponse(beside, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		t.Fatal(err)
	}
	if !date.Match(raw.Bytes()) && answer.StatusCode != http.StatusBadRequest { // net/http refuses without one
		t.Fatalf("no date: %.300s", raw.String())
	}
	return date.ReplaceAllString(raw.String(), "\r\nDate: today\r\n")
}

// byByte reads no further than it must.
type byByte struct{ *bufio.Reader }

func (r byByte) Read(p []byte) (int, error) { return r.Reader.Read(p[:min(1, len(p))]) }

func (v *visitor) ask(t *testing.T, message string) string {
	t.Helper()
	if _, err := io.WriteString(v, message); err != nil {
		t.Fatal(err)
	}
	return v.answer(t)
}

// repeated asks until an answer comes without the handler: where a request arrives before net/http has done with the one before, it is net/http's.
func (s *stand) repeated(t *testing.T, v *visitor, message string) string {
	t.Helper()
	for range 100 {
		before := s.asked.Load()
		if answer := v.ask(t, message); s.asked.Load() == before {
			return answer
		}
	}
	t.Fatal("a hundred times the handler was asked")
	return ""
}

const (
	plain  = "GET /kept HTTP/1.1\r\nHost: guwah.example\r\n\r\n"
	packed = "GET /kept HTTP/1.1\r\nHost: guwah.example\r\nAccept-Encoding: gzip\r\nUser-Agent: telephone\r\n\r\n"
)

func TestAKeptAnswerIsRepeatedByteForByteWithoutItsHandler(t *testing.T) {
	s := newStand(t, true)
	for _, message := range []string{plain, packed} {
		v := s.visit(t)
		first := v.ask(t, message)
		if again := s.repeated(t, v, message); again != first {
			t.Errorf("repeated\n%.900q\nwhat was\n%.900q", again, first)
		}
		before := s.observed.Load()
		for range 5 { // once it is ahead it stays ahead
			if again := v.ask(t, message); again != first {
				t.Errorf("repeated\n%.900q\nwhat was\n%.900q", again, first)
			}
		}
		v.ask(t, "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n") // what was observed before it is counted
		if observed := s.observed.Load() - before; observed != 5 {
			t.Errorf("of 5 answers %d were observed", observed)
		}
	}
}

func TestNothingIsRepeatedThatMayHaveChanged(t *testing.T) {
	s := newStand(t, true)
	set := func(now time.Time, stamp string) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.now, s.stamp = now, stamp
	}
	noon := s.clock()
	v := s.visit(t)
	s.repeated(t, v, plain)
	for _, step := range []struct {
		what    string
		now     time.Time
		stamp   string
		message string
		handler bool
		holds   string
	}{
		{"nothing changed", noon, "first", plain, false, "/kept at first"},
		{"something public changed", noon, "second", plain, true, "/kept at second"},
		{"it was written again", noon, "second", plain, false, "/kept at second"},
		{"less than a minute to midnight", noon.Add(12*time.Hour - 30*time.Second), "second", plain, true, "max-age=30"},
		{"the next day", noon.Add(24 * time.Hour), "second", plain, true, "max-age=60"},
		{"and it stands", noon.Add(24 * time.Hour), "second", plain, false, "max-age=60"},
		{"compressed it was not yet written", noon.Add(24 * time.Hour), "second", packed, true, "Content-Encoding: gzip"},
		{"now it was", noon.Add(24 * time.Hour), "second", packed, false, "Content-Encoding: gzip"},
		{"the visitor has one already", noon.Add(24 * time.Hour), "second", strings.Replace(plain, "\r\n\r\n", "\r\nIf-None-Match: *\r\n\r\n", 1), true, "304 Not Modified"},
	} {
		set(step.now, step.stamp)
		before := s.asked.Load()
		var answer string
		if step.handler {
			answer = v.ask(t, step.message)
		} else {
			answer = s.repeated(t, v, step.message)
		}
		if step.handler && s.asked.Load() == before || !strings.Contains(answer, step.holds) {
			t.Errorf("%s: %.600q", step.what, answer)
		}
	}
	counted := strings.Replace(plain, "/kept", "/counted", 1)
	before := s.asked.Load()
	for range 5 {
		v.ask(t, counted)
	}
	if asked := s.asked.Load() - before; asked != 5 {
		t.Errorf("of 5 requests that have a budget %d were counted", asked)
	}
}

// TestWhereverAStreamOfRequestsIsCutItsAnswersAreTheSame sends requests that hold others, in their headers and bodies, in pieces: up to any place before what is held, the rest up to its end, and what comes after,
// to a server that repeats answers and has that one ready, and compares what comes back with what net/http alone answers.
func TestWhereverAStreamOfRequestsIsCutItsAnswersAreTheSame(t *testing.T) {
	inside := "GET /kept HTTP/1.1\r\nHost: a\r\n\r\n"
	streams := map[string]string{
		"one after the other":      plain + "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n" + inside + plain,
		"another in a body":        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + fmt.Sprint(len(inside)) + "\r\n\r\n" + inside + plain,
		"another in a chunk":       "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + fmt.Sprintf("%x", len(inside)) + "\r\n" + inside + "\r\n0\r\n\r\n" + plain,
		"another in a header":      plain + "GET /echo HTTP/1.1\r\nCookie: " + inside + plain,
		"another in a longer one":  "GET /echo HTTP/1.1\r\nReferer: " + strings.Repeat("long/", 1000) + "\r\nCookie: " + inside + plain,
		"another as a header":      plain + "GET /echo HTTP/1.1\r\n" + inside,
		"another but for a letter": plain + "X" + inside + plain,
	}
	repeating, alone := newStand(t, true), newStand(t, false)
	for name, stream := range streams {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			begin := strings.LastIndex(stream, inside)
			end := begin + len(inside)
			answers := strings.Count(stream, " HTTP/1.1\r\n")
			if strings.HasPrefix(name, "another") && !strings.HasPrefix(name, "another but") {
				answers-- // what is inside is no request
			}
			send := func(s *stand, cut int) (all string) {
				v := s.visit(t)
				for range 3 { // until it is ready to be repeated, where it is
					v.ask(t, plain)
				}
				for _, piece := range []string{stream[:cut], stream[cut:end], stream[end:]} {
					if _, err := io.WriteString(v, piece); err != nil {
						t.Fatal(err)
					}
					time.Sleep(2 * time.Millisecond) // so that the pieces come as pieces
				}
				for range answers {
					all += v.answer(t)
				}
				return all
			}
			want := send(alone, end)
			for cut := max(0, begin-150); cut <= begin; cut++ {
				if got := send(repeating, cut); got != want {
					t.Fatalf("cut after %q: answered\n%.2000q\nand not\n%.2000q", stream[:cut], got, want)
				}
			}
		})
	}
}
