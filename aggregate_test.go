package guwah

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRule19AnAggregateWhosePartsDoNotSumShowsIt(t *testing.T) {
	spoken := Aggregate{Lines: []AggregateLine{
		{Code: "named", Figure: 12050},
		{Code: "exist", Parent: "named", Figure: 10708},
		{Code: "invented", Parent: "named", Figure: 1342},
		{Code: "living", Parent: "exist", Figure: 6962},
		{Code: "sentenced", Parent: "exist", Figure: 3244},
		{Code: "dead", Parent: "exist", Figure: 238},
		{Code: "abroad", Parent: "exist", Figure: 264},
	}}
	if wrong := Mismatched(spoken); wrong != nil {
		t.Errorf("the figures of 9 April 2021 sum, yet %v are called wrong", wrong)
	}
	spoken.Lines[5].Figure = 283
	if diff := cmp.Diff([]string{"exist"}, Mismatched(spoken)); diff != "" {
		t.Error(diff)
	}
}

func TestACampaignShowsOnlyWhatTwoPeopleAcceptedOnAPublishedSource(t *testing.T) {
	two := []Review{{By: "a", Decision: "accept"}, {By: "b", Decision: "accept"}}
	shown := Claim{ID: "shown", Kind: SubjectCampaign, State: ClaimAccepted, Restriction: RestrictPublic, Source: "s", Reviews: two}
	alone, team, unsourced, proposed := shown, shown, shown, shown
	alone.Reviews, team.Restriction, unsourced.Source, proposed.State = two[:1], RestrictTeam, "", ClaimProposed
	if diff := cmp.Diff([]Claim{shown}, PublicAccounts([]Claim{alone, team, shown, unsourced, proposed})); diff != "" {
		t.Error(diff)
	}
}
