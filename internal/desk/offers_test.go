package desk_test

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

// offered says which acts the page of a person with something of every kind offers to each role, written by hand from what the roles are for (docs/adr/0008).
var offered = map[guwah.Role]string{
	guwah.RoleReader:     "draw",
	guwah.RoleVerifier:   "draw accept contest reject accept_all accept_photo reject_photo assess",
	guwah.RolePublisher:  "accept contest reject accept_all accept_photo reject_photo propose_publishing propose_clearance propose_correction propose_wish propose_minor propose_override publish clear publish_demand clear_response",
	guwah.RoleCampaigner: "raise_demand demand_step record_response assess",
	guwah.RoleAnalyst:    "",
}

// shownLess is what every member is offered who reads cases: it only takes away.
const shownLess = "hide lower object pressure withhold withhold_response end_clearance drop_publish"

// rich is a person about whom something of every kind waits to be decided, the death of somebody last.
func rich(w *world, alice, bob member) (person, death string) {
	w.t.Helper()
	person, _ = published(w, alice, bob, "Aygul Tursun")
	act := "/desk/person/" + person + "/act"
	page := alice.post("/desk/demands/authority", url.Values{"name": {"An invented office"}, "lang": {"en"}, "level": {"region"}, "holding": {"yes"}})
	authority := regexp.MustCompile(`<option value="([a-z0-9]{26})">An invented office`).FindStringSubmatch(page)[1]
	for range 2 { // one of each becomes public, one waits
		alice.post(act, url.Values{"act": {"raise_demand"}, "authority": {authority}, "asks": {"life"}, "confirm": {"yes"}})
		alice.post(act, url.Values{
			"act": {"record_response"}, "authority": {authority}, "medium": {"video"}, "contents": {"shown_alive"}, "published": {"2026-11-22"}, "said": {"She reads a text."}, "lang": {"en"}, "confirm": {"yes"},
		})
	}
	bob.signs(act, url.Values{"act": {"clear_response"}, "object": {between(bob.get("/desk/person/"+person), `id="act-clear_response-`, `"`)}})
	alice.sendPhoto(person)
	alice.post(act, url.Values{"act": {"propose_clearance"}, "ground": {"public_figure"}, "reason": {"in all newspapers"}, "confirm": {"yes"}})
	drawn := url.Values{"act": {"draw"}, "predicate": {"sex"}, "code": {"female"}, "basis": {"media"}, "source_publisher": {"An invented newspaper"}}
	alice.post(act, drawn)
	drawn.Set("predicate", "died")
	drawn.Set("code", "unknown")
	alice.post(act, drawn)
	d, err := w.register.Dossier(w.t.Context(), guwah.PersonID(person))
	check(w.t, err)
	died := slices.IndexFunc(d.Claims, func(c guwah.Claim) bool { return c.Predicate == guwah.PredDied })
	alice.post(act, url.Values{"act": {"propose_publishing"}, "level": {"full"}, "claims": claimBoxes(alice.get("/desk/person/" + person)), "confirm": {"yes"}})
	return person, string(d.Claims[died].ID)
}

// offers are the acts that a page has a button or a form for.
func offers(page string) []string {
	acts := map[string]bool{}
	for _, found := range regexp.MustCompile(`name="act" value="(\w+)"`).FindAllStringSubmatch(page, -1) {
		acts[found[1]] = true
	}
	return slices.Sorted(maps.Keys(acts))
}

// TestAPageOffersWhatItsReaderMayDo looks at one person's page with each role.
func TestAPageOffersWhatItsReaderMayDo(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.join("alice", "en"), w.join("bob", "en")
	person, death := rich(w, alice, bob)
	for role, more := range offered {
		m := w.join(string(role), "en")
		members, err := w.register.Members(t.Context())
		check(t, err)
		staff := members[slices.IndexFunc(members, func(s guwah.Staff) bool { return s.Handle == string(role) })]
		staff.Roles = []guwah.Role{role}
		_, err = w.register.Commit(t.Context(), guwah.Act{Verb: "test"}, guwah.Changes{Staff: []guwah.Staff{staff}})
		check(t, err)
		page := m.get("/desk/person/" + person)
		want := strings.Fields(shownLess + " " + more)
		slices.Sort(want)
		if diff := cmp.Diff(want, offers(page)); diff != "" {
			t.Errorf("what is offered to somebody with the role %s (-want +got):\n%s", role, diff)
		}
		photo := strings.Contains(page, `id="form-photo"`)
		if may := role == guwah.RoleReader || role == guwah.RoleVerifier; photo != may {
			t.Errorf("somebody with the role %s is offered to send a picture: %v", role, photo)
		}
		decides := strings.Contains(between(page, `id="act-review-`+death+`"`, "</form>"), `value="accept"`)
		if decides != (role == guwah.RolePublisher) {
			t.Errorf("somebody with the role %s is offered to decide on a death: %v", role, decides)
		}
	}
}
