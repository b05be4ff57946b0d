package app_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// insider signs a member in behind the register's back: "a", who took the first half of everything hidden.
func (r testRegister) insider(t *testing.T) (cookie string) {
	t.Helper()
	const secret = "an-insider"
	sum := sha256.Sum256([]byte(secret))
	r.store(t, guwah.Changes{
		Staff:    []guwah.Staff{everything("a"), everything("b")},
		Sessions: []guwah.Session{{Hash: hex.EncodeToString(sum[:]), Staff: "a", Kind: "session", Expires: today.Add(time.Hour), Seen: today, Fresh: today}},
	})
	return "guwah-desk=" + secret
}

// everything is a member who may do everything everywhere.
func everything(id guwah.StaffID) guwah.Staff {
	return guwah.Staff{
		ID: id, Handle: string(id), Lang: "en", Active: true,
		Roles: guwah.Roles, Regions: []guwah.PlaceID{guwah.AllRegions}, Tongues: []string{guwah.AllTongues},
	}
}

// actNames reads the table of acts, so that an act added tomorrow is tried too.
func actNames(t *testing.T) []string {
	t.Helper()
	table, err := os.ReadFile("../desk/acts_table.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, row := range regexp.MustCompile(`(?m)^\t"(\w+)":`).FindAllSubmatch(table, -1) {
		names = append(names, string(row[1]))
	}
	if len(names) < 40 {
		t.Fatalf("only %d acts are in the table: is it read?", len(names))
	}
	return names
}

// TestOneMemberAloneMakesNothingPublic sends every act of the desk, twice, about everything hidden, as the member who took the first half of it:
// what one person may do alone shows less, never more (law 5).
func TestOneMemberAloneMakesNothingPublic(t *testing.T) {
	r := newRegister(t)
	all := demonstration(t)
	r.store(t, all)
	r.store(t, hidden(all))
	r.store(t, ready())
	cookie := r.insider(t)
	before := r.addresses(t)
	for _, act := range []string{"propose_publishing", "publish"} { // first, before another act takes something of it back
		r.decides(t, readyPerson, crafted(act, "", []string{string(readyPerson)}), cookie)
	}
	r.noneSince(t, before)
	acts, done := actNames(t), 0
	for person, objects := range map[guwah.PersonID][]string{
		personOf(all, "GW-7Q2M4X"): hiddenObjects(personOf(all, "GW-7Q2M4X")),
		canary + "-id-unknown":     hiddenObjects(canary + "-id-unknown"),
		readyPerson:                {string(ready().Claims[0].ID)},
	} {
		for range 2 {
			for _, act := range acts {
				for _, object := range objects {
					o := r.decides(t, person, crafted(act, object, objects), cookie)
					if o.Status >= http.StatusInternalServerError {
						t.Errorf("%s about %s answers %d", act, object, o.Status)
					}
					if o.Status == http.StatusSeeOther {
						done++
					}
				}
			}
		}
	}
	if done < 10 {
		t.Errorf("only %d acts were done: does the test still speak the desk's language?", done)
	}
	for path, status := range map[string]int{"/desk/team": http.StatusMethodNotAllowed, "/desk/team/change": http.StatusNotFound} {
		o := ask(r.app.Handler, http.MethodPost, path, url.Values{"act": {"link"}, "object": {"b"}, "handle": {"eve"}, "lang": {"en"}}, "Cookie", cookie)
		if o.Status != status || contains(string(o.Body), "/desk/enter/") {
			t.Errorf("%s gives one member another's way in: %d", path, o.Status)
		}
	}
	r.noneSince(t, before)
	for _, o := range walk(t, r.app, worldOf(all)) {
		if where := o.holds(canary); where != "" {
			t.Errorf("%s: one member alone brought a canary into %s: %s", o.Path, where, around(o.Body, canary))
		}
	}
}

// noneSince fails where outsiders can know of a case of which they could not.
func (r testRegister) noneSince(t *testing.T, before []string) {
	t.Helper()
	if err := r.app.Projector.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, address := range r.addresses(t) {
		if !slices.Contains(before, address) {
			t.Errorf("one member alone made %s public", address)
		}
	}
}

// decides sends an act about somebody as one who has just been shown how their case stands.
func (r testRegister) decides(t *testing.T, person guwah.PersonID, form url.Values, cookie string) output {
	t.Helper()
	d, err := r.app.Register.Dossier(t.Context(), person)
	if err != nil {
		t.Fatal(err)
	}
	form.Set("seen", register.Seen(d))
	return ask(r.app.Handler, http.MethodPost, "/desk/person/"+string(person)+"/act", form, "Cookie", cookie)
}

// readyPerson is somebody whose case lacks nothing to be public but the second person: told of with every consent, and a name that is accepted.
const readyPerson guwah.PersonID = canary + "-id-ready"

func ready() guwah.Changes {
	testimony, origin := guwah.TestimonyID(readyPerson), guwah.Origin(readyPerson)
	changes := guwah.Changes{
		Persons: []guwah.Person{{ID: readyPerson, Kind: guwah.PersonMissing, State: guwah.PersonActive}},
		Cases:   []guwah.Case{{Person: readyPerson, Opened: 20000}},
		Testimonies: []guwah.Testimony{{
			ID: testimony, Person: readyPerson, State: guwah.TestimonyDrawn, Received: 20000, Lang: "ug", Mailbox: "ready", Origin: origin, WishedLevel: guwah.LevelFull,
		}},
		Claims: []guwah.Claim{{
			ID: guwah.ClaimID(readyPerson), Person: readyPerson, Predicate: guwah.PredName, Value: guwah.Value{Name: &guwah.Name{Value: canary, Script: guwah.Latn}},
			Testimony: testimony, Origin: origin, Asserted: 20000, Basis: guwah.BasisSelf, Restriction: guwah.RestrictTeam, State: guwah.ClaimAccepted,
			Reviews: []guwah.Review{{By: "b", Decision: "accept"}},
		}},
	}
	for _, use := range guwah.Uses {
		changes.Consents = append(changes.Consents, guwah.Consent{
			ID: guwah.ConsentID(use), Testimony: testimony, Origin: origin, Scope: guwah.ScopeCase, Use: use, Audience: guwah.Public, Granted: true, How: "web",
		})
	}
	return changes
}

// addresses are the cases that outsiders can know of.
func (r testRegister) addresses(t *testing.T) []string {
	t.Helper()
	entries, err := r.app.Public.Map(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, entry := range entries {
		paths = append(paths, entry.Path)
	}
	return paths
}

func personOf(all guwah.Changes, id guwah.CaseID) guwah.PersonID {
	for _, c := range all.Cases {
		if c.ID == id {
			return c.Person
		}
	}
	return ""
}

// hiddenObjects are a claim that nobody accepted, a draft of a demand and an answer that only the team may see.
func hiddenObjects(person guwah.PersonID) []string {
	changes := hiddenOn(person)
	return []string{string(changes.Claims[0].ID), string(changes.Demands[0].ID), string(changes.Responses[0].ID)}
}

// crafted fills the form of every act at once, confirmed; each act reads what it knows.
func crafted(act, object string, claims []string) url.Values {
	if act == "hide" || act == "lower" || act == "object" || act == "pressure" {
		return url.Values{"act": {act}} // what hides would only help the test to pass
	}
	return url.Values{
		"act": {act}, "confirm": {"yes"}, "object": {object}, "claims": claims, "claim": {object}, "level": {"full"}, "why": {"because"}, "reason": {"because"},
		"status": {"free_unsafe"}, "ground": {"public_record"}, "predicate": {"health"}, "text": {canary}, "lang": {"en"}, "basis": {"eyewitness"}, "accept": {"yes"},
		"source_publisher": {canary}, "source_kind": {"media"}, "kind": {"text"}, "was": {canary}, "now": {canary}, "authority": {"invented-prison"},
		"asks": {"life"}, "demand": {object}, "medium": {"video"}, "contents": {"shown_alive"}, "said": {canary}, "published": {"2026-11-01"}, "step": {"delivered"},
		"at": {"2026-11-01"}, "via": {"post"}, "judge": {"team"}, "identity": {"yes"}, "date_provable": {"yes"}, "free_of_control": {"yes"}, "answers": {"yes"},
		"verdict": {"satisfies_demand"}, "term": {"30"},
	}
}
