package app_test

import (
	"fmt"
	"reflect"
	"strings"

	"guwah.example/guwah"
)

// canary is in every value that must not go out; a walk that meets it has found a leak.
const canary = "KANARKA"

// ids are the types of identifier that never go out; authorities' ids are in addresses, and case numbers are public.
var ids = map[reflect.Type]bool{
	reflect.TypeFor[guwah.PersonID](): true, reflect.TypeFor[guwah.ClaimID](): true, reflect.TypeFor[guwah.SourceID](): true,
	reflect.TypeFor[guwah.TestimonyID](): true, reflect.TypeFor[guwah.ConsentID](): true, reflect.TypeFor[guwah.DemandID](): true,
	reflect.TypeFor[guwah.ResponseID](): true, reflect.TypeFor[guwah.AssessmentID](): true, reflect.TypeFor[guwah.CampaignID](): true,
	reflect.TypeFor[guwah.AggregateID](): true, reflect.TypeFor[guwah.EvidenceID](): true, reflect.TypeFor[guwah.StaffID](): true,
	reflect.TypeFor[guwah.MergeID](): true, reflect.TypeFor[guwah.ClearanceID](): true, reflect.TypeFor[guwah.MessageID](): true,
	reflect.TypeFor[guwah.Origin](): true,
}

// shown are the free texts that may go out where consent and level allow, and the words of closed lists that the rules read, by type and field.
// Every other text of every entity is poisoned, those of fields not yet invented included.
var shown = map[string]bool{
	"Text.Lang": true, "Text.Text": true, "Text.By": true,
	"Name.Value": true, "Name.Lang": true, "Name.Scheme": true, "Name.Kind": true,
	"Value.Text": true, "Value.Lang": true, "Value.Code": true, "Value.Term": true,
	"Date.EDTF": true, "Place.Text": true, "Place.Lang": true, "Claim.Relation": true,
	"Source.Publisher": true, "Source.Author": true, "Source.Title": true, "Source.URL": true, "Source.Kind": true, "Source.Lang": true,
	"Review.Decision": true, "Campaign.Slug": true, "Campaign.Tag": true, "AggregateLine.Code": true, "AggregateLine.Parent": true,
	"Consent.How": true, "Consent.Lang": true, "DemandEvent.Via": true, "Demand.Line": true, "Itemised.Line": true, "Response.ReleaseKind": true,
	"Correction.Kind": true, "Challenge.Kind": true, "Challenge.Outcome": true, "Merge.State": true,
	"Evidence.PublicCopy": true, "Evidence.Held": true, "Testimony.Lang": true, "MatchDecision.Decision": true,
	"Testimony.Mailbox": true, // unique; poisoned by its id below
}

// poison puts a canary into every text of v that must not go out, and into every internal id, the same id always becoming the same.
// With everything set, what may go out at full is poisoned too: for people of whom less than that may be known.
func poison(v reflect.Value, everything bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			poison(v.Elem(), everything)
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), everything)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			poisonField(v, i, everything)
		}
	case reflect.String:
		if ids[v.Type()] && v.String() != "" && !strings.HasPrefix(v.String(), canary) {
			v.SetString(canary + "-id-" + v.String())
		}
	}
}

func poisonField(v reflect.Value, i int, everything bool) {
	field, at := v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name
	if !v.Type().Field(i).IsExported() {
		return
	}
	if field.Type() != reflect.TypeFor[string]() {
		poison(field, everything)
		return
	}
	switch {
	case !shown[at]:
		field.SetString(fmt.Sprintf("%s %s", canary, at))
	case everything && (at == "Value.Text" || at == "Text.Text" || at == "Place.Text" || at == "Name.Value") && field.String() != "":
		// the first letter stays: initials may be shown
		field.SetString(string([]rune(field.String())[:1]) + canary)
	}
}

// poisoned is the register with a canary in everything that is not public: the people shown in full keep what their pages show.
func poisoned(all guwah.Changes) guwah.Changes {
	full := map[guwah.PersonID]bool{"": true}
	for _, c := range all.Cases {
		switch c.ID {
		case "GW-4T9K2B", "GW-7Q2M4X", "GW-M3K8TD", "GW-D9F3KR", "GW-J2P6XT", "GW-K6S4BN", "GW-N7W5GH", "GW-R3Z8KV", "GW-W4C6KP", "GW-X5D7RE", "GW-Y6F8SH", twin:
			full[c.Person] = true
		}
	}
	poisonAll(all.Persons, func(p *guwah.Person) bool { return !full[p.ID] })
	poisonAll(all.Cases, func(c *guwah.Case) bool { return !full[c.Person] })
	poisonAll(all.Claims, func(c *guwah.Claim) bool { return !full[c.Person] })
	poisonAll(all.Demands, func(d *guwah.Demand) bool { return !full[d.Person] })
	poisonAll(all.Responses, func(r *guwah.Response) bool { return !full[r.Person] })
	poisonAll(all.Assessments, func(a *guwah.Assessment) bool { return !full[a.Person] })
	poisonAll(all.Corrections, func(c *guwah.Correction) bool { return !full[c.Person] })
	poisonAll(all.Challenges, nil)
	poisonAll(all.Testimonies, nil)
	poisonAll(all.Consents, nil)
	poisonAll(all.Clearances, nil)
	poisonAll(all.Sources, nil)
	poisonAll(all.Authorities, nil)
	poisonAll(all.Campaigns, nil)
	poisonAll(all.Aggregates, nil)
	poisonAll(all.Itemised, nil)
	poisonAll(all.Merges, nil)
	poisonAll(all.Evidence, nil)
	for i := range all.Testimonies {
		all.Testimonies[i].Mailbox = string(all.Testimonies[i].ID)
	}
	for i := range all.Persons {
		all.Persons[i].ImportKey = string(all.Persons[i].ID)
	}
	return all
}

func poisonAll[T any](items []T, everything func(*T) bool) {
	for i := range items {
		poison(reflect.ValueOf(&items[i]), everything != nil && everything(&items[i]))
	}
}
