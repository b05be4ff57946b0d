package register

import (
	"fmt"

	"guwah.example/guwah"
)

// Decisions are what a reviewer can decide about a claim.
var Decisions = []guwah.ReviewDecision{guwah.ReviewAccept, guwah.ReviewContest, guwah.ReviewReject}

// Review accepts, contests or rejects a claim, with a reason for the latter two. One person is enough, but for a death, which takes two who did not
// write it (rule 11): there the first acceptance only waits for the second. A picture is accepted in package evidence, with its copy (rule 13).
func Review(id guwah.ClaimID, decision guwah.ReviewDecision, reason string) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		c, err := claimIn(d, id)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		act := guwah.Act{Verb: guwah.Verb(decision + "_claim"), Kind: "claim", Object: string(id), Note: reason}
		c.Reviews = append(c.Reviews[:len(c.Reviews):len(c.Reviews)], guwah.Review{By: m.By, Decision: decision, Reason: reason, At: m.Day})
		switch decision {
		case guwah.ReviewAccept:
			if c.State == guwah.ClaimRejected {
				c.Restriction = guwah.RestrictTeam // to be shown again it has to be published again
			}
			act.Two, err = accept(&c, m)
		case guwah.ReviewContest, guwah.ReviewReject:
			c.State = guwah.ClaimContested
			if decision == guwah.ReviewReject {
				c.State = guwah.ClaimRejected
			}
			if reason == "" {
				err = &guwah.Invalid{Field: "reason", Key: "Write why: it is kept with the claim."}
			}
		default:
			err = &guwah.Invalid{Field: "decision", Key: "Choose one of the list."}
		}
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		changes := guwah.Changes{Claims: []guwah.Claim{c}}
		if c.State == guwah.ClaimAccepted {
			changes.Claims = append(changes.Claims, superseded(d, c)...)
		}
		return act, changes, nil
	}
}

// accept sets the state to accepted once enough people have accepted, and tells whether two did.
func accept(c *guwah.Claim, m Moment) (two bool, err error) {
	if c.Predicate == guwah.PredDepictedIn {
		return false, fmt.Errorf("accept claim %s without its picture: %w", c.ID, guwah.ErrRefused)
	}
	if !TwoToAccept(c.Predicate) {
		c.State = guwah.ClaimAccepted
		return false, nil
	}
	if c.DrawnBy == m.By {
		return false, fmt.Errorf("accept the death that claim %s reports: who wrote it is not one of the two: %w", c.ID, guwah.ErrRefused)
	}
	if people := accepting(c.Reviews); len(people) >= 2 {
		c.State = guwah.ClaimAccepted
		return true, nil
	} else if earlier := accepting(c.Reviews[:len(c.Reviews)-1]); len(earlier) == len(people) {
		return false, fmt.Errorf("accept claim %s: %w", c.ID, errSamePerson)
	}
	return false, nil
}

// accepting are the people who accepted since somebody last said otherwise: after a doubt, whoever accepted before has to look again.
func accepting(reviews []guwah.Review) []guwah.StaffID {
	var people []guwah.StaffID
	for _, review := range reviews {
		if review.Decision != guwah.ReviewAccept {
			people = nil
			continue
		}
		people = together(people, review.By)
	}
	return people
}

// superseded are the claims that an accepted one takes the place of.
func superseded(d guwah.Dossier, by guwah.Claim) []guwah.Claim {
	var old []guwah.Claim
	for _, id := range by.Supersedes {
		c, err := claimIn(d, id)
		if err == nil && c.State != guwah.ClaimSuperseded {
			c.State = guwah.ClaimSuperseded
			old = append(old, c)
		}
	}
	return old
}

func claimIn(d guwah.Dossier, id guwah.ClaimID) (guwah.Claim, error) {
	for _, c := range d.Claims {
		if c.ID == id {
			return c, nil
		}
	}
	return guwah.Claim{}, fmt.Errorf("claim %s of person %s: %w", id, d.Person.ID, guwah.ErrNotFound)
}
