package register

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"guwah.example/guwah"
)

// verbs says which permission each verb of the team needs. A verb without a line is refused to everybody: whoever adds a deed decides here who may do it.
// The public and the program act without a name, and are not asked.
var verbs = map[guwah.Verb]guwah.Permission{
	"sign_in": guwah.MayWork, "sign_out": guwah.MayWork, "change_language": guwah.MayWork,
	"open_account": guwah.MayWork, "enrol": guwah.MayWork, "confirm": guwah.MayWork, "give_up": guwah.MayWork, "end_session": guwah.MayWork,
	"travel": guwah.MayWork, "return": guwah.MayWork, "suspend": guwah.MayWork, "restore": guwah.MayWork,

	"hide": guwah.MayHide, "lower": guwah.MayHide, "withhold_claim": guwah.MayHide, "withhold_response": guwah.MayHide, "object": guwah.MayHide,
	"end_clearance": guwah.MayHide, "drop_publishing": guwah.MayHide,

	"receive": guwah.MayReadIntake, "take_up": guwah.MayReadIntake, "set_aside": guwah.MayReadIntake, "bring_back": guwah.MayReadIntake,
	"let_out": guwah.MayReadIntake, "propose_burst": guwah.MayReadIntake, "decide_burst": guwah.MayReadIntake,
	"expect_many": guwah.MayReadIntake, "expect_no_longer": guwah.MayReadIntake,
	"draw_claim": guwah.MayDraw, "supersede_claim": guwah.MayDraw, "open_person": guwah.MayDraw, "admit": guwah.MayDraw, "ask": guwah.MayDraw,
	"propose_photo": guwah.MayDraw,

	"accept_claim": guwah.MayReview, "accept_claims": guwah.MayReview, "contest_claim": guwah.MayReview, "reject_claim": guwah.MayReview,
	"accept_photo": guwah.MayReview, "reject_photo": guwah.MayReview, "release_photo": guwah.MayReview,
	"propose_erasing": guwah.MayReview, "erase": guwah.MayReview,

	"propose_publishing": guwah.MayPublish, "publish": guwah.MayPublish, "propose_showing": guwah.MayPublish, "show_again": guwah.MayPublish,
	"propose_overruling": guwah.MayPublish, "overrule_objection": guwah.MayPublish, "propose_own_wish": guwah.MayPublish, "own_wish": guwah.MayPublish,
	"propose_for_minor": guwah.MayPublish, "allow_for_minor": guwah.MayPublish, "propose_override": guwah.MayPublish, "override": guwah.MayPublish,
	"end_override": guwah.MayPublish, "propose_clearance": guwah.MayPublish, "clear": guwah.MayPublish, "propose_correction": guwah.MayPublish,
	"correct": guwah.MayPublish,

	"propose_merge": guwah.MayMerge, "merge": guwah.MayMerge, "reject_merge": guwah.MayMerge, "propose_unmerge": guwah.MayMerge,
	"unmerge": guwah.MayMerge, "decide_match": guwah.MayMerge,

	"add_authority": guwah.MayDemand, "record_aggregate": guwah.MayDemand, "itemise": guwah.MayDemand, "raise_demand": guwah.MayDemand,
	"record_response": guwah.MayDemand, "assess_response": guwah.MayAssess,
	"demand_sent": guwah.MayDemand, "demand_delivery_failed": guwah.MayDemand, "demand_acknowledged": guwah.MayDemand,
	"demand_clarification_asked": guwah.MayDemand, "demand_withdrawn": guwah.MayDemand, "demand_ended": guwah.MayDemand,
	"publish_aggregate": guwah.MayPublish, "publish_demand": guwah.MayPublish, "clear_response": guwah.MayPublish,

	"propose_answer": guwah.MayAnswer, "answer_challenge": guwah.MayAnswer,

	"read_sealed": guwah.MayOpenSealed, "put_away_alarm": guwah.MaySeeActs,

	"dismiss": guwah.MayManageTeam, "narrow": guwah.MayManageTeam, "propose_grant": guwah.MayManageTeam, "countersign": guwah.MayManageTeam,
	"drop_grant": guwah.MayManageTeam,

	"ask_for_key": guwah.MayOpenSealed, "lock_key": guwah.MayOpenSealed, "admit_to_key": guwah.MayOpenSealed, "end_lock": guwah.MayWork,
	"propose_key": guwah.MayKeepKeys, "confirm_key": guwah.MayKeepKeys, "refuse_key": guwah.MayKeepKeys, "propose_recovery": guwah.MayKeepKeys,
	"confirm_recovery": guwah.MayKeepKeys, "refuse_recovery": guwah.MayKeepKeys, "rehearse_card": guwah.MayOpenSealed,

	"propose_decoy": guwah.MayPlant, "plant_decoy": guwah.MayPlant, "take_up_decoy": guwah.MayPlant,
}

// permit refuses an act to whoever may not do it, and whatever lies outside their scope, which answers as if it were not there. It is asked at the one
// write door, so that no page and no use case can forget it.
func (r *Register) permit(ctx context.Context, act guwah.Act, changes guwah.Changes) error {
	if act.By == "" {
		return nil
	}
	member, err := r.member(ctx, act.By)
	if err != nil {
		return err
	}
	if err := mayDo(member, act.Verb, changes); err != nil {
		return err
	}
	return r.within(ctx, member, changes)
}

// mayDo refuses a verb to somebody without its permission. A death needs a permission of its own, whatever the deed that touches it is called (rule 11).
func mayDo(member guwah.Staff, verb guwah.Verb, changes guwah.Changes) error {
	ofDeath := slices.ContainsFunc(changes.Claims, func(c guwah.Claim) bool { return c.Predicate == guwah.PredDied && reviewedBy(c, member.ID) })
	need, known := needs(verb, ofDeath)
	if !known {
		return fmt.Errorf("%s: no line in the table of verbs says who may: %w", verb, guwah.ErrRefused)
	}
	if !member.May(need) {
		return fmt.Errorf("%s needs the permission %s: %w", verb, need, guwah.ErrRefused)
	}
	return nil
}

// needs is the permission that a verb needs; false for a verb without a line.
func needs(verb guwah.Verb, ofDeath bool) (guwah.Permission, bool) {
	need, known := verbs[verb]
	if known && ofDeath {
		need = guwah.MayDecideDead
	}
	return need, known
}

// MayDo tells whether the member may do a verb, by the table that the write door asks: for drawing no form that would be refused.
func (c Colleague) MayDo(verb guwah.Verb) bool {
	need, known := needs(verb, false)
	return known && c.May(need)
}

// MayReview is [Colleague.MayDo] for a verb that reviews a claim.
func (c Colleague) MayReview(verb guwah.Verb, claim guwah.Claim) bool {
	need, known := needs(verb, claim.Predicate == guwah.PredDied)
	return known && c.May(need)
}

// reviewedBy tells whether the newest review of a claim is somebody's.
func reviewedBy(c guwah.Claim, by guwah.StaffID) bool {
	return len(c.Reviews) > 0 && c.Reviews[len(c.Reviews)-1].By == by
}

// within refuses changes to anything that the member does not reach, as it stands before them.
func (r *Register) within(ctx context.Context, member guwah.Staff, c guwah.Changes) error {
	persons, testimonies := touched(c)
	if err := r.undisturbed(ctx, member, c.Decoys, testimonies); err != nil {
		return err
	}
	if member.Everywhere() {
		return nil
	}
	for _, id := range persons {
		if err := r.reach(ctx, member, id); err != nil {
			return err
		}
	}
	for _, id := range testimonies {
		if err := r.reachTold(ctx, member, id); err != nil {
			return err
		}
	}
	return nil
}

// reach gives guwah.ErrNotFound for a record outside the member's scope.
func (r *Register) reach(ctx context.Context, member guwah.Staff, id guwah.PersonID) error {
	d, err := r.store.Dossier(ctx, id)
	if err == nil && !member.Reaches(&d) {
		err = guwah.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("open person %s: %w", id, err)
	}
	return nil
}

// reachTold fails with guwah.ErrNotFound for a testimony that a member does not reach. Whether they do is decided by the places of its person once it is known
// whom it is about, and by its language until then.
func (r *Register) reachTold(ctx context.Context, member guwah.Staff, id guwah.TestimonyID) error {
	t, err := r.store.Testimony(ctx, id)
	if err != nil {
		return fmt.Errorf("open testimony %s: %w", id, err)
	}
	if t.Person != "" {
		return r.reach(ctx, member, t.Person)
	}
	if !member.Reads(t.Lang) {
		return fmt.Errorf("open testimony %s: %w", id, guwah.ErrNotFound)
	}
	return nil
}

// touched lists the records and testimonies, each once, that changes alter or speak of; but not those that they make.
func touched(c guwah.Changes) ([]guwah.PersonID, []guwah.TestimonyID) {
	persons, told := map[guwah.PersonID]bool{}, map[guwah.TestimonyID]bool{}
	for _, list := range [][]guwah.PersonID{
		each(c.Persons, func(x guwah.Person) guwah.PersonID { return x.ID }), each(c.Cases, func(x guwah.Case) guwah.PersonID { return x.Person }),
		each(c.Claims, func(x guwah.Claim) guwah.PersonID { return x.Person }), each(c.Clearances, func(x guwah.Clearance) guwah.PersonID { return x.Person }),
		each(c.Evidence, func(x guwah.Evidence) guwah.PersonID { return x.Person }), each(c.Demands, func(x guwah.Demand) guwah.PersonID { return x.Person }),
		each(c.Responses, func(x guwah.Response) guwah.PersonID { return x.Person }), each(c.Assessments, func(x guwah.Assessment) guwah.PersonID { return x.Person }),
		each(c.Itemised, func(x guwah.Itemised) guwah.PersonID { return x.Person }), each(c.Corrections, func(x guwah.Correction) guwah.PersonID { return x.Person }),
		each(c.Challenges, func(x guwah.Challenge) guwah.PersonID { return x.Person }), each(c.Outbound, func(x guwah.Outbound) guwah.PersonID { return x.Person }),
		each(c.Merges, func(x guwah.Merge) guwah.PersonID { return x.Keep }), each(c.Merges, func(x guwah.Merge) guwah.PersonID { return x.Drop }),
		each(c.Decisions, func(x guwah.MatchDecision) guwah.PersonID { return x.A }), each(c.Decisions, func(x guwah.MatchDecision) guwah.PersonID { return x.B }),
	} {
		for _, id := range list {
			persons[id] = true
		}
	}
	for _, list := range [][]guwah.TestimonyID{
		each(c.Testimonies, func(x guwah.Testimony) guwah.TestimonyID { return x.ID }), each(c.Messages, func(x guwah.Message) guwah.TestimonyID { return x.Testimony }),
		each(c.Consents, func(x guwah.Consent) guwah.TestimonyID { return x.Testimony }), each(c.Claims, func(x guwah.Claim) guwah.TestimonyID { return x.Testimony }),
		each(c.Evidence, func(x guwah.Evidence) guwah.TestimonyID { return x.Testimony }),
	} {
		for _, id := range list {
			told[id] = true
		}
	}
	for _, x := range c.Persons {
		if x.Version == 0 {
			delete(persons, x.ID)
		}
	}
	for _, x := range c.Testimonies {
		if x.Version == 0 {
			delete(told, x.ID)
		}
	}
	delete(persons, "")
	delete(told, "")
	return slices.Sorted(maps.Keys(persons)), slices.Sorted(maps.Keys(told))
}

func each[T any, K comparable](all []T, key func(T) K) []K {
	keys := make([]K, len(all))
	for i, x := range all {
		keys[i] = key(x)
	}
	return keys
}
