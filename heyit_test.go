package guwah_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

// heyit is the case of Abdurehim Heyit with the sourced facts that the first data set gives, and no others.
func heyit(t *testing.T) *file {
	f := openFile(t)
	f.d.Person.Invented = false
	f.d.Authorities = []guwah.Authority{
		{ID: "cri", Level: "state_media", Holding: true, Names: guwah.Texts{{Lang: "en", Text: "China Radio International, Turkish service"}}},
		{ID: "mfa", Level: "own_government", Names: guwah.Texts{{Lang: "en", Text: "Ministry of Foreign Affairs of Türkiye"}}},
	}
	lens, ahval, guardian := f.press("news_lens"), f.press("ahval"), f.press("guardian")
	f.press("wikipedia").says(guwah.PredName, func(c *guwah.Claim) { c.Value.Name = &guwah.Name{Value: "Abdurehim Heyit", Script: guwah.Latn} })
	lens.says(guwah.PredArrested, f.on("2017"), f.asserted("2019-02-28"))
	lens.says(guwah.PredNoCharge, f.on("2019-02"), f.asserted("2019-02-28"))
	ahval.official = "mfa"
	death := ahval.says(guwah.PredDied, f.on("2019-02-09"), f.asserted("2019-02-09"), basis(guwah.BasisOfficialStatement), state(guwah.ClaimContested))
	guardian.official = "cri"
	film := guardian.says(guwah.PredSeenAlive, f.on("2019-02-10"), f.asserted("2019-02-10"), against(death))
	lens.says(guwah.PredSeenAlive, f.on("2019-02-11"), f.asserted("2019-02-28"), against(film))
	r := f.film("", "2019-02-10")
	r.Authority, r.Source = "cri", "guardian"
	return f
}

func TestHeyitsPageShowsTwoAccountsThatDisagree(t *testing.T) {
	v := heyit(t).public()
	want := counted{From: "2017", Days: 3248, AtLeast: true, Label: guwah.LabelNoProof, Reason: guwah.ReasonClockACustody}
	if diff := cmp.Diff(want, countedIn(v)); diff != "" {
		t.Error(diff)
	}
	if v.Status != guwah.DetainedUnspecified || v.ClockB != nil || v.Demands != nil || v.LastAlive != nil {
		t.Errorf("status %s, clock B %v, demands %v, last alive %v", v.Status, v.ClockB, v.Demands, v.LastAlive)
	}
	if len(v.ShownAlive) != 1 || v.ShownAlive[0].Date.EDTF != "2019-02-10" {
		t.Errorf("shown alive: %+v", v.ShownAlive)
	}
	aside := []guwah.SetAside{
		{Response: "response 0", Code: guwah.AsideDateUnproved},
		{Claim: "04 died", Code: guwah.AsideDeathNotAccepted},
	}
	if diff := cmp.Diff(aside, v.ClockA.Reason.SetAside); diff != "" {
		t.Errorf("why nothing stopped the clock: %s", diff)
	}
	if r := v.Responses; len(r) != 1 || r[0].Verdict != guwah.Unassessed || r[0].Effect.Code != guwah.ReasonEffectFilm {
		t.Errorf("responses %+v", r)
	}
	if len(v.Timeline) != 3 {
		t.Fatalf("%d entries on the timeline: %+v", len(v.Timeline), v.Timeline)
	}
	last := v.Timeline[2]
	if !last.Disagree || last.Reading == nil || last.Reading.Code != guwah.ReasonReadingDeathAndSign || len(last.Facts) != 3 {
		t.Errorf("the accounts that disagree: %+v", last)
	}
}

func TestHeyitsClockStandsEvenIfTwoPeopleAcceptedTheDeath(t *testing.T) {
	f := heyit(t)
	for i := range f.d.Claims {
		if f.d.Claims[i].Predicate == guwah.PredDied {
			f.d.Claims[i].State = guwah.ClaimAccepted
		}
	}
	v := f.public()
	if v.Status != guwah.DiedReported || v.ClockA.Days != 3248 || v.ClockA.Stopped || v.Remains {
		t.Errorf("status %s, clock A %+v, remains %t", v.Status, v.ClockA, v.Remains)
	}
}
