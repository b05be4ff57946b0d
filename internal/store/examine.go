package store

import (
	"context"
	"fmt"

	"guwah.example/guwah"
)

// CompareKeys holds the register against its keys: how many testimonies that are not erased have no key, and how many testimonies' keys belong to none.
func (s *Store) CompareKeys(ctx context.Context) (without, orphans int, err error) {
	const told = `select id from testimonies where state <> 'erased' order by id`
	const kept = `select id from keys where id like 'testimony/%' order by id`
	var testimonies []guwah.TestimonyID
	var keys []string
	err = s.keys.glance(ctx, func(tx *session) error { return collect(ctx, tx, &keys, kept) })
	if err == nil {
		err = s.register.glance(ctx, func(tx *session) error { return collect(ctx, tx, &testimonies, told) })
	}
	if err != nil {
		return 0, 0, fmt.Errorf("compare the register and its keys: %w", err)
	}
	have := make(map[string]bool, len(keys))
	for _, key := range keys {
		have[key] = true
	}
	for _, id := range testimonies {
		if !have[testimonyKey(id)] {
			without++
			continue
		}
		delete(have, testimonyKey(id))
	}
	return without, len(have), nil
}

// Blobs gives the SHA-256 of every sealed file and every public picture that the register names to each, and stops at its first error.
func (s *Store) Blobs(ctx context.Context, each func(hash string) error) error {
	const told = `select doc from testimonies where state <> 'erased' order by id`
	const seen = `select public_copy from evidence where public_copy is not null order by id`
	testimonies, err := list[guwah.Testimony](ctx, s, "testimonies", told)
	if err != nil {
		return err
	}
	var hashes []string
	if err := s.register.glance(ctx, func(tx *session) error { return collect(ctx, tx, &hashes, seen) }); err != nil {
		return fmt.Errorf("list pictures: %w", err)
	}
	for _, t := range testimonies {
		hashes = append(hashes, t.Envelope)
		for _, a := range t.Attachments {
			hashes = append(hashes, a.Blob)
		}
	}
	for _, hash := range hashes {
		if hash == "" {
			continue
		}
		if err := each(hash); err != nil {
			return err
		}
	}
	return nil
}
