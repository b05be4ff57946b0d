package demand_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/demand"
	"guwah.example/guwah/internal/register"
)

const today guwah.Day = 20_000

// by is somebody at work today; ids count up.
func by(who guwah.StaffID) register.Moment {
	n := 0
	return register.Moment{By: who, Day: today, NewID: func() string { n++; return fmt.Sprint(who, n) }}
}

// asked is a case with a demand that two people published.
func asked() guwah.Dossier {
	return guwah.Dossier{
		Person: guwah.Person{ID: "p"}, Case: guwah.Case{Person: "p"},
		Demands: []guwah.Demand{{
			ID: "d", Person: "p", Authority: "office", By: []guwah.StaffID{"alice", "bob"},
			Events: []guwah.DemandEvent{{Kind: guwah.DemandDrafted, At: today - 9}, {Kind: guwah.DemandPublished, At: today - 9}},
		}},
	}
}

func TestADemandIsPublicOnceASecondPersonPutsTheirNameToIt(t *testing.T) {
	d := guwah.Dossier{Person: guwah.Person{ID: "p"}, Case: guwah.Case{Person: "p"}}
	question := demand.Question{Authority: "office", Campaign: "metoo", Asks: []guwah.Asks{guwah.AsksLife}}
	act, changes, err := demand.Raise(question)(d, by("alice"))
	if err != nil || act.Two {
		t.Fatalf("raising gives %+v, %v", act, err)
	}
	d.Demands = changes.Demands
	id := d.Demands[0].ID
	if _, _, err := demand.Publish(id)(d, by("alice")); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("its writer publishing gives %v, want refused", err)
	}
	act, changes, err = demand.Publish(id)(d, by("bob"))
	if err != nil || !act.Two {
		t.Fatalf("the second person publishing gives %+v, %v", act, err)
	}
	if diff := cmp.Diff([]guwah.StaffID{"alice", "bob"}, changes.Demands[0].By); diff != "" {
		t.Errorf("names on the demand (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]guwah.CampaignID{"metoo"}, changes.Cases[0].Campaigns); diff != "" {
		t.Errorf("the case's campaigns (-want +got):\n%s", diff)
	}
}

func TestStepsOfADemand(t *testing.T) {
	over := asked()
	over.Demands[0].Events = append(over.Demands[0].Events, guwah.DemandEvent{Kind: guwah.DemandWithdrawn, At: today - 1})
	draft := asked()
	draft.Demands[0].By = draft.Demands[0].By[:1]
	for name, test := range map[string]struct {
		d     guwah.Dossier
		event guwah.DemandEvent
		want  error
	}{
		"sent by post":                          {asked(), guwah.DemandEvent{Kind: guwah.DemandSent, At: today, Via: "post"}, nil},
		"sent, nobody says how":                 {asked(), guwah.DemandEvent{Kind: guwah.DemandSent, At: today}, guwah.ErrInvalid},
		"sent tomorrow":                         {asked(), guwah.DemandEvent{Kind: guwah.DemandSent, At: today + 1, Via: "post"}, guwah.ErrInvalid},
		"sent before it was written":            {asked(), guwah.DemandEvent{Kind: guwah.DemandSent, At: today - 10, Via: "post"}, guwah.ErrInvalid},
		"could not be delivered":                {asked(), guwah.DemandEvent{Kind: guwah.DemandDeliveryFailed, At: today}, nil},
		"an answer comes with the answer":       {asked(), guwah.DemandEvent{Kind: guwah.DemandResponded, At: today}, guwah.ErrInvalid},
		"nothing follows a withdrawal (rule 7)": {over, guwah.DemandEvent{Kind: guwah.DemandSent, At: today, Via: "post"}, guwah.ErrConflict},
		"a draft is not sent":                   {draft, guwah.DemandEvent{Kind: guwah.DemandSent, At: today, Via: "post"}, guwah.ErrConflict},
		"a draft can be withdrawn":              {draft, guwah.DemandEvent{Kind: guwah.DemandWithdrawn, At: today}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			before := len(test.d.Demands[0].Events)
			_, changes, err := demand.Step("d", test.event)(test.d, by("alice"))
			if !errors.Is(err, test.want) {
				t.Fatalf("gives %v, want %v", err, test.want)
			}
			if err == nil && len(changes.Demands[0].Events) != before+1 {
				t.Errorf("events are %+v, want one more", changes.Demands[0].Events)
			}
			if len(test.d.Demands[0].Events) != before {
				t.Error("the dossier was changed")
			}
		})
	}
}

func TestRule10AnAnswerMakesClaimsThatSomebodyMustAccept(t *testing.T) {
	answer := demand.Answer{Response: guwah.Response{
		Demand: "d", Authority: "office", Medium: "statement", Contents: []guwah.ResponseKind{"claims_sentenced"}, Published: today - 1,
	}}
	_, changes, err := demand.Record(answer)(asked(), by("alice"))
	if err != nil {
		t.Fatal(err)
	}
	response := changes.Responses[0]
	if response.Clearance || response.Restriction != guwah.RestrictTeam {
		t.Errorf("one person's record of an answer is %+v, want it for the team only", response)
	}
	if last := changes.Demands[0].Events[2]; last.Kind != guwah.DemandResponded || last.Response != response.ID || last.At != today-1 {
		t.Errorf("the demand's last event is %+v", last)
	}
	if c := changes.Claims[0]; c.Predicate != guwah.PredSentenced || c.State != guwah.ClaimProposed || c.ID == "" || c.DrawnBy != "alice" {
		t.Errorf("the claim it makes is %+v", c)
	}
	d := asked()
	d.Responses = changes.Responses
	if _, _, err := demand.Clear(response.ID)(d, by("alice")); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("its recorder clearing gives %v, want refused", err)
	}
	act, changes, err := demand.Clear(response.ID)(d, by("bob"))
	if err != nil || !act.Two || !changes.Responses[0].Clearance {
		t.Errorf("the second person clearing gives %+v, %+v, %v", act, changes.Responses, err)
	}
}

func TestRule9AVerdictFitsTheAnswersBesideIt(t *testing.T) {
	d := asked()
	d.Responses = []guwah.Response{{ID: "r", Person: "p", Authority: "office"}}
	all := guwah.Assessment{Response: "r", Identity: guwah.Yes, DateProvable: guwah.Yes, FreeOfControl: guwah.Yes, Answers: guwah.Yes}
	judged := func(change func(*guwah.Assessment)) guwah.Assessment {
		a := all
		change(&a)
		return a
	}
	for name, test := range map[string]struct {
		judgement guwah.Assessment
		fits      bool
	}{
		"proof that satisfies":     {judged(func(a *guwah.Assessment) { a.Verdict = guwah.SatisfiesDemand }), true},
		"satisfies, under control": {judged(func(a *guwah.Assessment) { a.Verdict, a.FreeOfControl = guwah.SatisfiesDemand, guwah.No }), false},
		"satisfies, read from a paper": {judged(func(a *guwah.Assessment) {
			a.Verdict, a.Indicators = guwah.SatisfiesDemand, []guwah.Indicator{"reading"}
		}), false},
		"genuine in part, under control":   {judged(func(a *guwah.Assessment) { a.Verdict, a.FreeOfControl = guwah.GenuinePartial, guwah.No }), true},
		"genuine in part, without a date":  {judged(func(a *guwah.Assessment) { a.Verdict, a.DateProvable = guwah.GenuinePartial, guwah.Unknown }), false},
		"coerced, without a sign of it":    {judged(func(a *guwah.Assessment) { a.Verdict = guwah.CoercedIndicators }), false},
		"unassessed is no verdict":         {judged(func(a *guwah.Assessment) { a.Verdict = guwah.Unassessed }), false},
		"a question that was not answered": {judged(func(a *guwah.Assessment) { a.Verdict, a.Identity = guwah.Insufficient, "" }), false},
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := demand.Assess(test.judgement)(d, by("alice")); (err == nil) != test.fits {
				t.Errorf("gives %v, want it to fit: %v", err, test.fits)
			}
		})
	}
}

func TestRule9TheFamilyIsOneJudgeAndEachReviewerAnother(t *testing.T) {
	d := asked()
	d.Responses = []guwah.Response{{ID: "r", Person: "p", Authority: "office"}}
	judge := func(who guwah.StaffID, family bool) guwah.AssessmentID {
		_, changes, err := demand.Assess(guwah.Assessment{
			Response: "r", ByFamily: family, Identity: guwah.Yes, DateProvable: guwah.No, FreeOfControl: guwah.No, Answers: guwah.No, Verdict: guwah.Insufficient,
		})(d, by(who))
		if err != nil {
			t.Fatal(err)
		}
		return changes.Assessments[0].ID
	}
	d.Assessments = []guwah.Assessment{
		{ID: "family", Response: "r", ByFamily: true, By: "alice"}, {ID: "alice's", Response: "r", By: "alice"},
	}
	if id := judge("bob", true); id != "family" {
		t.Errorf("the family's new word is %s, want it to take the place of the old", id)
	}
	if id := judge("alice", false); id != "alice's" {
		t.Errorf("alice judging again is %s, want it to take the place of her first", id)
	}
	if id := judge("bob", false); id == "alice's" || id == "family" {
		t.Errorf("bob's judgement took the place of %s", id)
	}
}
