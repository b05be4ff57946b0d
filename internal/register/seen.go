package register

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"guwah.example/guwah"
)

// Seen names what somebody was shown before they decide: records with everything the team knows of them, as they stood. The page sends it back with the
// decision, so that the second of two people never puts their name to what became of a case while they read.
func Seen(records ...guwah.Dossier) string {
	hash := sha256.New()
	if err := json.NewEncoder(hash).Encode(records); err != nil {
		panic(fmt.Errorf("write down a dossier: %w", err)) // it is plain fields all through
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// AsSeen is a deed that is done only to a case which still stands as it was shown; else it gives guwah.ErrConflict.
func AsSeen(seen string, deed Deed) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		act, changes, err := deed(d, m)
		if err == nil {
			err = unchanged(seen, d)
		}
		return act, changes, err
	}
}

// unchanged refuses a decision about records that have changed since they were shown.
func unchanged(seen string, records ...guwah.Dossier) error {
	if Seen(records...) != seen {
		return fmt.Errorf("decide on what was shown, which has changed since: %w", guwah.ErrConflict)
	}
	return nil
}

// standing is how cases stand before they are looked at, so that a decision of two is stored only while what they saw still holds.
func (r *Register) standing(ctx context.Context, persons ...guwah.PersonID) ([]guwah.Standing, error) {
	all := make([]guwah.Standing, 0, len(persons))
	for _, person := range persons {
		revision, err := r.store.Revision(ctx, person)
		if err != nil {
			return nil, fmt.Errorf("look how person %s stands: %w", person, err)
		}
		all = append(all, guwah.Standing{Person: person, Revision: revision})
	}
	return all, nil
}
