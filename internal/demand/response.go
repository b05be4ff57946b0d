package demand

import (
	"fmt"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// Answer is a response as a case-worker enters it.
type Answer struct {
	Response guwah.Response // ids and names of people are given by the act
	Source   *guwah.Source  // where it was published; nil where the family was answered directly
}

// Record records what an authority said or did about the person. It is shown to the team only until a second person clears it with [Clear]
// (rule 16, first ground); it moves no clock until it is assessed.
func Record(a Answer) register.Deed {
	return func(d guwah.Dossier, m register.Moment) (guwah.Act, guwah.Changes, error) {
		r := a.Response
		if err := check(r, m.Day); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		r.Versioned, r.ID, r.Person = guwah.Versioned{}, guwah.ResponseID(m.NewID()), d.Person.ID
		r.By, r.Clearance, r.Restriction = []guwah.StaffID{m.By}, false, guwah.RestrictTeam
		var changes guwah.Changes
		if a.Source != nil {
			source := *a.Source
			source.ID = guwah.SourceID(m.NewID())
			changes.Sources, r.Source = []guwah.Source{source}, source.ID
		}
		if r.Demand != "" {
			asked, err := in(d, r.Demand)
			if err != nil {
				return guwah.Act{}, guwah.Changes{}, err
			}
			if !asked.Over() {
				asked.Events = append(slices.Clone(asked.Events), guwah.DemandEvent{Kind: guwah.DemandResponded, At: r.Published, Response: r.ID})
				changes.Demands = []guwah.Demand{asked}
			}
		}
		changes.Responses, changes.Claims = []guwah.Response{r}, asserted(r, m)
		return guwah.Act{Verb: "record_response", Kind: "response", Object: string(r.ID)}, changes, nil
	}
}

// asserted are the claims that the response makes, for reviewers to accept or not (rule 10).
func asserted(r guwah.Response, m register.Moment) []guwah.Claim {
	claims := guwah.Assertions(r)
	for i := range claims {
		claims[i].ID, claims[i].DrawnBy, claims[i].Drawn = guwah.ClaimID(m.NewID()), m.By, m.Day
	}
	return claims
}

func check(r guwah.Response, today guwah.Day) error {
	if r.Authority == "" {
		return &guwah.Invalid{Field: "authority", Key: "Choose who answered."}
	}
	if !slices.Contains(guwah.Mediums, r.Medium) {
		return &guwah.Invalid{Field: "medium", Key: "Choose in what form it came."}
	}
	if len(r.Contents) == 0 {
		return &guwah.Invalid{Field: "contents", Key: "Choose what it contains."}
	}
	for _, kind := range r.Contents {
		if !slices.Contains(guwah.ResponseKinds, kind) {
			return &guwah.Invalid{Field: "contents", Key: "Choose one of the list."}
		}
	}
	if r.Published == 0 || r.Published > today {
		return &guwah.Invalid{Field: "published", Key: "Write the day it became known, no later than today."}
	}
	return nil
}

// Clear is the second of the two people: what the authority said or did is its conduct, and may be shown.
func Clear(id guwah.ResponseID) register.Deed {
	return func(d guwah.Dossier, m register.Moment) (guwah.Act, guwah.Changes, error) {
		r, err := responseIn(d, id)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		if r.Clearance {
			return guwah.Act{}, guwah.Changes{}, fmt.Errorf("clear response %s again: %w", id, guwah.ErrConflict)
		}
		if slices.Contains(r.By, m.By) {
			return guwah.Act{}, guwah.Changes{}, fmt.Errorf("clear response %s: it takes a second person: %w", id, guwah.ErrRefused)
		}
		r.By, r.Clearance, r.Restriction = append(slices.Clone(r.By), m.By), true, guwah.RestrictPublic
		a := guwah.Act{Verb: "clear_response", Kind: "response", Object: string(id), Two: true}
		return a, guwah.Changes{Responses: []guwah.Response{r}}, nil
	}
}

// Withhold takes a response back from the public; one person is enough.
func Withhold(id guwah.ResponseID) register.Deed {
	return func(d guwah.Dossier, m register.Moment) (guwah.Act, guwah.Changes, error) {
		r, err := responseIn(d, id)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		r.Clearance, r.Restriction, r.By = false, guwah.RestrictTeam, []guwah.StaffID{m.By}
		return guwah.Act{Verb: "withhold_response", Kind: "response", Object: string(id)}, guwah.Changes{Responses: []guwah.Response{r}}, nil
	}
}

func responseIn(d guwah.Dossier, id guwah.ResponseID) (guwah.Response, error) {
	for _, r := range d.Responses {
		if r.ID == id {
			return r, nil
		}
	}
	return guwah.Response{}, fmt.Errorf("response %s of person %s: %w", id, d.Person.ID, guwah.ErrNotFound)
}
