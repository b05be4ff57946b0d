package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"guwah.example/guwah"
)

func TestABurstIsReleasedByTwoAndOneOfItByOne(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.join("alice", "en"), w.join("bob", "en")
	for _, id := range []guwah.TestimonyID{"t1", "t2", "t3"} {
		told := guwah.Testimony{ID: id, Mailbox: string(id), State: guwah.TestimonyReceived, Lang: "en", SizeBucket: 4096, Burst: "b1", DangerNow: id == "t2"}
		_, err := w.register.Commit(t.Context(), guwah.Act{Verb: "receive"}, guwah.Changes{Testimonies: []guwah.Testimony{told}})
		check(t, err)
	}
	if page := text(alice.get("/desk")); !strings.Contains(page, "3 testimonies") || !strings.Contains(page, "in danger now: 1") {
		t.Errorf("the inbox says %s", page)
	}
	if queue := between(alice.get("/desk"), `<ul class="q">`, "</ul>"); strings.Contains(queue, "t1") {
		t.Errorf("the first list has one of a burst: %s", queue)
	}
	alice.post("/desk/testimony/t1/move", url.Values{"act": {"let_out"}})
	if queue := between(alice.get("/desk"), `<ul class="q">`, "</ul>"); !strings.Contains(queue, "t1") || strings.Contains(queue, "t2") {
		t.Errorf("once one is let out, the first list is %s", queue)
	}
	alice.post("/desk/burst/b1", url.Values{"act": {"propose"}, "decision": {"released"}})
	alice.sent("/desk/burst/b1", url.Values{"act": {"decide"}}, http.StatusUnprocessableEntity)
	if second := bob.get("/desk/second"); !strings.Contains(second, "/desk/burst/b1") {
		t.Errorf("the list of second looks has no burst")
	}
	bob.post("/desk/burst/b1", url.Values{"act": {"decide"}})
	if queue := between(bob.get("/desk"), `<ul class="q">`, "</ul>"); !strings.Contains(queue, "t2") || !strings.Contains(queue, "t3") {
		t.Errorf("after two released it, the first list is %s", queue)
	}
}

func TestAnExpectedDayIsCheckedKeptAndTakenBack(t *testing.T) {
	w := newWorld(t)
	alice := w.join("alice", "en")
	alice.sent("/desk/bursts/expect", url.Values{"from": {"2026-11-25"}, "to": {"2026-11-24"}, "per_day": {"100"}}, http.StatusUnprocessableEntity)
	alice.sent("/desk/bursts/expect", url.Values{"from": {"2026-11-25"}, "to": {"2026-11-25"}, "per_day": {"1000000"}}, http.StatusUnprocessableEntity)
	page := alice.post("/desk/bursts/expect", url.Values{"from": {"2026-11-25"}, "to": {"2026-11-26"}, "per_day": {"5000"}})
	if !strings.Contains(text(page), "5,000 · alice") {
		t.Errorf("the page says %s", text(page))
	}
	page = alice.post("/desk/bursts/expect", url.Values{"act": {"end"}, "object": {between(page, `name="object" value="`, `"`)}})
	if strings.Contains(text(page), "5,000") {
		t.Errorf("taken back, the page still says %s", text(page))
	}
}
