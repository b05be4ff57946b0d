package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"guwah.example/guwah"
)

// Prove holds every record against the digest that the last act on it wrote down, and returns how many agree. A record that is another than its act says
// is [ErrDamaged]: a page of the database is intact, and what stands on it is not what was written.
//
// What cannot be proved is passed over: what belongs to an erased testimony, what was last written by an act of more than 64 records, which binds them
// into one digest, and sign-ins, whose use is no act.
func (s *Store) Prove(ctx context.Context) (proved int, err error) {
	p := prover{store: s, secrets: map[guwah.TestimonyID][]byte{}}
	if err := p.readActs(ctx); err != nil {
		return 0, fmt.Errorf("prove the records by their acts: %w", err)
	}
	for _, look := range p.looks() {
		if err := look(ctx); err != nil {
			return 0, fmt.Errorf("prove the records by their acts: %w", err)
		}
	}
	if len(p.altered) > 0 {
		return p.proved, fmt.Errorf("%d records are not what the last act on them wrote, such as %s: %w", len(p.altered), p.altered[0], ErrDamaged)
	}
	return p.proved, nil
}

// prover knows what the acts say.
type prover struct {
	store   *Store
	last    map[string]written // by kind and key
	bound   int64              // number of the last act that bound its records into one digest
	secrets map[guwah.TestimonyID][]byte
	proved  int
	altered []string
}

// written is the digest of a record and the number of the act that wrote it down.
type written struct {
	digest string
	act    int64
}

func (p *prover) readActs(ctx context.Context) error {
	own, found, err := p.store.Key(ctx, "standing/digest")
	if err != nil {
		return err
	}
	if found {
		p.secrets[""] = own.Secret
	}
	p.last = map[string]written{}
	return p.store.register.read(ctx, func(tx *session) error {
		return tx.query(ctx, `select seq, digests from acts order by seq`, nil, func(row scan) error {
			var seq int64
			var doc []byte
			if err := row(&seq, &doc); err != nil {
				return err
			}
			var digests map[string]string
			if err := json.Unmarshal(doc, &digests); err != nil {
				return fmt.Errorf("read the digests of act %d: %w: %w", seq, ErrDamaged, err)
			}
			for subject, digest := range digests {
				p.last[subject] = written{digest, seq}
				if strings.HasPrefix(subject, "all ") {
					p.bound = seq
				}
			}
			return nil
		})
	})
}

// provable is a table whose records acts have digests of.
type provable interface {
	each(ctx context.Context, s *session, give func(kind, key string, of guwah.TestimonyID, doc []byte) error) error
}

// looks are the ways through all records.
func (p *prover) looks() []func(context.Context) error {
	looks := []func(context.Context) error{p.letters}
	for _, t := range p.store.tables.provable() {
		looks = append(looks, func(ctx context.Context) error {
			return p.store.register.read(ctx, func(tx *session) error {
				return t.each(ctx, tx, func(kind, key string, of guwah.TestimonyID, doc []byte) error {
					return p.prove(ctx, kind, key, of, doc)
				})
			})
		})
	}
	return looks
}

// provable are all tables but that of sign-ins.
func (t *tables) provable() []provable {
	return []provable{
		&t.persons, &t.cases, &t.claims, &t.sources, &t.testimonies, &t.consents, &t.clearances, &t.evidence, &t.demands, &t.responses, &t.assessments,
		&t.authorities, &t.campaigns, &t.aggregates, &t.itemised, &t.merges, &t.corrections, &t.challenges, &t.staff, &t.grants,
		&t.alarms, &t.decoys, &t.passkeys, &t.decisions,
		&t.bursts, &t.expectations,
		&t.teamKeys, &t.keyLocks, &t.keyWraps, &t.recoveries,
	}
}

// each gives every row of a table with its key as acts name it.
func (t *table[T]) each(ctx context.Context, s *session, give func(kind, key string, of guwah.TestimonyID, doc []byte) error) error {
	return s.query(ctx, t.all, nil, func(row scan) error {
		key, doc := make([]any, t.keys), []byte(nil)
		into := make([]any, t.keys, t.keys+1)
		for i := range key {
			into[i] = &key[i]
		}
		if err := row(append(into, &doc)...); err != nil {
			return err
		}
		for i, part := range key {
			if bytes, is := part.([]byte); is {
				key[i] = string(bytes)
			}
		}
		var entity T
		name := strings.TrimSpace(fmt.Sprintln(key...))
		if err := json.Unmarshal(doc, &entity); err != nil {
			return fmt.Errorf("read %s %s: %w: %w", t.kind, name, ErrDamaged, err)
		}
		return give(t.kind, name, testimonyOf(&entity), doc)
	})
}

func (p *prover) letters(ctx context.Context) error {
	return p.store.register.read(ctx, func(tx *session) error {
		return tx.query(ctx, `select id, testimony, doc from messages`, nil, func(row scan) error {
			var id, testimony string
			var doc []byte
			if err := row(&id, &testimony, &doc); err != nil {
				return err
			}
			return p.prove(ctx, "message", id, guwah.TestimonyID(testimony), doc)
		})
	})
}

// prove compares one record with its digest, if there is one and the key to it.
func (p *prover) prove(ctx context.Context, kind, key string, of guwah.TestimonyID, doc []byte) error {
	subject := kind + " " + key
	said, known := p.last[subject]
	if !known {
		return nil
	}
	secret, known := p.secrets[of]
	if !known {
		kept, found, err := p.store.Key(ctx, testimonyKey(of))
		if err != nil {
			return err
		}
		if found {
			secret = kept.Secret
		}
		p.secrets[of] = secret
	}
	if secret == nil {
		return nil
	}
	made := newDigests(map[guwah.TestimonyID][]byte{of: secret})
	made.add(kind, key, of, doc)
	switch {
	case made.sums[subject] == said.digest:
		p.proved++
	case said.act > p.bound:
		p.altered = append(p.altered, subject)
	}
	return nil
}
