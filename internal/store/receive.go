package store

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"guwah.example/guwah"
)

// Receive stores testimonies that arrive, each with an act of its own, in one durable transaction, or nothing. One that is in the register already is
// passed over, so that a batch can be received again after a fault. Where a mailbox belongs to another testimony, both are kept, and the code opens
// the first.
//
// The keys come first, in their own database, as in [Store.Commit]. Nothing shows a testimony that has just arrived, so no case is marked.
func (s *Store) Receive(ctx context.Context, arrivals []guwah.Arrival) error {
	arrivals, err := s.unknown(ctx, arrivals)
	if err != nil || len(arrivals) == 0 {
		return err
	}
	own, err := s.digestKey(ctx, arrivals[0].Act.At)
	if err != nil {
		return err
	}
	secrets, err := s.keyArrivals(ctx, arrivals)
	if err != nil {
		return err
	}
	secrets[""] = own
	arriving := arriving{tables: s.tables, secrets: secrets}
	for i := range arrivals {
		if err := arriving.take(&arrivals[i]); err != nil {
			return err
		}
	}
	lasting := context.WithoutCancel(ctx) // the transaction is shared
	err = s.register.write(ctx, func(tx *session) error { return arriving.write(lasting, tx) })
	s.commits.Add(1)
	if err != nil {
		return fmt.Errorf("receive %d testimonies: %w", len(arrivals), err)
	}
	return nil
}

// unknown leaves out what is in the register already, and gives what comes under a taken mailbox one that no code opens.
func (s *Store) unknown(ctx context.Context, arrivals []guwah.Arrival) ([]guwah.Arrival, error) {
	in := s.register.dialect.oneOf
	look := `select id, mailbox from testimonies where ` + in("id", 1) + ` union select id, mailbox from testimonies where ` + in("mailbox", 2)
	ids, mailboxes := make([]string, len(arrivals)), make([]string, len(arrivals))
	for i := range arrivals {
		ids[i], mailboxes[i] = string(arrivals[i].Testimony.ID), arrivals[i].Testimony.Mailbox
	}
	known, taken := map[string]bool{}, map[string]bool{}
	err := s.register.glance(ctx, func(tx *session) error {
		return tx.query(ctx, look, []any{tx.dialect.list(ids), tx.dialect.list(mailboxes)}, func(row scan) error {
			var id, mailbox string
			err := row(&id, &mailbox)
			known[id], taken[mailbox] = true, true
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("look which testimonies are known: %w", err)
	}
	var fresh []guwah.Arrival
	for _, a := range arrivals {
		id := string(a.Testimony.ID)
		if known[id] {
			continue
		}
		if taken[a.Testimony.Mailbox] {
			a.Testimony.Mailbox = "second/" + id
		}
		known[id], taken[a.Testimony.Mailbox] = true, true
		fresh = append(fresh, a)
	}
	return fresh, nil
}

// keyArrivals makes a key for each testimony, or finds the one that was made before a fault.
func (s *Store) keyArrivals(ctx context.Context, arrivals []guwah.Arrival) (map[guwah.TestimonyID][]byte, error) {
	put := rowsOf{into: `insert into keys (id, purpose, secret, made_at) values `, after: ` on conflict (id) do nothing`, columns: 4}
	find := `select id, secret from keys where ` + s.keys.dialect.oneOf("id", 1)
	ids, of := make([]string, len(arrivals)), make(map[string]guwah.TestimonyID, len(arrivals))
	rows := make([]any, 0, 4*len(arrivals))
	for i, a := range arrivals {
		key, err := NewKey(rand.Reader, "testimony", a.Act.At.UTC().Truncate(24*time.Hour))
		if err != nil {
			return nil, err
		}
		ids[i] = testimonyKey(a.Testimony.ID)
		of[ids[i]] = a.Testimony.ID
		rows = append(rows, ids[i], key.Purpose, key.Secret, key.Made.UnixMicro())
	}
	lasting, secrets := context.WithoutCancel(ctx), make(map[guwah.TestimonyID][]byte, len(arrivals))
	err := s.keys.write(ctx, func(tx *session) error {
		if err := put.add(lasting, tx, rows); err != nil {
			return err
		}
		return tx.query(lasting, find, []any{tx.dialect.list(ids)}, func(row scan) error {
			var id string
			var secret []byte
			err := row(&id, &secret)
			secrets[of[id]] = secret
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("keep the keys of %d testimonies: %w", len(arrivals), err)
	}
	return secrets, nil
}

// arriving is a batch of testimonies as rows.
type arriving struct {
	tables  *tables
	secrets map[guwah.TestimonyID][]byte

	testimonies, consents, envelopes []any // the values of their rows, one after another
	acts                             []actRow
}

// take adds one testimony and what comes with it.
func (w *arriving) take(a *guwah.Arrival) error {
	digests := newDigests(w.secrets)
	row, key, doc, err := w.tables.testimonies.fresh(a.Testimony)
	if err != nil {
		return err
	}
	w.testimonies = append(w.testimonies, row...)
	digests.add(w.tables.testimonies.kind, key, a.Testimony.ID, doc)
	for _, consent := range a.Consents {
		row, key, doc, err := w.tables.consents.fresh(consent)
		if err != nil {
			return err
		}
		w.consents = append(w.consents, row...)
		digests.add(w.tables.consents.kind, key, a.Testimony.ID, doc)
	}
	for _, envelope := range a.Envelopes {
		w.envelopes = append(w.envelopes, envelope.Hash, envelope.Sealed)
	}
	listed, err := json.Marshal(digests.list())
	if err != nil {
		return fmt.Errorf("write the digests of act %s: %w", a.Act.ID, err)
	}
	w.acts = append(w.acts, rowOf(a.Act, string(listed)))
	return nil
}

// write writes all rows. The acts are numbered here, where nobody else draws numbers until the transaction ends.
func (w *arriving) write(ctx context.Context, tx *session) error {
	if err := tx.dialect.sequence(ctx, tx, "acts"); err != nil {
		return err
	}
	seq, chain, err := lastLink(ctx, tx)
	if err != nil {
		return fmt.Errorf("draw the numbers of acts: %w", err)
	}
	acts := make([]any, 0, len(w.acts)*actRows.columns)
	for _, row := range w.acts {
		seq++
		row.Seq = seq
		chain = row.link(chain)
		acts = append(acts, row.ID, row.Seq, row.At, row.Actor, row.Verb, row.Kind, row.Object, row.Reason, row.Two, row.Digests, chain)
	}
	for _, of := range []struct {
		rows rowsOf
		args []any
	}{{envelopeRows, w.envelopes}, {w.tables.testimonies.into, w.testimonies}, {w.tables.consents.into, w.consents}, {actRows, acts}} {
		if err := of.rows.add(ctx, tx, of.args); err != nil {
			return err
		}
	}
	return nil
}

var actRows = rowsOf{into: `insert into acts (` + actColumns + `) values `, columns: 11}
