package desk

import (
	"context"
	"errors"
	"html/template"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/demand"
	"guwah.example/guwah/internal/evidence"
	"guwah.example/guwah/internal/register"
)

// pendingRow is something one person decided that waits for a second, with what that would change for outsiders.
type pendingRow struct {
	Act, Object string
	Title       string
	By, Day     string
	Why         string
	What        template.HTML // what it is about, where the title does not say
	Picture     string        // SHA-256 of the picture it is about
	Effect      *effect
	Mine        bool // whoever looks is the first person, or wrote the claim
	Signable    bool // whoever looks may be the second
	Drop        string
	Seen        string // names what is shown, for the second person's signature
}

// pending lists what waits on this case for a second person.
func (r *record) pending(ctx context.Context) ([]pendingRow, error) {
	var rows []pendingRow
	for _, p := range r.proposals() {
		row := pendingRow{
			Act: p.act, Object: p.object, Title: r.Say(acts[p.act].title), By: r.handles[p.By], Day: r.day(p.At), Why: p.Why,
			Mine: p.By == r.visit.ID, What: r.what(p),
		}
		row.Signable = !row.Mine && r.maySign(p)
		if r.visit.MayDo(acts[p.drop].verb) {
			row.Drop = p.drop
		}
		for _, e := range r.dossier.Evidence {
			if string(e.ID) == p.object {
				row.Picture = e.Proposed
			}
		}
		changes, err := r.Register.Foresee(ctx, "", r.dossier.Person.ID, p.deed)
		if err != nil && !errors.Is(err, guwah.ErrRefused) {
			var invalid *guwah.Invalid
			if !errors.As(err, &invalid) {
				return nil, err
			}
		}
		row.Effect, row.Seen = r.effect(changes), changes.Seen
		rows = append(rows, row)
	}
	return rows, nil
}

// maySign tells whether whoever looks may be the second person of a proposal.
func (r *record) maySign(p waits) bool {
	for _, c := range r.dossier.Claims {
		if p.act == "accept" && string(c.ID) == p.object {
			return r.visit.MayReview(acts[p.act].verb, c)
		}
	}
	return r.visit.MayDo(acts[p.act].verb)
}

// what says which claim, demand or answer a proposal is about.
func (r *record) what(p waits) template.HTML {
	for _, c := range r.dossier.Claims {
		if p.act == "accept" && string(c.ID) == p.object {
			return template.HTML(template.HTMLEscapeString(r.Code("predicate", string(c.Predicate)))) + ": " + r.value(c) //nolint:gosec // escaped
		}
	}
	for _, d := range r.dossier.Demands {
		if string(d.ID) == p.object {
			return r.authority(d.Authority)
		}
	}
	for _, x := range r.dossier.Responses {
		if string(x.ID) == p.object {
			return r.authority(x.Authority) + " " + r.texts(x.Said)
		}
	}
	return ""
}

// waits is one proposal with the act by which the second person makes it real.
type waits struct {
	guwah.Proposal
	act, object, drop string
	deed              register.Deed
}

func (r *record) proposals() []waits {
	k := r.dossier.Case
	var all []waits
	add := func(p *guwah.Proposal, act, object string, deed register.Deed) {
		if p != nil {
			all = append(all, waits{Proposal: *p, act: act, object: object, deed: deed})
		}
	}
	if k.Publishing != nil {
		add(&k.Publishing.Proposal, "publish", "", register.Publish())
		all[len(all)-1].drop = "drop_publish"
	}
	add(k.ShowAgain, "show_again", "", register.ShowAgain())
	add(k.Unobjecting, "overrule", "", register.Overrule())
	add(k.SelfDeciding, "own_wish", "", register.OwnWish())
	add(k.MinorAllow, "minor", "", register.AllowForMinor())
	if o := k.Overriding; o != nil {
		add(&guwah.Proposal{By: o.By[0], At: o.At, Why: o.Reason}, "override", "", register.Override())
	}
	if c := k.Correcting; c != nil {
		add(&guwah.Proposal{By: c.By[0], At: c.At}, "correct", "", register.Correct())
	}
	return append(all, r.thingsProposed()...)
}

// thingsProposed are the claims, clearances, demands, answers and pictures that wait.
func (r *record) thingsProposed() []waits {
	var all []waits
	for _, c := range r.dossier.Claims {
		if c.State == guwah.ClaimProposed && register.TwoToAccept(c.Predicate) && c.Predicate != guwah.PredDepictedIn {
			all = append(all, waits{guwah.Proposal{By: c.DrawnBy, At: c.Drawn}, "accept", string(c.ID), "", register.Review(c.ID, guwah.ReviewAccept, "")})
		}
	}
	for _, c := range r.dossier.Clearances {
		if len(c.By) == 1 && c.Ended == 0 {
			all = append(all, waits{guwah.Proposal{By: c.By[0], At: c.At, Why: c.Reason}, "clear", string(c.ID), "end_clearance", register.Clear(c.ID)})
		}
	}
	for _, x := range r.dossier.Demands {
		if len(x.By) == 1 && !x.Over() {
			all = append(all, waits{guwah.Proposal{By: x.By[0], At: x.Events[0].At}, "publish_demand", string(x.ID), "", demand.Publish(x.ID)})
		}
	}
	for _, x := range r.dossier.Responses {
		if len(x.By) == 1 && !x.Clearance {
			all = append(all, waits{guwah.Proposal{By: x.By[0], At: x.Published}, "clear_response", string(x.ID), "", demand.Clear(x.ID)})
		}
	}
	for _, e := range r.dossier.Evidence {
		if e.Proposed != "" && e.Held == "" && len(e.Reviews) > 0 {
			all = append(all, waits{guwah.Proposal{By: e.Reviews[0].By, At: e.Reviews[0].At}, "accept_photo", string(e.ID), "reject_photo", evidence.Accept(e.ID)})
		}
	}
	return all
}
