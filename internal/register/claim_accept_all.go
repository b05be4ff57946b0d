package register

import "guwah.example/guwah"

// AcceptAll accepts the claims named, at most [ClearanceMost] at a time, in one act. Those that take two people are refused: each of them is read alone.
func AcceptAll(ids []guwah.ClaimID) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		if len(ids) == 0 || len(ids) > ClearanceMost {
			return guwah.Act{}, guwah.Changes{}, &guwah.Invalid{Field: "claims", Key: "At most 50 at a time, each of them read."}
		}
		var changes guwah.Changes
		for _, id := range ids {
			_, one, err := Review(id, "accept", "")(d, m)
			if err != nil {
				return guwah.Act{}, guwah.Changes{}, err
			}
			if TwoToAccept(one.Claims[0].Predicate) {
				return guwah.Act{}, guwah.Changes{}, &guwah.Invalid{Field: "claims", Key: "A death is accepted by itself, by two people."}
			}
			changes.Claims = append(changes.Claims, one.Claims...)
		}
		return guwah.Act{Verb: "accept_claims", Kind: "person", Object: string(d.Person.ID)}, changes, nil
	}
}
