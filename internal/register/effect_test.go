package register_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// openly makes a testimony's speaker agree to everything public.
func (w *world) openly(id guwah.TestimonyID) {
	t := w.testimonies[id]
	t.WishedLevel = guwah.LevelFull
	w.testimonies[id] = t
	for _, use := range []guwah.Use{guwah.PublishName, guwah.PublishWords} {
		w.consents = append(w.consents, guwah.Consent{Testimony: id, Scope: guwah.ScopeCase, Use: use, Audience: guwah.Public, Granted: true, At: w.Today()})
	}
}

// kinds are the kinds of lines, for short comparisons.
func kinds(lines []register.Line) []string {
	var all []string
	for _, l := range lines {
		all = append(all, l.Kind+" "+l.Text)
	}
	return all
}

func TestAProposalSaysWhatTheSecondPersonWillMakePublic(t *testing.T) {
	w := newWorld(t)
	person := w.person("Aygul Tursun")
	w.openly("told about Aygul Tursun")
	name := w.only()
	propose := register.ProposePublishing(guwah.LevelFull, []guwah.ClaimID{name}, "her daughter asks")

	alone, err := w.Foresee(context.Background(), alice, person, propose)
	if err != nil || !alone.Nothing() {
		t.Errorf("the proposal alone changes %+v, %v, want nothing", alone, err)
	}
	both, err := w.ForeseeBoth(context.Background(), alice, person, propose, func(guwah.Changes) register.Deed { return register.Publish() })
	if err != nil || both.To != guwah.LevelFull {
		t.Fatalf("both together give level %s, %v", both.To, err)
	}
	if diff := cmp.Diff([]string{"name Aygul Tursun", "initials A. T."}, kinds(both.Out)[1:]); diff != "" {
		t.Errorf("becomes public besides the number (-want +got):\n%s", diff)
	}
	if w.cases[person].Publishing != nil {
		t.Error("foreseeing changed the case")
	}
}

func TestNoDeedOfOnePersonMakesAnythingPublic(t *testing.T) {
	w := newWorld(t)
	person := w.person("Aygul Tursun")
	w.openly("told about Aygul Tursun")
	name := w.only()
	alone := func(d guwah.Dossier, m register.Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		k.Level, k.ID = guwah.LevelFull, m.NewCase()
		c := d.Claims[0]
		c.Restriction = guwah.RestrictPublic
		return guwah.Act{Verb: "publish_alone"}, guwah.Changes{Cases: []guwah.Case{k}, Claims: []guwah.Claim{c}}, nil
	}
	if err := w.do(alice, person, alone); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("a deed of one person that publishes gives %v, want refused", err)
	}
	if w.claims[name].Restriction != guwah.RestrictTeam {
		t.Error("it was done all the same")
	}
}

func TestWhatWasRejectedIsShownAgainOnlyByTwo(t *testing.T) {
	w := newWorld(t)
	person := w.person("Aygul Tursun")
	w.openly("told about Aygul Tursun")
	name := w.only()
	w.must(alice, person, register.ProposePublishing(guwah.LevelFull, []guwah.ClaimID{name}, "x"))
	w.must(bob, person, register.Publish())
	w.must(alice, person, register.Review(name, "reject", "another person"))
	w.must(alice, person, register.Review(name, "accept", ""))
	if r := w.claims[name].Restriction; r != guwah.RestrictTeam {
		t.Errorf("accepted again by one person, the claim is %s, want it for the team", r)
	}
}

// only is the id of the one claim there is.
func (w *world) only() (id guwah.ClaimID) {
	for id = range w.claims {
	}
	return id
}
