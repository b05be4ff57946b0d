package guwah_test

import (
	"fmt"
	"slices"
	"testing"

	"guwah.example/guwah"
)

// today is the day the tests compute views for, unless they say otherwise.
var today = guwah.DayFrom(2026, 11, 22)

// file builds a dossier of an invented person. What a test does not say is as ordinary as can be: public, accepted, and published in full by two people.
type file struct {
	t *testing.T
	d guwah.Dossier
	n int
}

func openFile(t *testing.T) *file {
	t.Helper()
	f := &file{t: t}
	f.d.Person = guwah.Person{ID: "person", Kind: guwah.PersonMissing, State: guwah.PersonActive, Invented: true}
	f.d.Case = guwah.Case{Person: "person", ID: "GW-000000", Level: guwah.LevelFull}
	f.d.Authorities = []guwah.Authority{
		{ID: "region", Level: "region", Holding: true, Names: guwah.Texts{{Lang: "en", Text: "the invented region"}}},
		{ID: "police", Level: "county", Parent: "region"},
		{ID: "ministry", Level: "own_government"},
	}
	return f
}

// relative adds a testimony of someone who agrees to everything, and names the person in it.
func (f *file) relative(origin guwah.Origin, relation string) teller {
	f.t.Helper()
	id := guwah.TestimonyID("testimony of " + string(origin))
	f.d.Testimonies = append(f.d.Testimonies, guwah.Testimony{
		ID: id, State: guwah.TestimonyDrawn, WishedLevel: guwah.LevelFull, Attribution: guwah.AttributionNamed, Origin: origin, Person: "person", Received: date(f.t, "2019-03-01").From,
	})
	for _, use := range []guwah.Use{guwah.PublishName, guwah.PublishPhoto, guwah.PublishWords, guwah.PublishSpeaker, guwah.PublishRelative} {
		f.d.Consents = append(f.d.Consents, guwah.Consent{
			ID: guwah.ConsentID(string(id) + string(use)), Testimony: id, Scope: guwah.ScopeCase, Use: use, Audience: guwah.Public, Granted: true, At: date(f.t, "2019-03-01").From,
		})
	}
	who := teller{f: f, origin: origin, relation: relation, testimony: id}
	who.says(guwah.PredName, func(c *guwah.Claim) { c.Value.Name = &guwah.Name{Value: "Aygul Tursun", Script: guwah.Latn} })
	return who
}

// press adds a published source that two people cleared.
func (f *file) press(id guwah.SourceID) teller {
	f.t.Helper()
	f.d.Sources = append(f.d.Sources, guwah.Source{ID: id, Kind: "newspaper", Publisher: "publisher of " + string(id)})
	if !slices.ContainsFunc(f.d.Clearances, func(c guwah.Clearance) bool { return c.ID == "general" }) {
		f.d.Clearances = append(f.d.Clearances, guwah.Clearance{
			ID: "general", Person: "person", Ground: guwah.GroundPublicFigure, By: []guwah.StaffID{"a", "b"}, At: date(f.t, "2019-01-01").From,
		})
	}
	return teller{f: f, source: id}
}

// authority is the holding side's own word, as a cleared source gives it.
func (f *file) authority() teller {
	f.t.Helper()
	who := f.press("official site")
	who.official = "police"
	return who
}

// teller is somebody whose claims go into the file.
type teller struct {
	f         *file
	origin    guwah.Origin
	relation  string
	testimony guwah.TestimonyID
	source    guwah.SourceID
	official  guwah.AuthorityID
}

type detail func(*guwah.Claim)

// says adds an accepted public claim; two people accept it where the rules ask for two.
func (w teller) says(p guwah.Predicate, details ...detail) guwah.ClaimID {
	w.f.t.Helper()
	w.f.n++
	c := guwah.Claim{
		ID: guwah.ClaimID(fmt.Sprintf("%02d %s", w.f.n, p)), Person: "person", Predicate: p, Origin: w.origin, Relation: w.relation,
		Testimony: w.testimony, Source: w.source, Authority: w.official, Basis: guwah.BasisFamilyRelay, Restriction: guwah.RestrictPublic,
		State: guwah.ClaimAccepted, DrawnBy: "author", Asserted: date(w.f.t, "2026-11-01").From,
		Reviews: []guwah.Review{{By: "a", Decision: "accept"}, {By: "b", Decision: "accept"}},
	}
	switch {
	case w.official != "":
		c.Basis = guwah.BasisOfficialStatement
	case w.source != "":
		c.Basis = guwah.BasisMedia
	}
	for _, d := range details {
		d(&c)
	}
	w.f.d.Claims = append(w.f.d.Claims, c)
	return c.ID
}

func date(t *testing.T, text string) guwah.Date {
	t.Helper()
	d, err := guwah.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func day(t *testing.T, text string) guwah.Day { t.Helper(); return date(t, text).From }

func (f *file) on(text string) detail {
	f.t.Helper()
	d := date(f.t, text)
	return func(c *guwah.Claim) { c.When = d }
}

func (f *file) asserted(text string) detail {
	f.t.Helper()
	d := day(f.t, text)
	return func(c *guwah.Claim) { c.Asserted = d }
}

func code(s string) detail                  { return func(c *guwah.Claim) { c.Value.Code = s } }
func basis(b guwah.Basis) detail            { return func(c *guwah.Claim) { c.Basis = b } }
func state(s guwah.ClaimState) detail       { return func(c *guwah.Claim) { c.State = s } }
func restricted(r guwah.Restriction) detail { return func(c *guwah.Claim) { c.Restriction = r } }
func at(place guwah.PlaceID) detail         { return func(c *guwah.Claim) { c.Place = guwah.Place{ID: place} } }

func against(ids ...guwah.ClaimID) detail { return func(c *guwah.Claim) { c.Contradicts = ids } }

func reviewed(reviews ...guwah.Review) detail { return func(c *guwah.Claim) { c.Reviews = reviews } }

func (f *file) public() guwah.View { return guwah.NewView(f.d, guwah.Public, today) }
func (f *file) team() guwah.View   { return guwah.NewView(f.d, guwah.Team, today) }

// film adds a film that the holding side published.
func (f *file) film(shown, published string) *guwah.Response {
	f.t.Helper()
	r := guwah.Response{
		ID: guwah.ResponseID(fmt.Sprintf("response %d", len(f.d.Responses))), Person: "person", Authority: "police", Medium: "video", Contents: []guwah.ResponseKind{"shown_alive"},
		Published: day(f.t, published), Restriction: guwah.RestrictPublic, Clearance: true, By: []guwah.StaffID{"a", "b"},
	}
	if shown != "" {
		r.Shown = date(f.t, shown)
	}
	f.d.Responses = append(f.d.Responses, r)
	return &f.d.Responses[len(f.d.Responses)-1]
}

// assess adds one person's assessment that finds everything proved, as changed by change.
func (f *file) assess(r guwah.ResponseID, by guwah.StaffID, family bool, change func(*guwah.Assessment)) {
	a := guwah.Assessment{
		ID: guwah.AssessmentID(fmt.Sprintf("assessment %d", len(f.d.Assessments))), Response: r, Person: "person", By: by, ByFamily: family, At: today - 100,
		Identity: guwah.Yes, DateProvable: guwah.Yes, FreeOfControl: guwah.Yes, Answers: guwah.Yes, Verdict: guwah.SatisfiesDemand,
	}
	if change != nil {
		change(&a)
	}
	f.d.Assessments = append(f.d.Assessments, a)
}

// demand adds a demand that two people made.
func (f *file) demand(id guwah.DemandID, events ...guwah.DemandEvent) *guwah.Demand {
	f.d.Demands = append(f.d.Demands, guwah.Demand{
		ID: id, Person: "person", Authority: "region", Asks: []guwah.Asks{guwah.AsksLife}, By: []guwah.StaffID{"a", "b"}, Events: events,
	})
	return &f.d.Demands[len(f.d.Demands)-1]
}

func step(t *testing.T, kind guwah.DemandEventKind, on string) guwah.DemandEvent {
	t.Helper()
	return guwah.DemandEvent{Kind: kind, At: day(t, on)}
}
