package app_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/serve"
)

// member puts somebody who may do everything into the register with a session as given, and returns its cookie.
func (r testRegister) member(t *testing.T, travel *guwah.Pause, session guwah.Session) string {
	t.Helper()
	staff := everything("a")
	staff.Travel = travel
	sum := sha256.Sum256([]byte(staff.Handle))
	session.Hash, session.Staff, session.Expires, session.Seen = hex.EncodeToString(sum[:]), staff.ID, today.Add(time.Hour), today
	r.store(t, guwah.Changes{Staff: []guwah.Staff{staff}, Sessions: []guwah.Session{session}})
	return "guwah-desk=" + staff.Handle
}

// desk calls each route of the staff with a cookie, and gives the answer to f.
func (r testRegister) desk(cookie string, f func(serve.Route, output)) {
	for _, route := range r.app.Routes {
		if route.Who != serve.Staff || !strings.HasPrefix(route.Pattern, "/desk") || route.Name == "desk sign out" || route.Name == "desk travel" {
			continue // the two would end the session that the rest is tried with
		}
		f(route, ask(r.app.Handler, route.Method, sample(route.Pattern), url.Values{"act": {"restore"}, "confirm": {"yes"}, "lang": {"en"}, "days": {"0"}}, "Cookie", cookie))
	}
}

// refused tells whether an answer lets nothing happen: it leads to the sign-in page, or is a refusal.
func refused(o output) bool {
	return o.Status == http.StatusSeeOther && o.Header.Get("Location") == "/desk/enter" || o.Status == http.StatusForbidden || o.Status == http.StatusNotFound
}

// TestWhoeverFollowedALinkEnrolsAPasskeyAndDoesNothingElse walks every route with what a link opens.
func TestWhoeverFollowedALinkEnrolsAPasskeyAndDoesNothingElse(t *testing.T) {
	r := newRegister(t)
	cookie := r.member(t, nil, guwah.Session{Kind: "enrolment", Fresh: today})
	open := 0
	r.desk(cookie, func(route serve.Route, o output) {
		if strings.HasPrefix(route.Pattern, "/desk/enrol") {
			open++
			return
		}
		if !refused(o) || o.Status == http.StatusNotFound {
			t.Errorf("%s %s answers whoever followed a link with %d", route.Method, route.Pattern, o.Status)
		}
	})
	if open < 4 {
		t.Errorf("only %d routes enrol a passkey: is the table read?", open)
	}
}

// TestWhoeverTravelsFindsNothing walks every route as somebody at a border would be made to.
func TestWhoeverTravelsFindsNothing(t *testing.T) {
	r := newRegister(t)
	all := demonstration(t)
	r.store(t, all)
	r.store(t, hidden(all))
	cookie := r.member(t, &guwah.Pause{Since: 1, Until: 2, By: "a"}, guwah.Session{Kind: "session", Fresh: today, Passkey: "k"})
	harmless := map[string]bool{"desk inbox": true, "desk language": true}
	r.desk(cookie, func(route serve.Route, o output) {
		if !harmless[route.Name] && o.Status != http.StatusNotFound && o.Status != http.StatusForbidden {
			t.Errorf("%s %s answers a traveller with %d", route.Method, route.Pattern, o.Status)
		}
		if where := o.holds(canary); where != "" {
			t.Errorf("%s %s: a canary in %s: %s", route.Method, route.Pattern, where, around(o.Body, canary))
		}
	})
	if o := ask(r.app.Handler, http.MethodGet, "/en/tell/for", nil, "Cookie", cookie); o.Status == http.StatusOK && contains(string(o.Body), "/desk") {
		t.Error("a traveller takes testimonies down for others")
	}
}

// TestNothingSealedLeavesForASessionThatNoPasskeyOpened asks for it in a session of a register's past, or of somebody who got round the entrance.
func TestNothingSealedLeavesForASessionThatNoPasskeyOpened(t *testing.T) {
	r := newRegister(t)
	cookie := r.member(t, nil, guwah.Session{Kind: "session"})
	sealed, fresh := 0, 0
	r.desk(cookie, func(route serve.Route, o output) {
		switch route.Name {
		case "desk key", "desk testimony", "desk letter", "desk sealed file", "desk challenge text":
			sealed++
			if o.Status != http.StatusForbidden {
				t.Errorf("%s %s answers with %d", route.Method, route.Pattern, o.Status)
			}
		case "desk team change", "desk team back", "desk testimony erase", "desk merge decide", "desk passkey add", "desk passkey give up":
			fresh++
			if o.Status != http.StatusForbidden || !contains(string(o.Body), "data-passkey") && !contains(string(o.Body), "no passkey to confirm with") {
				t.Errorf("%s %s does not ask for the passkey: %d", route.Method, route.Pattern, o.Status)
			}
		}
	})
	if sealed < 5 || fresh < 6 {
		t.Errorf("%d sealed and %d weighty routes were tried: is the table read?", sealed, fresh)
	}
}
