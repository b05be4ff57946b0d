package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"guwah.example/guwah"
)

// TestTheSecondSignatureAsksForThePasskeyAgain has somebody publish in a session whose passkey was used long ago, as whoever sits down at it would.
func TestTheSecondSignatureAsksForThePasskeyAgain(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.join("alice", "en"), w.join("bob", "en")
	person := proposed(w, alice, "Aygul Tursun")
	act := "/desk/person/" + person + "/act"
	seen := between(bob.get("/desk/person/"+person), `name="seen" value="`, `"`)
	w.now = w.now.Add(guwah.FreshFor)
	for _, confirmed := range []url.Values{{"act": {"publish"}}, {"act": {"publish"}, "confirm": {"yes"}, "seen": {seen}}} {
		page := bob.sent(act, confirmed, http.StatusForbidden)
		if again := fields(page); again.Get("act") != "publish" || again.Get("seen") != confirmed.Get("seen") {
			t.Errorf("what was decided is lost: %v", again)
		}
	}
	bob.sent("/desk/demands/publish", url.Values{"object": {"any"}}, http.StatusForbidden)
	bob.sent("/desk/challenges", url.Values{"act": {"answer"}, "object": {"1"}}, http.StatusForbidden)
	if seen := outside(bob, person); !strings.HasPrefix(seen, "Nothing.") {
		t.Fatalf("it was published without asking: everyone can see %s", seen)
	}
	check(t, bob.ceremony("/desk/confirm", bob.key.Use))
	bob.signs(act, url.Values{"act": {"publish"}})
	w.now = w.now.Add(guwah.FreshFor)
	bob.post(act, url.Values{"act": {"hide"}, "reason": {"risk"}}) // to show less never asks
}

// TestWhatChangedWhileItWasReadIsNotPublishedUnseen changes a case between the moment at which the second person is shown it and the moment at which they sign.
func TestWhatChangedWhileItWasReadIsNotPublishedUnseen(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.join("alice", "en"), w.join("bob", "en")
	person := proposed(w, alice, "Aygul Tursun")
	act := "/desk/person/" + person + "/act"
	seen := between(bob.get("/desk/person/"+person), `name="seen" value="`, `"`)
	alice.post(act, url.Values{
		"act": {"draw"}, "predicate": {"sex"}, "code": {"female"}, "basis": {"family_relay"}, "source_publisher": {"An invented newspaper"}, "accept": {"yes"},
	})
	for _, stale := range []string{seen, "", "yes"} {
		page := text(bob.sent(act, url.Values{"act": {"publish"}, "confirm": {"yes"}, "seen": {stale}}, http.StatusUnprocessableEntity))
		if !strings.Contains(page, "Somebody else changed this in the meantime") {
			t.Errorf("shown %.8q before, it is refused with: %s", stale, page)
		}
	}
	if seen := outside(bob, person); !strings.HasPrefix(seen, "Nothing.") {
		t.Fatalf("what changed was published unseen: everyone can see %s", seen)
	}
	asked := bob.post(act, url.Values{"act": {"publish"}}) // as a browser would that lost the page
	if !strings.Contains(text(asked), "This changes what everyone can see, at once") || between(asked, `name="seen" value="`, `"`) == seen {
		t.Errorf("who sends no word of having seen it is shown %s", text(asked))
	}
	bob.signs(act, url.Values{"act": {"publish"}})
	if seen := outside(bob, person); !strings.Contains(seen, "Aygul Tursun") {
		t.Errorf("published as it stood, everyone can see %s", seen)
	}
}
