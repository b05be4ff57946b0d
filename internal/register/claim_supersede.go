package register

import "guwah.example/guwah"

// Supersede puts a new claim in the place of one whose account has changed: the old one stays, marked so, once the new one is accepted. Where
// the old claim was published, the new one takes the same two people before it is shown, and until then the page shows neither.
func Supersede(old guwah.ClaimID, by Drawn) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		if _, err := claimIn(d, old); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		var changes guwah.Changes
		by.Claim.Supersedes = append(by.Claim.Supersedes, old)
		c, err := by.claim(d, m, &changes)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		changes.Claims = append(changes.Claims, c)
		if c.State == guwah.ClaimAccepted {
			changes.Claims = append(changes.Claims, superseded(d, c)...)
		}
		return guwah.Act{Verb: "supersede_claim", Kind: "claim", Object: string(old)}, changes, nil
	}
}
