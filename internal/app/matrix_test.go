package app_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/serve"
)

// expected says which roles may use each route of the staff, written by hand from what the roles are for (docs/adr/0008) and not from the code's own
// tables. "all" is every active member. A route without a line fails the test: whoever adds one decides here who may use it.
var expected = map[string]string{
	"desk inbox": "all", "desk second look": "all", "desk team": "all", "desk sign out": "all", "desk language": "all", "desk hide by number": "all",
	"desk bursts": "reader verifier", "desk burst": "reader verifier", "desk burst decide": "reader verifier", "desk expect many": "reader verifier",
	"desk key ask": "reader verifier", "desk key lock": "reader verifier", "desk key admit": "reader verifier", "desk key end": "reader verifier",
	"desk key rehearse": "reader verifier", "desk key propose": "verifier", "desk key confirm": "verifier", "desk key refuse": "verifier",
	"desk key cards": "verifier", "desk key cards-confirm": "verifier", "desk key cards-refuse": "verifier",
	"desk keyring": "reader verifier", "desk recovery file": "reader verifier",
	"desk key": "reader verifier", "desk letter": "reader verifier", "desk sealed file": "reader verifier", "desk challenge text": "reader verifier",
	"desk testimony": "reader verifier", "desk testimony look": "reader verifier", "desk testimony draw": "reader verifier", "desk testimony ask": "reader verifier",
	"desk testimony move": "reader verifier", "desk testimony photo": "reader verifier", "tell for": "reader verifier", "tell for send": "reader verifier",
	"desk picture": cases, "desk people": cases, "desk person": cases, "desk demands": cases, "desk challenges": cases, "desk people look": cases,
	"desk person act": cases, "desk person open": "reader verifier", "desk person photo": "reader verifier",
	"desk matches": "verifier publisher", "desk pair": "verifier publisher", "desk merge": "verifier publisher", "desk pair decide": "verifier publisher",
	"desk merge decide":  "verifier publisher",
	"desk authority add": "campaigner", "desk figures add": "campaigner", "desk figures itemise": "campaigner", "desk figures publish": "publisher",
	"desk challenge answer": "verifier",
	"desk acts":             "auditor", "desk alarm put away": "auditor", "desk decoys": "publisher auditor", "desk decoys change": "publisher auditor",
	"desk team change": "admin", "desk team give": "admin",
	"desk team stop": "all", "desk team back": "all", "desk you": "all", "desk passkey give up": "all", "desk session end": "all", "desk travel": "all",
	"desk passkey add": "all", "desk testimony erase": "verifier", "desk enrol": "all", "desk enrol question": "all", "desk enrol passkey": "all", "desk enrol language": "all",
	"desk confirm question": "all", "desk confirm passkey": "all",
}

const cases = "reader verifier publisher campaigner analyst"

// sealedRoutes are closed to whoever opened a decoy, whatever their roles.
var sealedRoutes = []string{
	"desk key ask", "desk key lock", "desk key admit", "desk key end", "desk key rehearse", "desk key propose", "desk key confirm", "desk key refuse",
	"desk key cards", "desk key cards-confirm", "desk key cards-refuse", "desk keyring", "desk recovery file", "desk key", "desk letter", "desk sealed file", "desk challenge text",
}

// abroadRoutes are all that somebody who travels finds.
var abroadRoutes = []string{"desk inbox", "desk sign out", "desk language"}

// The places of the matrix: members with a scope reach one region, one language and one case.
const (
	ownRegion, otherRegion guwah.PlaceID = "cn-65-31", "cn-65-40"
	ownTongue, otherTongue               = "ug", "kk"
)

// placed is every kind of object, and whether a member with a scope reaches it.
var placed = map[string]struct {
	reached bool
	place   guwah.PlaceID
	tongue  string
	told    bool // a testimony of which it is not known whom it is about
	decoy   bool
}{
	"own region": {reached: true, place: ownRegion, tongue: otherTongue}, "other region": {place: otherRegion, tongue: ownTongue},
	"own case": {reached: true, place: otherRegion, tongue: otherTongue}, "other case": {tongue: otherTongue},
	"own language": {reached: true, tongue: ownTongue, told: true}, "other language": {tongue: otherTongue, told: true},
	"honey record": {reached: true, place: ownRegion, tongue: ownTongue, decoy: true}, "honey testimony": {reached: true, tongue: ownTongue, told: true, decoy: true},
	"honey record elsewhere": {place: otherRegion, tongue: otherTongue, decoy: true},
}

// somebody is one kind of member: a cookie, the roles by which the table above lets them in, and how far they reach.
type somebody struct {
	name                     string
	cookie                   string
	roles                    []string
	everywhere, nowhere, out bool
	barred, travels          bool
	staff                    guwah.Staff
	sessions                 []guwah.Session
}

func people() []somebody {
	var all []somebody
	add := func(name string, s somebody, staff guwah.Staff) {
		s.name, s.cookie = name, "guwah-desk="+name
		staff.ID, staff.Handle, staff.Lang = guwah.StaffID("matrix-"+name), name, "en"
		for _, role := range staff.Roles {
			s.roles = append(s.roles, string(role))
		}
		for _, secret := range []string{name, name + "-leaving"} {
			sum := sha256.Sum256([]byte(secret))
			s.sessions = append(s.sessions, guwah.Session{Hash: hex.EncodeToString(sum[:]), Staff: staff.ID, Kind: "session", Expires: today.Add(time.Hour), Seen: today, Opened: today, Fresh: today})
		}
		s.staff = staff
		all = append(all, s)
	}
	far := func(roles ...guwah.Role) guwah.Staff {
		return guwah.Staff{Active: true, Roles: roles, Regions: []guwah.PlaceID{guwah.AllRegions}, Tongues: []string{guwah.AllTongues}}
	}
	for _, role := range guwah.Roles {
		add(string(role), somebody{}, guwah.Staff{
			Active: true, Roles: []guwah.Role{role}, Regions: []guwah.PlaceID{ownRegion}, Tongues: []string{ownTongue}, Cases: []guwah.PersonID{"own case"},
		})
		add(string(role)+"-far", somebody{everywhere: true}, far(role))
	}
	add("founder", somebody{everywhere: true}, far(guwah.Roles...))
	add("none", somebody{everywhere: true}, far())
	add("unscoped", somebody{nowhere: true}, guwah.Staff{Active: true, Roles: guwah.Roles})
	left := far(guwah.Roles...)
	left.Active = false
	add("left", somebody{out: true}, left)
	barred := far(guwah.Roles...)
	barred.Barred = guwah.AlarmDecoy
	suspended, travels := far(guwah.Roles...), far(guwah.Roles...)
	suspended.Suspended, travels.Travel = &guwah.Pause{By: "matrix-founder", Since: 20000}, &guwah.Pause{Since: 20000}
	add("suspended", somebody{out: true}, suspended)
	add("travels", somebody{everywhere: true, travels: true}, travels)
	add("barred", somebody{everywhere: true, barred: true}, barred)
	return append(all, somebody{name: "stranger", cookie: "guwah-desk=stranger", out: true})
}

// may is what the hand-written table says.
func (s somebody) may(route, object string) bool {
	if s.out || s.barred && slices.Contains(sealedRoutes, route) {
		return false
	}
	if s.travels && !slices.Contains(abroadRoutes, route) {
		return false
	}
	line := expected[route]
	let := line == "all" || slices.ContainsFunc(s.roles, func(role string) bool { return slices.Contains(strings.Fields(line), role) })
	return let && (object == "" || s.everywhere || !s.nowhere && placed[object].reached)
}

// matrixWorld stores every kind of object: a record with a testimony, a picture, a merge and a challenge, or a testimony alone.
func matrixWorld(all []somebody) guwah.Changes {
	var c guwah.Changes
	for _, name := range slices.Sorted(maps.Keys(placed)) {
		p := placed[name]
		t := guwah.Testimony{
			ID: guwah.TestimonyID(name), State: guwah.TestimonyInReview, Received: 20000, Lang: p.tongue, Mode: "web", SealedBy: "server", Mailbox: name, Decoy: p.decoy,
			Envelope: sha(taken().sealed), MailboxKey: teamKey().Recipient().String(), Attribution: guwah.AttributionAnonymous,
		}
		if p.told {
			if !p.decoy { // so many more in its language that they were set aside together
				c.Bursts = append(c.Bursts, guwah.Burst{ID: guwah.BurstID(name), State: guwah.BurstAside})
				t.Burst, t.Wave = guwah.BurstID(name), 1
			}
			c.Testimonies = append(c.Testimonies, t)
		}
		c.Messages = append(c.Messages, guwah.Message{ID: guwah.MessageID(name), Testimony: t.ID, At: 20000, Sealed: []byte("sealed")})
		if !p.told {
			t.Person, t.State, t.Origin = guwah.PersonID(name), guwah.TestimonyDrawn, guwah.Origin(name)
			c = join(c, recordOf(guwah.PersonID(name), p.place, p.decoy))
			c.Testimonies = append(c.Testimonies, t)
			c.Merges = append(c.Merges, guwah.Merge{ID: guwah.MergeID(name), Keep: guwah.PersonID(name), Drop: "partner", State: "rejected", At: 20000})
			if p.decoy {
				continue // it never had a number that anybody could challenge
			}
			c.Challenges = append(c.Challenges, guwah.Challenge{Person: guwah.PersonID(name), Case: "GW-000000", Kind: guwah.ChallengeKinds[0], Filed: 20000, SealedText: sha(taken().sealed)})
		}
	}
	c = join(c, recordOf("partner", ownRegion, false))
	for _, s := range all {
		if s.staff.ID != "" {
			c.Staff, c.Sessions = append(c.Staff, s.staff), append(c.Sessions, s.sessions...)
		}
	}
	return c
}

func recordOf(id guwah.PersonID, place guwah.PlaceID, decoy bool) guwah.Changes {
	c := guwah.Changes{
		Persons:  []guwah.Person{{ID: id, Kind: guwah.PersonMissing, State: guwah.PersonActive, Decoy: decoy}},
		Cases:    []guwah.Case{{Person: id, Opened: 20000, Lead: "nobody"}},
		Evidence: []guwah.Evidence{{ID: guwah.EvidenceID(id), Person: id, Proposed: sha(taken().proposed)}},
		Claims: []guwah.Claim{{
			ID: guwah.ClaimID(id), Person: id, Predicate: guwah.PredName, Value: guwah.Value{Name: &guwah.Name{Value: "Somebody Invented"}}, State: guwah.ClaimAccepted,
			Restriction: guwah.RestrictTeam, Asserted: 20000, Basis: guwah.BasisFamilyRelay, Place: guwah.Place{ID: place},
		}},
	}
	return c
}

// address fills a route's pattern with an object; false where no object of its kind has that name.
func address(pattern, object string) (string, bool) {
	if !strings.Contains(strings.ReplaceAll(pattern, "{lang}", ""), "{") {
		return strings.Replace(pattern, "{lang}", "en", 1), object == ""
	}
	if object == "" || placed[object].told && !strings.Contains(pattern, "/testimony/") && !strings.Contains(pattern, "/burst/") && !strings.Contains(pattern, "/letter/") && !strings.Contains(pattern, "/blob/") {
		return "", false
	}
	hash := sha(taken().sealed)
	if strings.Contains(pattern, "/picture/") {
		hash = sha(taken().proposed)
	}
	if strings.Contains(pattern, "/burst/") && object != "own language" && object != "other language" {
		return "", false
	}
	records := slices.DeleteFunc(slices.Sorted(maps.Keys(placed)), func(name string) bool { return placed[name].told || placed[name].decoy })
	if strings.Contains(pattern, "/challenge/") && !slices.Contains(records, object) {
		return "", false
	}
	escaped := url.PathEscape(object)
	return strings.NewReplacer(
		"{id}", escaped, "{letter}", escaped, "{hash}", hash, "{a}", escaped, "{b}", "partner", "{no}", fmt.Sprint(slices.Index(records, object)+1),
	).Replace(pattern), true
}

// harmless is a form that every route refuses for its content, or that changes nothing: what comes back tells whether the door was open.
var harmless = url.Values{"act": {"lower"}, "level": {"full"}, "when": {"31.31.2018"}, "predicate": {"detained"}, "decision": {"nonsense"}, "number": {"nonsense"}, "lang": {"en"}}

// forms are what single routes need instead.
var forms = map[string]url.Values{
	"desk testimony move": {"act": {"bring_back"}}, "desk merge decide": {"act": {"merge"}}, "desk testimony erase": {"act": {"propose_erasing"}}, "desk team give": {"act": {"invite"}}, "desk decoys change": {"act": {"propose"}, "lang": {"en"}},
	"desk testimony photo": nil, "desk person photo": nil,
}

// TestTheMatrixOfRolesRoutesAndObjectsIsExact asks every route of the staff as every kind of member about every kind of object, and holds the answers
// against the table above. What is not expected to be allowed must be refused, and the other way round.
func TestTheMatrixOfRolesRoutesAndObjectsIsExact(t *testing.T) {
	r := newRegister(t)
	r.keep(t)
	r.app.Register.Openings = 1 << 20 // the matrix opens more in a minute than anybody may in an hour
	all := people()
	r.store(t, matrixWorld(all))
	var count struct{ allowed, refused, unexpectedAllow, unexpectedRefusal, alarms int }
	objects := append([]string{""}, slices.Sorted(maps.Keys(placed))...)
	for _, route := range r.app.Routes {
		if route.Who != serve.Staff {
			continue
		}
		if _, known := expected[route.Name]; !known {
			t.Errorf("%s %s: no line of the table says who may", route.Method, route.Pattern)
			continue
		}
		for _, who := range all {
			for _, object := range objects {
				path, there := address(route.Pattern, object)
				if !there {
					continue
				}
				o := r.knock(route, who, path)
				let, want := opened(o, object != "" || who.travels && !slices.Contains(abroadRoutes, route.Name)), who.may(route.Name, object)
				reached := want
				if placed[object].decoy && slices.Contains(sealedRoutes, route.Name) {
					want = false // whoever asks for the sealed words of a decoy has given themselves away, and gets nothing
				}
				switch {
				case let && want:
					count.allowed++
				case !let && !want:
					count.refused++
				case let:
					count.unexpectedAllow++
					t.Errorf("UNEXPECTED ALLOW: %s gets %s %s about %q: %d", who.name, route.Method, route.Pattern, object, o.Status)
				default:
					count.unexpectedRefusal++
					t.Errorf("%s is refused %s %s about %q: %d", who.name, route.Method, route.Pattern, object, o.Status)
				}
				if placed[object].decoy {
					count.alarms += r.alarmed(t, who, reached)
				}
			}
		}
	}
	t.Logf("%d kinds of member, %d routes: %d allowed and %d refused as expected, unexpected allow %d, unexpected refusal %d, alarms raised by decoys %d",
		len(all), len(expected), count.allowed, count.refused, count.unexpectedAllow, count.unexpectedRefusal, count.alarms)
	if count.allowed < 300 || count.refused < 1000 || count.alarms < 50 {
		t.Error("the matrix is smaller than it was: does it still reach everything?")
	}
}

func (r testRegister) knock(route serve.Route, who somebody, path string) output {
	form, own := forms[route.Name]
	if !own {
		form = harmless
	}
	if route.Method == http.MethodGet {
		form = nil
	}
	cookie := who.cookie
	if route.Name == "desk sign out" {
		cookie += "-leaving"
	}
	return ask(r.app.Handler, route.Method, path, form, "Cookie", cookie)
}

// opened tells whether the door was open. About an object, and to somebody who travels, not being there is being refused.
func opened(o output, hides bool) bool {
	switch {
	case o.Status >= http.StatusInternalServerError:
		return true // a fault is no refusal, and shows
	case o.Status == http.StatusForbidden, o.Status == http.StatusSeeOther && o.Header.Get("Location") == "/desk/enter" && !strings.HasSuffix(o.Path, "/leave"):
		return false
	case hides:
		return o.Status != http.StatusNotFound
	}
	return true
}

// alarmed tells whether opening a decoy raised the alarm and barred the member, which it must have just where they reached it; it puts both away.
func (r testRegister) alarmed(t *testing.T, who somebody, reached bool) int {
	t.Helper()
	alarms, err := r.app.Store.Alarms(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if raised := len(alarms) > 0; raised != reached {
		t.Errorf("%s reached a decoy: %v, and an alarm was raised: %v", who.name, reached, raised)
	}
	members, err := r.app.Store.Members(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var changes guwah.Changes
	for _, a := range alarms {
		a.State = guwah.StateOver
		changes.Alarms = append(changes.Alarms, a)
	}
	for _, m := range members {
		if m.ID == who.staff.ID && m.Barred != who.staff.Barred {
			m.Barred = who.staff.Barred
			changes.Staff = append(changes.Staff, m)
		}
	}
	if len(alarms)+len(changes.Staff) == 0 {
		return 0
	}
	if len(alarms) > 0 && who.staff.Barred == "" && len(changes.Staff) == 0 {
		t.Errorf("%s opened a decoy and is still given what is sealed", who.name)
	}
	if _, err := r.app.Register.Commit(t.Context(), guwah.Act{Verb: "test"}, changes); err != nil {
		t.Fatal(err)
	}
	return 1
}
