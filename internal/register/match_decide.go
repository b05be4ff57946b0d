package register

import (
	"context"
	"fmt"
	"slices"

	"guwah.example/guwah"
)

// MatchDecisions are what somebody can say of two records that could be one person; "same" only proposes a merge.
var MatchDecisions = []string{"same", "different", "cannot_tell"}

// DecideMatch remembers what somebody said of a pair. A "different" is never proposed again (rule 14); "same" is said by proposing the merge.
func (r *Register) DecideMatch(ctx context.Context, by guwah.StaffID, a, b guwah.PersonID, decision string) error {
	if !slices.Contains([]string{"different", "cannot_tell"}, decision) {
		return &guwah.Invalid{Field: "decision", Key: "Choose one of the list."}
	}
	decisions, err := r.decided(ctx, a, b, decision, r.moment(by))
	if err != nil {
		return err
	}
	act := guwah.Act{By: by, Verb: "decide_match", Kind: "person", Object: string(decisions[0].A), Reason: decision}
	_, err = r.Commit(ctx, act, guwah.Changes{Decisions: decisions})
	return err
}

func (r *Register) decided(ctx context.Context, a, b guwah.PersonID, decision string, m Moment) ([]guwah.MatchDecision, error) {
	known, err := r.store.Decision(ctx, min(a, b), max(a, b))
	if err != nil {
		return nil, fmt.Errorf("open the decision on persons %s and %s: %w", a, b, err)
	}
	known.A, known.B = min(a, b), max(a, b)
	known.Decision, known.By, known.At = decision, m.By, m.Day
	return []guwah.MatchDecision{known}, nil
}
