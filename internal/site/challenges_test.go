package site

import (
	"net/http"
	"strings"
	"testing"

	"guwah.example/guwah/internal/gate"
)

func TestChallengesArePaged(t *testing.T) {
	r := readRegister(t)
	r.Challenged = nil
	for no := int64(120); no > 0; no-- {
		r.Challenged = append(r.Challenged, gate.Challenge{No: no, Kind: "wrong_fact", Filed: 20000, Due: 20030})
	}
	_, site := newSite(t, r)
	for path, want := range map[string]struct {
		shown       int
		leads, back string
	}{
		"/en/challenges": {50, "?from=50", ""}, "/en/challenges?from=50": {50, "?from=100", "?from=0"}, "/en/challenges?from=100": {20, "", "?from=50"},
		"/en/challenges?from=nonsense": {50, "?from=50", ""}, "/en/challenges?from=-1": {50, "?from=50", ""}, "/en/challenges?from=9999": {0, "", "?from=9949"},
	} {
		got := get(site, path)
		body := got.Body.String()
		leads, back := strings.Contains(body, `rel="next"`), strings.Contains(body, `rel="prev"`)
		if n := strings.Count(body, "<li><span>"); got.Code != http.StatusOK || n != want.shown || leads != (want.leads != "") || back != (want.back != "") {
			t.Errorf("%s (%d) shows %d challenges, leads on %v, back %v", path, got.Code, n, leads, back)
		}
		if !strings.Contains(body, want.leads) || !strings.Contains(body, want.back) {
			t.Errorf("%s leads neither to %q nor to %q", path, want.leads, want.back)
		}
	}
}
