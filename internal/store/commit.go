package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"guwah.example/guwah"
)

// Commit stores all changes and one row of acts in one durable transaction, or nothing. It fails with [guwah.ErrConflict] where a stored version has
// moved on or a unique value (a case number, an import key, a mailbox) is taken.
//
// Corrections and challenges get their numbers here, without gaps. A new testimony gets its key first. Every case that shows any of what changed is
// marked for the next projection. Keys that are to be erased are destroyed after the act is safe; a fault between the two is mended by the next sweep, or
// when the store is next opened, so a recorded erasure always comes true.
func (s *Store) Commit(ctx context.Context, act guwah.Act, changes guwah.Changes) (guwah.Receipt, error) {
	if err := s.keyTestimonies(ctx, act.At, changes.Testimonies); err != nil {
		return guwah.Receipt{}, err
	}
	keys, err := s.digestKeys(ctx, act.At, &changes)
	if err != nil {
		return guwah.Receipt{}, err
	}
	var receipt guwah.Receipt
	err = s.register.write(ctx, func(tx *session) error {
		c := commit{ctx: ctx, tx: tx, tables: s.tables, touched: newTouched(), digests: newDigests(keys), receipt: guwah.Receipt{Act: act.ID}}
		c.ctx = context.WithoutCancel(ctx) // the transaction is shared: one caller's leaving must not break it
		if err := c.write(act, &changes); err != nil {
			return err
		}
		receipt = c.receipt
		return nil
	})
	s.commits.Add(1) // a failed one too: it may have failed after it was safe
	if err != nil {
		return guwah.Receipt{}, err
	}
	if len(changes.EraseKeys) > 0 {
		return receipt, s.eraseOrLater(context.WithoutCancel(ctx))
	}
	if len(changes.DropEnvelopes) > 0 {
		return receipt, s.register.scrub(context.WithoutCancel(ctx)) // the log held them too
	}
	return receipt, nil
}

// commit is one act on its way into a transaction.
type commit struct {
	ctx     context.Context
	tx      *session
	tables  *tables
	touched touched
	digests *digests
	receipt guwah.Receipt
	err     error // the first failure; once there is one, nothing more is written
}

// try runs a step unless an earlier one has failed.
func (c *commit) try(step func() error) {
	if c.err == nil {
		c.err = step()
	}
}

// write writes everything in the order in which rows refer to one another.
func (c *commit) write(act guwah.Act, changes *guwah.Changes) error {
	c.writePeople(changes)
	c.writeTold(changes)
	c.writeAsked(changes)
	c.writeErrata(changes)
	c.writeTeam(changes)
	c.try(func() error { return c.writeWaiting(changes.Waiting) })
	c.try(func() error { return c.queueErasures(changes.EraseKeys) })
	c.try(func() error { return c.dropEnvelopes(changes.DropEnvelopes) })
	c.try(func() error { return c.touched.mark(c.ctx, c.tx, changes.Standing) })
	c.try(func() error { return c.writeAct(act) })
	return c.err
}

// rowOf is an act as a row, without its place in the chain. An act of the public keeps only its day: the microsecond would tell when somebody spoke.
func rowOf(act guwah.Act, digests string) actRow {
	at := act.At
	if act.By == "" {
		at = at.UTC().Truncate(24 * time.Hour)
	}
	return actRow{
		ID: string(act.ID), At: at.UnixMicro(), Actor: string(act.By), Verb: string(act.Verb), Kind: act.Kind, Object: act.Object,
		Reason: act.Reason, Two: act.Two, Digests: digests,
	}
}

// writeAct adds the act's row.
func (c *commit) writeAct(act guwah.Act) error {
	for subject, digest := range act.Digests {
		c.digests.sums[subject] = digest
	}
	digests, err := json.Marshal(c.digests.list())
	if err != nil {
		return fmt.Errorf("write the digests of act %s: %w", act.ID, err)
	}
	if err := c.tx.dialect.sequence(c.ctx, c.tx, "acts"); err != nil {
		return err
	}
	seq, chain, err := lastLink(c.ctx, c.tx)
	if err != nil {
		return fmt.Errorf("write act %s: %w", act.ID, err)
	}
	const add = `insert into acts (id, seq, at, actor, verb, object_kind, object, reason, two, digests, chain)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`
	row := rowOf(act, string(digests))
	row.Seq = seq + 1
	_, err = c.tx.exec(c.ctx, add, row.ID, row.Seq, row.At, row.Actor, row.Verb, row.Kind, row.Object, row.Reason, row.Two, row.Digests, row.link(chain))
	if err != nil {
		return fmt.Errorf("write act %s: %w", act.ID, err)
	}
	if act.Note == "" {
		return nil
	}
	const note = `insert into act_notes (act, note) values ($1, $2)`
	if _, err := c.tx.exec(c.ctx, note, string(act.ID), act.Note); err != nil {
		return fmt.Errorf("write the note of act %s: %w", act.ID, err)
	}
	return nil
}

// writeAll writes all changed entities of one kind.
func writeAll[T any](c *commit, t *table[T], entities []T) {
	for i := range entities {
		c.try(func() error {
			if t.touches != nil {
				t.touches(&entities[i], &c.touched)
			}
			key, doc, err := t.put(c.ctx, c.tx, entities[i])
			if err == nil {
				c.digests.add(t.kind, key, testimonyOf(&entities[i]), doc)
			}
			return err
		})
	}
}
