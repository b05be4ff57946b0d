package desk_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"guwah.example/guwah"
)

// TestATeamOfTwoBringsSomebodyBackWithTheOperator suspends one of two and sends one of two to a border. Neither the colleague nor the operator is enough alone,
// in whichever order they speak, and whoever is away is never one of them.
func TestATeamOfTwoBringsSomebodyBackWithTheOperator(t *testing.T) {
	for _, away := range []string{"restore", "return"} {
		for _, first := range []string{"colleague", "operator"} {
			t.Run(away+", "+first+" first", func(t *testing.T) { bringsBack(t, away, first) })
		}
	}
}

func bringsBack(t *testing.T, away, first string) {
	w := newWorld(t)
	alice, bob := w.join("alice", "en"), w.join("bob", "en")
	of := w.id("bob")
	if away == "restore" {
		alice.post("/desk/team/stop", url.Values{"act": {"suspend"}, "object": {string(of)}})
	} else {
		bob.post("/desk/you/travel", url.Values{"days": {"10"}})
	}
	if page := text(alice.get("/desk/team")); !strings.Contains(page, "Whoever runs the machine can be the second") {
		t.Errorf("the page does not say what a team of two does: %s", page)
	}
	colleague := func() { alice.post("/desk/team/back", url.Values{"act": {away}, "object": {string(of)}}) }
	operator := func() bool {
		back, err := w.register.Vouch(t.Context(), of)
		check(t, err)
		return back
	}
	if first == "colleague" {
		colleague()
		notBack(t, w, bob)
		alice.sent("/desk/team/back", url.Values{"act": {away}, "object": {string(of)}}, http.StatusUnprocessableEntity)
		if !operator() {
			t.Error("with the second word nobody is back")
		}
	} else {
		for range 2 {
			if operator() {
				t.Error("the operator alone brought somebody back")
			}
		}
		notBack(t, w, bob)
		if page := text(alice.get("/desk/team")); !strings.Contains(page, "Whoever runs the machine agrees; one colleague must.") {
			t.Errorf("the page does not say that the operator spoke: %s", page)
		}
		colleague()
	}
	check(t, bob.ceremony("/desk/enter", bob.key.Use))
	bob.get("/desk/people")
	if _, err := w.register.Vouch(t.Context(), of); !errors.Is(err, guwah.ErrConflict) {
		t.Errorf("vouching for somebody who is at work gives %v", err)
	}
}

// notBack fails where somebody who is away finds their desk.
func notBack(t *testing.T, w *world, m member) {
	t.Helper()
	if err := m.ceremony("/desk/enter", m.key.Use); err != nil {
		return // suspended: they are not even let in
	}
	if answer, err := m.Get(w.server.URL + "/desk/people"); err != nil || answer.StatusCode != http.StatusNotFound {
		t.Errorf("somebody who is away finds the desk: %v", err)
	}
	m.sent("/desk/team/back", url.Values{"act": {"return"}, "object": {string(w.id("bob"))}}, http.StatusNotFound)
}

func TestTheOperatorSpeaksForNobodyWhereTwoColleaguesCanOrNobodyCan(t *testing.T) {
	w := newWorld(t)
	alice, bob, carol := w.join("alice", "en"), w.join("bob", "en"), w.join("carol", "en")
	bob.post("/desk/you/travel", url.Values{"days": {"10"}})
	if _, err := w.register.Vouch(t.Context(), w.id("bob")); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("with two colleagues at work the operator's word gives %v, want refused", err)
	}
	carol.post("/desk/you/travel", url.Values{"days": {"10"}})
	if page := text(alice.get("/desk/you")); !strings.Contains(page, "Nobody could bring you back") {
		t.Errorf("the last at work is told %s", page)
	}
	alice.post("/desk/you/travel", url.Values{"days": {"10"}})
	if _, err := w.register.Vouch(t.Context(), w.id("bob")); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("with nobody at work the operator's word gives %v, want refused", err)
	}
}
