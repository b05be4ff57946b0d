package register_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

func TestATestimonyBecomesAClaimOfANewPerson(t *testing.T) {
	w := newWorld(t)
	person := w.person("Aygul Tursun")
	told := w.testimonies["told about Aygul Tursun"]
	if told.State != guwah.TestimonyDrawn || told.Origin == "" {
		t.Errorf("the testimony is %s with origin %q, want it drawn, with an origin", told.State, told.Origin)
	}
	d, err := w.Register.Dossier(context.Background(), person)
	if err != nil {
		t.Fatal(err)
	}
	if d.Case.Level != guwah.LevelOff || d.Case.ID != "" {
		t.Errorf("the new case is %s with number %q, want it off, without a number", d.Case.Level, d.Case.ID)
	}
	if c := d.Claims[0]; c.Origin != told.Origin || c.Restriction != guwah.RestrictTeam || c.Asserted != told.Received || c.DrawnBy != alice {
		t.Errorf("the claim is %+v, want the testimony's origin and day, drawn by alice for the team", c)
	}
}

func TestPublishingTakesTwo(t *testing.T) {
	w := newWorld(t)
	person := w.person("Aygul Tursun")
	name := w.only()
	w.must(alice, person, register.ProposePublishing(guwah.LevelFull, []guwah.ClaimID{name}, "her daughter asks"))
	if diff := cmp.Diff([]string{"publish"}, w.open()); diff != "" {
		t.Errorf("waiting for a second person (-want +got):\n%s", diff)
	}
	if k := w.cases[person]; k.ID != "" || k.Level != guwah.LevelOff || w.claims[name].Restriction != guwah.RestrictTeam {
		t.Errorf("a proposal changed the case to %+v", k)
	}
	if err := w.do(alice, person, register.Publish()); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("the first person publishing gives %v, want refused", err)
	}
	w.must(bob, person, register.Publish())
	k := w.cases[person]
	if k.ID == "" || k.Level != guwah.LevelFull || w.claims[name].Restriction != guwah.RestrictPublic {
		t.Errorf("after two people the case is %+v and the name %s", k, w.claims[name].Restriction)
	}
	if diff := cmp.Diff([]guwah.StaffID{alice, bob}, k.PublishedBy); diff != "" {
		t.Errorf("published by (-want +got):\n%s", diff)
	}
	if len(w.open()) != 0 {
		t.Errorf("still waiting: %v", w.open())
	}
}

// TestADecisionOfTwoIsStoredOnlyWhileTheCaseStands changes something of a case that neither decision writes, in the moment between looking and storing.
func TestADecisionOfTwoIsStoredOnlyWhileTheCaseStands(t *testing.T) {
	w := newWorld(t)
	person := w.person("Aygul Tursun")
	w.must(alice, person, register.ProposePublishing(guwah.LevelFull, []guwah.ClaimID{w.only()}, "her daughter asks"))
	change := func() {
		doubtful := guwah.Claim{ID: guwah.ClaimID(w.NewID()), Person: person, Predicate: "birth", State: guwah.ClaimAccepted}
		if _, err := w.Register.Commit(t.Context(), guwah.Act{By: carol, Verb: "draw_claim", Kind: "claim", Object: string(doubtful.ID)}, guwah.Changes{Claims: []guwah.Claim{doubtful}}); err != nil {
			t.Fatal(err)
		}
	}
	w.meanwhile = change
	if err := w.do(bob, person, register.Publish()); !errors.Is(err, guwah.ErrConflict) {
		t.Errorf("publishing a case that changed meanwhile gives %v, want a conflict", err)
	}
	w.must(bob, person, register.Publish())
	w.meanwhile = change
	w.must(carol, person, register.Hide("risk")) // one person may, whatever happens
}

func TestACaseKeepsItsNumber(t *testing.T) {
	w := newWorld(t)
	person := w.person("Aygul Tursun")
	publish := func(level guwah.Level) guwah.CaseID {
		w.must(alice, person, register.ProposePublishing(level, nil, "x"))
		w.must(bob, person, register.Publish())
		return w.cases[person].ID
	}
	number := publish(guwah.LevelInitials)
	w.must(carol, person, register.Lower(guwah.LevelStub))
	if again := publish(guwah.LevelFull); again != number {
		t.Errorf("the number changed from %s to %s", number, again)
	}
}

func TestRule17AnyoneHidesAndTwoShowAgain(t *testing.T) {
	w := newWorld(t)
	person := w.person("Aygul Tursun")
	w.must(carol, person, register.Hide("risk"))
	if w.cases[person].Hidden == nil {
		t.Fatal("one person could not hide the case")
	}
	w.must(alice, person, register.ProposeShowing("the risk has passed"))
	if err := w.do(alice, person, register.ShowAgain()); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("one person showing again gives %v, want refused", err)
	}
	w.must(bob, person, register.ShowAgain())
	if w.cases[person].Hidden != nil {
		t.Error("two people could not show it again")
	}
}

func TestRule17WhoRecordsAnObjectionDoesNotOverruleIt(t *testing.T) {
	w := newWorld(t)
	person := w.person("Aygul Tursun")
	w.must(alice, person, register.Object("her sister objects"))
	if err := w.do(alice, person, register.ProposeOverruling("no")); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("its recorder overruling gives %v, want refused", err)
	}
	w.must(bob, person, register.ProposeOverruling("the sister was mistaken about the page"))
	if err := w.do(bob, person, register.Overrule()); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("one person overruling gives %v, want refused", err)
	}
	w.must(carol, person, register.Overrule())
	if w.cases[person].Objected {
		t.Error("two other people could not decide")
	}
}

func TestRule11ADeathTakesTwoWhoDidNotWriteIt(t *testing.T) {
	w := newWorld(t)
	person := w.person("Aygul Tursun")
	died := w.claim(alice, person, guwah.Claim{Predicate: guwah.PredDied, Basis: guwah.BasisFamilyRelay, Value: guwah.Value{Code: "in_custody"}})
	if died.State != guwah.ClaimProposed {
		t.Fatalf("a death was accepted by whoever wrote it: %s", died.State)
	}
	accept := register.Review(died.ID, "accept", "")
	if err := w.do(alice, person, accept); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("its author accepting gives %v, want refused", err)
	}
	w.must(bob, person, accept)
	if s := w.claims[died.ID].State; s != guwah.ClaimProposed {
		t.Errorf("after one acceptance the death is %s, want proposed", s)
	}
	if err := w.do(bob, person, accept); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("the same person twice gives %v, want refused", err)
	}
	w.must(carol, person, accept)
	if s := w.claims[died.ID].State; s != guwah.ClaimAccepted {
		t.Errorf("after two acceptances the death is %s, want accepted", s)
	}
}

func TestRule11ADoubtMakesWhoeverAcceptedLookAgain(t *testing.T) {
	w := newWorld(t)
	person := w.person("Aygul Tursun")
	died := w.claim(alice, person, guwah.Claim{Predicate: guwah.PredDied, Basis: guwah.BasisHearsay, Value: guwah.Value{Code: "unknown"}})
	w.must(bob, person, register.Review(died.ID, "accept", ""))
	w.must(carol, person, register.Review(died.ID, "contest", "a cousin saw her since"))
	w.must(carol, person, register.Review(died.ID, "accept", ""))
	if s := w.claims[died.ID].State; s == guwah.ClaimAccepted {
		t.Error("an acceptance from before the doubt still counted")
	}
	w.must(bob, person, register.Review(died.ID, "accept", ""))
	if s := w.claims[died.ID].State; s != guwah.ClaimAccepted {
		t.Errorf("after both looked again the death is %s", s)
	}
}

func TestAChangedAccountStandsBesideTheOldOne(t *testing.T) {
	w := newWorld(t)
	person := w.person("Aygul Tursun")
	job := func(code string) guwah.Claim {
		return guwah.Claim{Predicate: guwah.PredOccupation, Basis: guwah.BasisFamilyRelay, Value: guwah.Value{Code: code}}
	}
	old := w.claim(alice, person, job("nurse"))
	w.must(bob, person, register.Supersede(old.ID, register.Drawn{From: w.tell("again"), Accept: true, Claim: job("teacher")}))
	if s := w.claims[old.ID].State; s != guwah.ClaimSuperseded {
		t.Errorf("the old account is %s, want superseded", s)
	}
	if v := w.claims[old.ID].Value.Code; v != "nurse" {
		t.Errorf("the old account was overwritten with %q", v)
	}
}

func TestRule14MergingAndPartingLosesNothing(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	keep, drop := w.person("Aygul Tursun"), w.person("Aygul T.")
	w.must(alice, keep, register.ProposePublishing(guwah.LevelFull, nil, "x"))
	w.must(bob, keep, register.Publish())
	before := map[guwah.PersonID]guwah.Level{keep: w.cases[keep].Level, drop: w.cases[drop].Level}

	id, err := w.ProposeMerge(ctx, alice, keep, drop, "same birth year and village")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Register.Merge(ctx, alice, id, ""); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("one person merging gives %v, want refused", err)
	}
	shown, err := w.ForeseeMerge(ctx, keep, drop)
	if err != nil {
		t.Fatal(err)
	}
	w.claim(carol, drop, guwah.Claim{Predicate: guwah.PredSex, Basis: guwah.BasisFamilyRelay, Value: guwah.Value{Code: "male"}})
	if err := w.Register.Merge(ctx, bob, id, shown.Seen); !errors.Is(err, guwah.ErrConflict) {
		t.Errorf("merging what became of the records while they were read gives %v, want a conflict", err)
	}
	if shown, err = w.ForeseeMerge(ctx, keep, drop); err != nil {
		t.Fatal(err)
	}
	if err := w.Register.Merge(ctx, bob, id, shown.Seen); err != nil {
		t.Fatal(err)
	}
	if l := w.cases[keep].Level; l != guwah.LevelOff {
		t.Errorf("the merged page is %s, want the stricter level, off", l)
	}
	merged, err := w.Register.Dossier(ctx, drop)
	if err != nil || merged.Person.ID != keep || len(merged.Claims) != 3 {
		t.Fatalf("the record dropped opens as %s with %d claims and %v, want the one kept with both", merged.Person.ID, len(merged.Claims), err)
	}

	w.now = w.now.AddDate(0, 0, 3)
	later := w.claim(carol, keep, guwah.Claim{Predicate: guwah.PredSex, Basis: guwah.BasisFamilyRelay, Value: guwah.Value{Code: "female"}})
	if err := w.ProposeUnmerge(ctx, alice, id, []guwah.ClaimID{later.ID}, "two women after all"); err != nil {
		t.Fatal(err)
	}
	undoing := w.merges[id]
	if shown, err = w.ForeseeUnmerge(ctx, undoing, undoing.Undoing.ToDrop); err != nil {
		t.Fatal(err)
	}
	if err := w.Unmerge(ctx, bob, id, "what somebody else was shown"); !errors.Is(err, guwah.ErrConflict) {
		t.Errorf("parting what nobody was shown gives %v, want a conflict", err)
	}
	if err := w.Unmerge(ctx, bob, id, shown.Seen); err != nil {
		t.Fatal(err)
	}
	var outside []register.Line
	for _, person := range []guwah.PersonID{keep, drop} {
		d, err := w.Register.Dossier(ctx, person)
		if err != nil {
			t.Fatal(err)
		}
		_, lines, err := w.Outside(ctx, d)
		if err != nil {
			t.Fatal(err)
		}
		outside = append(outside, lines...)
	}
	if diff := cmp.Diff(outside, shown.After); diff != "" || len(shown.Out) == 0 {
		t.Errorf("what was foreseen of parting them is not what came of it (-got +foreseen), out %v:\n%s", shown.Out, diff)
	}
	after := map[guwah.PersonID]guwah.Level{keep: w.cases[keep].Level, drop: w.cases[drop].Level}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("levels after undoing (-want +got):\n%s", diff)
	}
	if p := w.claims[later.ID].Person; p != drop {
		t.Errorf("the later claim went to %s, want %s", p, drop)
	}
	if got := w.decisions[[2]guwah.PersonID{min(keep, drop), max(keep, drop)}].Decision; got != "different" {
		t.Errorf("the pair is remembered as %q, want different", got)
	}
}

func TestRule25CorrectionsAreNumberedWithoutGaps(t *testing.T) {
	w := newWorld(t)
	person := w.person("Aygul Tursun")
	words := func(s string) guwah.Texts { return guwah.Texts{{Lang: "en", Text: s}} }
	for range 2 {
		w.must(alice, person, register.ProposeCorrection(guwah.Correction{Kind: "date", Was: words("2017"), Now: words("2018"), Why: words("a misreading")}))
		if err := w.do(alice, person, register.Correct()); !errors.Is(err, guwah.ErrRefused) {
			t.Errorf("one person correcting gives %v, want refused", err)
		}
		w.must(bob, person, register.Correct())
	}
	if len(w.corrections) != 2 || w.corrections[1].No != 2 {
		t.Errorf("corrections are %+v, want numbers 1 and 2", w.corrections)
	}
}

func TestRule26AChallengeIsAnsweredByPeopleWhoDidNotPublish(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	person := w.person("Aygul Tursun")
	w.must(alice, person, register.ProposePublishing(guwah.LevelStub, nil, "x"))
	w.must(bob, person, register.Publish())
	no, due, err := w.Register.Challenge(ctx, register.Filed{Case: w.cases[person].ID, Kind: "wrong_fact"})
	if err != nil || due != w.Today()+register.ChallengeDays {
		t.Fatalf("filed as %d, due %s, %v", no, due, err)
	}
	answer := guwah.Texts{{Lang: "en", Text: "The date was wrong."}}
	if err := w.ProposeAnswer(ctx, bob, no, "upheld", answer); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("who published answering gives %v, want refused", err)
	}
	if err := w.ProposeAnswer(ctx, carol, no, "upheld", answer); err != nil {
		t.Fatal(err)
	}
	if w.challenges[0].Outcome != "" {
		t.Error("one person decided the challenge")
	}
	if err := w.Answer(ctx, "dilnur", no, w.challenges[0].Version-1); !errors.Is(err, guwah.ErrConflict) {
		t.Errorf("answering with what was proposed before gives %v, want a conflict", err)
	}
	if err := w.Answer(ctx, "dilnur", no, w.challenges[0].Version); err != nil {
		t.Fatal(err)
	}
	if c := w.challenges[0]; c.Outcome != "upheld" || c.Decided != w.Today() {
		t.Errorf("after two people the challenge is %+v", c)
	}
}

func TestRule26AChallengeToNoSuchCaseIsFiledAlike(t *testing.T) {
	w := newWorld(t)
	no, due, err := w.Register.Challenge(context.Background(), register.Filed{Case: "GW-000000", Kind: "other"})
	if err != nil || no != 1 || due != w.Today()+register.ChallengeDays {
		t.Errorf("filed as %d, due %s, %v", no, due, err)
	}
}

func TestRule18ErasingTakesTwoAndTheFourteenDays(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.person("Aygul Tursun")
	told := w.testimonies["told about Aygul Tursun"]
	told.State, told.Withdrawn, told.EraseFrom = guwah.TestimonyWithdrawn, w.Today(), w.Today()+14
	w.testimonies[told.ID] = told
	if err := w.ProposeErasing(ctx, alice, told.ID); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("erasing within the 14 days gives %v, want refused", err)
	}
	w.now = w.now.AddDate(0, 0, 14)
	if err := w.ProposeErasing(ctx, alice, told.ID); err != nil {
		t.Fatal(err)
	}
	if err := w.Erase(ctx, alice, told.ID); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("one person erasing gives %v, want refused", err)
	}
	if err := w.Erase(ctx, bob, told.ID); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]guwah.TestimonyID{told.ID}, w.erased); diff != "" {
		t.Errorf("keys destroyed (-want +got):\n%s", diff)
	}
	for _, c := range w.claims {
		if c.Value.Name != nil {
			t.Errorf("the claim still says %v", *c.Value.Name)
		}
	}
}

func TestTheUrgentProcedureIsOpenForThreeMonths(t *testing.T) {
	today := guwah.DayFrom(2026, 11, 22)
	detained := func(from, to guwah.Day) guwah.Dossier {
		return guwah.Dossier{Claims: []guwah.Claim{{
			Predicate: guwah.PredDetained, State: guwah.ClaimAccepted, Asserted: today,
			When: guwah.Date{Type: guwah.DateBetween, From: from, To: to},
		}}}
	}
	for name, test := range map[string]struct {
		from, to           guwah.Day
		procedure, atLeast string
		days               int
	}{
		"a week ago":                     {today - 7, today - 7, "urgent_action", "", 85},
		"between May and November":       {guwah.DayFrom(2026, 5, 1), guwah.DayFrom(2026, 11, 1), "urgent_action", "between_sessions", -113},
		"nine years ago":                 {guwah.DayFrom(2017, 4, 1), guwah.DayFrom(2017, 4, 30), "standard", "", -3431},
		"no earlier end, heard of now":   {guwah.Beginning, guwah.EndOfDays, "urgent_action", "standard", int(guwah.Beginning - today)},
		"no later than its first report": {today - 2, guwah.EndOfDays, "urgent_action", "", 90},
	} {
		t.Run(name, func(t *testing.T) {
			c, ok := register.UNCountdown(detained(test.from, test.to), today)
			if !ok || c.Procedure != test.procedure || c.AtLeast != test.atLeast || c.Days != test.days {
				t.Errorf("got %+v, want %s, %q, %d days", c, test.procedure, test.atLeast, test.days)
			}
		})
	}
}
