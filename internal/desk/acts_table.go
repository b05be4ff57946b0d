package desk

import (
	"guwah.example/guwah"
	"guwah.example/guwah/internal/demand"
	"guwah.example/guwah/internal/evidence"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/register"
)

// acts is everything that can be done about a person, by the name in the form's field act.
var acts = map[string]act{
	"draw":       {verb: "draw_claim", title: i18n.Key("desk", "Add a claim"), deed: func(f *form) register.Deed { return drawing(f, drawnIn(f)) }},
	"admit":      {verb: "admit", title: i18n.Key("desk", "Take out of quarantine"), deed: always(register.Admit())},
	"accept_all": {verb: "accept_claims", title: i18n.Key("desk", "Accept those ticked"), deed: func(f *form) register.Deed { return register.AcceptAll(ids[guwah.ClaimID](f, "claims")) }},
	"accept":     {verb: "accept_claim", title: i18n.Key("desk", "Accept"), deed: reviewing(guwah.ReviewAccept)},
	"contest":    {verb: "contest_claim", title: i18n.Key("desk", "Contest"), deed: reviewing(guwah.ReviewContest)},
	"reject":     {verb: "reject_claim", title: i18n.Key("desk", "Reject"), deed: reviewing(guwah.ReviewReject)},
	"withhold":   {verb: "withhold_claim", title: i18n.Key("desk", "Take back from the public"), deed: func(f *form) register.Deed { return register.Withhold(object[guwah.ClaimID](f), f.text("reason")) }},

	"propose_publishing": {
		verb: "propose_publishing", title: i18n.Key("desk", "Propose to publish"),
		deed: func(f *form) register.Deed {
			return register.ProposePublishing(f.level("level"), ids[guwah.ClaimID](f, "claims"), f.text("why"))
		},
		then: second(register.Publish()),
	},
	"publish":      {verb: "publish", title: i18n.Key("desk", "Publish"), deed: always(register.Publish())},
	"drop_publish": {verb: "drop_publishing", title: i18n.Key("desk", "Do not publish"), deed: func(f *form) register.Deed { return register.DropProposal(f.text("why")) }},
	"lower":        {verb: "lower", title: i18n.Key("desk", "Show less"), deed: func(f *form) register.Deed { return register.Lower(f.level("level")) }},
	"hide":         {verb: "hide", title: i18n.Key("desk", "Hide at once"), deed: func(f *form) register.Deed { return register.Hide(f.text("reason")) }, atOnce: true},
	"propose_show": {
		verb: "propose_showing", title: i18n.Key("desk", "Propose to show again"), deed: func(f *form) register.Deed { return register.ProposeShowing(f.text("why")) },
		then: second(register.ShowAgain()),
	},
	"show_again": {verb: "show_again", title: i18n.Key("desk", "Show again"), deed: always(register.ShowAgain())},

	"object":   {verb: "object", title: i18n.Key("desk", "Record an objection"), deed: func(f *form) register.Deed { return register.Object(f.text("why")) }, atOnce: true},
	"pressure": {verb: "hide", title: i18n.Key("desk", "Record pressure on the family"), deed: func(f *form) register.Deed { return register.ObjectUnderPressure(drawnIn(f)) }, atOnce: true},
	"propose_overrule": {
		verb: "propose_overruling", title: i18n.Key("desk", "Propose that the objection no longer holds the page down"),
		deed: func(f *form) register.Deed { return register.ProposeOverruling(f.text("why")) }, then: second(register.Overrule()),
	},
	"overrule": {verb: "overrule_objection", title: i18n.Key("desk", "The objection no longer holds the page down"), deed: always(register.Overrule())},

	"propose_wish": {
		verb: "propose_own_wish", title: i18n.Key("desk", "Record what the person wishes"), deed: func(f *form) register.Deed { return register.ProposeOwnWish(f.level("level"), f.text("why")) },
		then: second(register.OwnWish()),
	},
	"own_wish": {verb: "own_wish", title: i18n.Key("desk", "Confirm what the person wishes"), deed: always(register.OwnWish())},
	"propose_minor": {
		verb: "propose_for_minor", title: i18n.Key("desk", "Record what the guardian allows"), deed: func(f *form) register.Deed { return register.ProposeForMinor(f.level("level"), f.text("why")) },
		then: second(register.AllowForMinor()),
	},
	"minor": {verb: "allow_for_minor", title: i18n.Key("desk", "Confirm what the guardian allows"), deed: always(register.AllowForMinor())},
	"propose_override": {
		verb: "propose_override", title: i18n.Key("desk", "Propose another status"),
		deed: func(f *form) register.Deed {
			return register.ProposeOverride(guwah.Status(f.text("status")), f.text("reason"))
		},
		then: second(register.Override()),
	},
	"override":     {verb: "override", title: i18n.Key("desk", "Set the status"), deed: always(register.Override())},
	"end_override": {verb: "end_override", title: i18n.Key("desk", "Let the rules decide the status"), deed: always(register.EndOverride())},

	"propose_clearance": {
		verb: "propose_clearance", title: i18n.Key("desk", "Propose to publish without consent"),
		deed: func(f *form) register.Deed {
			return register.ProposeClearance(guwah.Ground(f.text("ground")), ids[guwah.ClaimID](f, "claims"), f.text("reason"))
		},
		then: func(c guwah.Changes) register.Deed { return register.Clear(c.Clearances[0].ID) },
	},
	"clear":         {verb: "clear", title: i18n.Key("desk", "Publish without consent"), deed: func(f *form) register.Deed { return register.Clear(object[guwah.ClearanceID](f)) }},
	"end_clearance": {verb: "end_clearance", title: i18n.Key("desk", "End the permission to publish without consent"), deed: func(f *form) register.Deed { return register.EndClearance(object[guwah.ClearanceID](f)) }},

	"propose_correction": {verb: "propose_correction", title: i18n.Key("desk", "Propose a correction"), deed: correcting, then: second(register.Correct())},
	"correct":            {verb: "correct", title: i18n.Key("desk", "Publish the correction"), deed: always(register.Correct())},

	"raise_demand": {
		verb: "raise_demand", title: i18n.Key("desk", "Write a demand"), deed: raising,
		then: func(c guwah.Changes) register.Deed { return demand.Publish(c.Demands[0].ID) },
	},
	"publish_demand": {verb: "publish_demand", title: i18n.Key("desk", "Publish the demand"), deed: func(f *form) register.Deed { return demand.Publish(object[guwah.DemandID](f)) }},
	"demand_step":    {verb: "demand_sent", title: i18n.Key("desk", "Record a step of the demand"), deed: stepping},
	"record_response": {
		verb: "record_response", title: i18n.Key("desk", "Record an answer"), deed: answering,
		then: func(c guwah.Changes) register.Deed { return demand.Clear(c.Responses[0].ID) },
	},
	"clear_response":    {verb: "clear_response", title: i18n.Key("desk", "Publish the answer"), deed: func(f *form) register.Deed { return demand.Clear(object[guwah.ResponseID](f)) }},
	"withhold_response": {verb: "withhold_response", title: i18n.Key("desk", "Take the answer back from the public"), deed: func(f *form) register.Deed { return demand.Withhold(object[guwah.ResponseID](f)) }},
	"assess":            {verb: "assess_response", title: i18n.Key("desk", "Judge the answer"), deed: judging},

	"accept_photo":  {verb: "accept_photo", title: i18n.Key("desk", "Accept the picture"), deed: func(f *form) register.Deed { return evidence.Accept(object[guwah.EvidenceID](f)) }},
	"reject_photo":  {verb: "reject_photo", title: i18n.Key("desk", "Reject the picture"), deed: func(f *form) register.Deed { return evidence.Reject(object[guwah.EvidenceID](f), f.text("reason")) }},
	"release_photo": {verb: "release_photo", title: i18n.Key("desk", "Let the picture be reviewed"), deed: func(f *form) register.Deed { return evidence.Release(object[guwah.EvidenceID](f), f.text("reason")) }},
}

func object[T ~string](f *form) T { return T(f.text("object")) }

func always(deed register.Deed) func(*form) register.Deed {
	return func(*form) register.Deed { return deed }
}

func second(deed register.Deed) func(guwah.Changes) register.Deed {
	return func(guwah.Changes) register.Deed { return deed }
}

// drawing draws a claim, in the place of an earlier one where the form says so.
func drawing(f *form, drawn register.Drawn) register.Deed {
	if old := f.text("supersedes"); old != "" {
		return register.Supersede(guwah.ClaimID(old), drawn)
	}
	return register.Draw(drawn)
}

func reviewing(decision guwah.ReviewDecision) func(*form) register.Deed {
	return func(f *form) register.Deed {
		return register.Review(object[guwah.ClaimID](f), decision, f.text("reason"))
	}
}

func correcting(f *form) register.Deed {
	return register.ProposeCorrection(guwah.Correction{
		Kind: f.text("kind"), Claim: guwah.ClaimID(f.text("claim")),
		Was: f.words("was", "lang"), Now: f.words("now", "lang"), Why: f.words("why", "lang"),
	})
}

func raising(f *form) register.Deed {
	return demand.Raise(demand.Question{
		Authority: guwah.AuthorityID(f.text("authority")), Campaign: guwah.CampaignID(f.text("campaign")), Asks: ids[guwah.Asks](f, "asks"),
		Texts: f.words("text", "lang"), TermDays: f.number("term"),
	})
}

func stepping(f *form) register.Deed {
	event := guwah.DemandEvent{Kind: guwah.DemandEventKind(f.text("step")), At: f.day("at"), Via: f.text("via")}
	return demand.Step(object[guwah.DemandID](f), event)
}

func answering(f *form) register.Deed {
	response := guwah.Response{
		Demand: guwah.DemandID(f.text("demand")), Authority: guwah.AuthorityID(f.text("authority")), Medium: guwah.Medium(f.text("medium")),
		Contents: ids[guwah.ResponseKind](f, "contents"), Said: f.words("said", "lang"), Shown: f.date("shown"), Published: f.day("published"),
		ReleaseKind: f.text("release_kind"), LiveTwoWay: f.Get("live_two_way") != "",
	}
	return demand.Record(demand.Answer{Response: response, Source: f.source()})
}

func judging(f *form) register.Deed {
	return demand.Assess(guwah.Assessment{
		Response: object[guwah.ResponseID](f), ByFamily: f.text("judge") == "family",
		Identity: guwah.Answer(f.text("identity")), DateProvable: guwah.Answer(f.text("date_provable")),
		FreeOfControl: guwah.Answer(f.text("free_of_control")), Answers: guwah.Answer(f.text("answers")),
		Indicators: ids[guwah.Indicator](f, "indicators"), Verdict: guwah.Verdict(f.text("verdict")), Reason: f.words("reason", "lang"),
	})
}
