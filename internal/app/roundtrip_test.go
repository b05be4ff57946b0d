package app_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/exchange"
)

// docs/interchange.md lists what cannot agree; comparable takes just that away.
func comparable(t *testing.T, r exchange.Record) exchange.Record {
	t.Helper()
	claims := r.Claims[:0:0]
	for _, c := range r.Claims {
		if c.Predicate == "relation" || c.Predicate == "words" || c.Predicate == "family_pressure" || c.Predicate == "depicted_in" {
			continue // joined, consented to and looked at anew
		}
		c.Confirmation = "" // who of the family says so is told to one register only
		c.Speaker = nil
		c.Source = sourceOf(r, c.Source)
		claims = append(claims, c)
	}
	slices.SortFunc(claims, func(a, b exchange.Claim) int { return strings.Compare(asJSON(t, a), asJSON(t, b)) })
	r.Claims, r.Sources = claims, nil
	return r
}

func sourceOf(r exchange.Record, key string) string {
	for _, s := range r.Sources {
		if s.Key == key {
			return s.Publisher + " " + s.Title + " " + s.URL + " " + s.Published
		}
	}
	return ""
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// given is what a register gives out, by number.
func given(t *testing.T, r testRegister) ([]byte, map[string]exchange.Record) {
	t.Helper()
	var out bytes.Buffer
	if err := r.app.Export(t.Context(), &out, "jsonl"); err != nil {
		t.Fatal(err)
	}
	records := map[string]exchange.Record{}
	for row := range exchange.ReadJSONL(bytes.NewReader(out.Bytes())) {
		if row.Err != nil {
			t.Fatal(row.Err)
		}
		records[row.Record.Key] = row.Record
	}
	return out.Bytes(), records
}

// publishAlike lets out of another register's records what that register lets out, on the decision of two people.
func publishAlike(t *testing.T, r testRegister, records map[string]exchange.Record, theirs []guwah.Claim) {
	t.Helper()
	people, err := r.app.Store.Cases(t.Context(), "", 1000)
	if err != nil {
		t.Fatal(err)
	}
	var changes guwah.Changes
	for _, line := range people {
		d, err := r.app.Register.Dossier(t.Context(), line.Person.ID)
		if err != nil {
			t.Fatal(err)
		}
		if d.Person.State != guwah.PersonQuarantine || d.Case.Level != guwah.LevelOff || d.Case.ID != "" {
			t.Errorf("what was imported is %s, at %s, with number %q", d.Person.State, d.Case.Level, d.Case.ID)
		}
		number := strings.TrimPrefix(d.Person.ImportKey, origin+"/")
		record := records[number]
		person, one := d.Person, d.Case
		person.State = guwah.PersonActive
		one.ID = guwah.CaseID(number)
		one.Level, _ = guwah.ParseLevel(record.Level)
		changes.Persons, changes.Cases = append(changes.Persons, person), append(changes.Cases, one)
		for _, c := range d.Claims {
			if c.Predicate == guwah.PredWords {
				continue
			}
			c.State, c.Restriction = decided(theirs, c), guwah.RestrictPublic
			c.Reviews = []guwah.Review{{By: "a", Decision: "accept", At: r.app.Today()}, {By: "b", Decision: "accept", At: r.app.Today()}}
			changes.Claims = append(changes.Claims, c)
			changes.Clearances = append(changes.Clearances, guwah.Clearance{
				ID: guwah.ClearanceID(c.ID), Person: person.ID, Claims: []guwah.ClaimID{c.ID}, Ground: guwah.GroundPublishedList, By: []guwah.StaffID{"a", "b"}, At: r.app.Today(),
			})
		}
	}
	r.store(t, changes)
}

// decided is what their reviewers decided on the same claim.
func decided(theirs []guwah.Claim, c guwah.Claim) guwah.ClaimState {
	for _, their := range theirs {
		if their.State == guwah.ClaimContested && their.Predicate == c.Predicate && their.Value.Text == c.Value.Text && their.When.EDTF == c.When.EDTF {
			return guwah.ClaimContested
		}
	}
	return guwah.ClaimAccepted
}

// free is whose page goes out as they decided when they were free again: that decision is theirs, and no other register's to take over (rule 18a).
const free = "GW-R3Z8KV"

func TestWhatOneRegisterGivesOutComesWholeIntoAnother(t *testing.T) {
	first, second := newRegister(t), newRegister(t)
	all := demonstration(t)
	first.store(t, all)
	second.store(t, guwah.Changes{Authorities: all.Authorities})
	file, theirs := given(t, first)
	var wrong []string
	sum, err := second.app.Import(t.Context(), exchange.ReadJSONL(bytes.NewReader(file)), app.ImportOptions{
		File: "theirs", Wrong: func(e *exchange.RowError) { wrong = append(wrong, e.Error()) },
	})
	if err != nil || len(wrong) > 0 {
		t.Fatalf("%+v, %v: %s", sum, err, strings.Join(wrong, "; "))
	}
	if _, ours := given(t, second); len(ours) > 0 {
		t.Errorf("%d cases were public right after the import", len(ours))
	}
	publishAlike(t, second, theirs, all.Claims)
	_, ours := given(t, second)
	compared := 0
	for number, their := range theirs {
		our, there := ours[number]
		if their.Level != "full" {
			if there {
				t.Errorf("%s gives no name, and came in", number)
			}
			continue
		}
		if number == free {
			if our.Level != "initials" {
				t.Errorf("somebody free again is shown at %s, which they have not decided here", our.Level)
			}
			continue
		}
		if diff := cmp.Diff(comparable(t, their), comparable(t, our)); diff != "" {
			t.Errorf("%s: %s", number, diff)
		}
		compared += len(their.Claims)
	}
	if compared < 50 {
		t.Errorf("only %d claims were compared", compared)
	}
	if sum, err = second.app.Import(t.Context(), exchange.ReadJSONL(bytes.NewReader(file)), app.ImportOptions{File: "theirs", Wrong: func(*exchange.RowError) {}}); err != nil || sum.Persons > 0 {
		t.Errorf("importing it again brought in %+v, %v", sum, err)
	}
}
