package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/passkey/passkeytest"
	"guwah.example/guwah/internal/register"
)

// fields are the hidden fields of the form that waits behind a confirmation.
func fields(page string) url.Values {
	found := url.Values{}
	form := between(page, `id="again"`, "</form>")
	for _, part := range strings.Split(form, `<input type="hidden" name="`)[1:] {
		name, rest, _ := strings.Cut(part, `"`)
		found.Add(name, between(rest, `value="`, `"`))
	}
	return found
}

func TestALinkOpensNothingOfTheDesk(t *testing.T) {
	w := newWorld(t)
	alice := w.invited("alice", "ug")
	alice.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	for _, path := range []string{"/desk", "/desk/people", "/desk/team", "/desk/you", "/desk/you/passkey", "/desk/key", "/desk/blob/x/y"} {
		answer, err := alice.Get(w.server.URL + path)
		check(t, err)
		alice.body(answer, http.StatusSeeOther)
	}
	alice.sent("/desk/team/stop", url.Values{"act": {"suspend"}, "object": {"x"}}, http.StatusForbidden)
	if page := alice.get("/desk/enrol"); !strings.Contains(page, `lang="ug" dir="rtl"`) {
		t.Error("the page is not in their language")
	}
	alice.sent("/desk/enrol/language", url.Values{"lang": {"kk"}}, http.StatusSeeOther)
	if page := alice.get("/desk/enrol"); !strings.Contains(page, `lang="kk"`) {
		t.Error("the language was not changed")
	}
	check(t, alice.ceremony("/desk/enrol", alice.key.Make))
	alice.get("/desk")
}

func TestSomebodySignsInWithAPasskeyAlone(t *testing.T) {
	w := newWorld(t)
	alice := w.join("alice", "en")
	alice.post("/desk/leave", nil)
	elsewhere := w.browser()
	elsewhere.key = alice.key
	if page := elsewhere.get("/desk/enter"); strings.Contains(page, "<input") {
		t.Error("the sign-in page has something to type in")
	}
	check(t, elsewhere.ceremony("/desk/enter", elsewhere.key.Use))
	if page := elsewhere.get("/desk"); !strings.Contains(page, "alice") {
		t.Error("they are not in")
	}
	stranger := w.browser()
	alice.key.Origin = "https://localhost.elsewhere.example"
	if err := stranger.ceremony("/desk/enter", alice.key.Use); err == nil || !strings.Contains(err.Error(), "403") {
		t.Errorf("a look-alike page signs in: %v", err)
	}
	for _, junk := range []string{"", "{}", `{"answer":{}}`, `{"answer":"x"}`, strings.Repeat("[", 5000)} {
		if _, err := stranger.json("/desk/enter/passkey", junk); err == nil || !strings.Contains(err.Error(), "422") {
			t.Errorf("%.20q gives %v", junk, err)
		}
	}
}

func TestWhatIsWeightyAsksForThePasskeyAgainAndLosesNothing(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.join("alice", "en"), w.join("bob", "en")
	members, err := w.register.Members(t.Context())
	check(t, err)
	w.now = w.now.Add(guwah.FreshFor)
	dismiss := url.Values{"act": {"dismiss"}, "object": {string(members[1].ID)}, "more": {`a "quoted" <word>`, "and a second"}}
	page := alice.sent("/desk/team/change", dismiss, http.StatusForbidden)
	if members, _ := w.register.Members(t.Context()); !members[1].Active {
		t.Fatal("it was done without asking")
	}
	if !strings.Contains(page, `method="post" action="/desk/team/change"`) {
		t.Errorf("the form does not lead on:\n%s", page)
	}
	again := fields(page)
	if again.Get("object") != dismiss.Get("object") || again.Get("act") != "dismiss" || !strings.Contains(page, "a &#34;quoted&#34; &lt;word&gt;") || !strings.Contains(page, "and a second") {
		t.Errorf("what was filled in is lost: %v", again)
	}
	if err := alice.ceremony("/desk/confirm", bob.key.Use); err == nil {
		t.Error("a colleague's passkey confirmed it")
	}
}

func TestConfirmingLetsItThrough(t *testing.T) {
	w := newWorld(t)
	alice, _ := w.join("alice", "en"), w.join("bob", "en")
	members, err := w.register.Members(t.Context())
	check(t, err)
	w.now = w.now.Add(guwah.FreshFor)
	again := fields(alice.sent("/desk/team/change", url.Values{"act": {"dismiss"}, "object": {string(members[1].ID)}}, http.StatusForbidden))
	check(t, alice.ceremony("/desk/confirm", alice.key.Use))
	if page := text(alice.post("/desk/team/change", again)); !strings.Contains(page, "has left") {
		t.Errorf("it was not done: %s", page)
	}
	w.now = w.now.Add(guwah.FreshFor)
	answer, err := alice.Get(w.server.URL + "/desk/key")
	check(t, err)
	if page := alice.body(answer, http.StatusForbidden); !strings.Contains(page, `method="get" action="/desk/key"`) {
		t.Errorf("a page that asks again does not lead to itself:\n%s", page)
	}
	check(t, alice.ceremony("/desk/confirm", alice.key.Use))
	alice.get("/desk/key")
}

func TestAMemberSeesAndEndsTheirSessionsAndKeys(t *testing.T) {
	w := newWorld(t)
	alice := w.join("alice", "en")
	elsewhere := w.browser()
	elsewhere.key = alice.key
	check(t, elsewhere.ceremony("/desk/enter", alice.key.Use))
	page := alice.get("/desk/you")
	if !strings.Contains(text(page), "Make a second passkey") || !strings.Contains(page, "this one") {
		t.Errorf("the page says %s", text(page))
	}
	alice.post("/desk/you/session", url.Values{"object": {between(between(page, "/desk/you/session", "</form>"), `value="`, `"`)}})
	elsewhere.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	answer, err := elsewhere.Get(w.server.URL + "/desk")
	check(t, err)
	elsewhere.body(answer, http.StatusSeeOther)

	only := alice.sent("/desk/you/passkey", url.Values{"object": {alice.key.ID()}}, http.StatusUnprocessableEntity)
	if !strings.Contains(only, "your only passkey") {
		t.Errorf("giving up the only one: %s", text(only))
	}
	second := passkeytest.New(address)
	check(t, alice.ceremony("/desk/enrol", second.Make))
	if err := w.browser().ceremony("/desk/enter", second.Use); err != nil {
		t.Errorf("the second key: %v", err)
	}
	alice.get("/desk/you/passkey")
	alice.post("/desk/you/passkey", url.Values{"object": {alice.key.ID()}}) // leads to the sign-in page: this session was the lost key's
	if err := w.browser().ceremony("/desk/enter", alice.key.Use); err == nil {
		t.Error("the lost key opens still")
	}
}

func TestTheTeamIsToldOfNewLinksKeysAndCopies(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.join("alice", "en"), w.join("bob", "en")
	members, err := w.register.Members(t.Context())
	check(t, err)
	_, err = w.register.NewLink(t.Context(), members[1].ID)
	check(t, err)
	bob.key.Count = 0
	check(t, w.browser().ceremony("/desk/enter", bob.key.Use))
	bob.key.Count = 0
	if err := w.browser().ceremony("/desk/enter", bob.key.Use); err == nil {
		t.Error("a counter that ran backwards signs in")
	}
	page := text(alice.get("/desk/team"))
	for _, want := range []string{"made them a new sign-in link", "there may be a copy", "Made a passkey on"} {
		if !strings.Contains(page, want) {
			t.Errorf("the team page does not say %q: %s", want, page)
		}
	}
}

func TestOneSuspendsAtTheDeskAndTwoRestore(t *testing.T) {
	w := newWorld(t)
	alice, bob, carol := w.join("alice", "en"), w.join("bob", "en"), w.join("carol", "en")
	members, err := w.register.Members(t.Context())
	check(t, err)
	object := string(members[1].ID)
	w.now = w.now.Add(guwah.FreshFor) // to stop somebody needs no passkey
	alice.post("/desk/team/stop", url.Values{"act": {"suspend"}, "object": {object}})
	bob.sent("/desk/language", url.Values{"lang": {"ug"}}, http.StatusForbidden)
	if page := text(alice.get("/desk/team")); !strings.Contains(page, "Suspended on") {
		t.Errorf("the team page says %s", page)
	}
	for _, m := range []member{alice, carol} {
		check(t, m.ceremony("/desk/confirm", m.key.Use))
		if err := bob.ceremony("/desk/enter", bob.key.Use); err == nil {
			t.Fatal("a suspended member signs in")
		}
		m.post("/desk/team/back", url.Values{"act": {"restore"}, "object": {object}})
	}
	check(t, bob.ceremony("/desk/enter", bob.key.Use))
}

// TestATravellersDeskHoldsNothing signs in as somebody at a border would be made to, and asks for everything.
func TestATravellersDeskHoldsNothing(t *testing.T) {
	w := newWorld(t)
	alice, bob, carol := w.join("alice", "en"), w.join("bob", "en"), w.join("carol", "en")
	person, number := published(w, alice, bob, "Aygul Tursun")
	w.tell("Somebody Else", guwah.LevelFull)
	waiting := between(alice.get("/desk"), `/desk/testimony/`, `"`)
	alice.sent("/desk/you/travel", url.Values{"days": {"none"}}, http.StatusUnprocessableEntity)
	alice.post("/desk/you/travel", url.Values{"days": {"10"}})
	alice.sent("/desk/language", url.Values{"lang": {"en"}}, http.StatusForbidden)

	check(t, alice.ceremony("/desk/enter", alice.key.Use))
	check(t, register.NewProjector(w.db, w.edition, w.log).Drain(t.Context()))
	page := alice.get("/desk")
	for _, told := range []string{"ravel", "/desk/team", "/desk/you", "/desk/people", "Somebody Else", waiting, person} {
		if strings.Contains(page, told) {
			t.Errorf("the page tells of %q", told)
		}
	}
	if !strings.Contains(page, "/en/case/"+number) {
		t.Errorf("the page does not list what everybody may read: %s", text(page))
	}
	for _, path := range []string{
		"/desk/testimony/" + waiting, "/desk/person/" + person, "/desk/people", "/desk/second", "/desk/matches", "/desk/demands", "/desk/challenges", "/desk/team", "/desk/key",
		"/desk/you", "/desk/you/passkey", "/desk/enrol", "/desk/blob/" + waiting + "/" + strings.Repeat("0", 64), "/desk/letter/x/y",
	} {
		answer, err := alice.Get(w.server.URL + path)
		check(t, err)
		alice.body(answer, http.StatusNotFound)
	}
	alice.sent("/desk/person/"+person+"/act", url.Values{"act": {"hide"}, "reason": {"risk"}}, http.StatusNotFound)
	alice.post("/desk/language", url.Values{"lang": {"ug"}})

	members, err := w.register.Members(t.Context())
	check(t, err)
	w.now = w.now.Add(20 * time.Minute)
	for _, m := range []member{bob, carol} {
		alice.sent("/desk/team/back", url.Values{"act": {"return"}, "object": {string(members[0].ID)}}, http.StatusNotFound)
		check(t, m.ceremony("/desk/confirm", m.key.Use))
		m.post("/desk/team/back", url.Values{"act": {"return"}, "object": {string(members[0].ID)}})
	}
	check(t, alice.ceremony("/desk/enter", alice.key.Use))
	alice.get("/desk/testimony/" + waiting)
}
