package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// actRow is one row of acts, all of it that is ever read back; the note is kept apart, and can be erased.
type actRow struct {
	ID                                string
	Seq, At                           int64
	Actor, Verb, Kind, Object, Reason string
	Two                               bool
	Digests, Chain                    string
}

const actColumns = `id, seq, at, actor, verb, object_kind, object, reason, two, digests, chain`

func readAct(row scan) (actRow, error) {
	var a actRow
	err := row(&a.ID, &a.Seq, &a.At, &a.Actor, &a.Verb, &a.Kind, &a.Object, &a.Reason, &a.Two, &a.Digests, &a.Chain)
	return a, err
}

// link is the chain value of a row after one with the value before it: SHA-256 over that value and everything that stands in the row, each part with its
// length, in lower-case hexadecimal digits. The first row follows the empty value.
func (a actRow) link(before string) string {
	sum := sha256.New()
	for _, part := range []string{
		before, a.ID, strconv.FormatInt(a.Seq, 10), strconv.FormatInt(a.At, 10), a.Actor, a.Verb, a.Kind, a.Object, a.Reason, strconv.FormatBool(a.Two), a.Digests,
	} {
		writeParts(sum, []byte(part))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// lastLink is the number and chain value of the newest act; 0 and nothing before the first.
func lastLink(ctx context.Context, tx *session) (seq int64, chain string, err error) {
	const newest = `select seq, chain from acts order by seq desc limit 1`
	_, err = tx.one(ctx, newest, nil, &seq, &chain)
	return seq, chain, err
}

// atOnceActs is how many acts are read in one go when all are.
const atOnceActs = 5000

// actsAfter reads the acts that follow a number, oldest first.
func actsAfter(ctx context.Context, tx *session, after int64) ([]actRow, error) {
	const look = `select ` + actColumns + ` from acts where seq > $1 order by seq limit $2`
	var rows []actRow
	err := tx.query(ctx, look, []any{after, atOnceActs}, func(row scan) error {
		a, err := readAct(row)
		rows = append(rows, a)
		return err
	})
	return rows, err
}

// VerifyActs reads all acts and holds each against the one before it: every number is there, every row is what its chain value says. It gives the number
// and chain value of the newest, to be kept elsewhere: that none was cut off at the end can only be seen against such a note. A broken chain is [register.ErrBroken].
func (s *Store) VerifyActs(ctx context.Context) (head register.Head, err error) {
	for {
		var rows []actRow
		err := s.register.glance(ctx, func(tx *session) (err error) {
			rows, err = actsAfter(ctx, tx, head.Seq)
			return err
		})
		if err != nil {
			return head, fmt.Errorf("read the acts: %w", err)
		}
		for _, a := range rows {
			if a.Seq != head.Seq+1 || a.Chain != a.link(head.Chain) {
				return head, fmt.Errorf("after act %d: %w", head.Seq, register.ErrBroken)
			}
			head = register.Head{Seq: a.Seq, Chain: a.Chain}
		}
		if len(rows) < atOnceActs {
			return head, nil
		}
	}
}

// chainOldActs gives the acts of a register that was made before there was a chain their place in it.
func (s *Store) chainOldActs(ctx context.Context) error {
	const put = `update acts set chain = $1 where seq = $2`
	var head register.Head
	for {
		n := 0
		err := s.register.write(ctx, func(tx *session) error {
			rows, err := actsAfter(ctx, tx, head.Seq)
			if err != nil {
				return err
			}
			n = len(rows)
			for _, a := range rows {
				if a.Chain == "" {
					a.Chain = a.link(head.Chain)
					if _, err := tx.exec(ctx, put, a.Chain, a.Seq); err != nil {
						return err
					}
				}
				head = register.Head{Seq: a.Seq, Chain: a.Chain}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("chain the acts: %w", err)
		}
		if n < atOnceActs {
			return nil
		}
	}
}

// Acts lists acts, newest first, as the filter says.
func (s *Store) Acts(ctx context.Context, f register.ActFilter) ([]register.Recorded, error) {
	const look = `select ` + actColumns + `, coalesce((select b.chain from acts b where b.seq = a.seq - 1), '') from acts a
where (cast($1 as bigint) = 0 or seq < cast($1 as bigint)) and (cast($2 as text) = '' or actor = $2) and (cast($3 as text) = '' or verb = $3)
	and (cast($4 as text) = '' or object = $4) order by seq desc limit $5`
	var all []register.Recorded
	err := s.register.glance(ctx, func(tx *session) error {
		return tx.query(ctx, look, []any{f.Before, string(f.By), string(f.Verb), f.Object, f.N}, func(row scan) error {
			var a actRow
			var before string
			err := row(&a.ID, &a.Seq, &a.At, &a.Actor, &a.Verb, &a.Kind, &a.Object, &a.Reason, &a.Two, &a.Digests, &a.Chain, &before)
			all = append(all, register.Recorded{
				Head: register.Head{Seq: a.Seq, Chain: a.Chain}, Sound: a.Chain == a.link(before),
				Act: guwah.Act{
					ID: guwah.ActID(a.ID), At: time.UnixMicro(a.At).UTC(), By: guwah.StaffID(a.Actor), Verb: guwah.Verb(a.Verb), Kind: a.Kind, Object: a.Object,
					Reason: a.Reason, Two: a.Two,
				},
			})
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list acts: %w", err)
	}
	return all, nil
}

// Openings lists what a member was given of what is sealed since a moment, oldest first.
func (s *Store) Openings(ctx context.Context, by guwah.StaffID, since time.Time) ([]register.Opening, error) {
	const look = `select object_kind, object, at from acts where actor = $1 and verb = 'read_sealed' and at > $2 order by at`
	var all []register.Opening
	err := s.register.glance(ctx, func(tx *session) error {
		return tx.query(ctx, look, []any{string(by), since.UnixMicro()}, func(row scan) error {
			var o register.Opening
			var at int64
			err := row(&o.Kind, &o.Object, &at)
			o.At = time.UnixMicro(at).UTC()
			all = append(all, o)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list what was opened: %w", err)
	}
	return all, nil
}

// Grants lists what is proposed to be given to members of the team, by id.
func (s *Store) Grants(ctx context.Context) ([]guwah.Grant, error) {
	const look = `select doc from grants where state = 'proposed' order by id`
	return list[guwah.Grant](ctx, s, "grants", look)
}

// Alarms lists the alarms that nobody has put away, by id.
func (s *Store) Alarms(ctx context.Context) ([]guwah.Alarm, error) {
	const look = `select doc from alarms where state = 'in_force' order by id`
	return list[guwah.Alarm](ctx, s, "alarms", look)
}

// Decoys lists the decoys, proposed, planted and taken up again, by id.
func (s *Store) Decoys(ctx context.Context) ([]guwah.Decoy, error) {
	const look = `select doc from decoys order by id`
	return list[guwah.Decoy](ctx, s, "decoys", look)
}
