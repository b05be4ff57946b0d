package desk_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// published is a case that two people published, and its number.
func published(w *world, alice, bob member, name string) (person, number string) {
	w.t.Helper()
	person = proposed(w, alice, name)
	bob.signs("/desk/person/"+person+"/act", url.Values{"act": {"publish"}})
	return person, between(bob.get("/desk/person/"+person), `id="case-number">`, "<")
}

// proposed is a case of which one person would have everything published that was told.
func proposed(w *world, by member, name string) (person string) {
	w.t.Helper()
	w.tell(name, guwah.LevelFull, guwah.PublishPhoto)
	testimony := between(by.get("/desk"), `/desk/testimony/`, `"`)
	page := by.post("/desk/testimony/"+testimony+"/draw", url.Values{
		"predicate": {"name"}, "text": {name}, "lang": {"en"}, "basis": {"family_relay"}, "accept": {"yes"},
	})
	person = between(page, `id="open-case" href="/desk/person/`, `#`)
	claims := claimBoxes(by.get("/desk/person/" + person))
	by.post("/desk/person/"+person+"/act", url.Values{"act": {"propose_publishing"}, "level": {"full"}, "claims": claims, "confirm": {"yes"}})
	return person
}

// outside is what the page says everyone can see.
func outside(m member, person string) string {
	return text(between(m.get("/desk/person/"+person), `id="outside">`, "</ul>"))
}

func TestOnePersonHidesAtOnceAndTwoShowAgain(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.join("alice", "en"), w.join("bob", "en")
	person, _ := published(w, alice, bob, "Aygul Tursun")
	act := "/desk/person/" + person + "/act"
	alice.post(act, url.Values{"act": {"hide"}, "reason": {"risk"}})
	if seen := outside(bob, person); !strings.HasPrefix(seen, "Nothing.") {
		t.Errorf("after hiding, everyone can see %q", seen)
	}
	asked := text(alice.post(act, url.Values{"act": {"propose_show"}, "why": {"the risk has passed"}}))
	if !strings.Contains(asked, "This makes nothing public now") || !strings.Contains(asked, "name: Aygul Tursun") {
		t.Errorf("before proposing to show again, the page says %s", asked)
	}
	alice.post(act, url.Values{"act": {"propose_show"}, "why": {"the risk has passed"}, "confirm": {"yes"}})
	alice.sent(act, url.Values{"act": {"show_again"}, "confirm": {"yes"}}, http.StatusUnprocessableEntity)
	bob.signs(act, url.Values{"act": {"show_again"}})
	if seen := outside(bob, person); !strings.Contains(seen, "Aygul Tursun") {
		t.Errorf("after two people showed it again, everyone can see %q", seen)
	}
}

// sendPhoto sends a picture that was published somewhere.
func (m member) sendPhoto(person string) {
	m.w.t.Helper()
	published := map[string]string{"source_publisher": "An invented newspaper", "source_published": "2019-02-12"}
	m.sendPicture("/desk/person/"+person+"/photo", published, http.StatusOK)
}

// sendPicture sends a picture as a case-worker's browser would, with the other fields of its form.
func (m member) sendPicture(path string, fields map[string]string, want int) string {
	m.w.t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 120, 160))
	for i := range picture.Pix {
		picture.Set(i%120, i/120, color.Gray{uint8(i * 7)})
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file, err := form.CreateFormFile("photo", "photo.png")
	check(m.w.t, err)
	check(m.w.t, png.Encode(file, picture))
	for name, value := range fields {
		check(m.w.t, form.WriteField(name, value))
	}
	check(m.w.t, form.Close())
	answer, err := m.Post(m.w.server.URL+path, form.FormDataContentType(), &body)
	check(m.w.t, err)
	return m.body(answer, want)
}

// TestAPictureOfATestimonyIsBoundToItsSealedOriginalAndGoesWithIt proposes one, with and without saying which file it was drawn from, and erases the testimony.
func TestAPictureOfATestimonyIsBoundToItsSealedOriginalAndGoesWithIt(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	alice := w.join("alice", "en")
	w.join("bob", "en")
	w.tell("Aygul Tursun", guwah.LevelFull, guwah.PublishPhoto)
	id := guwah.TestimonyID(between(alice.get("/desk"), `/desk/testimony/`, `"`))
	alice.post("/desk/testimony/"+string(id)+"/draw", url.Values{"predicate": {"name"}, "text": {"Aygul Tursun"}, "lang": {"en"}, "basis": {"family_relay"}, "accept": {"yes"}})
	original, err := w.blobs.PutBytes(ctx, []byte("a sealed picture"))
	check(t, err)
	told, err := w.register.Desk().Testimony(ctx, id)
	check(t, err)
	told.Attachments = []guwah.Attachment{{Blob: original, SizeBucket: 16}}
	_, err = w.register.Commit(ctx, guwah.Act{Verb: "test"}, guwah.Changes{Testimonies: []guwah.Testimony{told}})
	check(t, err)

	photo := "/desk/testimony/" + string(id) + "/photo"
	for _, other := range []string{"", strings.Repeat("0", 64), told.Envelope} {
		said := alice.sendPicture(photo, map[string]string{"basis": "family_relay", "original": other}, http.StatusUnprocessableEntity)
		if !strings.Contains(said, "which file of this testimony") {
			t.Errorf("a picture drawn from %q is refused without saying why:\n%s", other, text(said))
		}
	}
	alice.sendPicture(photo, map[string]string{"basis": "family_relay", "original": original}, http.StatusOK)
	d, err := w.register.Dossier(ctx, told.Person)
	check(t, err)
	if len(d.Evidence) != 1 || d.Evidence[0].SHA256 != original || d.Evidence[0].Testimony != id {
		t.Fatalf("the register has the pictures %+v", d.Evidence)
	}
	drawn := d.Evidence[0].Proposed

	told = d.Testimonies[0]
	told.State, told.EraseFrom = guwah.TestimonyWithdrawn, 1
	_, err = w.register.Commit(ctx, guwah.Act{Verb: "test"}, guwah.Changes{Testimonies: []guwah.Testimony{told}})
	check(t, err)
	check(t, w.register.ProposeErasing(ctx, w.id("alice"), id))
	check(t, w.register.Erase(ctx, w.id("bob"), id))
	_, err = w.intake.Forget(ctx)
	check(t, err)
	for what, hash := range map[string]string{"the sealed original": original, "the copy drawn from it": drawn} {
		if _, err := w.blobs.Size(ctx, hash); !errors.Is(err, guwah.ErrNotFound) {
			t.Errorf("%s is still on the disk after two people erased the testimony (%v)", what, err)
		}
	}
	d, err = w.register.Dossier(ctx, told.Person)
	check(t, err)
	if e := d.Evidence[0]; e.SHA256+e.Proposed+e.PublicCopy+e.PHash != "" {
		t.Errorf("the register still knows the picture: %+v", e)
	}
}

func TestRule13APictureGoesOutOnceTwoAcceptItAndItIsCleared(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.join("alice", "en"), w.join("bob", "en")
	person, _ := published(w, alice, bob, "Aygul Tursun")
	act := "/desk/person/" + person + "/act"
	alice.sendPhoto(person)
	evidence := between(bob.get("/desk/person/"+person), `id="do-accept_photo-`, `"`)
	alice.sent(act, url.Values{"act": {"accept_photo"}, "object": {evidence}, "confirm": {"yes"}}, http.StatusUnprocessableEntity)
	bob.signs(act, url.Values{"act": {"accept_photo"}, "object": {evidence}})
	if seen := outside(bob, person); strings.Contains(seen, "picture") {
		t.Errorf("a picture from a newspaper, which nobody consented to, is public: %s", seen)
	}
	alice.post(act, url.Values{"act": {"propose_clearance"}, "ground": {"public_figure"}, "reason": {"in all newspapers"}, "confirm": {"yes"}})
	clearance := between(bob.get("/desk/person/"+person), `id="do-clear-`, `"`)
	bob.signs(act, url.Values{"act": {"clear"}, "object": {clearance}})
	if seen := outside(bob, person); !strings.Contains(seen, "picture") {
		t.Errorf("after two people accepted and cleared it, everyone sees %s", seen)
	}
	sha := between(bob.get("/desk/person/"+person), "/desk/picture/"+person+"/", `"`)
	if shown := bob.get("/desk/picture/" + person + "/" + sha); !strings.HasPrefix(shown, "\xff\xd8") {
		t.Error("the picture shown is not the JPEG drawn anew")
	}
}

func TestTwoRecordsAreComparedJoinedAndPartedByTwo(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.join("alice", "en"), w.join("bob", "en")
	one, _ := published(w, alice, bob, "Aygul Tursun")
	other, _ := published(w, alice, bob, "Aygul T.")
	pair := "/desk/pair/" + one + "/" + other
	if page := text(alice.get(pair)); !strings.Contains(page, "Aygul Tursun") || !strings.Contains(page, "Aygul T.") {
		t.Errorf("the two are not side by side: %s", page)
	}
	page := alice.post(pair, url.Values{"decision": {"same"}, "keep": {one}, "why": {"same village"}})
	merge := between(page, `/desk/merge/`, `"`)
	if merge == "" {
		merge = regexp.MustCompile(`/desk/merge/([a-z0-9]{26})`).FindStringSubmatch(alice.get("/desk/second"))[1]
	}
	alice.sent("/desk/merge/"+merge, url.Values{"act": {"merge"}}, http.StatusUnprocessableEntity)
	bob.signs("/desk/merge/"+merge, url.Values{"act": {"merge"}})
	if seen := outside(bob, other); !strings.Contains(seen, "Aygul Tursun") || !strings.Contains(seen, "Aygul T.") {
		t.Errorf("joined, everyone sees %s", seen)
	}
	parting := url.Values{"act": {"propose_unmerge"}, "why": {"two women after all"}}
	foreseen := text(alice.post("/desk/merge/"+merge, parting))
	if !strings.Contains(foreseen, "This makes nothing public now") || !strings.Contains(foreseen, "Becomes public: number") {
		t.Errorf("before parting them is proposed, the page does not say what it brings: %s", foreseen)
	}
	if page := text(bob.get("/desk/merge/" + merge)); !strings.Contains(page, "What parting them would change outside") {
		t.Errorf("the page of a merge does not say what parting would change: %s", page)
	}
	parting.Set("confirm", "yes")
	alice.post("/desk/merge/"+merge, parting)
	bob.sent("/desk/merge/"+merge, url.Values{"act": {"unmerge"}, "seen": {"something else"}}, http.StatusUnprocessableEntity)
	bob.signs("/desk/merge/"+merge, url.Values{"act": {"unmerge"}})
	if seen := outside(bob, other); strings.Contains(seen, "Aygul Tursun") || !strings.Contains(seen, "Aygul T.") {
		t.Errorf("parted, everyone sees of the second %s", seen)
	}
}

func TestAChallengeIsAnsweredByTwoWhoDidNotPublish(t *testing.T) {
	w := newWorld(t)
	alice, bob, carol, dilnur := w.join("alice", "en"), w.join("bob", "en"), w.join("carol", "en"), w.join("dilnur", "en")
	_, number := published(w, alice, bob, "Aygul Tursun")
	_, _, err := w.register.Challenge(context.Background(), register.Filed{Case: guwah.CaseID(number), Kind: "wrong_fact", RiskToLife: true})
	check(t, err)
	answer := url.Values{"act": {"propose_answer"}, "object": {"1"}, "outcome": {"not_upheld"}, "answer": {"The source says so."}, "lang": {"en"}}
	alice.sent("/desk/challenges", answer, http.StatusUnprocessableEntity)
	if page := text(carol.post("/desk/challenges", answer)); !strings.Contains(page, "Becomes public: not upheld") {
		t.Errorf("the page does not say what will be public: %s", page)
	}
	page := text(dilnur.signs("/desk/challenges", url.Values{"act": {"answer"}, "object": {"1"}}))
	if !strings.Contains(page, "not upheld The source says so.") {
		t.Errorf("after two people the page says %s", page)
	}
}

func TestACorrectionSaysBeforehandWhatItMakesPublic(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.join("alice", "en"), w.join("bob", "en")
	person, _ := published(w, alice, bob, "Aygul Tursun")
	act := "/desk/person/" + person + "/act"
	correction := url.Values{"act": {"propose_correction"}, "kind": {"text"}, "was": {"a nurse"}, "now": {"a teacher"}, "why": {"a misreading"}, "lang": {"en"}}
	if page := text(alice.post(act, correction)); !strings.Contains(page, "correction") || !strings.Contains(page, "a teacher") {
		t.Errorf("before proposing, the page says %s", page)
	}
	correction.Set("confirm", "yes")
	alice.post(act, correction)
	bob.signs(act, url.Values{"act": {"correct"}})
	if page := text(bob.get("/desk/person/" + person)); !strings.Contains(page, "a nurse → a teacher") {
		t.Errorf("the correction is not on the page: %s", page)
	}
}

func TestAFormFromAnotherSiteIsRefused(t *testing.T) {
	w := newWorld(t)
	alice := w.join("alice", "en")
	request, err := http.NewRequest(http.MethodPost, w.server.URL+"/desk/language", strings.NewReader("lang=ug"))
	check(t, err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Sec-Fetch-Site", "cross-site")
	answer, err := alice.Do(request)
	check(t, err)
	alice.body(answer, http.StatusForbidden)
	members, err := w.register.Members(context.Background())
	check(t, err)
	if members[0].Lang != "en" {
		t.Errorf("another site changed the language to %s", members[0].Lang)
	}
}
