package gate_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/demo"
	"guwah.example/guwah/internal/gate"
)

var update = flag.Bool("update", false, "write the golden files anew; then read what changed")

var today = guwah.DayFrom(2026, 11, 22)

// TestEachCaseIsReleasedAsEyesHaveJudgedIt holds every case of the demonstration, in all levels and states, against a file that somebody has read.
func TestEachCaseIsReleasedAsEyesHaveJudgedIt(t *testing.T) {
	all, err := demo.Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all.Cases {
		t.Run(string(c.Person), func(t *testing.T) {
			released, err := gate.Release(guwah.NewView(dossierOf(all, c.Person), guwah.Public, today))
			got := []byte("not known outside\n")
			if err == nil {
				if got, err = json.MarshalIndent(released, "", " "); err != nil {
					t.Fatal(err)
				}
			}
			golden(t, string(c.Person)+".json", got)
		})
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (run with -update to write it anew, then read it):\n%s", path, diff)
	}
}

func dossierOf(all guwah.Changes, person guwah.PersonID) guwah.Dossier {
	d := guwah.Dossier{
		Sources: all.Sources, Authorities: all.Authorities, Campaigns: all.Campaigns,
		Claims:      of(all.Claims, func(c guwah.Claim) bool { return c.Person == person }),
		Testimonies: of(all.Testimonies, func(t guwah.Testimony) bool { return t.Person == person }),
		Clearances:  of(all.Clearances, func(c guwah.Clearance) bool { return c.Person == person }),
		Demands:     of(all.Demands, func(d guwah.Demand) bool { return d.Person == person }),
		Responses:   of(all.Responses, func(r guwah.Response) bool { return r.Person == person }),
		Assessments: of(all.Assessments, func(a guwah.Assessment) bool { return a.Person == person }),
		Corrections: of(all.Corrections, func(c guwah.Correction) bool { return c.Person == person }),
		Challenges:  of(all.Challenges, func(c guwah.Challenge) bool { return c.Person == person }),
	}
	d.Person = of(all.Persons, func(p guwah.Person) bool { return p.ID == person })[0]
	d.Case = of(all.Cases, func(c guwah.Case) bool { return c.Person == person })[0]
	for _, t := range d.Testimonies {
		d.Consents = append(d.Consents, of(all.Consents, func(c guwah.Consent) bool { return c.Testimony == t.ID })...)
	}
	d.Campaigns = of(all.Campaigns, func(c guwah.Campaign) bool {
		for _, id := range d.Case.Campaigns {
			if id == c.ID {
				return true
			}
		}
		return false
	})
	return d
}

func of[T any](items []T, keep func(T) bool) []T {
	var out []T
	for _, item := range items {
		if keep(item) {
			out = append(out, item)
		}
	}
	return out
}

func TestAViewMadeForTheTeamNeverPassesTheGate(t *testing.T) {
	all, err := demo.Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, audience := range []guwah.Audience{guwah.Team, guwah.Partners, guwah.CaseLead, ""} {
		if _, err := gate.Release(guwah.NewView(dossierOf(all, "aygul"), audience, today)); err == nil {
			t.Errorf("a view for %q passed", audience)
		}
	}
}
