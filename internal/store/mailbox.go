package store

import (
	"context"
	"slices"

	"guwah.example/guwah"
)

// TestimonyByMailbox finds a testimony by the hexadecimal SHA-256 of its return code's lookup id.
func (s *Store) TestimonyByMailbox(ctx context.Context, mailbox string) (guwah.Testimony, error) {
	const look = `select doc from testimonies where mailbox = $1`
	return get[guwah.Testimony](ctx, s, "a mailbox", look, mailbox)
}

// Letters lists a testimony's mailbox, oldest first.
func (s *Store) Letters(ctx context.Context, id guwah.TestimonyID) ([]guwah.Message, error) {
	const look = `select doc from messages where testimony = $1 order by seq`
	return list[guwah.Message](ctx, s, "the letters of testimony "+string(id), look, string(id))
}

// Messages is [Store.Letters] by the name the intake has for them.
func (s *Store) Messages(ctx context.Context, id guwah.TestimonyID) ([]guwah.Message, error) {
	return s.Letters(ctx, id)
}

// ConsentsOf lists what one testimony permits, revoked consents included, by the day they were given, then by id.
func (s *Store) ConsentsOf(ctx context.Context, id guwah.TestimonyID) ([]guwah.Consent, error) {
	const look = `select doc from consents where testimony = $1 order by id`
	found, err := list[guwah.Consent](ctx, s, "the consents of testimony "+string(id), look, string(id))
	slices.SortStableFunc(found, func(a, b guwah.Consent) int { return int(a.At - b.At) })
	return found, err
}

// Consents is [Store.ConsentsOf] by the name the intake has for it.
func (s *Store) Consents(ctx context.Context, id guwah.TestimonyID) ([]guwah.Consent, error) {
	return s.ConsentsOf(ctx, id)
}

// Erased lists testimonies that two people have erased and whose sealed files are still named.
func (s *Store) Erased(ctx context.Context) ([]guwah.Testimony, error) {
	const look = `select doc from testimonies where state = 'erased' order by id`
	all, err := list[guwah.Testimony](ctx, s, "erased testimonies", look)
	return slices.DeleteFunc(all, func(t guwah.Testimony) bool { return t.Envelope == "" }), err
}
