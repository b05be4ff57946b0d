package guwah_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

func TestRule13Photos(t *testing.T) {
	photo := func(f *file) (guwah.ClaimID, *guwah.Evidence) {
		f.d.Evidence = append(f.d.Evidence, guwah.Evidence{ID: "e", Person: "person", Restriction: guwah.RestrictPublic, PublicCopy: "copy", SHA256: "original"})
		id := teller{f: f, origin: "daughter", testimony: "testimony of daughter"}.says(guwah.PredDepictedIn, func(c *guwah.Claim) { c.Value.Evidence = "e" })
		return id, &f.d.Evidence[0]
	}
	last := func(f *file) *guwah.Claim { return &f.d.Claims[len(f.d.Claims)-1] }
	for _, c := range []struct {
		name   string
		change func(f *file, e *guwah.Evidence)
		shown  bool
	}{
		{"two people accept that it depicts the person", func(*file, *guwah.Evidence) {}, true},
		{"two people accept it on the image itself", func(f *file, e *guwah.Evidence) { e.Reviews, last(f).Reviews = last(f).Reviews, nil }, true},
		{"one person accepts", func(f *file, _ *guwah.Evidence) { last(f).Reviews = last(f).Reviews[:1] }, false},
		{"it is not accepted", func(f *file, _ *guwah.Evidence) { last(f).State = guwah.ClaimContested }, false},
		{"a match with another case holds it", func(_ *file, e *guwah.Evidence) { e.Held = "duplicate" }, false},
		{"there is no public copy", func(_ *file, e *guwah.Evidence) { e.PublicCopy = "" }, false},
		{"it is restricted to the team", func(_ *file, e *guwah.Evidence) { e.Restriction = guwah.RestrictTeam }, false},
		{"no consent to publish the photo", func(f *file, _ *guwah.Evidence) { f.refuse(guwah.PublishPhoto) }, false},
		{"a child's photo", func(f *file, _ *guwah.Evidence) {
			teller{f: f, origin: "daughter", testimony: "testimony of daughter"}.says(guwah.PredBirth, func(c *guwah.Claim) { c.Value.Date = date(f.t, "2015") })
		}, false},
		{"a child's photo that guardian and two staff released", func(f *file, _ *guwah.Evidence) {
			full := guwah.LevelFull
			f.d.Case.MinorRelease = &full
			teller{f: f, origin: "daughter", testimony: "testimony of daughter"}.says(guwah.PredBirth, func(c *guwah.Claim) { c.Value.Date = date(f.t, "2015") })
		}, true},
		{"a child's face from a collected post, released or not", func(f *file, _ *guwah.Evidence) {
			full := guwah.LevelFull
			f.d.Case.MinorRelease = &full
			last(f).Basis = guwah.BasisSocialPost
			teller{f: f, origin: "daughter", testimony: "testimony of daughter"}.says(guwah.PredBirth, func(c *guwah.Claim) { c.Value.Date = date(f.t, "2015") })
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			f.relative("daughter", "daughter")
			_, e := photo(f)
			c.change(f, e)
			if v := f.public(); (v.Portrait != nil) != c.shown || (len(v.Images) > 0) != c.shown {
				t.Errorf("portrait %+v, images %+v; want shown: %t", v.Portrait, v.Images, c.shown)
			}
		})
	}
}

func TestRule14MergedRecordsKeepTheirOwnConsents(t *testing.T) {
	f := openFile(t)
	f.relative("daughter", "daughter").says(guwah.PredDetained, f.on("2018-03-05"))
	f.press("s")
	f.d.Merged = []guwah.Person{{ID: "other", State: guwah.PersonMerged, MergedInto: "person"}}
	uncleared := f.press("t").says(guwah.PredSentenced, f.on("2019-03-05"), func(c *guwah.Claim) { c.Person = "other" })
	shown := func() bool {
		for _, fact := range f.public().Facts {
			if fact.Claim.ID == uncleared {
				return true
			}
		}
		return false
	}
	if shown() {
		t.Error("a clearance of one record let out a claim of the other")
	}
	f.d.Clearances = append(f.d.Clearances, guwah.Clearance{Person: "other", Ground: guwah.GroundPublishedList, By: []guwah.StaffID{"a", "b"}, At: today - 10})
	if !shown() {
		t.Error("its own clearance does not let it out")
	}
}

func TestRule15Consent(t *testing.T) {
	grant := func(scope guwah.ScopeKind, item string, yes bool, on guwah.Day) guwah.Consent {
		return guwah.Consent{Testimony: "t", Scope: scope, Item: item, Use: guwah.PublishName, Audience: guwah.Public, Granted: yes, At: on}
	}
	ended := func(c guwah.Consent, revoked, expires guwah.Day) guwah.Consent {
		c.Revoked, c.Expires = revoked, expires
		return c
	}
	toPartners := grant(guwah.ScopeCase, "", true, 100)
	toPartners.Audience = guwah.Partners
	for _, c := range []struct {
		name     string
		consents []guwah.Consent
		want     bool
	}{
		{"absent means no", nil, false},
		{"granted for the case", []guwah.Consent{grant(guwah.ScopeCase, "", true, 100)}, true},
		{"granted for another use", []guwah.Consent{{Testimony: "t", Scope: guwah.ScopeCase, Use: guwah.PublishWords, Audience: guwah.Public, Granted: true}}, false},
		{"granted by another testimony", []guwah.Consent{{Testimony: "u", Scope: guwah.ScopeCase, Use: guwah.PublishName, Audience: guwah.Public, Granted: true}}, false},
		{"granted to partners only", []guwah.Consent{toPartners}, false},
		{"not granted yet", []guwah.Consent{grant(guwah.ScopeCase, "", true, 2000)}, false},
		{"revoked", []guwah.Consent{ended(grant(guwah.ScopeCase, "", true, 100), 500, 0)}, false},
		{"revoked on a day yet to come, as the clock was set back since", []guwah.Consent{ended(grant(guwah.ScopeCase, "", true, 100), 1001, 0)}, false},
		{"expired today", []guwah.Consent{ended(grant(guwah.ScopeCase, "", true, 100), 0, 1000)}, false},
		{"expiring tomorrow", []guwah.Consent{ended(grant(guwah.ScopeCase, "", true, 100), 0, 1001)}, true},
		{"a newer no", []guwah.Consent{grant(guwah.ScopeCase, "", true, 100), grant(guwah.ScopeCase, "", false, 200)}, false},
		{"a newer yes", []guwah.Consent{grant(guwah.ScopeCase, "", false, 100), grant(guwah.ScopeCase, "", true, 200)}, true},
		{"a yes and a no on one day", []guwah.Consent{grant(guwah.ScopeCase, "", false, 100), grant(guwah.ScopeCase, "", true, 100)}, false},
		{"yes for the case, no for this item", []guwah.Consent{grant(guwah.ScopeItem, "item", false, 100), grant(guwah.ScopeCase, "", true, 200)}, false},
		{"no for the case, yes for this item", []guwah.Consent{grant(guwah.ScopeCase, "", false, 200), grant(guwah.ScopeItem, "item", true, 100)}, true},
		{"yes for the case, no for its field", []guwah.Consent{grant(guwah.ScopeField, "name", false, 100), grant(guwah.ScopeCase, "", true, 200)}, false},
		{"no for another item", []guwah.Consent{grant(guwah.ScopeItem, "other", false, 100), grant(guwah.ScopeCase, "", true, 100)}, true},
		{"an unknown scope", []guwah.Consent{grant("everything", "", true, 100)}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked := guwah.Asked{Testimony: "t", Use: guwah.PublishName, Item: "item", Field: guwah.PredName, Audience: guwah.Public, Day: 1000}
			for range 2 {
				if got := guwah.Consented(c.consents, asked); got != c.want {
					t.Errorf("consented: %t, want %t", got, c.want)
				}
				reverse(c.consents)
			}
		})
	}
}

func reverse[T any](list []T) {
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
}

func TestRule15LevelsShowNoMoreThanWasWishedFor(t *testing.T) {
	facts := func(v guwah.View) []guwah.Predicate {
		var list []guwah.Predicate
		for _, fact := range v.Facts {
			list = append(list, fact.Claim.Predicate)
		}
		return list
	}
	for _, c := range []struct {
		name  string
		make  func(f *file, d teller)
		level guwah.Level
		facts []guwah.Predicate
	}{
		{"two people decided on full, and so did the daughter", func(*file, teller) {}, guwah.LevelFull, []guwah.Predicate{guwah.PredDetained}},
		{"the daughter wished for initials", func(f *file, _ teller) { f.d.Testimonies[0].WishedLevel = guwah.LevelInitials }, guwah.LevelInitials, []guwah.Predicate{guwah.PredDetained}},
		{"the daughter wished for relation only", func(f *file, _ teller) { f.d.Testimonies[0].WishedLevel = guwah.LevelRelationOnly }, guwah.LevelRelationOnly, []guwah.Predicate{guwah.PredDetained}},
		{"the daughter wished for nothing", func(f *file, _ teller) { f.d.Testimonies[0].WishedLevel = guwah.LevelOff }, guwah.LevelStub, nil},
		{"two people decided on initials", func(f *file, _ teller) { f.d.Case.Level = guwah.LevelInitials }, guwah.LevelInitials, []guwah.Predicate{guwah.PredDetained}},
		{"without publish_name the page falls to initials", func(f *file, _ teller) { f.refuse(guwah.PublishName) }, guwah.LevelInitials, []guwah.Predicate{guwah.PredDetained}},
		{"the press names the person: what the daughter told for initials stays out", func(f *file, _ teller) {
			f.d.Testimonies[0].WishedLevel = guwah.LevelInitials
			f.press("s").says(guwah.PredName, func(c *guwah.Claim) { c.Value.Name = &guwah.Name{Value: "Aygul Tursun"} })
		}, guwah.LevelFull, nil},
		{"a claim the team keeps stays out", func(f *file, d teller) { d.says(guwah.PredSentenced, f.on("2019"), restricted(guwah.RestrictTeam)) }, guwah.LevelFull, []guwah.Predicate{guwah.PredDetained}},
		{"a claim with no restriction recorded stays out", func(f *file, d teller) { d.says(guwah.PredSentenced, f.on("2019"), restricted("")) }, guwah.LevelFull, []guwah.Predicate{guwah.PredDetained}},
		{"a claim nobody accepted stays out", func(f *file, d teller) { d.says(guwah.PredSentenced, f.on("2019"), state(guwah.ClaimProposed)) }, guwah.LevelFull, []guwah.Predicate{guwah.PredDetained}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			d := f.relative("daughter", "daughter")
			d.says(guwah.PredDetained, f.on("2018-03-05"))
			c.make(f, d)
			v := f.public()
			if v.Level != c.level {
				t.Errorf("level %s, want %s", v.Level, c.level)
			}
			if diff := cmp.Diff(c.facts, facts(v)); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("a case that is off is as empty as one that does not exist", func(t *testing.T) {
		f := openFile(t)
		f.relative("daughter", "daughter")
		f.d.Case.Level = guwah.LevelOff
		if diff := cmp.Diff(guwah.NewView(guwah.Dossier{}, guwah.Public, today), f.public()); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("staff see what is accepted whatever has been consented to", func(t *testing.T) {
		f := openFile(t)
		f.relative("daughter", "daughter").says(guwah.PredDetained, f.on("2018-03-05"), restricted(guwah.RestrictTeam))
		f.d.Consents, f.d.Case.Level = nil, guwah.LevelOff
		if v := f.team(); len(v.Facts) != 1 || len(v.Names) != 1 || v.Level != guwah.LevelOff {
			t.Errorf("facts %v, names %v, level %s", v.Facts, v.Names, v.Level)
		}
	})
	t.Run("the case lead sees what is restricted to the case lead, the team does not, and nobody what is sealed", func(t *testing.T) {
		f := openFile(t)
		d := f.relative("daughter", "daughter")
		d.says(guwah.PredDetained, restricted(guwah.RestrictCaseLead))
		d.says(guwah.PredSentenced, restricted(guwah.RestrictSealed))
		if v := f.team(); len(v.Facts) != 0 {
			t.Errorf("the team sees %v", v.Facts)
		}
		if v := guwah.NewView(f.d, guwah.CaseLead, today); len(v.Facts) != 1 {
			t.Errorf("the case lead sees %v", v.Facts)
		}
	})
}

func TestRule16ClearanceByTwo(t *testing.T) {
	two := []guwah.StaffID{"a", "b"}
	good := guwah.Clearance{Person: "person", Ground: guwah.GroundPublicFigure, By: two, At: today - 100}
	for _, c := range []struct {
		name   string
		change func(*guwah.Clearance)
		want   bool
	}{
		{"two people on one of the grounds", func(*guwah.Clearance) {}, true},
		{"for this claim by name", func(c *guwah.Clearance) { c.Claims = []guwah.ClaimID{"01 name"} }, true},
		{"for another claim", func(c *guwah.Clearance) { c.Claims = []guwah.ClaimID{"02 name"} }, false},
		{"one person", func(c *guwah.Clearance) { c.By = two[:1] }, false},
		{"one person twice", func(c *guwah.Clearance) { c.By = []guwah.StaffID{"a", "a"} }, false},
		{"no ground", func(c *guwah.Clearance) { c.Ground = "" }, false},
		{"a ground that is none: a hashtag post", func(c *guwah.Clearance) { c.Ground = "hashtag_post" }, false},
		{"of another person", func(c *guwah.Clearance) { c.Person = "other" }, false},
		{"not yet", func(c *guwah.Clearance) { c.At = today + 1 }, false},
		{"ended", func(c *guwah.Clearance) { c.Ended = today }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			f.press("s").says(guwah.PredName, func(c *guwah.Claim) { c.Value.Name = &guwah.Name{Value: "Aygul Tursun"} })
			clearance := good
			c.change(&clearance)
			f.d.Clearances = []guwah.Clearance{clearance}
			if v := f.public(); (len(v.Names) > 0) != c.want {
				t.Errorf("names %v, want shown: %t", v.Names, c.want)
			}
		})
	}
	t.Run("it never lets out what a testimony tells", func(t *testing.T) {
		f := openFile(t)
		id := f.relative("daughter", "daughter").says(guwah.PredDetained)
		f.d.Consents = nil
		f.d.Clearances = []guwah.Clearance{{Person: "person", Claims: []guwah.ClaimID{id, "01 name"}, Ground: guwah.GroundPublicFigure, By: two, At: today - 100}}
		if v := f.public(); v.Level == guwah.LevelFull {
			t.Errorf("out at %s: %v", v.Level, v.Names)
		}
	})
}

func TestRule17ObjectionAndHiding(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*guwah.Case)
		want   guwah.Level
	}{
		{"a close relative objects: a stub", func(k *guwah.Case) { k.Objected = true }, guwah.LevelStub},
		{"one member of staff hides it at once", func(k *guwah.Case) { k.Hidden = &guwah.Hiding{By: "a", At: today, Reason: "risk"} }, guwah.LevelOff},
		{"one member of staff hides it for good", func(k *guwah.Case) { k.Hidden = &guwah.Hiding{By: "a", At: today - 4000, Reason: "risk"} }, guwah.LevelOff},
		{"pressure hides it for 72 hours", func(k *guwah.Case) {
			k.Hidden = &guwah.Hiding{By: "a", At: today - 3, Reason: guwah.HideFamilyPressure}
		}, guwah.LevelOff},
		{"and then no longer", func(k *guwah.Case) {
			k.Hidden = &guwah.Hiding{By: "a", At: today - 4, Reason: guwah.HideFamilyPressure}
		}, guwah.LevelFull},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			f.relative("daughter", "daughter")
			c.change(&f.d.Case)
			v := f.public()
			if v.Level != c.want {
				t.Errorf("level %s, want %s", v.Level, c.want)
			}
			if c.want < guwah.LevelFull && (len(v.Names) > 0 || v.LevelWhy.Code != "") {
				t.Errorf("names %v and the reason %q are outside", v.Names, v.LevelWhy.Code)
			}
		})
	}
}

func TestRule18Withdrawal(t *testing.T) {
	withdrawn := func() *file {
		f := openFile(t)
		f.relative("daughter", "daughter").says(guwah.PredDetained, f.on("2018-03-05"))
		son := f.relative("son", "son")
		son.says(guwah.PredSentenced, f.on("2019-03-05"))
		s := f.press("s")
		s.says(guwah.PredName, func(c *guwah.Claim) { c.Value.Name = &guwah.Name{Value: "Aygul Tursun", Script: guwah.Latn} })
		s.says(guwah.PredArrested, f.on("2018-03"))
		f.demand("d", step(t, guwah.DemandSent, "2020-02-12"))
		f.film("", "2019-02-10")
		f.d.Testimonies[0].State, f.d.Testimonies[0].Withdrawn = guwah.TestimonyWithdrawn, today-30
		return f
	}
	t.Run("what one withdraws is hidden, and what others said waits for a fresh decision; a tombstone stays", func(t *testing.T) {
		f := withdrawn()
		want := guwah.View{
			Person: "person", Case: "GW-000000", Audience: guwah.Public, Day: today, Level: guwah.LevelStub, Withdrawn: today - 30, Invented: true,
		}
		if diff := cmp.Diff(want, f.public()); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("a decision of the same day is not after it", func(t *testing.T) {
		f := withdrawn()
		f.d.Clearances[0].At = today - 30
		if v := f.public(); v.Level != guwah.LevelStub {
			t.Errorf("level %s", v.Level)
		}
	})
	t.Run("a fresh decision lets out what the press says, and nothing of either testimony", func(t *testing.T) {
		f := withdrawn()
		f.d.Clearances[0].At = today - 29
		v := f.public()
		if v.Level != guwah.LevelFull || len(v.Facts) != 1 || v.Facts[0].Claim.Predicate != guwah.PredArrested || len(v.Demands) != 1 {
			t.Errorf("level %s, facts %+v, demands %d", v.Level, v.Facts, len(v.Demands))
		}
	})
	t.Run("claims of the same speaker go with it though drawn from another testimony", func(t *testing.T) {
		f := withdrawn()
		f.d.Clearances[0].At = today - 29
		f.press("t").says(guwah.PredSentenced, func(c *guwah.Claim) { c.Origin = "daughter" })
		if v := f.public(); len(v.Facts) != 1 {
			t.Errorf("facts %+v", v.Facts)
		}
	})
	t.Run("withdrawing a testimony of which nothing was accepted takes nothing from the page", func(t *testing.T) {
		f := openFile(t)
		f.relative("daughter", "daughter").says(guwah.PredDetained, f.on("2018-03-05"))
		before := f.public()
		stranger := teller{f: f, origin: "stranger", testimony: "of a stranger"}
		stranger.says(guwah.PredDied, state(guwah.ClaimProposed))
		stranger.says(guwah.PredDied, state(guwah.ClaimRejected), reviewed(guwah.Review{By: "a", Decision: "reject", Reason: "false"}))
		f.d.Testimonies = append(f.d.Testimonies, guwah.Testimony{
			ID: "of a stranger", Person: "person", Origin: "stranger", State: guwah.TestimonyWithdrawn, Withdrawn: today - 1,
		})
		if diff := cmp.Diff(before, f.public()); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("undoing it restores everything", func(t *testing.T) {
		f := withdrawn()
		f.d.Testimonies[0].State, f.d.Testimonies[0].Withdrawn = guwah.TestimonyDrawn, 0
		if v := f.public(); v.Level != guwah.LevelFull || len(v.Facts) != 3 {
			t.Errorf("level %s, facts %+v", v.Level, v.Facts)
		}
	})
}

func TestRule18aThePersonComesFirst(t *testing.T) {
	full, off := guwah.LevelFull, guwah.LevelOff
	for _, c := range []struct {
		name    string
		tell    func(f *file, d teller)
		decided *guwah.Level
		want    guwah.Level
	}{
		{"located abroad: initials", func(f *file, d teller) { d.says(guwah.PredLocated, code(guwah.LocatedAbroadCode)) }, nil, guwah.LevelInitials},
		{"released and free: initials", func(f *file, d teller) {
			d.says(guwah.PredReleased, code(guwah.ReleaseFreed), basis(guwah.BasisDirectContact))
		}, nil, guwah.LevelInitials},
		{"known to the team alone: initials all the same", func(f *file, d teller) {
			d.says(guwah.PredLocated, code(guwah.LocatedAbroadCode), restricted(guwah.RestrictCaseLead))
		}, nil, guwah.LevelInitials},
		{"an authority's word that they are abroad lowers nothing", func(f *file, d teller) {
			f.authority().says(guwah.PredLocated, code(guwah.LocatedAbroadCode))
		}, nil, guwah.LevelFull},
		{"they decide for their name", func(f *file, d teller) { d.says(guwah.PredLocated, code(guwah.LocatedAbroadCode)) }, &full, guwah.LevelFull},
		{"they decide for nothing", func(f *file, d teller) { d.says(guwah.PredLocated, code(guwah.LocatedAbroadCode)) }, &off, guwah.LevelOff},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			c.tell(f, f.relative("daughter", "daughter"))
			f.d.Case.SelfDecided = c.decided
			if v := f.public(); v.Level != c.want {
				t.Errorf("level %s, want %s", v.Level, c.want)
			}
		})
	}
}

func TestRule18bAMinor(t *testing.T) {
	full := guwah.LevelFull
	born := func(text string) func(*file, teller) {
		return func(f *file, d teller) {
			d.says(guwah.PredBirth, func(c *guwah.Claim) { c.Value.Date = date(f.t, text) })
		}
	}
	for _, c := range []struct {
		name    string
		tell    func(*file, teller)
		release *guwah.Level
		want    guwah.Level
	}{
		{"a child: initials", born("2015"), nil, guwah.LevelInitials},
		{"who turned 18 yesterday: grown", born("2008-11-21"), nil, guwah.LevelFull},
		{"who turns 18 today: grown", born("2008-11-22"), nil, guwah.LevelFull},
		{"who turns 18 tomorrow: a child", born("2008-11-23"), nil, guwah.LevelInitials},
		{"who may turn 18 this year: a child", born("2008"), nil, guwah.LevelInitials},
		{"in a state institution, age unknown: a child", func(f *file, d teller) { d.says(guwah.PredStateCare, f.on("2018")) }, nil, guwah.LevelInitials},
		{"more with the guardian and two staff", born("2015"), &full, guwah.LevelFull},
		{"that lapses at 18, until they decide", born("2008-11-21"), &full, guwah.LevelInitials},
		{"a birth date that only the team may know protects too", func(f *file, d teller) {
			d.says(guwah.PredBirth, restricted(guwah.RestrictTeam), func(c *guwah.Claim) { c.Value.Date = date(f.t, "2015") })
		}, nil, guwah.LevelInitials},
		{"of two accounts the youngest counts", func(f *file, d teller) { born("2000")(f, d); born("2010")(f, d) }, nil, guwah.LevelInitials},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFile(t)
			c.tell(f, f.relative("daughter", "daughter"))
			f.d.Case.MinorRelease = c.release
			if v := f.public(); v.Level != c.want {
				t.Errorf("level %s, want %s", v.Level, c.want)
			}
		})
	}
}

func TestRule25CorrectionsStayNumbered(t *testing.T) {
	f := openFile(t)
	d := f.relative("daughter", "daughter")
	shown := d.says(guwah.PredBirth, state(guwah.ClaimSuperseded))
	hidden := d.says(guwah.PredBirth, restricted(guwah.RestrictTeam), state(guwah.ClaimSuperseded))
	was := guwah.Texts{{Lang: "en", Text: "1979"}}
	f.d.Corrections = []guwah.Correction{
		{No: 13, Case: "GW-000000", Kind: "value", Claim: hidden, Was: was, At: today, By: []guwah.StaffID{"a", "b"}},
		{No: 12, Case: "GW-000000", Kind: "value", Claim: shown, Was: was, At: today, By: []guwah.StaffID{"a", "b"}},
	}
	want := []guwah.Correction{
		{No: 12, Case: "GW-000000", Kind: "value", Claim: shown, Was: was, At: today},
		{No: 13, Case: "GW-000000", Kind: "value", At: today},
	}
	if diff := cmp.Diff(want, f.public().Corrections); diff != "" {
		t.Error(diff)
	}
}

func TestRule26AChallengeShowsItsNumberKindAndDueDate(t *testing.T) {
	f := openFile(t)
	f.relative("daughter", "daughter")
	filed := guwah.Challenge{
		No: 7, Case: "GW-000000", Person: "person", Kind: "wrong_fact", Filed: today - 3, Due: today + 27, SealedText: "sealed", RiskToLife: true, Outcome: "upheld",
		Answer: guwah.Texts{{Lang: "en", Text: "the answer"}}, By: []guwah.StaffID{"c"},
	}
	before := f.public()
	f.d.Challenges = []guwah.Challenge{filed}
	want := []guwah.Challenge{{No: 7, Case: "GW-000000", Kind: "wrong_fact", Filed: today - 3, Due: today + 27}}
	after := f.public()
	if diff := cmp.Diff(want, after.Challenges); diff != "" {
		t.Error(diff)
	}
	after.Challenges = nil
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("filing changed the view: %s", diff)
	}
	f.d.Challenges[0].Decided = today
	want[0].Outcome, want[0].Answer, want[0].Decided = "upheld", filed.Answer, today
	if diff := cmp.Diff(want, f.public().Challenges); diff != "" {
		t.Error(diff)
	}
}
