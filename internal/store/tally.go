package store

import (
	"context"
	"fmt"
)

// Tally is how much there is for the team to do.
type Tally struct {
	Received int // testimonies ever received
	Waiting  int // testimonies on the first list
	Danger   int // of those, with somebody in danger now
	Aside    int // testimonies in bursts that nobody has closed
	Second   int // decisions that wait for a second person
}

// Tally counts what there is to do.
func (s *Store) Tally(ctx context.Context) (Tally, error) {
	const look = `select count(*),
	cast(coalesce(sum(case when burst is null and state in ('received', 'in_review') then 1 else 0 end), 0) as bigint),
	cast(coalesce(sum(case when burst is null and state in ('received', 'in_review') and danger = $1 then 1 else 0 end), 0) as bigint),
	cast(coalesce(sum(case when state in ('received', 'in_review') and burst is not null and burst not in (select id from bursts where state = 'closed') then 1 else 0 end), 0) as bigint),
	(select count(*) from waiting)
from testimonies`
	var t Tally
	err := s.register.glance(ctx, func(tx *session) error {
		_, err := tx.one(ctx, look, []any{true}, &t.Received, &t.Waiting, &t.Danger, &t.Aside, &t.Second)
		return err
	})
	if err != nil {
		return Tally{}, fmt.Errorf("count what there is to do: %w", err)
	}
	return t, nil
}
