package store

import (
	"context"

	"guwah.example/guwah"
)

// DemandsTo lists up to n demands to one authority, public or not, by id.
func (s *Store) DemandsTo(ctx context.Context, id guwah.AuthorityID, n int) ([]guwah.Demand, error) {
	const look = `select doc from demands where authority = $1 and person is not null order by id limit $2`
	return list[guwah.Demand](ctx, s, "the demands to "+string(id), look, string(id), n)
}
