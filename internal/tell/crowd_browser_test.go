package tell

import (
	"crypto/sha256"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve/browsertest"
	"guwah.example/guwah/internal/turn"
)

func TestWithScriptsTheDeviceWorksSendsAgainByItselfAndThePersonEndsWithTheirCode(t *testing.T) {
	s, letGo := crowded(t, 0)
	var mu sync.Mutex
	var works []string
	release := sync.OnceFunc(letGo)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			mu.Lock()
			works = append(works, r.Header.Get(workHeader))
			third := len(works) == 3
			mu.Unlock()
			if third { // turned away twice
				release()
			}
		}
		s.handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	t.Cleanup(release)
	tab := browsertest.Start(t)
	must(t, chromedp.Do(
		tab,
		chromedp.Navigate(server.URL+"/en/tell"),
		chromedp.SetValue("#f-name", "canary name"),
		chromedp.Click(`form[data-seal-team] button`),
		chromedp.WaitVisible("[data-code-words] li:nth-child(12)"),
	))
	words, err := chromedp.Run(tab, chromedp.Text("[data-code-words]"))
	must(t, err)
	code, err := seal.ParseCode(words)
	must(t, err)
	mine, err := s.Intake.Open(t.Context(), intake.KeyOf(code))
	if err != nil || mine.Testimony.SealedBy != "browser" || len(s.register.Testimonies) != 1 {
		t.Errorf("received %d, this one as %+v, %v", len(s.register.Testimonies), mine.Testimony, err)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(works) < 3 || works[0] != "" {
		t.Fatalf("sent with the work %q", works)
	}
	for _, work := range works[1:] {
		sum := sha256.Sum256([]byte(work))
		if zeros := int(sum[0])<<4 | int(sum[1])>>4; zeros != 0 { // turn.LeastBits is 12
			t.Errorf("sent again without the work of %d bits: %q", turn.LeastBits, work)
		}
	}
}

func TestWithoutScriptsTheWaitingPageGoesOnByItselfToTheCode(t *testing.T) {
	s, letGo := crowded(t, 1)
	release := sync.OnceFunc(letGo)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".js") {
			http.NotFound(w, r)
			return
		}
		s.handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	t.Cleanup(release)
	tab := browsertest.Start(t)
	must(t, chromedp.Do(
		tab,
		chromedp.Navigate(server.URL+"/en/tell"),
		chromedp.SetValue("#f-name", "canary name"), chromedp.SetValue("#f-story", "canary story"),
		chromedp.Click(`form[data-seal-team] button`),
		chromedp.WaitVisible(`a.button[href^="/en/tell/turn/"]`),
	))
	if len(s.register.Testimonies) != 0 {
		t.Error("received before its turn")
	}
	release()
	must(t, chromedp.Do(tab, chromedp.WaitVisible("[data-code-words] li:nth-child(12)"))) // nobody presses anything
	words, err := chromedp.Run(tab, chromedp.Text("[data-code-words]"))
	must(t, err)
	code, err := seal.ParseCode(words)
	must(t, err)
	mine, err := s.Intake.Open(t.Context(), intake.KeyOf(code))
	must(t, err)
	envelope, err := s.kept.Open(t.Context(), mine.Testimony.Envelope)
	must(t, err)
	told, err := seal.OpenTestimony(envelope, s.team)
	if err != nil || told.NameAsTold != "canary name" || told.Story != "canary story" {
		t.Errorf("told %+v, %v", told, err)
	}
}
