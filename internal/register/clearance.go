package register

import (
	"fmt"
	"slices"

	"guwah.example/guwah"
)

// Grounds are those of rule 16.
var Grounds = []guwah.Ground{guwah.GroundAuthorityConduct, guwah.GroundAlreadyPublic, guwah.GroundPublicFigure, guwah.GroundPublishedList}

// ClearanceMost is how many claims one clearance may cover (rule 16: batches of at most 50, each opened).
const ClearanceMost = 50

// ProposeClearance is the first of two decisions that claims may go out without a consent, on one of the grounds of rule 16. Without claims it covers
// every claim of the person that rests on a published source.
func ProposeClearance(ground guwah.Ground, claims []guwah.ClaimID, reason string) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		if !slices.Contains(Grounds, ground) {
			return guwah.Act{}, guwah.Changes{}, &guwah.Invalid{Field: "ground", Key: "Choose one of the list."}
		}
		if reason == "" {
			return guwah.Act{}, guwah.Changes{}, &guwah.Invalid{Field: "reason", Key: "Write why: it is kept with the decision."}
		}
		if len(claims) > ClearanceMost {
			return guwah.Act{}, guwah.Changes{}, &guwah.Invalid{Field: "claims", Key: "At most 50 at a time, each of them read."}
		}
		c := guwah.Clearance{
			ID: guwah.ClearanceID(m.NewID()), Person: d.Person.ID, Claims: claims, Ground: ground,
			By: []guwah.StaffID{m.By}, At: m.Day, Reason: reason,
		}
		return guwah.Act{Verb: "propose_clearance", Kind: "clearance", Object: string(c.ID)}, guwah.Changes{Clearances: []guwah.Clearance{c}}, nil
	}
}

// Clear is the second decision.
func Clear(id guwah.ClearanceID) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		c, err := clearanceIn(d, id)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		if err := m.second(alone(c.By, c.At, c.Ended == 0), "clear"); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		c.By, c.At = together(c.By, m.By), m.Day
		act := two(guwah.Act{Verb: "clear", Kind: "clearance", Object: string(id)})
		return act, guwah.Changes{Clearances: []guwah.Clearance{c}}, nil
	}
}

// EndClearance takes a clearance back; one person is enough.
func EndClearance(id guwah.ClearanceID) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		c, err := clearanceIn(d, id)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		c.Ended = m.Day
		return guwah.Act{Verb: "end_clearance", Kind: "clearance", Object: string(id)}, guwah.Changes{Clearances: []guwah.Clearance{c}}, nil
	}
}

func clearanceIn(d guwah.Dossier, id guwah.ClearanceID) (guwah.Clearance, error) {
	for _, c := range d.Clearances {
		if c.ID == id {
			return c, nil
		}
	}
	return guwah.Clearance{}, fmt.Errorf("clearance %s of person %s: %w", id, d.Person.ID, guwah.ErrNotFound)
}
