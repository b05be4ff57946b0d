package app_test

import (
	"net/http"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/store/storetest"
)

// TestNothingHiddenIsInAnyOutput walks every public address of a register that has a canary in every text and every id that must not go out.
func TestNothingHiddenIsInAnyOutput(t *testing.T) {
	r := newRegister(t)
	all := walkPoisoned(t, r)
	onAygulsPage := get(r.app.Handler, "/en/case/"+string(aygul))
	for what, found := range map[string]bool{
		"the public copy of a picture": get(r.app.Handler, "/picture/"+sha(taken().public)).Status == http.StatusOK,
		"a picture on its page":        contains(string(onAygulsPage.Body), sha(taken().public)),
		"a relative's number":          contains(string(onAygulsPage.Body), string(serik)),
		"a number that redirects":      get(r.app.Handler, "/en/case/"+string(twin)).Header.Get("Location") == "/en/case/"+string(nurse),
		"a person an authority named":  contains(string(get(r.app.Handler, "/en/authority/"+string(all.Aggregates[0].Authority)).Body), "1 of 3,244"),
	} {
		if !found {
			t.Errorf("%s is not there: the walk sees nothing of it", what)
		}
	}
}

// TestNothingHiddenIsInAnyOutputOnPostgreSQL is the same walk over the other engine.
func TestNothingHiddenIsInAnyOutputOnPostgreSQL(t *testing.T) {
	walkPoisoned(t, registerAt(t, t.TempDir(), storetest.PostgresLocation(t)))
}

func walkPoisoned(t *testing.T, r testRegister) guwah.Changes {
	t.Helper()
	r.keep(t)
	all := demonstration(t)
	all = poisoned(join(all, beside(all)))
	r.store(t, all)
	r.store(t, hidden(all))
	r.quarantine(t)
	for _, o := range walk(t, r.app, worldOf(all)) {
		if where := o.holds(canary); where != "" {
			t.Errorf("%s %s: a canary is in %s: %s", o.Method, o.Path, where, around(o.Body, canary))
		}
	}
	if logged := r.log.String(); contains(logged, canary) {
		t.Errorf("a canary is in the log: %s", around([]byte(logged), canary))
	}
	return all
}

// TestTwoRegistersThatDifferOnlyInHiddenThingsGiveTheSameBytes is the other half: what is hidden cannot be inferred either.
func TestTwoRegistersThatDifferOnlyInHiddenThingsGiveTheSameBytes(t *testing.T) {
	plain, more := newRegister(t), newRegister(t)
	all := demonstration(t)
	all = join(all, beside(all))
	for _, r := range []testRegister{plain, more} {
		r.keep(t)
		r.store(t, all)
	}
	more.store(t, hidden(all))
	more.quarantine(t)
	w := worldOf(all)
	a, b := walk(t, plain.app, w), walk(t, more.app, w)
	if len(a) != len(b) {
		t.Fatalf("%d outputs and %d", len(a), len(b))
	}
	for i := range a {
		if diff := cmp.Diff(text(a[i]), text(b[i])); diff != "" {
			t.Errorf("%s differs:\n%s", a[i].Path, diff)
		}
	}
}

// hidden is what is added to a register without anything of it being public: people nobody may know of, and on each known person's record
// claims, demands, answers and judgements that are not decided, not consented to or not for outsiders.
func hidden(all guwah.Changes) guwah.Changes {
	var more guwah.Changes
	for _, c := range all.Cases {
		more = join(more, hiddenOn(c.Person))
	}
	unknown := guwah.PersonID(canary + "-id-unknown")
	more.Persons = append(more.Persons, guwah.Person{ID: unknown, Kind: guwah.PersonMissing, State: guwah.PersonActive})
	more.Cases = append(more.Cases, guwah.Case{Person: unknown, Opened: 20000})
	return join(join(more, hiddenOn(unknown)), hiddenBeside(all))
}

// join is both together, whatever kinds of thing there are.
func join(a, b guwah.Changes) guwah.Changes {
	to, from := reflect.ValueOf(&a).Elem(), reflect.ValueOf(b)
	for i := range to.NumField() {
		to.Field(i).Set(reflect.AppendSlice(to.Field(i), from.Field(i)))
	}
	return a
}

// hiddenOn makes hidden things for one person.
func hiddenOn(person guwah.PersonID) guwah.Changes {
	id := func(s string) string { return canary + "-id-" + string(person) + "-" + s }
	two := []guwah.StaffID{"a", "b"}
	accepted := []guwah.Review{{By: "a", Decision: "accept"}, {By: "b", Decision: "accept"}}
	mute := guwah.TestimonyID(id("mute")) // accepted, and consents to nothing
	day := guwah.DayFrom(2026, 9, 9)
	changes := guwah.Changes{
		Testimonies: []guwah.Testimony{
			{ID: mute, Person: person, State: guwah.TestimonyDrawn, Received: day, Lang: "ug", Mailbox: id("mute"), Origin: guwah.Origin(id("mute")), DangerNow: true},
		},
		Demands: []guwah.Demand{{
			ID: guwah.DemandID(id("draft")), Person: person, Authority: "invented-prison", Asks: []guwah.Asks{guwah.AsksLife}, By: two[:1],
			Texts: guwah.Texts{{Lang: "en", Text: canary}}, Events: []guwah.DemandEvent{{Kind: guwah.DemandDrafted, At: day}},
		}},
		Responses: []guwah.Response{{
			ID: guwah.ResponseID(id("team")), Person: person, Authority: "invented-prison", Medium: "video", Contents: []guwah.ResponseKind{"shown_alive"},
			Said: guwah.Texts{{Lang: "en", Text: canary}}, Published: day, Restriction: guwah.RestrictTeam, By: two[:1],
		}},
		Assessments: []guwah.Assessment{{
			ID: guwah.AssessmentID(id("team")), Response: guwah.ResponseID(id("team")), Person: person, By: "a", Verdict: guwah.SatisfiesDemand,
			Identity: guwah.Yes, DateProvable: guwah.Yes, FreeOfControl: guwah.Yes, Answers: guwah.Yes,
		}},
	}
	base := guwah.Claim{
		Person: person, Predicate: guwah.PredReleased, Value: guwah.Value{Code: guwah.ReleaseFreed, Text: canary, Lang: "en"}, When: exact(day), Asserted: day,
		Basis: guwah.BasisEyewitness, Restriction: guwah.RestrictPublic, State: guwah.ClaimAccepted, Reviews: accepted, Place: guwah.Place{Text: canary, Lang: "en"},
	}
	for i, change := range []func(*guwah.Claim){
		func(c *guwah.Claim) { c.State, c.Reviews = guwah.ClaimProposed, nil },
		// an accepted release would rightly lower the page (rule 18a), so what is accepted here is a temporary one
		func(c *guwah.Claim) { c.Restriction, c.Value.Code = guwah.RestrictTeam, guwah.ReleaseTemporary },
		func(c *guwah.Claim) {
			c.Testimony, c.Origin, c.Value.Code = mute, guwah.Origin(id("mute")), guwah.ReleaseTemporary
		},
		func(c *guwah.Claim) {
			c.State = guwah.ClaimWithdrawn
		},
		func(c *guwah.Claim) {
			c.Predicate, c.Value, c.Restriction = guwah.PredName, guwah.Value{Name: &guwah.Name{Value: canary, Script: guwah.Latn}}, guwah.RestrictPartners
		},
		func(c *guwah.Claim) {
			c.Predicate, c.Value, c.Testimony, c.Origin = guwah.PredContact, guwah.Value{Code: guwah.ContactMonitored}, mute, guwah.Origin(id("mute"))
		},
		func(c *guwah.Claim) {
			c.Predicate, c.Value, c.Testimony, c.Origin = guwah.PredWords, guwah.Value{Text: canary, Lang: "ug"}, mute, guwah.Origin(id("mute"))
		},
		func(c *guwah.Claim) {
			c.Predicate, c.Value, c.Restriction = guwah.PredDied, guwah.Value{Code: "executed"}, guwah.RestrictCaseLead
		},
	} {
		claim := base
		claim.ID = guwah.ClaimID(id(string(rune('a' + i))))
		change(&claim)
		changes.Claims = append(changes.Claims, claim)
	}
	return changes
}

func exact(d guwah.Day) guwah.Date {
	return guwah.Date{EDTF: d.String(), From: d, To: d, Type: guwah.DateExact}
}
