package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"guwah.example/guwah"
)

// TestADecoyIsPlantedByTwoThroughThePagesAndGivesItsReaderAway proposes one with a record, has a second person plant it, and opens it as somebody who looks
// where nobody has a reason to.
func TestADecoyIsPlantedByTwoThroughThePagesAndGivesItsReaderAway(t *testing.T) {
	w := newWorld(t)
	alice, bob, eve := w.join("alice", "en"), w.join("bob", "en"), w.join("eve", "en")
	w.tell("Aygul Tursun", 0)
	waiting := between(eve.get("/desk"), `/desk/testimony/`, `"`)
	decoy := url.Values{"act": {"propose"}, "name": {"Somebody Invented"}, "lang": {"ug"}, "story": {"An invented story."}, "record": {"yes"}}
	if page := text(alice.sent("/desk/decoys", decoy, http.StatusUnprocessableEntity)); !strings.Contains(page, "Choose one of the list.") {
		t.Errorf("a record without a place: %s", page)
	}
	decoy.Set("place", "cn-65")
	page := alice.post("/desk/decoys", decoy)
	if strings.Contains(page, `value="plant"`) {
		t.Error("who proposed it is offered to plant it alone")
	}
	id := between(between(page, `<article class="cand">`, "</article>"), `name="object" value="`, `"`)
	alice.sent("/desk/decoys", url.Values{"act": {"plant"}, "object": {id}}, http.StatusUnprocessableEntity)
	if people := eve.get("/desk/people"); strings.Contains(people, "Somebody Invented") {
		t.Error("one person planted it")
	}
	bob.post("/desk/decoys", url.Values{"act": {"plant"}, "object": {id}})
	person := between(eve.get("/desk/people"), `<a href="/desk/person/`, `"`)

	eve.get("/desk/testimony/" + waiting) // a reader's own work raises nothing
	if page := alice.get("/desk/acts"); strings.Contains(page, `role="alert"`) {
		t.Errorf("an alarm stands before anybody opened it: %s", text(page))
	}
	if page := text(eve.get("/desk/person/" + person)); !strings.Contains(page, "Somebody Invented") {
		t.Errorf("it does not look like a record: %s", page)
	}
	if page := alice.get("/desk/acts"); !strings.Contains(page, `role="alert"`) || !strings.Contains(page, "eve") {
		t.Errorf("auditors are not told who opened it: %s", text(page))
	}
	if page := text(alice.get("/desk/team")); !strings.Contains(page, "opens nothing sealed until two colleagues sign") {
		t.Errorf("who opened it is given what is sealed: %s", page)
	}
	told, err := w.register.Desk().Testimony(t.Context(), guwah.TestimonyID(waiting))
	check(t, err)
	answer, err := eve.Get(w.server.URL + "/desk/blob/" + waiting + "/" + told.Envelope)
	check(t, err)
	eve.body(answer, http.StatusForbidden)

	alice.post("/desk/decoys", url.Values{"act": {"take_up"}, "object": {id}})
	if people := bob.get("/desk/people"); strings.Contains(people, "Somebody Invented") {
		t.Error("it is on the list after it was taken away")
	}
}
