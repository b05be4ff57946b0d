package guwah_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

// outcome is what of a view the hard cases compare.
type outcome struct {
	Status  guwah.Status
	Level   guwah.Level
	ClockA  counted
	ClockB  guwah.ClockBState
	Remains bool
	Shown   int // films without a proved date
	Facts   int
}

func outcomeOf(v guwah.View) outcome {
	o := outcome{Status: v.Status, Level: v.Level, ClockA: countedIn(v), Remains: v.Remains, Shown: len(v.ShownAlive), Facts: len(v.Facts)}
	if v.ClockB != nil {
		o.ClockB = v.ClockB.State
	}
	return o
}

func TestTheTwelveHardCases(t *testing.T) {
	since := func(text string) int { return int(today - day(t, text)) }
	held := guwah.ReasonClockACustody
	for _, c := range []struct {
		name string
		tell func(f *file, d teller)
		want outcome
	}{
		{"1 released then held again: a new period, and the old demand does not resume", func(f *file, d teller) {
			d.says(guwah.PredDetained, f.on("2017-05-01"))
			d.says(guwah.PredReleased, code(guwah.ReleaseFreed), f.on("2018-12-24"), basis(guwah.BasisDirectContact))
			d.says(guwah.PredDetained, f.on("2019-03-01"))
			f.demand("first", step(f.t, guwah.DemandSent, "2018-01-01"))
		}, outcome{
			Status: guwah.DetainedUnspecified, Level: guwah.LevelFull, ClockB: guwah.DemandStoppedClosed, Facts: 3,
			ClockA: counted{From: "2019-03-01", Days: since("2019-03-01"), Label: guwah.LabelNoProof, Reason: held},
		}},
		{"2 a death told by telephone: notified without remains, the case stays open and asks for them", func(f *file, d teller) {
			d.says(guwah.PredDetained, f.on("2017-05-01"))
			d.says(guwah.PredDied, f.on("2019-06-07"), func(c *guwah.Claim) { c.Value.OwnNotice = true })
		}, outcome{
			Status: guwah.DiedNotified, Level: guwah.LevelFull, Remains: true, Facts: 2,
			ClockA: counted{From: "2017-05-01", Days: since("2017-05-01"), Label: guwah.LabelNoRemains, Reason: held},
		}},
		{"4 a child: initials, though two people decided on full", func(f *file, d teller) {
			d.says(guwah.PredBirth, func(c *guwah.Claim) { c.Value.Date = date(f.t, "2012") })
			d.says(guwah.PredStateCare, f.on("2018-09-01"))
		}, outcome{
			Status: guwah.InStateCare, Level: guwah.LevelInitials, Facts: 2,
			ClockA: counted{From: "2018-09-01", Days: since("2018-09-01"), Label: guwah.LabelNoProof, Reason: held},
		}},
		{"5 withdrawal after press coverage: a tombstone until two decide afresh on what the press said", func(f *file, d teller) {
			d.says(guwah.PredDetained, f.on("2017-05-01"))
			f.press("s").says(guwah.PredName, func(c *guwah.Claim) { c.Value.Name = &guwah.Name{Value: "Aygul Tursun"} })
			f.d.Testimonies[0].State, f.d.Testimonies[0].Withdrawn = guwah.TestimonyWithdrawn, today-1
		}, outcome{Level: guwah.LevelStub}},
		{"6 a family divided over a death: nobody's word closes the case", func(f *file, d teller) {
			d.says(guwah.PredDetained, f.on("2017-05-01"))
			d.says(guwah.PredDied, f.on("2019-06-07"), func(c *guwah.Claim) { c.Value.OwnNotice = true })
			accepted := d.says(guwah.PredDeathAccepted, f.on("2020-01-01"))
			f.relative("son", "son").says(guwah.PredWords, against(accepted), func(c *guwah.Claim) { c.Value.Text, c.Value.Lang = "We have seen no grave.", "en" })
		}, outcome{
			Status: guwah.DiedNotified, Level: guwah.LevelFull, Remains: true, Facts: 3,
			ClockA: counted{From: "2017-05-01", Days: since("2017-05-01"), Label: guwah.LabelNoRemains, Reason: held},
		}},
		{"7 the state challenges: nothing of the page changes", func(f *file, d teller) {
			d.says(guwah.PredDetained, f.on("2017-05-01"))
			f.authority().says(guwah.PredReleased, code(guwah.ReleaseFreed), f.on("2019-12-09"))
			f.d.Challenges = []guwah.Challenge{{No: 1, Case: "GW-000000", Person: "person", Kind: "wrong_fact", Filed: today, Due: today + 30}}
		}, outcome{
			Status: guwah.DetainedUnspecified, Level: guwah.LevelFull, Facts: 2,
			ClockA: counted{From: "2017-05-01", Days: since("2017-05-01"), Label: guwah.LabelNoProof, Reason: held},
		}},
		{"8 found free abroad: the clock stops, the demand closes unanswered, and the person decides what is shown", func(f *file, d teller) {
			d.says(guwah.PredDetained, f.on("2017-05-01"))
			f.demand("d", step(f.t, guwah.DemandSent, "2018-01-01"))
			d.says(guwah.PredLocated, code(guwah.LocatedAbroadCode), f.on("2020-05-01"))
		}, outcome{
			Status: guwah.LocatedAbroad, Level: guwah.LevelInitials, ClockB: guwah.DemandStoppedClosed, Facts: 2,
			ClockA: counted{From: "2017-05-01", Days: 1096, Stopped: true, Label: guwah.LabelNotFree, Reason: held, Marker: "2020-05-01 located"},
		}},
		{"9 a watched video call every week: the marker moves each week, the clock never", func(f *file, d teller) {
			d.says(guwah.PredDetained, f.on("2017-05-01"))
			for week := range 5 {
				d.says(guwah.PredContact, code(guwah.ContactMonitored), func(c *guwah.Claim) {
					on := day(f.t, "2026-10-01") + guwah.Day(7*week)
					c.When = guwah.Date{EDTF: on.String(), From: on, To: on, Type: guwah.DateExact}
				})
			}
		}, outcome{
			Status: guwah.DetainedUnspecified, Level: guwah.LevelFull, Facts: 6,
			ClockA: counted{From: "2017-05-01", Days: since("2017-05-01"), Label: guwah.LabelNotFree, Reason: held, Marker: "2026-10-29 monitored"},
		}},
		{"10 an undated film after a death that two people accepted: shown beside it, moving nothing", func(f *file, d teller) {
			d.says(guwah.PredDetained, f.on("2017-05-01"))
			f.press("s").says(guwah.PredDied, f.on("2019-02"), f.asserted("2019-02-09"))
			f.film("", "2019-02-10")
		}, outcome{
			Status: guwah.DiedReported, Level: guwah.LevelFull, Shown: 1, Facts: 2,
			ClockA: counted{From: "2017-05-01", Days: since("2017-05-01"), Label: guwah.LabelNoProof, Reason: held},
		}},
		{"11 a fake that copies a testimony: turned down, it gains no reader and bears nobody out", func(f *file, d teller) {
			d.says(guwah.PredDetained, f.on("2017-05-01"))
			fake := f.relative("fake", "cousin")
			fake.says(guwah.PredDetained, f.on("2017-05-01"), state(guwah.ClaimRejected), reviewed(guwah.Review{By: "a", Decision: "reject", Reason: "a copy"}))
			f.d.Claims[2].State = guwah.ClaimRejected // the name it gave
			f.d.Claims[2].Reviews = nil
		}, outcome{
			Status: guwah.DetainedUnspecified, Level: guwah.LevelFull, Facts: 1,
			ClockA: counted{From: "2017-05-01", Days: since("2017-05-01"), Label: guwah.LabelNoProof, Reason: held},
		}},
		{"12 no date at all: counted from the first report, at least", func(f *file, d teller) {
			d.says(guwah.PredDetained, f.asserted("2019-03-01"))
		}, outcome{
			Status: guwah.DetainedUnspecified, Level: guwah.LevelFull, Facts: 1,
			ClockA: counted{From: "../2019-03-01", Days: since("2019-03-01"), AtLeast: true, Label: guwah.LabelNoProof, Reason: guwah.ReasonClockAUndated},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			c.tell(f, f.relative("daughter", "daughter"))
			if diff := cmp.Diff(c.want, outcomeOf(f.public())); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("3 namesakes merged and split: split, each page is as if they had never been merged", func(t *testing.T) {
		f := openFile(t)
		f.relative("daughter", "daughter").says(guwah.PredDetained, f.on("2018-05-01"))
		alone := f.public()
		apart := f.d
		f.relative("son", "son").says(guwah.PredDetained, f.on("2017-05-01"), func(c *guwah.Claim) { c.Person = "other" })
		f.d.Merged = []guwah.Person{{ID: "other", State: guwah.PersonMerged, MergedInto: "person"}}
		if v := f.public(); v.ClockA.From.EDTF != "2017-05-01" {
			t.Errorf("merged, the clock counts from %s", v.ClockA.From.EDTF)
		}
		if diff := cmp.Diff(alone, guwah.NewView(apart, guwah.Public, today)); diff != "" {
			t.Error(diff)
		}
	})
}
