package guwah_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

func TestRule07ClockB(t *testing.T) {
	type running struct {
		Since   string
		Days    int
		From    guwah.DemandEventKind
		State   guwah.ClockBState
		Overdue bool
		Silent  bool
	}
	sent := func(t *testing.T) guwah.DemandEvent { return step(t, guwah.DemandSent, "2020-02-12") }
	since := func(text string) int { return int(today - day(t, text)) }
	for _, c := range []struct {
		name string
		make func(f *file)
		want *running
	}{
		{"without a recorded demand there is none", func(*file) {}, nil},
		{"a draft is no demand yet", func(f *file) { f.demand("d", step(f.t, guwah.DemandDrafted, "2020-01-01")) }, nil},
		{"it counts from the first sending", func(f *file) {
			f.demand("d", step(f.t, guwah.DemandPublished, "2020-02-10"), sent(f.t), step(f.t, guwah.DemandSent, "2021-01-01"))
			f.d.Authorities[0].Channels = []string{"post"}
		}, &running{"2020-02-12", since("2020-02-12"), guwah.DemandSent, guwah.DemandRunning, false, true}},
		{"where no channel exists it counts from publication, and says so", func(f *file) {
			f.demand("d", step(f.t, guwah.DemandPublished, "2020-02-10"))
		}, &running{"2020-02-10", since("2020-02-10"), guwah.DemandPublished, guwah.DemandRunning, false, true}},
		{"a delivery that failed counts from publication too", func(f *file) {
			f.d.Authorities[0].Channels = []string{"post"}
			f.demand("d", step(f.t, guwah.DemandPublished, "2020-02-10"), sent(f.t), step(f.t, guwah.DemandDeliveryFailed, "2020-03-01"))
		}, &running{"2020-02-10", since("2020-02-10"), guwah.DemandPublished, guwah.DemandRunning, false, true}},
		{"where there is a channel, publication alone starts nothing", func(f *file) {
			f.d.Authorities[0].Channels = []string{"post"}
			f.demand("d", step(f.t, guwah.DemandPublished, "2020-02-10"))
		}, nil},
		{"an answer nobody has assessed keeps it running", func(f *file) {
			f.demand("d", sent(f.t))
			f.film("", "2021-01-01").Demand = "d"
		}, &running{"2020-02-12", since("2020-02-12"), guwah.DemandSent, guwah.DemandAwaitingAssessment, false, false}},
		{"an answer in part keeps it running", func(f *file) {
			f.demand("d", sent(f.t))
			r := f.film("2020-12-31", "2021-01-01")
			r.Demand = "d"
			for _, by := range []guwah.StaffID{"a", "b"} {
				f.assess(r.ID, by, false, func(a *guwah.Assessment) { a.FreeOfControl, a.Verdict = guwah.No, guwah.GenuinePartial })
			}
		}, &running{"2020-02-12", since("2020-02-12"), guwah.DemandSent, guwah.DemandAnsweredInPart, false, false}},
		{"independent proof that meets it stops it", func(f *file) {
			f.demand("d", sent(f.t))
			r := f.film("2020-12-31", "2021-01-01")
			r.Demand = "d"
			f.assess(r.ID, "a", false, nil)
			f.assess(r.ID, "b", false, nil)
		}, &running{"2020-02-12", int(day(t, "2021-01-01") - day(t, "2020-02-12")), guwah.DemandSent, guwah.DemandAnswered, false, false}},
		{"withdrawing it stops it, labelled so", func(f *file) {
			f.demand("d", sent(f.t), step(f.t, guwah.DemandWithdrawn, "2020-03-12"))
		}, &running{"2020-02-12", 29, guwah.DemandSent, guwah.DemandStoppedWithdrawn, false, true}},
		{"closing it stops it, labelled so", func(f *file) {
			f.demand("d", sent(f.t), step(f.t, guwah.DemandEnded, "2020-03-12"))
		}, &running{"2020-02-12", 29, guwah.DemandSent, guwah.DemandStoppedClosed, false, true}},
		{"a release ends it, and re-detention does not resume it", func(f *file) {
			f.demand("d", sent(f.t))
			w := teller{f: f, origin: "daughter", testimony: "testimony of daughter"}
			w.says(guwah.PredReleased, code(guwah.ReleaseFreed), f.on("2020-03-12"), basis(guwah.BasisDirectContact))
			w.says(guwah.PredDetained, f.on("2021-03-12"))
		}, &running{"2020-02-12", 29, guwah.DemandSent, guwah.DemandStoppedClosed, false, true}},
		{"a demand made after a re-detention runs", func(f *file) {
			w := teller{f: f, origin: "daughter", testimony: "testimony of daughter"}
			w.says(guwah.PredReleased, code(guwah.ReleaseFreed), f.on("2019-03-12"), basis(guwah.BasisDirectContact))
			w.says(guwah.PredDetained, f.on("2019-06-12"))
			f.demand("d", sent(f.t))
		}, &running{"2020-02-12", since("2020-02-12"), guwah.DemandSent, guwah.DemandRunning, false, true}},
		{"a death that the family accepts leaves the question of remains", func(f *file) {
			f.demand("d", sent(f.t))
			w := teller{f: f, origin: "daughter", relation: "daughter", testimony: "testimony of daughter"}
			w.says(guwah.PredDeathAccepted, f.on("2021-03-12"))
		}, &running{"2020-02-12", since("2020-02-12"), guwah.DemandSent, guwah.DemandRunning, false, true}},
		{"it is overdue only where a rule sets a term", func(f *file) {
			f.demand("d", sent(f.t)).TermDays = 60
		}, &running{"2020-02-12", since("2020-02-12"), guwah.DemandSent, guwah.DemandRunning, true, true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			f.relative("daughter", "daughter").says(guwah.PredDetained, f.on("2018-03-05"))
			c.make(f)
			var got *running
			if k := f.public().ClockB; k != nil {
				got = &running{k.Since.String(), k.Days, k.From, k.State, k.Overdue, k.Silent}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("it counts for the oldest running demand and lists the others", func(t *testing.T) {
		f := openFile(t)
		f.relative("daughter", "daughter")
		f.demand("young", step(t, guwah.DemandSent, "2021-01-01"))
		f.demand("ended", step(t, guwah.DemandSent, "2018-01-01"), step(t, guwah.DemandEnded, "2018-02-01"))
		f.demand("old", step(t, guwah.DemandSent, "2020-01-01"))
		v := f.public()
		if v.ClockB == nil || v.ClockB.Demand != "old" || len(v.OtherRuns) != 1 || v.OtherRuns[0].Demand != "young" {
			t.Errorf("counts for %+v, others %+v", v.ClockB, v.OtherRuns)
		}
	})
	t.Run("a demand that one person made is not public", func(t *testing.T) {
		f := openFile(t)
		f.relative("daughter", "daughter")
		f.demand("d", sent(t)).By = []guwah.StaffID{"a"}
		if v := f.public(); v.ClockB != nil || len(v.Demands) != 0 {
			t.Errorf("shown: %+v", v.Demands)
		}
	})
}

func TestRule09IndependentProof(t *testing.T) {
	type found struct {
		Verdict     guwah.Verdict
		Independent bool
		ClockFrom   string
		Marker      string
		ShownAlive  int
		Effect      string
	}
	nothing := found{guwah.Unassessed, false, "2018-03-05", "", 1, guwah.ReasonEffectFilm}
	for _, c := range []struct {
		name   string
		shown  string
		assess func(f *file, id guwah.ResponseID)
		want   found
	}{
		{"a film nobody assessed moves nothing", "2019-02-09", func(*file, guwah.ResponseID) {}, nothing},
		{"one person's assessment is no verdict", "2019-02-09", func(f *file, id guwah.ResponseID) { f.assess(id, "a", false, nil) }, nothing},
		{"the same person twice is one", "2019-02-09", func(f *file, id guwah.ResponseID) {
			f.assess(id, "a", false, nil)
			f.assess(id, "a", false, nil)
		}, nothing},
		{"two reviewers who find every condition met move the clock to the date shown", "2019-02-09", func(f *file, id guwah.ResponseID) {
			f.assess(id, "a", false, nil)
			f.assess(id, "b", false, nil)
		}, found{guwah.SatisfiesDemand, true, "2019-02-09", "2019-02-09 video", 0, guwah.ReasonEffectSatisfies}},
		{"proof that does not answer moves the clock and satisfies nothing", "2019-02-09", func(f *file, id guwah.ResponseID) {
			for _, by := range []guwah.StaffID{"a", "b"} {
				f.assess(id, by, false, func(a *guwah.Assessment) { a.Answers, a.Verdict = guwah.No, guwah.GenuinePartial })
			}
		}, found{guwah.GenuinePartial, true, "2019-02-09", "2019-02-09 video", 0, guwah.ReasonEffectProof}},
		{"a family that does not recognise the person governs", "2019-02-09", func(f *file, id guwah.ResponseID) {
			f.assess(id, "a", false, nil)
			f.assess(id, "b", false, nil)
			f.assess(id, "c", true, func(a *guwah.Assessment) { a.Identity, a.Verdict = guwah.No, guwah.IdentityDoubt })
		}, found{guwah.IdentityDoubt, false, "2018-03-05", "", 0, guwah.ReasonEffectNone}},
		{"what the family cannot judge is left to the reviewers", "2019-02-09", func(f *file, id guwah.ResponseID) {
			f.assess(id, "a", false, nil)
			f.assess(id, "b", false, nil)
			f.assess(id, "c", true, func(a *guwah.Assessment) { a.FreeOfControl = guwah.Unknown })
		}, found{guwah.GenuinePartial, true, "2019-02-09", "2019-02-09 video", 0, guwah.ReasonEffectProof}},
		{"evidence the authority controlled moves the marker, not the clock", "2019-02-09", func(f *file, id guwah.ResponseID) {
			for _, by := range []guwah.StaffID{"a", "b"} {
				f.assess(id, by, false, func(a *guwah.Assessment) { a.FreeOfControl = guwah.No })
			}
		}, found{guwah.GenuinePartial, false, "2018-03-05", "2019-02-09 video", 0, guwah.ReasonEffectMarker}},
		{"a sign of duress is no independent proof", "2019-02-09", func(f *file, id guwah.ResponseID) {
			for _, by := range []guwah.StaffID{"a", "b"} {
				f.assess(id, by, false, func(a *guwah.Assessment) { a.Indicators = []guwah.Indicator{"reading"} })
			}
		}, found{guwah.GenuinePartial, false, "2018-03-05", "2019-02-09 video", 0, guwah.ReasonEffectMarker}},
		{"a film without a provable date moves nothing", "", func(f *file, id guwah.ResponseID) {
			for _, by := range []guwah.StaffID{"a", "b"} {
				f.assess(id, by, false, func(a *guwah.Assessment) { a.DateProvable = guwah.No })
			}
		}, found{guwah.Undated, false, "2018-03-05", "", 1, guwah.ReasonEffectNone}},
		{"no date shown is no proof, whatever reviewers say", "", func(f *file, id guwah.ResponseID) {
			f.assess(id, "a", false, nil)
			f.assess(id, "b", false, nil)
		}, found{guwah.GenuinePartial, false, "2018-03-05", "", 1, guwah.ReasonEffectNone}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			f.relative("daughter", "daughter").says(guwah.PredDetained, f.on("2018-03-05"))
			r := f.film(c.shown, "2019-02-10")
			c.assess(f, r.ID)
			v := f.public()
			got := found{
				Verdict: v.Responses[0].Verdict, Independent: v.Responses[0].Independent, Effect: v.Responses[0].Effect.Code,
				ClockFrom: v.ClockA.From.EDTF, Marker: countedIn(v).Marker, ShownAlive: len(v.ShownAlive),
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("a live call in which the family recognised and could question the person moves the marker", func(t *testing.T) {
		f := openFile(t)
		f.relative("daughter", "daughter").says(guwah.PredDetained, f.on("2018-03-05"))
		r := f.film("2026-06-03", "2026-06-03")
		r.Medium, r.LiveTwoWay = "call", true
		want := counted{
			From: "2018-03-05", Days: int(today - day(t, "2018-03-05")), Label: guwah.LabelNotFree, Reason: guwah.ReasonClockACustody, Marker: "2026-06-03 call",
		}
		if diff := cmp.Diff(want, countedIn(f.public())); diff != "" {
			t.Error(diff)
		}
	})
}

func TestRule10AHostileAnswerIsTheFirstWordOfASentence(t *testing.T) {
	f := openFile(t)
	r := f.film("", "2021-04-09")
	r.Contents = []guwah.ResponseKind{"shown_alive", "claims_sentenced", "discredits_claimant"}
	claims := guwah.Assertions(*r)
	var got []guwah.Predicate
	for _, c := range claims {
		got = append(got, c.Predicate)
		if c.Basis != guwah.BasisOfficialStatement || c.State != guwah.ClaimProposed || c.Authority != "police" || c.Asserted != r.Published {
			t.Errorf("not bound as an authority's word: %+v", c)
		}
	}
	if diff := cmp.Diff([]guwah.Predicate{guwah.PredSeenAlive, guwah.PredSentenced}, got); diff != "" {
		t.Error(diff)
	}
}
