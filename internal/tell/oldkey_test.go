package tell

import (
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve/browsertest"
)

// TestAFormLoadedBeforeTheKeyWasChangedIsSealedAnewAndNothingIsLost changes the key while somebody writes: once so lately that the old key is still taken, once
// so long ago that the script has to seal again.
func TestAFormLoadedBeforeTheKeyWasChangedIsSealedAnewAndNothingIsLost(t *testing.T) {
	for name, until := range map[string]time.Duration{"some hours": time.Hour, "long ago": -time.Hour} {
		s := newStand(t, nil)
		server := httptest.NewServer(s.handler)
		next, err := seal.NewTeamIdentity()
		must(t, err)
		tab := browsertest.Start(t)
		must(t, chromedp.Do(tab, chromedp.Navigate(server.URL+"/en/tell"), chromedp.SetValue("#f-story", "written before the change (invented)")))
		s.Intake.Team.Turn(next.Recipient(), map[seal.Fingerprint]time.Time{s.team.Recipient().Fingerprint(): s.Intake.Now().Add(until)})
		must(t, chromedp.Do(tab, chromedp.Click(`form[data-seal-team] button`), chromedp.WaitVisible("[data-code-words] li:nth-child(12)")))
		key := s.team
		if until < 0 {
			key = next
		}
		for _, told := range s.register.Testimonies {
			if told.Recipient != key.Recipient().Fingerprint().String() {
				t.Errorf("%s: it says that it is sealed to %s", name, told.Recipient)
			}
			sealed, err := s.kept.Open(t.Context(), told.Envelope)
			must(t, err)
			if words, err := seal.OpenTestimony(sealed, key); err != nil || words.Story != "written before the change (invented)" {
				t.Errorf("%s: it opens as %q, error %v", name, words.Story, err)
			}
		}
		if len(s.register.Testimonies) != 1 {
			t.Errorf("%s: %d testimonies were received", name, len(s.register.Testimonies))
		}
		server.Close()
	}
}
