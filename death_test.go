package guwah_test

import (
	"testing"

	"guwah.example/guwah"
)

func TestRule11ADeathTakesTwoWhoDidNotWriteIt(t *testing.T) {
	accept := func(by guwah.StaffID) guwah.Review { return guwah.Review{By: by, Decision: "accept"} }
	for _, c := range []struct {
		name    string
		reviews []guwah.Review
		want    guwah.Status
	}{
		{"two who did not write it", []guwah.Review{accept("a"), accept("b")}, guwah.DiedReported},
		{"one", []guwah.Review{accept("a")}, guwah.DetainedUnspecified},
		{"one twice", []guwah.Review{accept("a"), accept("a")}, guwah.DetainedUnspecified},
		{"one and the author", []guwah.Review{accept("a"), accept("author")}, guwah.DetainedUnspecified},
		{"two, and then a doubt", []guwah.Review{accept("a"), accept("b"), {By: "c", Decision: "contest"}, accept("a")}, guwah.DetainedUnspecified},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			f.relative("daughter", "daughter").says(guwah.PredDetained, f.on("2018-03-05"))
			f.press("s").says(guwah.PredDied, f.on("2019-02"), reviewed(c.reviews...))
			if v := f.public(); v.Status != c.want {
				t.Errorf("status %s, want %s", v.Status, c.want)
			}
		})
	}
}

func TestRule12Deaths(t *testing.T) {
	notice := func(c *guwah.Claim) { c.Value.OwnNotice = true }
	for _, c := range []struct {
		name    string
		tell    func(f *file, d teller)
		want    guwah.Status
		stopped bool
		remains bool
		label   guwah.ClockLabel
	}{
		{"a claim from outside the holding authority is a report", func(f *file, d teller) {
			f.press("s").says(guwah.PredDied, f.on("2019-02"))
		}, guwah.DiedReported, false, false, guwah.LabelNoProof},
		{"the authority's notice without remains, relayed by the family", func(f *file, d teller) {
			d.says(guwah.PredDied, f.on("2019-02"), notice)
		}, guwah.DiedNotified, false, true, guwah.LabelNoRemains},
		{"the authority's notice, said by itself", func(f *file, d teller) {
			f.authority().says(guwah.PredDied, f.on("2019-02"), notice)
		}, guwah.DiedNotified, false, true, guwah.LabelNoRemains},
		{"a later report does not take the notice back", func(f *file, d teller) {
			d.says(guwah.PredDied, f.on("2019-02"), notice)
			f.press("s").says(guwah.PredDied, f.on("2019-05"))
		}, guwah.DiedNotified, false, true, guwah.LabelNoRemains},
		{"a close relative's word that the family accepts it", func(f *file, d teller) {
			d.says(guwah.PredDied, f.on("2019-02"), notice)
			d.says(guwah.PredDeathAccepted, f.on("2019-06"))
		}, guwah.DiedAcceptedByFamily, true, true, guwah.LabelNoProof},
		{"a neighbour's word is not the family's", func(f *file, d teller) {
			d.says(guwah.PredDied, f.on("2019-02"), notice)
			f.relative("neighbour", "neighbour").says(guwah.PredDeathAccepted, f.on("2019-06"))
		}, guwah.DiedNotified, false, true, guwah.LabelNoRemains},
		{"remains returned to the family", func(f *file, d teller) {
			d.says(guwah.PredBodyReturned, f.on("2019-03"))
		}, guwah.DiedConfirmed, true, true, guwah.LabelNoProof},
		{"the authority's word that it returned them confirms nothing", func(f *file, d teller) {
			f.authority().says(guwah.PredBodyReturned, f.on("2019-03"))
		}, guwah.DetainedUnspecified, false, false, guwah.LabelNoProof},
		{"an eyewitness and a second independent source", func(f *file, d teller) {
			f.relative("cellmate", "cellmate").says(guwah.PredDied, f.on("2019-02"), basis(guwah.BasisEyewitness))
			f.press("s").says(guwah.PredDied, f.on("2019-02"))
		}, guwah.DiedConfirmed, true, true, guwah.LabelNoProof},
		{"a sign of life proved later contests it", func(f *file, d teller) {
			f.press("s").says(guwah.PredDied, f.on("2019-02-01"), f.asserted("2019-02-09"))
			d.says(guwah.PredContact, code(guwah.ContactMonitored), f.on("2020-01-01"))
		}, guwah.Contested, false, false, guwah.LabelNotFree},
		{"custody that may have been before it does not displace it", func(f *file, d teller) {
			d.says(guwah.PredHeldAt, code(guwah.HeldCamp), f.on("2019"))
			f.press("s").says(guwah.PredDied, f.on("2019-02-01"))
		}, guwah.DiedReported, false, false, guwah.LabelNoProof},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			daughter := f.relative("daughter", "daughter")
			daughter.says(guwah.PredDetained, f.on("2018-03-05"))
			c.tell(f, daughter)
			v := f.public()
			if v.Status != c.want || v.ClockA.Stopped != c.stopped || v.Remains != c.remains || v.ClockA.Label != c.label {
				t.Errorf("status %s, stopped %t, remains %t, label %s; want %s, %t, %t, %s",
					v.Status, v.ClockA.Stopped, v.Remains, v.ClockA.Label, c.want, c.stopped, c.remains, c.label)
			}
		})
	}
}
