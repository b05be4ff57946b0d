package guwah_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

// randomFile builds a dossier with whatever can stand in one, before the first day of 2026.
func randomFile(t *testing.T, r *rand.Rand) *file {
	f := openFile(t)
	tellers := []teller{f.relative("daughter", "daughter"), f.relative("son", "son"), f.press("s"), f.press("t"), f.authority()}
	for range r.IntN(12) {
		p := guwah.Predicates[r.IntN(len(guwah.Predicates))]
		if p == guwah.PredName || p == guwah.PredDepictedIn {
			continue
		}
		tellers[r.IntN(len(tellers))].says(p, func(c *guwah.Claim) { randomise(r, c) })
	}
	for range r.IntN(3) {
		response := f.film("", randomDay(r))
		if r.IntN(2) == 0 {
			response.Shown = date(t, randomDay(r))
		}
		response.Demand = "demand 0"
		for n := range r.IntN(4) {
			f.assess(response.ID, guwah.StaffID(fmt.Sprint(n)), n == 0, func(a *guwah.Assessment) {
				a.Identity, a.FreeOfControl = answer(r), answer(r)
			})
		}
	}
	for n := range r.IntN(3) {
		events := []guwah.DemandEvent{step(t, guwah.DemandSent, randomDay(r))}
		if r.IntN(4) == 0 {
			events = append(events, step(t, guwah.DemandEnded, randomDay(r)))
		}
		f.demand(guwah.DemandID(fmt.Sprintf("demand %d", n)), events...)
	}
	return f
}

func randomise(r *rand.Rand, c *guwah.Claim) {
	if codes := guwah.ValueCodes[c.Predicate]; codes != nil {
		c.Value.Code = codes[r.IntN(len(codes))]
	}
	text := randomDay(r)
	switch r.IntN(4) {
	case 0:
		text = text[:4]
	case 1:
		text = "unknown"
	}
	c.When, _ = guwah.ParseDate(text)
	c.Value.Date = c.When
	asserted, _ := guwah.ParseDate(randomDay(r))
	c.Asserted = asserted.From
	c.State = []guwah.ClaimState{guwah.ClaimAccepted, guwah.ClaimAccepted, guwah.ClaimAccepted, guwah.ClaimContested, guwah.ClaimProposed, guwah.ClaimRejected}[r.IntN(6)]
	c.Value.OwnNotice = r.IntN(3) == 0
	if c.Predicate == guwah.PredWords {
		c.Value.Text, c.Value.Lang = "words", "en"
	}
}

func randomDay(r *rand.Rand) string {
	return guwah.DayFrom(2016+r.IntN(10), 1, 1+r.IntN(365)).String()
}

func answer(r *rand.Rand) guwah.Answer {
	return []guwah.Answer{guwah.Yes, guwah.Yes, guwah.Yes, guwah.No, guwah.Unknown}[r.IntN(5)]
}

// forAll checks a property on many random dossiers, always the same ones.
func forAll(t *testing.T, property func(t *testing.T, f *file, r *rand.Rand)) {
	t.Helper()
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 2019))
		f := randomFile(t, r)
		property(t, f, r)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func clocks(v guwah.View) []int {
	var days []int
	if v.ClockA != nil {
		days = append(days, v.ClockA.Days)
	}
	for _, d := range v.Demands {
		if d.Clock != nil {
			days = append(days, d.Clock.Days)
		}
	}
	return days
}

func TestClocksAreNeverNegativeOnAnyDay(t *testing.T) {
	forAll(t, func(t *testing.T, f *file, r *rand.Rand) {
		for range 5 {
			for _, days := range clocks(guwah.NewView(f.d, guwah.Team, guwah.DayFrom(2014+r.IntN(14), 1, 1))) {
				if days < 0 {
					t.Errorf("a clock shows %d days", days)
				}
			}
		}
	})
}

func TestARunningClockGrowsByOneADayAndAStoppedOneStands(t *testing.T) {
	forAll(t, func(t *testing.T, f *file, _ *rand.Rand) {
		now, next := f.team(), guwah.NewView(f.d, guwah.Team, today+1)
		if (now.ClockA == nil) != (next.ClockA == nil) {
			t.Fatal("clock A came or went overnight")
		}
		if now.ClockA != nil {
			want := now.ClockA.Days + 1
			if now.ClockA.Stopped {
				want--
			}
			if next.ClockA.Days != want {
				t.Errorf("clock A: %d days, then %d", now.ClockA.Days, next.ClockA.Days)
			}
		}
		for i, d := range now.Demands {
			want := d.Clock.Days + 1
			if d.Clock.StoppedOn != 0 {
				want--
			}
			if got := next.Demands[i].Clock.Days; got != want {
				t.Errorf("clock B: %d days, then %d", d.Clock.Days, got)
			}
		}
	})
}

func TestPublishingAFilmNeverMovesAClockOrTheMarker(t *testing.T) {
	forAll(t, func(t *testing.T, f *file, r *rand.Rand) {
		before := f.public()
		f.film(randomDay(r), randomDay(r))
		after := f.public()
		if diff := cmp.Diff(countedIn(before), countedIn(after)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(clocks(before), clocks(after)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestRule14TheOrderOfMergingIsIrrelevant(t *testing.T) {
	forAll(t, func(t *testing.T, f *file, r *rand.Rand) {
		for _, audience := range []guwah.Audience{guwah.Public, guwah.Team} {
			before := guwah.NewView(f.d, audience, today)
			shuffle(r, f.d.Claims)
			shuffle(r, f.d.Sources)
			shuffle(r, f.d.Testimonies)
			shuffle(r, f.d.Consents)
			shuffle(r, f.d.Clearances)
			shuffle(r, f.d.Demands)
			shuffle(r, f.d.Responses)
			shuffle(r, f.d.Assessments)
			shuffle(r, f.d.Authorities)
			if diff := cmp.Diff(before, guwah.NewView(f.d, audience, today)); diff != "" {
				t.Error(diff)
			}
		}
	})
}

func shuffle[T any](r *rand.Rand, list []T) {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

func TestRule01TheSameDossierGivesTheSameView(t *testing.T) {
	forAll(t, func(t *testing.T, f *file, _ *rand.Rand) {
		if diff := cmp.Diff(f.public(), f.public()); diff != "" {
			t.Error(diff)
		}
	})
}

const canary = "canary"

// hide adds to the dossier everything that stays inside, each with a canary in every text.
func (f *file) hide(r *rand.Rand) {
	secret := func(c *guwah.Claim) {
		randomise(r, c)
		c.State = []guwah.ClaimState{guwah.ClaimAccepted, guwah.ClaimContested, guwah.ClaimProposed}[r.IntN(3)]
		c.ID = guwah.ClaimID(fmt.Sprint(canary, f.n))
		c.Value.Text, c.Locator, c.Reliability = canary, canary, canary
		c.Value.Name, c.Value.Speaker = &guwah.Name{Value: canary}, &guwah.Name{Value: canary}
		c.Place = guwah.Place{Text: canary}
		for _, other := range f.d.Claims {
			c.Contradicts, c.Supports, c.Supersedes = append(c.Contradicts, other.ID), append(c.Supports, other.ID), append(c.Supersedes, other.ID)
		}
		c.Reviews = append(c.Reviews, guwah.Review{By: canary, Decision: "accept", Reason: canary})
		switch c.Predicate {
		case guwah.PredBirth, guwah.PredStateCare, guwah.PredLocated, guwah.PredReleased: // these may lower the page, to protect somebody
			c.State = guwah.ClaimProposed
		}
	}
	hidden := []teller{
		{f: f, origin: "daughter", testimony: "testimony of daughter"}, {f: f, source: "s"}, {f: f, source: canary}, {f: f, testimony: canary, origin: canary}, {f: f},
	}
	for i, who := range hidden {
		for range 3 {
			who.says(guwah.Predicates[r.IntN(len(guwah.Predicates))], secret, func(c *guwah.Claim) {
				if i < 3 || r.IntN(2) == 0 {
					c.Restriction = []guwah.Restriction{guwah.RestrictTeam, guwah.RestrictCaseLead, guwah.RestrictSealed, guwah.RestrictPartners, ""}[r.IntN(5)]
				}
			})
		}
	}
	d := &f.d
	d.Sources = append(d.Sources, guwah.Source{ID: canary, Publisher: canary})
	d.Testimonies = append(d.Testimonies, guwah.Testimony{ID: canary, Origin: canary, WishedLevel: guwah.LevelOff, State: guwah.TestimonyDrawn})
	d.Clearances = append(d.Clearances, guwah.Clearance{ID: canary, Person: "person", Ground: guwah.GroundPublicFigure, By: []guwah.StaffID{canary}, Reason: canary, At: 100})
	d.Evidence = append(d.Evidence, guwah.Evidence{ID: canary, PublicCopy: canary, Restriction: guwah.RestrictPublic})
	d.Authorities = append(d.Authorities, guwah.Authority{ID: canary, Names: guwah.Texts{{Text: canary}}, Channels: []string{canary}})
	d.Responses = append(d.Responses, guwah.Response{ID: canary, Authority: canary, Medium: "call", LiveTwoWay: true, Published: 17000, Restriction: guwah.RestrictPublic, Clearance: true, By: []guwah.StaffID{canary}})
	d.Responses = append(d.Responses, guwah.Response{ID: canary + "2", Demand: "demand 0", Medium: "video", Published: 17000, Restriction: guwah.RestrictTeam, Clearance: true, By: []guwah.StaffID{"a", "b"}})
	d.Demands = append(d.Demands, guwah.Demand{ID: canary, Authority: canary, By: []guwah.StaffID{canary}, Events: []guwah.DemandEvent{{Kind: guwah.DemandSent, At: 17000, Via: canary}}})
	d.Campaigns = append(d.Campaigns, guwah.Campaign{ID: canary, Slug: canary})
	d.Relatives = append(d.Relatives, guwah.Related{Person: canary, Name: canary, Level: guwah.LevelFull})
	d.Case.Campaigns, d.Case.Lead, d.Case.Opened, d.Case.Version = append(d.Case.Campaigns, canary), canary, 17000, 99
	for i := range d.Demands {
		d.Demands[i].Version++
		d.Demands[i].Events = append(d.Demands[i].Events, guwah.DemandEvent{Kind: guwah.DemandResponded, At: 17000, Response: canary + "2"})
	}
	for i := range d.Claims {
		d.Claims[i].Version, d.Claims[i].DrawnBy, d.Claims[i].Drawn = 99, canary, 17000
	}
}

func TestRule01TwoDossiersThatDifferInHiddenThingsGiveTheSamePublicView(t *testing.T) {
	forAll(t, func(t *testing.T, f *file, r *rand.Rand) {
		before := f.public()
		f.hide(r)
		after := f.public()
		if diff := cmp.Diff(before, after); diff != "" {
			t.Error(diff)
		}
		text, err := json.Marshal(after)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), canary) {
			t.Errorf("something hidden is in the public view: %s", text)
		}
	})
}

func BenchmarkNewView(b *testing.B) {
	f := typical(b)
	b.ReportAllocs()
	for b.Loop() {
		guwah.NewView(f, guwah.Public, today)
	}
}

// typical is a public case of ten claims, with a demand and a response.
func typical(b *testing.B) guwah.Dossier {
	t := &testing.T{}
	f := openFile(t)
	d := f.relative("daughter", "daughter")
	d.says(guwah.PredBirth, func(c *guwah.Claim) { c.Value.Date = date(t, "1979") })
	d.says(guwah.PredOccupation, code("teacher"))
	d.says(guwah.PredDetained, f.on("2018-03~"), at("cn-65-31"))
	d.says(guwah.PredWords, func(c *guwah.Claim) { c.Value.Text, c.Value.Lang = "words", "en" })
	d.says(guwah.PredContact, code(guwah.ContactMonitored), f.on("2026-06-03"))
	f.relative("neighbour", "neighbour").says(guwah.PredDetained, f.on("2018-03-05"))
	f.authority().says(guwah.PredReleased, code(guwah.ReleaseFreed), f.on("2019-12"))
	d.says(guwah.PredHeldAt, code(guwah.HeldPrison), f.on("2020-01"))
	f.demand("demand", step(t, guwah.DemandSent, "2020-02-12"))
	f.film("", "2021-04-09").Demand = "demand"
	if len(f.d.Claims) != 10 {
		b.Fatalf("%d claims", len(f.d.Claims))
	}
	return f.d
}
