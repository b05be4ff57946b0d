package register

import (
	"strconv"

	"guwah.example/guwah"
)

// waiting derives what waits for a second person from the entities an act changes, so that no act can forget to say so, nor to say that it is over.
func waiting(c guwah.Changes) []guwah.Waiting {
	var w []guwah.Waiting
	for _, x := range c.Cases {
		w = append(w, caseWaits(x)...)
	}
	for _, x := range c.Claims {
		if TwoToAccept(x.Predicate) && x.Predicate != guwah.PredDepictedIn { // a picture waits with its copy
			w = append(w, row("claim", string(x.ID), x.Person, first(x.DrawnBy, x.Drawn, x.State == guwah.ClaimProposed)))
		}
	}
	for _, x := range c.Clearances {
		w = append(w, row("clearance", string(x.ID), x.Person, alone(x.By, x.At, x.Ended == 0)))
	}
	for _, x := range c.Demands {
		w = append(w, row("demand", string(x.ID), x.Person, alone(x.By, firstDay(x), !x.Over())))
	}
	for _, x := range c.Responses {
		w = append(w, row("response", string(x.ID), x.Person, alone(x.By, x.Published, !x.Clearance)))
	}
	for _, x := range c.Aggregates {
		w = append(w, row("aggregate", string(x.ID), "", alone(x.By, x.At, !x.Public)))
	}
	for _, x := range c.Evidence {
		w = append(w, row("evidence", string(x.ID), x.Person, copyProposal(x)))
	}
	for _, x := range c.Merges {
		w = append(w, row("merge", string(x.ID), x.Keep, alone(x.By, x.At, x.State == guwah.MergeProposed)), row("unmerge", string(x.ID), x.Keep, undoing(x)))
	}
	for _, x := range c.Testimonies {
		w = append(w, row("erase", string(x.ID), x.Person, x.Erasing))
	}
	for _, x := range c.Grants {
		w = append(w, row("grant", x.ID, "", first(signer(x.By), x.At, x.State == guwah.StateProposed)))
	}
	for _, x := range c.Decoys {
		w = append(w, row("decoy", x.ID, "", first(signer(x.By), x.At, x.State == guwah.StateProposed)))
	}
	for _, x := range c.Challenges {
		if x.No != 0 {
			w = append(w, row("challenge", strconv.FormatInt(x.No, 10), x.Person, deciding(x)))
		}
	}
	for _, x := range c.Bursts {
		w = append(w, row("burst", string(x.ID), "", x.Deciding))
	}
	for _, x := range c.TeamKeys {
		w = append(w, row("team_key", strconv.Itoa(x.No), "", x.Proposed))
	}
	for _, x := range c.Recoveries {
		w = append(w, row("key_recovery", strconv.Itoa(x.No), "", x.Proposed))
	}
	for _, x := range c.KeyLocks {
		w = append(w, row("key_lock", string(x.Staff)+" "+x.Credential, "", first(x.Staff, x.Made, x.Asked && !x.Ended)))
	}
	return w
}

func caseWaits(k guwah.Case) []guwah.Waiting {
	var publishing, override, correcting *guwah.Proposal
	if k.Publishing != nil {
		publishing = &k.Publishing.Proposal
	}
	if o := k.Overriding; o != nil {
		override = alone(o.By, o.At, true)
	}
	if c := k.Correcting; c != nil {
		correcting = alone(c.By, c.At, true)
	}
	id := string(k.Person)
	return []guwah.Waiting{
		row("publish", id, k.Person, publishing),
		row("show_again", id, k.Person, k.ShowAgain),
		row("objection", id, k.Person, k.Unobjecting),
		row("self_decide", id, k.Person, k.SelfDeciding),
		row("minor", id, k.Person, k.MinorAllow),
		row("override", id, k.Person, override),
		row("correction", id, k.Person, correcting),
	}
}

// row is one line of the list of second looks; without a proposal it says that nothing waits any more.
func row(kind, object string, person guwah.PersonID, p *guwah.Proposal) guwah.Waiting {
	w := guwah.Waiting{Kind: kind, Object: object, Person: person, Over: p == nil}
	if p != nil {
		w.By, w.At = p.By, p.At
	}
	return w
}

// alone is the proposal of something that one person has put their name to, while that still matters.
func alone(by []guwah.StaffID, at guwah.Day, matters bool) *guwah.Proposal {
	if !matters || len(by) != 1 {
		return nil
	}
	return &guwah.Proposal{By: by[0], At: at}
}

func first(by guwah.StaffID, at guwah.Day, matters bool) *guwah.Proposal {
	return alone([]guwah.StaffID{by}, at, matters)
}

// signer is who signed first; nobody where the operator proposed it.
func signer(by []guwah.StaffID) guwah.StaffID {
	if len(by) == 0 {
		return ""
	}
	return by[0]
}

func firstDay(d guwah.Demand) guwah.Day {
	if len(d.Events) == 0 {
		return 0
	}
	return d.Events[0].At
}

func copyProposal(e guwah.Evidence) *guwah.Proposal {
	if e.Proposed == "" || len(e.Reviews) == 0 {
		return nil
	}
	return &guwah.Proposal{By: e.Reviews[0].By, At: e.Reviews[0].At}
}

func undoing(m guwah.Merge) *guwah.Proposal {
	if m.Undoing == nil {
		return nil
	}
	return &m.Undoing.Proposal
}

func deciding(c guwah.Challenge) *guwah.Proposal {
	if c.Deciding == nil {
		return nil
	}
	return &c.Deciding.Proposal
}
