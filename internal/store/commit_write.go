package store

import (
	"encoding/json"
	"fmt"

	"guwah.example/guwah"
)

func (c *commit) writePeople(changes *guwah.Changes) {
	writeAll(c, &c.tables.persons, changes.Persons)
	writeAll(c, &c.tables.cases, changes.Cases)
	c.try(func() error { return c.writeCaseCampaigns(changes.Cases) })
	writeAll(c, &c.tables.merges, changes.Merges)
	writeAll(c, &c.tables.decisions, changes.Decisions)
}

func (c *commit) writeTold(changes *guwah.Changes) {
	writeAll(c, &c.tables.sources, changes.Sources)
	writeAll(c, &c.tables.testimonies, changes.Testimonies)
	c.try(func() error { return c.writeMessages(changes.Messages) })
	writeAll(c, &c.tables.consents, changes.Consents)
	writeAll(c, &c.tables.claims, changes.Claims)
	writeAll(c, &c.tables.clearances, changes.Clearances)
	writeAll(c, &c.tables.evidence, changes.Evidence)
}

func (c *commit) writeAsked(changes *guwah.Changes) {
	writeAll(c, &c.tables.authorities, changes.Authorities)
	writeAll(c, &c.tables.campaigns, changes.Campaigns)
	writeAll(c, &c.tables.demands, changes.Demands)
	writeAll(c, &c.tables.responses, changes.Responses)
	writeAll(c, &c.tables.assessments, changes.Assessments)
	writeAll(c, &c.tables.aggregates, changes.Aggregates)
	writeAll(c, &c.tables.itemised, changes.Itemised)
	c.try(func() error { return c.writeOutbound(changes.Outbound) })
}

func (c *commit) writeTeam(changes *guwah.Changes) {
	writeAll(c, &c.tables.staff, changes.Staff)
	writeAll(c, &c.tables.sessions, changes.Sessions)
	writeAll(c, &c.tables.teamKeys, changes.TeamKeys)
	writeAll(c, &c.tables.bursts, changes.Bursts)
	writeAll(c, &c.tables.expectations, changes.Expectations)
	writeAll(c, &c.tables.keyLocks, changes.KeyLocks)
	writeAll(c, &c.tables.keyWraps, changes.KeyWraps)
	writeAll(c, &c.tables.recoveries, changes.Recoveries)
	writeAll(c, &c.tables.grants, changes.Grants)
	writeAll(c, &c.tables.alarms, changes.Alarms)
	writeAll(c, &c.tables.decoys, changes.Decoys)
	writeAll(c, &c.tables.passkeys, changes.Passkeys)
}

// writeErrata numbers what has no number yet and writes it.
func (c *commit) writeErrata(changes *guwah.Changes) {
	corrections := append([]guwah.Correction(nil), changes.Corrections...)
	challenges := append([]guwah.Challenge(nil), changes.Challenges...)
	c.try(func() (err error) {
		const last = `select coalesce(max(no), 0) from corrections`
		c.receipt.Corrections, err = number(c, "corrections", last, corrections, func(x *guwah.Correction) *int64 { return &x.No })
		return err
	})
	c.try(func() (err error) {
		const last = `select coalesce(max(no), 0) from challenges`
		c.receipt.Challenges, err = number(c, "challenges", last, challenges, func(x *guwah.Challenge) *int64 { return &x.No })
		return err
	})
	writeAll(c, &c.tables.corrections, corrections)
	writeAll(c, &c.tables.challenges, challenges)
}

// number gives each entity without a number the next of a series without gaps, from which nobody else draws until the transaction ends, and
// returns the numbers of all.
func number[T any](c *commit, series, last string, entities []T, no func(*T) *int64) ([]int64, error) {
	if len(entities) == 0 {
		return nil, nil
	}
	if err := c.tx.dialect.sequence(c.ctx, c.tx, series); err != nil {
		return nil, err
	}
	var given int64
	if _, err := c.tx.one(c.ctx, last, nil, &given); err != nil {
		return nil, fmt.Errorf("draw a number from %s: %w", series, err)
	}
	numbers := make([]int64, len(entities))
	for i := range entities {
		if n := no(&entities[i]); *n == 0 {
			given++
			*n = given
		}
		numbers[i] = *no(&entities[i])
	}
	return numbers, nil
}

// writeMessages adds letters to their mailboxes, each with the next number of its mailbox, or notes that one has been read.
func (c *commit) writeMessages(messages []guwah.Message) error {
	const next = `select coalesce(max(seq), 0) + 1 from messages where testimony = $1`
	const put = `insert into messages (id, testimony, seq, from_team, doc) values ($1, $2, $3, $4, $5)
on conflict (id) do update set doc = excluded.doc`
	for _, m := range messages {
		if m.Sequence == 0 {
			if _, err := c.tx.one(c.ctx, next, []any{string(m.Testimony)}, &m.Sequence); err != nil {
				return fmt.Errorf("number message %s: %w", m.ID, err)
			}
		}
		doc, err := json.Marshal(m)
		if err != nil {
			return fmt.Errorf("write message %s: %w", m.ID, err)
		}
		if _, err := c.tx.exec(c.ctx, put, string(m.ID), string(m.Testimony), m.Sequence, m.FromTeam, string(doc)); err != nil {
			return fmt.Errorf("write message %s: %w", m.ID, err)
		}
		c.digests.add("message", string(m.ID), m.Testimony, doc)
	}
	return nil
}

// writeOutbound notes what was sent out, or what became of it.
func (c *commit) writeOutbound(sent []guwah.Outbound) error {
	const put = `insert into outbound (id, person, state, doc) values ($1, $2, $3, $4)
on conflict (id) do update set state = excluded.state, doc = excluded.doc`
	for _, o := range sent {
		doc, err := json.Marshal(o)
		if err != nil {
			return fmt.Errorf("write outbound %s: %w", o.ID, err)
		}
		if _, err := c.tx.exec(c.ctx, put, o.ID, string(o.Person), o.State, string(doc)); err != nil {
			return fmt.Errorf("write outbound %s: %w", o.ID, err)
		}
		c.digests.add("outbound", o.ID, "", doc)
	}
	return nil
}

// writeCaseCampaigns keeps the table by which the cases of a campaign are found.
func (c *commit) writeCaseCampaigns(cases []guwah.Case) error {
	const clear = `delete from case_campaigns where person = $1`
	const put = `insert into case_campaigns (person, campaign) values ($1, $2) on conflict (person, campaign) do nothing`
	for _, one := range cases {
		if one.Version > 0 {
			if _, err := c.tx.exec(c.ctx, clear, string(one.Person)); err != nil {
				return fmt.Errorf("write the campaigns of a case: %w", err)
			}
		}
		for _, campaign := range one.Campaigns {
			if _, err := c.tx.exec(c.ctx, put, string(one.Person), string(campaign)); err != nil {
				return fmt.Errorf("write the campaigns of a case: %w", err)
			}
		}
	}
	return nil
}

// writeWaiting keeps the list of what waits for a second person.
func (c *commit) writeWaiting(waiting []guwah.Waiting) error {
	const put = `insert into waiting (kind, object, person, staff, at, doc) values ($1, $2, $3, $4, $5, $6)
on conflict (kind, object) do update set person = excluded.person, staff = excluded.staff, at = excluded.at, doc = excluded.doc`
	const over = `delete from waiting where kind = $1 and object = $2`
	for _, w := range waiting {
		if w.Over {
			if _, err := c.tx.exec(c.ctx, over, w.Kind, w.Object); err != nil {
				return fmt.Errorf("end the wait of %s %s: %w", w.Kind, w.Object, err)
			}
			continue
		}
		doc, err := json.Marshal(w)
		if err != nil {
			return fmt.Errorf("let %s %s wait: %w", w.Kind, w.Object, err)
		}
		if _, err := c.tx.exec(c.ctx, put, w.Kind, w.Object, text(w.Person), string(w.By), int64(w.At), string(doc)); err != nil {
			return fmt.Errorf("let %s %s wait: %w", w.Kind, w.Object, err)
		}
	}
	return nil
}
