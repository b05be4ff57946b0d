package guwah_test

import (
	"testing"

	"guwah.example/guwah"
)

func TestRule15NothingLeavesWithoutConsent(t *testing.T) {
	d := guwah.Dossier{
		Person:      guwah.Person{ID: "p", Kind: guwah.PersonMissing, State: guwah.PersonActive},
		Case:        guwah.Case{Person: "p", ID: "GW-000000", Level: guwah.LevelFull},
		Testimonies: []guwah.Testimony{{ID: "t", WishedLevel: guwah.LevelFull}},
		Claims: []guwah.Claim{{
			ID: "c", Person: "p", Predicate: guwah.PredName, Testimony: "t", Restriction: guwah.RestrictPublic, State: guwah.ClaimAccepted,
			Value: guwah.Value{Name: &guwah.Name{Value: "Invented Person"}},
		}},
	}
	if v := guwah.NewView(d, guwah.Public, 20000); len(v.Names) != 0 && v.Level == guwah.LevelFull {
		t.Errorf("a name without consent went out: level %s, names %v", v.Level, v.Names)
	}
	d.Consents = []guwah.Consent{{Testimony: "t", Scope: guwah.ScopeCase, Use: guwah.PublishName, Audience: guwah.Public, Granted: true, At: 19000}}
	v := guwah.NewView(d, guwah.Public, 20000)
	if v.Level != guwah.LevelFull || len(v.Names) != 1 {
		t.Errorf("with consent the name goes out: level %s, names %v", v.Level, v.Names)
	}
}
