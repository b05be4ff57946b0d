package store

import (
	"context"
	"fmt"

	"guwah.example/guwah"
)

// PictureHashes gives the perceptual hash of every picture the register has to each, by the pictures' ids.
func (s *Store) PictureHashes(ctx context.Context, each func(guwah.EvidenceID, guwah.PersonID, string)) error {
	const look = `select id, person, phash from evidence where phash is not null order by id`
	err := s.register.glance(ctx, func(tx *session) error {
		return tx.query(ctx, look, nil, func(row scan) error {
			var id guwah.EvidenceID
			var person guwah.PersonID
			var hash string
			if err := row(&id, &person, &hash); err != nil {
				return err
			}
			each(id, person, hash)
			return nil
		})
	})
	if err != nil {
		return fmt.Errorf("list the hashes of pictures: %w", err)
	}
	return nil
}
