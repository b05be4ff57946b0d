package desk_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"guwah.example/guwah"
)

// TestTheThinWayThroughTheDesk walks from a testimony to a judged answer, with two people.
func TestTheThinWayThroughTheDesk(t *testing.T) {
	w := newWorld(t)
	w.tell("Aygul Tursun", guwah.LevelFull, guwah.PublishWords)
	alice, bob := w.join("alice", "en"), w.join("bob", "en")

	inbox := alice.get("/desk")
	testimony := between(inbox, `/desk/testimony/`, `"`)
	if !strings.Contains(inbox, "in danger now") || testimony == "" {
		t.Fatalf("the inbox does not show the testimony and its danger:\n%s", text(inbox))
	}
	page := alice.post("/desk/testimony/"+testimony+"/draw", url.Values{
		"predicate": {"name"}, "text": {"Aygul Tursun"}, "lang": {"en"}, "basis": {"family_relay"}, "relation": {"daughter"}, "accept": {"yes"},
	})
	person := between(page, `id="open-case" href="/desk/person/`, `#`)
	alice.post("/desk/testimony/"+testimony+"/draw", url.Values{
		"person": {person}, "predicate": {"detained"}, "when": {"2018-03~"}, "place": {"cn-65-31"}, "basis": {"family_relay"}, "accept": {"yes"},
	})

	act := "/desk/person/" + person + "/act"
	ids := claimBoxes(alice.get("/desk/person/" + person))
	if len(ids) != 2 {
		t.Fatalf("the page offers %d claims to publish, want 2", len(ids))
	}
	propose := url.Values{"act": {"propose_publishing"}, "level": {"full"}, "claims": ids, "why": {"her daughter asks"}}
	foreseen := text(alice.post(act, propose))
	for _, want := range []string{"This makes nothing public now", "name: Aygul Tursun", "detained", "2018-03~"} {
		if !strings.Contains(foreseen, want) {
			t.Errorf("before proposing, the page does not say %q:\n%s", want, foreseen)
		}
	}
	propose.Set("confirm", "yes")
	alice.post(act, propose)
	alice.sent(act, url.Values{"act": {"publish"}, "confirm": {"yes"}}, http.StatusUnprocessableEntity)

	second := text(bob.get("/desk/person/" + person))
	if !strings.Contains(second, "Becomes public: number") || !strings.Contains(second, "name: Aygul Tursun") {
		t.Errorf("the second person is not told what becomes public:\n%s", second)
	}
	bob.signs(act, url.Values{"act": {"publish"}})
	if number := between(bob.get("/desk/person/"+person), `id="case-number">`, "<"); !strings.HasPrefix(number, "GW-") {
		t.Fatalf("the case has the number %q after two people published it", number)
	}

	demandAndAnswer(t, alice, bob, person)
}

func demandAndAnswer(t *testing.T, alice, bob member, person string) {
	t.Helper()
	act := "/desk/person/" + person + "/act"
	page := alice.post("/desk/demands/authority", url.Values{"name": {"An invented office"}, "lang": {"en"}, "level": {"region"}, "holding": {"yes"}})
	authority := regexp.MustCompile(`<option value="([a-z0-9]{26})">An invented office`).FindStringSubmatch(page)[1]
	alice.post(act, url.Values{"act": {"raise_demand"}, "authority": {authority}, "asks": {"life"}, "confirm": {"yes"}})
	demand := between(bob.get("/desk/person/"+person), `id="act-publish_demand-`, `"`)
	bob.signs(act, url.Values{"act": {"publish_demand"}, "object": {demand}})
	page = text(alice.post(act, url.Values{"act": {"demand_step"}, "object": {demand}, "step": {"sent"}, "at": {"2026-11-22"}, "via": {"post"}}))
	if !strings.Contains(page, "0 days") {
		t.Errorf("the demand has no clock after it was sent:\n%s", page)
	}
	alice.post(act, url.Values{
		"act": {"record_response"}, "authority": {authority}, "demand": {demand}, "medium": {"video"}, "contents": {"shown_alive"}, "published": {"2026-11-22"},
		"said": {"She is shown reading a text."}, "lang": {"en"}, "confirm": {"yes"},
	})
	response := between(bob.get("/desk/person/"+person), `id="act-clear_response-`, `"`)
	bob.signs(act, url.Values{"act": {"clear_response"}, "object": {response}})
	judge := url.Values{
		"act": {"assess"}, "object": {response}, "judge": {"reviewer"}, "identity": {"yes"}, "date_provable": {"no"}, "free_of_control": {"no"}, "answers": {"no"},
		"indicators": {"reading"}, "verdict": {"coerced_indicators"}, "confirm": {"yes"},
	}
	alice.post(act, judge)
	page = bob.post(act, judge)
	if !strings.Contains(page, "<bdi>alice</bdi>: <b>") || !strings.Contains(page, "<bdi>bob</bdi>: <b>") {
		t.Errorf("the answer does not show both judgements:\n%s", text(page))
	}
}

func claimBoxes(page string) []string {
	form := between(page, `id="act-propose_publishing"`, "</form>")
	var ids []string
	for _, found := range regexp.MustCompile(`name="claims" value="([^"]+)"`).FindAllStringSubmatch(form, -1) {
		ids = append(ids, found[1])
	}
	return ids
}

func TestAFormThatCannotBeDoneIsShownAsItWasTyped(t *testing.T) {
	w := newWorld(t)
	w.tell("Aygul Tursun", guwah.LevelOff)
	alice := w.join("alice", "en")
	testimony := between(alice.get("/desk"), `/desk/testimony/`, `"`)
	page := alice.sent("/desk/testimony/"+testimony+"/draw", url.Values{
		"predicate": {"detained"}, "when": {"31.31.2018"}, "text": {"taken at night"}, "basis": {"eyewitness"},
	}, http.StatusUnprocessableEntity)
	for _, want := range []string{`value="31.31.2018"`, `value="taken at night"`, `role="alert"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
}

func TestNobodyWhoIsNotSignedInSeesTheDesk(t *testing.T) {
	w := newWorld(t)
	stranger := w.browser()
	stranger.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	for _, path := range []string{"/desk", "/desk/people", "/desk/person/x", "/desk/blob/x/y", "/desk/team", "/desk/letter/x/y"} {
		answer, err := stranger.Get(w.server.URL + path)
		check(t, err)
		if body := stranger.body(answer, http.StatusSeeOther); len(body) > 100 {
			t.Errorf("%s answers a stranger with %d bytes", path, len(body))
		}
	}
	stranger.sent("/desk/team/change", url.Values{"act": {"dismiss"}, "object": {"eve"}}, http.StatusForbidden)
}
