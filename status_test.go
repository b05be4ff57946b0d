package guwah_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

func TestRule02Status(t *testing.T) {
	for _, c := range []struct {
		name   string
		tell   func(f *file, d teller)
		want   guwah.Status
		reason string
	}{
		{"nothing told of custody", func(*file, teller) {}, guwah.InformationSought, guwah.ReasonStatusNone},
		{"contact broke off", func(f *file, d teller) { d.says(guwah.PredContact, code(guwah.ContactNone), f.on("2018-01-01")) }, guwah.Missing, guwah.ReasonStatusLatest},
		{"the latest event wins", func(f *file, d teller) {
			d.says(guwah.PredSentenced, f.on("2019-06-01"))
			d.says(guwah.PredHeldAt, code(guwah.HeldCamp), f.on("2018-06-01"))
		}, guwah.ImprisonedSentenced, guwah.ReasonStatusLatest},
		{"of the same bound the later stage wins", func(f *file, d teller) {
			d.says(guwah.PredSentenced, f.on("2019"))
			d.says(guwah.PredDetained, f.on("2019"))
		}, guwah.ImprisonedSentenced, guwah.ReasonStatusLatest},
		{"a bare word of a release never ends custody", func(f *file, d teller) {
			d.says(guwah.PredHeldAt, code(guwah.HeldCamp), f.on("2018-06-01"))
			f.authority().says(guwah.PredReleased, code(guwah.ReleaseFreed), f.on("2019-12-09"))
		}, guwah.DetainedCamp, guwah.ReasonStatusLatest},
		{"a bare word never displaces another's status", func(f *file, d teller) {
			d.says(guwah.PredHeldAt, code(guwah.HeldCamp), f.on("2018-06-01"))
			f.authority().says(guwah.PredSentenced, f.on("2019-12-09"))
		}, guwah.DetainedCamp, guwah.ReasonStatusLatest},
		{"a bare word of a sentence stands where nobody else says anything", func(f *file, _ teller) {
			f.authority().says(guwah.PredSentenced, f.on("2019-12-09"))
		}, guwah.ImprisonedSentenced, guwah.ReasonStatusBareWord},
		{"a bare word of a release yields no status even alone", func(f *file, _ teller) {
			f.authority().says(guwah.PredReleased, code(guwah.ReleaseFreed), f.on("2019-12-09"))
		}, guwah.InformationSought, guwah.ReasonStatusNone},
		{"the word of another government is no bare word", func(f *file, d teller) {
			who := f.press("s")
			who.official = "ministry"
			who.says(guwah.PredReleased, code(guwah.ReleaseHouseArrest), f.on("2019-12-09"))
		}, guwah.HouseArrest, guwah.ReasonStatusLatest},
		{"a release that one relative reports is not confirmed", func(f *file, d teller) {
			d.says(guwah.PredDetained, f.on("2018-01-01"))
			d.says(guwah.PredReleased, code(guwah.ReleaseFreed), f.on("2018-12-01"))
		}, guwah.ReleasedRestricted, guwah.ReasonStatusUnconfirmedRelease},
		{"free contact after it confirms a release", func(f *file, d teller) {
			d.says(guwah.PredDetained, f.on("2018-01-01"))
			d.says(guwah.PredReleased, code(guwah.ReleaseFreed), f.on("2018-12-01"))
			d.says(guwah.PredContact, code(guwah.ContactFree), f.on("2019-01-01"))
		}, guwah.ReleasedConfirmedFree, guwah.ReasonStatusLatest},
		{"two places on the same exact day, told by two, are contested", func(f *file, d teller) {
			d.says(guwah.PredHeldAt, code(guwah.HeldPrison), f.on("2019-06-01"), at("cn-65-31"))
			f.press("s").says(guwah.PredHeldAt, code(guwah.HeldPrison), f.on("2019-06-01"), at("cn-65-32"))
		}, guwah.Contested, guwah.ReasonStatusContested},
		{"a place and the prefecture it lies in are one place", func(f *file, d teller) {
			d.says(guwah.PredHeldAt, code(guwah.HeldPrison), f.on("2019-06-01"), at("cn-65-31"))
			f.press("s").says(guwah.PredHeldAt, code(guwah.HeldPrison), f.on("2019-06-01"), at("cn-65-31-25"))
		}, guwah.ImprisonedNoCharge, guwah.ReasonStatusLatest},
		{"two stages on the same exact day, told by two, are contested", func(f *file, d teller) {
			d.says(guwah.PredHeldAt, code(guwah.HeldCamp), f.on("2019-06-01"))
			f.press("s").says(guwah.PredSentenced, f.on("2019-06-01"))
		}, guwah.Contested, guwah.ReasonStatusContested},
		{"what one person tells of one day is no contradiction", func(f *file, d teller) {
			d.says(guwah.PredCharged, f.on("2019-06-01"))
			d.says(guwah.PredSentenced, f.on("2019-06-01"))
		}, guwah.ImprisonedSentenced, guwah.ReasonStatusLatest},
		{"overlap of mere years is no contradiction", func(f *file, d teller) {
			d.says(guwah.PredHeldAt, code(guwah.HeldCamp), f.on("2019"))
			f.press("s").says(guwah.PredSentenced, f.on("2019"))
		}, guwah.ImprisonedSentenced, guwah.ReasonStatusLatest},
		{"custody and free contact on the same exact day are contested", func(f *file, d teller) {
			f.press("s").says(guwah.PredDetained, f.on("2019-06-01"))
			d.says(guwah.PredContact, code(guwah.ContactFree), f.on("2019-06-01"))
		}, guwah.Contested, guwah.ReasonStatusContested},
		{"an authority's word makes nothing contested", func(f *file, d teller) {
			d.says(guwah.PredHeldAt, code(guwah.HeldPrison), f.on("2019-06-01"), at("cn-65-31"))
			f.authority().says(guwah.PredHeldAt, code(guwah.HeldCamp), f.on("2019-06-01"), at("cn-65-32"))
		}, guwah.ImprisonedNoCharge, guwah.ReasonStatusLatest},
		{"an older contradiction is settled by what came after", func(f *file, d teller) {
			d.says(guwah.PredHeldAt, code(guwah.HeldCamp), f.on("2019-06-01"))
			f.press("s").says(guwah.PredSentenced, f.on("2019-06-01"))
			d.says(guwah.PredHeldAt, code(guwah.HeldPrison), f.on("2020-06-01"))
		}, guwah.ImprisonedSentenced, guwah.ReasonStatusLatest},
		{"where every account is contested, so is the status", func(f *file, d teller) {
			d.says(guwah.PredDetained, f.on("2019-06-01"), state(guwah.ClaimContested))
		}, guwah.Contested, guwah.ReasonStatusDoubted},
		{"an undated film of somebody missing is an unverified proof of life", func(f *file, d teller) {
			d.says(guwah.PredContact, code(guwah.ContactNone), f.on("2018-01-01"))
			f.film("", "2019-02-10")
		}, guwah.ProofOfLifeUnverified, guwah.ReasonStatusFilm},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			c.tell(f, f.relative("daughter", "daughter"))
			v := f.public()
			if v.Status != c.want || v.StatusReason.Code != c.reason {
				t.Errorf("status %s by %s, want %s by %s", v.Status, v.StatusReason.Code, c.want, c.reason)
			}
		})
	}
}

func TestRule02ABareWordStandsBeside(t *testing.T) {
	f := openFile(t)
	f.relative("daughter", "daughter").says(guwah.PredHeldAt, code(guwah.HeldCamp), f.on("2018-06-01"))
	word := f.authority().says(guwah.PredSentenced, f.on("2019-12-09"))
	v := f.public()
	if diff := cmp.Diff([]guwah.ClaimID{word}, v.StatusSaid); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]guwah.SetAside{{Claim: word, Code: guwah.AsideBareWord}}, v.StatusReason.SetAside); diff != "" {
		t.Error(diff)
	}
}

func TestRule03Override(t *testing.T) {
	two := []guwah.StaffID{"a", "b"}
	for _, c := range []struct {
		name     string
		override guwah.Override
		newer    string // day on which another status claim is accepted
		want     guwah.Status
	}{
		{"two people with a reason set the status", guwah.Override{Status: guwah.NotACase, Reason: "why", By: two, At: today - 10}, "", guwah.NotACase},
		{"one person does not", guwah.Override{Status: guwah.NotACase, Reason: "why", By: two[:1], At: today - 10}, "", guwah.DetainedUnspecified},
		{"one person twice does not", guwah.Override{Status: guwah.NotACase, Reason: "why", By: []guwah.StaffID{"a", "a"}, At: today - 10}, "", guwah.DetainedUnspecified},
		{"without a reason they do not", guwah.Override{Status: guwah.NotACase, By: two, At: today - 10}, "", guwah.DetainedUnspecified},
		{"it lapses when a newer status claim is accepted", guwah.Override{Status: guwah.NotACase, Reason: "why", By: two, At: today - 10}, "2026-11-20", guwah.DetainedUnspecified},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			daughter := f.relative("daughter", "daughter")
			daughter.says(guwah.PredDetained, f.on("2018-06-01"))
			if c.newer != "" {
				daughter.says(guwah.PredTransferred, f.on("2019-06-01"), reviewed(guwah.Review{By: "a", Decision: "accept", At: day(t, c.newer)}))
			}
			f.d.Case.Override = &c.override
			if v := f.public(); v.Status != c.want {
				t.Errorf("status %s by %s, want %s", v.Status, v.StatusReason.Code, c.want)
			}
		})
	}
	t.Run("its written reason is the team's", func(t *testing.T) {
		f := openFile(t)
		f.relative("daughter", "daughter")
		f.d.Case.Override = &guwah.Override{Status: guwah.Missing, Reason: "why", By: two, At: today - 10}
		if note := f.public().StatusReason.Note; note != "" {
			t.Errorf("the public reads %q", note)
		}
		if note := f.team().StatusReason.Note; note != "why" {
			t.Errorf("the team reads %q", note)
		}
	})
}

func TestRule04Confirmation(t *testing.T) {
	for _, c := range []struct {
		name        string
		tell        func(f *file, d teller) guwah.ClaimID
		want        guwah.Confirmation
		independent int
	}{
		{"one accepted claim is reported", func(f *file, d teller) guwah.ClaimID {
			return d.says(guwah.PredDetained, f.on("2018-03"))
		}, guwah.Reported, 1},
		{"the same speaker twice is still reported", func(f *file, d teller) guwah.ClaimID {
			d.says(guwah.PredDetained, f.on("2018-03"))
			return d.says(guwah.PredDetained, f.on("2018-03-05"))
		}, guwah.Reported, 1},
		{"two of different origin corroborate", func(f *file, d teller) guwah.ClaimID {
			f.relative("neighbour", "neighbour").says(guwah.PredDetained, f.on("2018-03-05"))
			return d.says(guwah.PredDetained, f.on("2018-03"))
		}, guwah.Corroborated, 2},
		{"unknown origin is never independent", func(f *file, d teller) guwah.ClaimID {
			f.relative("", "neighbour").says(guwah.PredDetained, f.on("2018-03-05"))
			return d.says(guwah.PredDetained, f.on("2018-03"))
		}, guwah.Reported, 1},
		{"two reports of one root source are one", func(f *file, d teller) guwah.ClaimID {
			f.press("agency").says(guwah.PredDetained, f.on("2018-03-05"))
			id := f.press("newspaper").says(guwah.PredDetained, f.on("2018-03-05"))
			f.d.Sources[1].Root = "agency"
			return id
		}, guwah.Reported, 1},
		{"two speakers who both rest on one root source are one", func(f *file, d teller) guwah.ClaimID {
			f.press("agency").says(guwah.PredDetained, f.on("2018-03-05"), func(c *guwah.Claim) { c.Origin = "reporter" })
			id := f.press("newspaper").says(guwah.PredDetained, f.on("2018-03-05"), func(c *guwah.Claim) { c.Origin = "columnist" })
			f.d.Sources[1].Root = "agency"
			return id
		}, guwah.Reported, 1},
		{"an authority's word bears nobody out", func(f *file, d teller) guwah.ClaimID {
			f.authority().says(guwah.PredSentenced, f.on("2018-03-05"))
			return d.says(guwah.PredSentenced, f.on("2018-03-05"))
		}, guwah.Reported, 1},
		{"a reviewed document documents", func(f *file, d teller) guwah.ClaimID {
			id := f.press("verdict").says(guwah.PredSentenced, f.on("2018-03-05"), basis(guwah.BasisLeakedDocument))
			f.d.Sources[0].Reviewed = true
			return id
		}, guwah.Documented, 1},
		{"a bare statement in a reviewed document does not", func(f *file, d teller) guwah.ClaimID {
			id := f.authority().says(guwah.PredSentenced, f.on("2018-03-05"))
			f.d.Sources[0].Reviewed = true
			return id
		}, guwah.Reported, 0},
		{"an accepted claim against it disputes", func(f *file, d teller) guwah.ClaimID {
			id := d.says(guwah.PredDetained, f.on("2018-03-05"))
			f.press("s").says(guwah.PredSeenAlive, f.on("2018-03-05"), against(id))
			return id
		}, guwah.Disputed, 1},
		{"an authority's word against it does not", func(f *file, d teller) guwah.ClaimID {
			id := d.says(guwah.PredDetained, f.on("2018-03-05"))
			f.authority().says(guwah.PredReleased, code(guwah.ReleaseFreed), f.on("2018-03-06"), against(id))
			return id
		}, guwah.Reported, 1},
		{"rejected with reasons after it was accepted is refuted, and still shown", func(f *file, d teller) guwah.ClaimID {
			return d.says(guwah.PredDetained, f.on("2018-03-05"), state(guwah.ClaimRejected), reviewed(
				guwah.Review{By: "a", Decision: "accept"}, guwah.Review{By: "b", Decision: "reject", Reason: "another person of that name"}))
		}, guwah.Refuted, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			id := c.tell(f, f.relative("daughter", "daughter"))
			for _, fact := range f.public().Facts {
				if fact.Claim.ID == id {
					if fact.Confirmation != c.want || fact.Independent != c.independent {
						t.Errorf("%s, %d independent; want %s, %d", fact.Confirmation, fact.Independent, c.want, c.independent)
					}
					return
				}
			}
			t.Error("the claim is not shown")
		})
	}
	t.Run("what was never accepted is not shown for being rejected", func(t *testing.T) {
		f := openFile(t)
		f.relative("daughter", "daughter").says(guwah.PredDetained, f.on("2018-03-05"), state(guwah.ClaimRejected), reviewed(guwah.Review{By: "b", Decision: "reject", Reason: "false"}))
		if v := f.public(); len(v.Facts) != 0 {
			t.Errorf("shown: %+v", v.Facts)
		}
	})
}

func TestRule05AccountsThatDisagreeStandSideBySide(t *testing.T) {
	f := openFile(t)
	daughter := f.relative("daughter", "daughter")
	early := daughter.says(guwah.PredDetained, f.on("2018-03"))
	neighbour := f.relative("neighbour", "neighbour")
	same := neighbour.says(guwah.PredDetained, f.on("2018-03-05"))
	release := f.authority().says(guwah.PredReleased, code(guwah.ReleaseFreed), f.on("2019-12"))
	held := daughter.says(guwah.PredHeldAt, code(guwah.HeldPrison), f.on("2020-01"))
	call := daughter.says(guwah.PredContact, code(guwah.ContactMonitored), f.on("2026-06-03"))

	type entry struct {
		Claims   []guwah.ClaimID
		Disagree bool
		Reading  string
	}
	var got []entry
	for _, e := range f.public().Timeline {
		one := entry{Disagree: e.Disagree}
		for _, fact := range e.Facts {
			one.Claims = append(one.Claims, fact.Claim.ID)
		}
		if e.Reading != nil {
			one.Reading = e.Reading.Code
		}
		got = append(got, one)
	}
	want := []entry{
		{Claims: []guwah.ClaimID{early, same}},
		{Claims: []guwah.ClaimID{release, held}, Disagree: true, Reading: guwah.ReasonReadingBareWord},
		{Claims: []guwah.ClaimID{call}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRule05TheFamilysOwnWords(t *testing.T) {
	f := openFile(t)
	daughter := f.relative("daughter", "daughter")
	daughter.says(guwah.PredWords, func(c *guwah.Claim) {
		c.Value = guwah.Value{
			Text: "original", Lang: "ug", Texts: guwah.Texts{{Lang: "en", Text: "translation", By: "team"}}, Speaker: &guwah.Name{Value: "Dilnur Tursun", Lang: "ug"},
		}
	})
	words := f.public().Words
	want := guwah.Texts{{Lang: "ug", Text: "original"}, {Lang: "en", Text: "translation", By: "team"}}
	if len(words) != 1 || words[0].Speaker.Name != "Dilnur Tursun" || !cmp.Equal(want, words[0].Texts) {
		t.Fatalf("words %+v", words)
	}
	f.refuse(guwah.PublishSpeaker)
	if words := f.public().Words; len(words) != 1 || words[0].Speaker.Name != "" {
		t.Errorf("without publish_speaker the words stand without the name: %+v", words)
	}
	if text, err := json.Marshal(f.public()); err != nil || strings.Contains(string(text), "Dilnur") {
		t.Errorf("the speaker's name is somewhere in the view (%v): %s", err, text)
	}
	f.refuse(guwah.PublishWords)
	if words := f.public().Words; len(words) != 0 {
		t.Errorf("without publish_words nothing is quoted: %+v", words)
	}
}

// refuse revokes every consent to a use.
func (f *file) refuse(use guwah.Use) {
	for i := range f.d.Consents {
		if f.d.Consents[i].Use == use {
			f.d.Consents[i].Revoked = today - 1
		}
	}
}

func TestRule05AccountsOfDifferentEventsStandApart(t *testing.T) {
	for _, c := range []struct {
		name string
		tell func(f *file, d teller)
		want int
	}{
		{"an undated call may be either of two, and stands apart", func(f *file, d teller) {
			d.says(guwah.PredContact, code(guwah.ContactMonitored), f.on("2020-01-01"))
			d.says(guwah.PredContact, code(guwah.ContactMonitored), f.on("2020-01-08"))
			d.says(guwah.PredContact, code(guwah.ContactMonitored))
		}, 3},
		{"custody years after an authority told of a release is another fate", func(f *file, d teller) {
			f.authority().says(guwah.PredReleased, code(guwah.ReleaseFreed), f.on("2019-12-09"))
			d.says(guwah.PredDetained, f.on("2023-01-01"))
		}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			c.tell(f, f.relative("daughter", "daughter"))
			if v := f.public(); len(v.Timeline) != c.want {
				t.Errorf("%d entries, want %d: %+v", len(v.Timeline), c.want, v.Timeline)
			}
		})
	}
}

func TestRule15TheSpeakerIsNamedAsTheyWished(t *testing.T) {
	f := openFile(t)
	f.relative("daughter", "daughter").says(guwah.PredDetained, f.on("2018-03-05"), func(c *guwah.Claim) { c.Value.Speaker = &guwah.Name{Value: "Dilnur Tursun"} })
	if s := f.public().Facts[0].Speaker; s.Relation != "daughter" || s.Name != "Dilnur Tursun" {
		t.Errorf("by name and relation: %+v", s)
	}
	f.refuse(guwah.PublishSpeaker)
	f.d.Testimonies[0].Attribution = guwah.AttributionAnonymous
	v := f.public()
	if s := v.Facts[0].Speaker; s.Relation != "" || s.Name != "" {
		t.Errorf("anonymous beside a full name: %+v", s)
	}
	if text, err := json.Marshal(v); err != nil || strings.Contains(string(text), "Dilnur") {
		t.Errorf("the name is somewhere in the view (%v): %s", err, text)
	}
	f.d.Testimonies[0].WishedLevel = guwah.LevelInitials
	if s := f.public().Facts[0].Speaker; s.Relation != "daughter" {
		t.Errorf("below a full name the relation stands: %+v", s)
	}
}
