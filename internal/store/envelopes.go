package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"guwah.example/guwah"
)

// Envelope returns sealed words that lie in the register, by their hash: guwah.ErrNotFound where they do not, [ErrDamaged] where they are not what was stored.
func (s *Store) Envelope(ctx context.Context, hash string) ([]byte, error) {
	const look = `select sealed from envelopes where hash = $1`
	var sealed []byte
	var found bool
	err := s.register.glance(ctx, func(tx *session) (err error) {
		found, err = tx.one(ctx, look, []any{hash}, &sealed)
		return err
	})
	if err == nil && !found {
		err = guwah.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("read envelope %s: %w", hash, err)
	}
	if sum := sha256.Sum256(sealed); hex.EncodeToString(sum[:]) != hash {
		return nil, fmt.Errorf("envelope %s has another hash: %w", hash, ErrDamaged)
	}
	return sealed, nil
}

// envelopeRows writes envelopes; the same bytes are kept once.
var envelopeRows = rowsOf{into: `insert into envelopes (hash, sealed) values `, after: ` on conflict (hash) do nothing`, columns: 2}

func (c *commit) dropEnvelopes(hashes []string) error {
	if len(hashes) == 0 {
		return nil
	}
	drop := `delete from envelopes where ` + c.tx.dialect.oneOf("hash", 1)
	if _, err := c.tx.exec(c.ctx, drop, c.tx.dialect.list(hashes)); err != nil {
		return fmt.Errorf("drop %d envelopes: %w", len(hashes), err)
	}
	return nil
}
