package demand

import (
	"fmt"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// Question is a demand as a campaigner writes it.
type Question struct {
	Authority guwah.AuthorityID
	Campaign  guwah.CampaignID // may be empty
	Asks      []guwah.Asks
	Texts     guwah.Texts // own wording; empty for the standard sentence
	TermDays  int         // the term some rule sets for an answer; 0 where none does
}

// Asks lists what can be asked for.
var Asks = []guwah.Asks{guwah.AsksLife, guwah.AsksRemains, guwah.AsksLaw}

// Raise drafts a demand about the person. It is public once a second person puts their name to it with [Publish].
func Raise(q Question) register.Deed {
	return func(d guwah.Dossier, m register.Moment) (guwah.Act, guwah.Changes, error) {
		if err := q.check(); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		demand := guwah.Demand{
			ID: guwah.DemandID(m.NewID()), Person: d.Person.ID, Campaign: q.Campaign, Authority: q.Authority, Asks: q.Asks, Texts: q.Texts,
			TermDays: q.TermDays, By: []guwah.StaffID{m.By}, Events: []guwah.DemandEvent{{Kind: guwah.DemandDrafted, At: m.Day}},
		}
		return act("raise_demand", demand.ID), guwah.Changes{Demands: []guwah.Demand{demand}}, nil
	}
}

func (q Question) check() error {
	if q.Authority == "" {
		return &guwah.Invalid{Field: "authority", Key: "Choose whom to ask."}
	}
	if len(q.Asks) == 0 {
		return &guwah.Invalid{Field: "asks", Key: "Choose what to ask for."}
	}
	for _, a := range q.Asks {
		if !slices.Contains(Asks, a) {
			return &guwah.Invalid{Field: "asks", Key: "Choose one of the list."}
		}
	}
	if q.TermDays < 0 || q.TermDays > 3660 {
		return &guwah.Invalid{Field: "term", Key: "Write the term in days, or leave it empty where no rule sets one."}
	}
	return nil
}

// Publish is the second of the two people: from today the demand is public and, until it is sent, clock B counts from here (rule 7). A demand of a
// campaign brings the case into the campaign.
func Publish(id guwah.DemandID) register.Deed {
	return func(d guwah.Dossier, m register.Moment) (guwah.Act, guwah.Changes, error) {
		demand, err := in(d, id)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		if len(demand.By) != 1 || demand.Over() {
			return guwah.Act{}, guwah.Changes{}, fmt.Errorf("publish demand %s, which does not wait for it: %w", id, guwah.ErrConflict)
		}
		if demand.By[0] == m.By {
			return guwah.Act{}, guwah.Changes{}, fmt.Errorf("publish demand %s: it takes a second person: %w", id, guwah.ErrRefused)
		}
		demand.By = append(slices.Clone(demand.By), m.By)
		demand.Events = append(slices.Clone(demand.Events), guwah.DemandEvent{Kind: guwah.DemandPublished, At: m.Day})
		changes := guwah.Changes{Demands: []guwah.Demand{demand}}
		if demand.Campaign != "" && !slices.Contains(d.Case.Campaigns, demand.Campaign) {
			k := d.Case
			k.Campaigns = append(slices.Clone(k.Campaigns), demand.Campaign)
			changes.Cases = []guwah.Case{k}
		}
		a := act("publish_demand", id)
		a.Two = true
		return a, changes, nil
	}
}

func in(d guwah.Dossier, id guwah.DemandID) (guwah.Demand, error) {
	for _, demand := range d.Demands {
		if demand.ID == id {
			return demand, nil
		}
	}
	return guwah.Demand{}, fmt.Errorf("demand %s of person %s: %w", id, d.Person.ID, guwah.ErrNotFound)
}

func act(verb guwah.Verb, id guwah.DemandID) guwah.Act {
	return guwah.Act{Verb: verb, Kind: "demand", Object: string(id)}
}
