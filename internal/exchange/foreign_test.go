package exchange

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

func TestWhatAnotherRegisterSaysComesInAsFarAsALawLetsIt(t *testing.T) {
	ministry := guwah.Authority{ID: "ministry", Level: "national", Names: guwah.Texts{{Lang: "en", Text: "Invented Ministry"}}}
	convert := converter{newID: func() string { return "id" }, today: 20000, places: map[string]guwah.Place{}, authorities: []guwah.Authority{ministry}}
	const name = `{"predicate":"name","name":{"value":"Invented One"}}`
	for what, test := range map[string]struct {
		claim  string
		want   guwah.Claim
		doubts []string
		notes  []guwah.Note
	}{
		"the family's words, with the name they speak under": {
			claim: `{"predicate":"words","text":"Where is he?","lang":"en","translations":[{"lang":"tr","text":"Nerede?"}],"relation":"daughter","speaker":{"value":"Invented Daughter"},"asserted":"2020-01-02","basis":"family_relay"}`,
			want: guwah.Claim{
				Predicate: guwah.PredWords, Value: guwah.Value{Text: "Where is he?", Lang: "en", Texts: guwah.Texts{{Lang: "tr", Text: "Nerede?", By: "team"}}},
				Relation: "daughter", Asserted: guwah.DayFrom(2020, 1, 2), Basis: guwah.BasisFamilyRelay,
			},
			doubts: []string{"words: the family's words come without their consent", "words: the speaker's name is kept as a note"},
			notes:  []guwah.Note{{Heading: "words, said by", Text: "Invented Daughter"}},
		},
		"an authority that is known": {
			claim: `{"predicate":"died","code":"in_custody","own_notice":true,"basis":"official_statement","authority":{"names":[{"lang":"en","text":"Invented Ministry"}],"level":"national"}}`,
			want:  guwah.Claim{Predicate: guwah.PredDied, Value: guwah.Value{Code: "in_custody", OwnNotice: true}, Authority: "ministry", Asserted: 20000, Basis: guwah.BasisOfficialStatement},
		},
		"an authority that is not": {
			claim:  `{"predicate":"sentenced","term":"P9Y","basis":"official_statement","authority":{"names":[{"lang":"en","text":"Another Ministry"}],"level":"national"}}`,
			want:   guwah.Claim{Predicate: guwah.PredSentenced, Value: guwah.Value{Term: "P9Y"}, Asserted: 20000, Basis: guwah.BasisOfficialStatement},
			doubts: []string{"sentenced: its authority is not in this register"},
			notes:  []guwah.Note{{Heading: "authority", Text: "Another Ministry"}},
		},
		"an authority's word of no authority": {
			claim:  `{"predicate":"sentenced","term":"P9Y","basis":"official_statement"}`,
			want:   guwah.Claim{Predicate: guwah.PredSentenced, Value: guwah.Value{Term: "P9Y"}, Asserted: 20000, Basis: guwah.BasisOfficialStatement},
			doubts: []string{"sentenced: it is not said which authority says so"},
		},
		"a relation":         {claim: `{"predicate":"relation","code":"daughter","text":"Invented Two","case":"GW-222222"}`, doubts: []string{"relation: who is related"}, notes: []guwah.Note{{Heading: "relation", Text: "daughter Invented Two GW-222222"}}},
		"an identity number": {claim: `{"predicate":"id","text":"653101197001011234"}`, doubts: []string{"id: an identity number was left out"}},
		"a picture":          {claim: `{"predicate":"depicted_in","text":"x"}`, doubts: []string{"depicted_in: a picture was left out"}},
		"what they have refuted": {
			claim:  `{"predicate":"died","code":"unknown","basis":"media","confirmation":"refuted"}`,
			want:   guwah.Claim{Predicate: guwah.PredDied, Value: guwah.Value{Code: "unknown"}, Asserted: 20000, Basis: guwah.BasisMedia},
			doubts: []string{"died: the register it comes from calls it refuted"},
		},
		"a first report of tomorrow": {
			claim: `{"predicate":"detained","asserted":"2099-01-01"}`,
			want:  guwah.Claim{Predicate: guwah.PredDetained, Asserted: 20000, Basis: guwah.BasisMedia},
		},
	} {
		t.Run(what, func(t *testing.T) {
			row := readRecord(1, []byte(`{"format":"guwah/1","key":"1","claims":[`+name+`,`+test.claim+`]}`))
			if row.Err != nil {
				t.Fatal(row.Err)
			}
			made, err := convert.convert(row)
			if err != nil {
				t.Fatal(err)
			}
			var got guwah.Claim
			if len(made.claims) > 1 {
				got = made.claims[1]
				if got.State != guwah.ClaimProposed || got.Restriction != guwah.RestrictTeam || got.Testimony != "" || got.Origin != "" {
					t.Errorf("it is %s for %s", got.State, got.Restriction)
				}
				got.ID, got.Person, got.State, got.Restriction, got.Drawn = "", "", "", "", 0
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.notes, made.person.Notes); diff != "" {
				t.Error(diff)
			}
			if len(made.doubts) != len(test.doubts) {
				t.Fatalf("said %v, want %v", made.doubts, test.doubts)
			}
			for i, want := range test.doubts {
				if !strings.HasPrefix(made.doubts[i].Error(), want) {
					t.Errorf("said %q, want %q", made.doubts[i], want)
				}
			}
		})
	}
}

func TestRecordsWithoutANameArePassedOverAndThoseWithdrawnAreToldOf(t *testing.T) {
	file := `{"format":"guwah/1","collection":"r","key":"GW-1","case":"GW-1","level":"stub","claims":[]}
{"format":"guwah/1","collection":"r","key":"GW-2","case":"GW-2","level":"initials","claims":[{"predicate":"birth","born":"1970"}]}
{"format":"guwah/1","collection":"r","key":"GW-3","case":"GW-3","level":"full","withdrawn":"2020-01-02","claims":[]}
{"format":"guwah/1","collection":"r","key":"4","claims":[{"predicate":"birth","born":"1970"}]}
`
	k, said := &kept{}, []string{}
	im := Importer{
		Door: k, Known: k, Today: 20000, File: "test", NewID: func() string { return strings.Repeat("0", 26) },
		Wrong: func(e *RowError) { said = append(said, "wrong: "+e.Error()) }, Doubt: func(e *RowError) { said = append(said, e.Error()) },
	}
	sum, err := im.Run(t.Context(), ReadJSONL(strings.NewReader(file)))
	if err != nil || sum != (Summary{Rows: 4, Silent: 3, Wrong: 1}) {
		t.Errorf("got %+v, %v", sum, err)
	}
	want := []string{"the register it comes from has withdrawn it: if it was imported before, look at it again", "wrong: name: the row has no name"}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Error(diff)
	}
}

func FuzzReadJSONL(f *testing.F) {
	f.Add(`{"format":"guwah/1","key":"1","claims":[{"predicate":"name","name":{"value":"Invented One"}},{"predicate":"words","text":"x","lang":"en","speaker":{"value":"y"},"authority":{"names":[{"lang":"en","text":"z"}]},"asserted":"2020-01-01"}],"notes":[{"heading":"h","text":"t"}]}`)
	f.Add(`{"format":"guwah/1","key":"1","case":"GW-1","withdrawn":"2020-01-01","claims":[]}`)
	f.Fuzz(func(t *testing.T, file string) {
		convert := converter{newID: func() string { return "id" }, today: 20000, places: map[string]guwah.Place{}}
		for row := range ReadJSONL(strings.NewReader(file)) {
			if row.Err != nil || row.Record.silent() {
				continue
			}
			made, err := convert.convert(row)
			if err != nil {
				continue
			}
			for _, claim := range made.claims {
				if claim.State != guwah.ClaimProposed || claim.Restriction != guwah.RestrictTeam || claim.Testimony != "" || claim.Predicate == guwah.PredID || claim.Asserted > 20000 {
					t.Fatalf("line %d claims %+v", row.Line, claim)
				}
			}
		}
	})
}
