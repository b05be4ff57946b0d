package store

import (
	"context"
	"encoding/json"
	"fmt"

	"guwah.example/guwah"
)

// recordBatch is how many claims are read in one look for [Store.EachRecord].
const recordBatch = 20_000

// EachRecord gives the standing claims that tell a person from others, person by person in the order of their ids, of everybody whose record stands on
// its own. It reads in batches and holds no snapshot between them, so a person may be missed who is written meanwhile.
func (s *Store) EachRecord(ctx context.Context, each func(guwah.PersonID, []guwah.Claim) error) error {
	after := guwah.PersonID("")
	for {
		claims, err := s.recordClaims(ctx, after)
		if err != nil {
			return fmt.Errorf("read records: %w", err)
		}
		whole := claims
		if len(claims) >= recordBatch { // the last person's claims may not all be there: they come again with the next batch
			whole = claims[:firstOfLast(claims)]
		}
		if len(whole) == 0 {
			return nil
		}
		if err := byPerson(whole, each); err != nil {
			return err
		}
		if after = whole[len(whole)-1].Person; len(claims) < recordBatch {
			return nil
		}
	}
}

func (s *Store) recordClaims(ctx context.Context, after guwah.PersonID) ([]guwah.Claim, error) {
	const look = `select c.doc from claims c join persons p on p.id = c.person
where c.person > $1 and p.state in ('active', 'quarantine') and p.doc not like '%"decoy":true%' and c.state in ('accepted', 'contested', 'proposed')
and c.predicate in ('name', 'birth', 'sex', 'occupation', 'institution', 'relation', 'detained', 'arrested', 'held_at', 'transferred')
order by c.person, c.id limit $2`
	var claims []guwah.Claim
	err := s.register.glance(ctx, func(tx *session) error {
		return tx.query(ctx, look, []any{string(after), recordBatch}, func(row scan) error {
			var doc []byte
			if err := row(&doc); err != nil {
				return err
			}
			var c guwah.Claim
			err := json.Unmarshal(doc, &c)
			claims = append(claims, c)
			return err
		})
	})
	return claims, err
}

// firstOfLast is where the claims of the last person begin; the whole batch where one person fills it, so that reading goes on.
func firstOfLast(claims []guwah.Claim) int {
	last := claims[len(claims)-1].Person
	for i := len(claims) - 1; i >= 0; i-- {
		if claims[i].Person != last {
			return i + 1
		}
	}
	return len(claims)
}

func byPerson(claims []guwah.Claim, each func(guwah.PersonID, []guwah.Claim) error) error {
	for from := 0; from < len(claims); {
		to := from
		for to < len(claims) && claims[to].Person == claims[from].Person {
			to++
		}
		if err := each(claims[from].Person, claims[from:to]); err != nil {
			return err
		}
		from = to
	}
	return nil
}
