package guwah_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

// counted is what of clock A the tests compare.
type counted struct {
	From    string
	Days    int
	AtLeast bool
	Label   guwah.ClockLabel
	Stopped bool
	Reason  string
	Marker  string
}

func countedIn(v guwah.View) counted {
	var c counted
	if v.ClockA != nil {
		c = counted{v.ClockA.From.EDTF, v.ClockA.Days, v.ClockA.AtLeast, v.ClockA.Label, v.ClockA.Stopped, v.ClockA.Reason.Code, ""}
	}
	if v.LastAlive != nil {
		c.Marker = v.LastAlive.Date.EDTF + " " + v.LastAlive.How
	}
	return c
}

func TestRule06ClockA(t *testing.T) {
	since := func(text string) int { return int(today - day(t, text)) }
	for _, c := range []struct {
		name string
		tell func(f *file, daughter teller)
		want counted
	}{
		{
			"without any claim of custody nothing is counted",
			func(*file, teller) {},
			counted{},
		},
		{
			"a detention on an exact day is counted from it",
			func(f *file, d teller) { d.says(guwah.PredDetained, f.on("2018-03-05")) },
			counted{From: "2018-03-05", Days: since("2018-03-05"), Label: guwah.LabelNoProof, Reason: guwah.ReasonClockACustody},
		},
		{
			"an approximate start is counted from its last day, and says at least",
			func(f *file, d teller) { d.says(guwah.PredDetained, f.on("2018-03~")) },
			counted{From: "2018-03~", Days: since("2018-03-31"), AtLeast: true, Label: guwah.LabelNoProof, Reason: guwah.ReasonClockACustody},
		},
		{
			"re-arrest, transfer and sentence inside the period move nothing",
			func(f *file, d teller) {
				d.says(guwah.PredDetained, f.on("2018-03-05"))
				d.says(guwah.PredArrested, f.on("2019-01-01"))
				d.says(guwah.PredTransferred, f.on("2020-01-01"))
				d.says(guwah.PredSentenced, f.on("2021-01-01"))
			},
			counted{From: "2018-03-05", Days: since("2018-03-05"), Label: guwah.LabelNoProof, Reason: guwah.ReasonClockACustody},
		},
		{
			"contact none opens a period",
			func(f *file, d teller) { d.says(guwah.PredContact, code(guwah.ContactNone), f.on("2017-09-09")) },
			counted{From: "2017-09-09", Days: since("2017-09-09"), Label: guwah.LabelNoProof, Reason: guwah.ReasonClockANoContact},
		},
		{
			"a watched call moves the marker and not the clock",
			func(f *file, d teller) {
				d.says(guwah.PredDetained, f.on("2018-03-05"))
				d.says(guwah.PredContact, code(guwah.ContactMonitored), f.on("2026-06-03"))
			},
			counted{From: "2018-03-05", Days: since("2018-03-05"), Label: guwah.LabelNotFree, Reason: guwah.ReasonClockACustody, Marker: "2026-06-03 monitored"},
		},
		{
			"free contact starts the clock anew, with the marker beside it",
			func(f *file, d teller) {
				d.says(guwah.PredDetained, f.on("2018-03-05"))
				d.says(guwah.PredContact, code(guwah.ContactFree), f.on("2020-06-03"))
			},
			counted{From: "2020-06-03", Days: since("2020-06-03"), Label: guwah.LabelNotFree, Reason: guwah.ReasonClockAFree, Marker: "2020-06-03 free"},
		},
		{
			"a one-way message is no sign that somebody could question",
			func(f *file, d teller) {
				d.says(guwah.PredDetained, f.on("2018-03-05"))
				d.says(guwah.PredContact, code(guwah.ContactOneWay), f.on("2020-01-10"))
			},
			counted{From: "2018-03-05", Days: since("2018-03-05"), Label: guwah.LabelNoProof, Reason: guwah.ReasonClockACustody},
		},
		{
			"a confirmed release closes the period and stops the clock",
			func(f *file, d teller) {
				d.says(guwah.PredDetained, f.on("2018-03-05"))
				d.says(guwah.PredReleased, code(guwah.ReleaseFreed), f.on("2019-03-05"), basis(guwah.BasisDirectContact))
			},
			counted{From: "2018-03-05", Days: 365, Stopped: true, Label: guwah.LabelNotFree, Reason: guwah.ReasonClockACustody, Marker: "2019-03-05 released"},
		},
		{
			"a temporary release moves nothing",
			func(f *file, d teller) {
				d.says(guwah.PredDetained, f.on("2018-03-05"))
				d.says(guwah.PredReleased, code(guwah.ReleaseTemporary), f.on("2019-03-05"), basis(guwah.BasisMedia))
			},
			counted{From: "2018-03-05", Days: since("2018-03-05"), Label: guwah.LabelNoProof, Reason: guwah.ReasonClockACustody},
		},
		{
			"signs of life before the period say nothing of it",
			func(f *file, d teller) {
				d.says(guwah.PredSeenAlive, f.on("2016-03-05"))
				d.says(guwah.PredDetained, f.on("2018-03-05"))
			},
			counted{From: "2018-03-05", Days: since("2018-03-05"), Label: guwah.LabelNoProof, Reason: guwah.ReasonClockACustody},
		},
		{
			"a death notified without remains opens a period and relabels the clock",
			func(f *file, d teller) {
				d.says(guwah.PredDied, f.on("2020-02-02"), func(c *guwah.Claim) { c.Value.OwnNotice = true })
			},
			counted{From: "2020-02-02", Days: since("2020-02-02"), Label: guwah.LabelNoRemains, Reason: guwah.ReasonClockANotified},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			c.tell(f, f.relative("daughter", "daughter"))
			if diff := cmp.Diff(c.want, countedIn(f.public())); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRule08BoundsOfDates(t *testing.T) {
	for _, c := range []struct {
		name, when, asserted, want string
	}{
		{"an exact date is its own bound", "2018-03-05", "2019-01-01", "2018-03-05"},
		{"a coarse date is bound by its last day", "2017", "2019-02-10", "2017-12-31"},
		{"no event is later than the first report of it", "2019", "2019-02-10", "2019-02-10"},
		{"an unknown date takes the day of the first report", "unknown", "2019-02-10", "2019-02-10"},
		{"a date open to the future takes the day of the first report", "2018/..", "2019-02-10", "2019-02-10"},
		{"a date open to the past is bound by its end", "before 2018", "2019-02-10", "2017-12-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			claim := guwah.Claim{When: date(t, c.when), Asserted: day(t, c.asserted)}
			if got := guwah.Bound(&claim).String(); got != c.want {
				t.Errorf("bound is %s, want %s", got, c.want)
			}
		})
	}
}

func TestRule08NeverMovesAClock(t *testing.T) {
	for name, tell := range map[string]func(f *file){
		"publishing a film":                func(f *file) { f.film("", "2019-02-10") },
		"publishing it again":              func(f *file) { f.film("", "2019-02-10"); f.film("", "2021-04-09") },
		"a film that is dated, unassessed": func(f *file) { f.film("2019-02-09", "2019-02-10") },
		"a statement":                      func(f *file) { f.authority().says(guwah.PredReleased, code(guwah.ReleaseFreed), f.on("2019-12-09")) },
		"an acknowledgement": func(f *file) {
			r := f.film("", "2019-02-10")
			r.Contents = []guwah.ResponseKind{"acknowledgement"}
		},
		"retaliation": func(f *file) {
			r := f.film("", "2019-02-10")
			r.Contents = []guwah.ResponseKind{"retaliation"}
		},
		"one person's assessment": func(f *file) {
			r := f.film("2019-02-09", "2019-02-10")
			f.assess(r.ID, "a", false, nil)
		},
		"testimony": func(f *file) { f.relative("son", "son") },
		"a campaign": func(f *file) {
			f.d.Campaigns = append(f.d.Campaigns, guwah.Campaign{ID: "c", Public: true})
			f.d.Case.Campaigns = []guwah.CampaignID{"c"}
		},
		"a claim that is only proposed": func(f *file) {
			f.press("s").says(guwah.PredContact, code(guwah.ContactFree), f.on("2020-01-01"), state(guwah.ClaimProposed))
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := openFile(t)
			f.relative("daughter", "daughter").says(guwah.PredDetained, f.on("2018-03-05"))
			before := countedIn(f.public())
			tell(f)
			if diff := cmp.Diff(before, countedIn(f.public())); diff != "" {
				t.Error(diff)
			}
		})
	}
}
