package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"time"

	"guwah.example/guwah"
)

// Key is a secret that something in the register can no longer be read or proved without. Destroying it is how a register forgets.
type Key struct {
	// ID is what records call the key by: random, telling nothing.
	ID string
	// Purpose says what the key is for, in a word.
	Purpose string
	// Secret is 32 random bytes.
	Secret []byte
	// Made is when the key was written, to the microsecond.
	Made time.Time
}

// NewKey draws a key from random. It lasts only once [Store.PutKeys] has returned.
func NewKey(random io.Reader, purpose string, now time.Time) (Key, error) {
	drawn := make([]byte, 16+32)
	if _, err := io.ReadFull(random, drawn); err != nil {
		return Key{}, fmt.Errorf("draw a key: %w", err)
	}
	return Key{ID: fmt.Sprintf("%x", drawn[:16]), Purpose: purpose, Secret: drawn[16:], Made: now}, nil
}

// PutKeys keeps keys for good. Two databases do not commit together: put the keys first and then the record that names them, so that a fault
// between the two leaves keys without a record, which [Store.SweepKeys] finds, and never a record without its key.
func (s *Store) PutKeys(ctx context.Context, keys ...Key) error {
	return s.putKeys(ctx, putKey, keys)
}

const putKey = `insert into keys (id, purpose, secret, made_at) values ($1, $2, $3, $4)`

func (s *Store) putKeys(ctx context.Context, put string, keys []Key) error {
	err := s.keys.write(ctx, func(tx *session) error {
		for _, k := range keys {
			if _, err := tx.exec(ctx, put, k.ID, k.Purpose, k.Secret, k.Made.UnixMicro()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keep %d keys: %w", len(keys), err)
	}
	return nil
}

// Key returns a key, and false where there is none: it never was, or it has been destroyed.
func (s *Store) Key(ctx context.Context, id string) (Key, bool, error) {
	const get = `select purpose, secret, made_at from keys where id = $1`
	key := Key{ID: id}
	var made int64
	var found bool
	err := s.keys.glance(ctx, func(tx *session) (err error) {
		found, err = tx.one(ctx, get, []any{id}, &key.Purpose, &key.Secret, &made)
		return err
	})
	if err != nil {
		return Key{}, false, fmt.Errorf("read a key: %w", err)
	}
	key.Made = time.UnixMicro(made).UTC()
	return key, found, nil
}

// StandingKey returns the one key of a purpose, made when first asked for: the key of the register's digests is such a one.
func (s *Store) StandingKey(ctx context.Context, purpose string, now time.Time) (Key, error) {
	id := "standing/" + purpose
	if key, found, err := s.Key(ctx, id); err != nil || found {
		return key, err
	}
	fresh, err := NewKey(rand.Reader, purpose, now)
	if err != nil {
		return Key{}, err
	}
	const put = `insert into keys (id, purpose, secret, made_at) values ($1, $2, $3, $4) on conflict (id) do nothing`
	err = s.keys.write(ctx, func(tx *session) error {
		_, err := tx.exec(ctx, put, id, purpose, fresh.Secret, now.UnixMicro())
		return err
	})
	if err != nil {
		return Key{}, fmt.Errorf("keep the standing key of %s: %w", purpose, err)
	}
	key, _, err := s.Key(ctx, id)
	return key, err
}

// DestroyKeys forgets keys beyond recall, as far as the disk allows, and reports how many there were. SQLite overwrites the rows and then empties
// its write-ahead log, which held them too. On PostgreSQL the rows are gone for every reader at once and from the files with the next vacuum;
// an archive of its log must itself expire. Backups made before still hold the keys: they are kept apart and for 30 days at most.
func (s *Store) DestroyKeys(ctx context.Context, ids ...string) (int, error) {
	remove := `delete from keys where ` + s.keys.dialect.oneOf("id", 1)
	var n int64
	err := s.keys.write(ctx, func(tx *session) (err error) {
		n, err = tx.exec(ctx, remove, s.keys.dialect.list(ids))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("destroy %d keys: %w", len(ids), err)
	}
	if err := s.keys.scrub(ctx); err != nil {
		return int(n), fmt.Errorf("scrub destroyed keys: %w", err)
	}
	return int(n), nil
}

// SweepKeys destroys the keys made before a time that no record names; named tells which of some ids a record does name. It returns how many
// it destroyed. Standing keys stay.
func (s *Store) SweepKeys(ctx context.Context, before time.Time, named func(ctx context.Context, ids []string) (map[string]bool, error)) (int, error) {
	const old = `select id from keys where made_at < $1 and id not like 'standing/%' and id > $2 order by id limit 500`
	swept, last := 0, ""
	for {
		var ids []string
		err := s.keys.glance(ctx, func(tx *session) error {
			return tx.query(ctx, old, []any{before.UnixMicro(), last}, func(row scan) error {
				ids = append(ids, "")
				return row(&ids[len(ids)-1])
			})
		})
		if err != nil {
			return swept, fmt.Errorf("look for orphaned keys: %w", err)
		}
		if len(ids) == 0 {
			return swept, nil
		}
		last = ids[len(ids)-1]
		orphans, err := without(ctx, ids, named)
		if err != nil {
			return swept, err
		}
		if len(orphans) == 0 {
			continue
		}
		n, err := s.DestroyKeys(ctx, orphans...)
		swept += n
		if err != nil {
			return swept, err
		}
	}
}

// without returns the ids that no record names.
func without(ctx context.Context, ids []string, named func(context.Context, []string) (map[string]bool, error)) ([]string, error) {
	inUse, err := named(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("ask which keys are in use: %w", err)
	}
	var orphans []string
	for _, id := range ids {
		if !inUse[id] {
			orphans = append(orphans, id)
		}
	}
	return orphans, nil
}

// scrub empties SQLite's write-ahead log into the file and cuts it to nothing.
func (db *database) scrub(ctx context.Context) error {
	if db.dialect == onPostgres {
		return nil
	}
	var busy, logged, moved int
	const empty = `pragma wal_checkpoint(truncate)`
	s, err := db.writing.take(ctx)
	if err != nil {
		return err
	}
	broken := true
	defer func() { db.writing.give(s, broken) }()
	// Writers wait meanwhile, so this waits for readers a short while only.
	if _, err := s.exec(ctx, `pragma busy_timeout(500)`); err != nil {
		return err
	}
	if _, err := s.one(ctx, empty, nil, &busy, &logged, &moved); err != nil {
		return err
	}
	if _, err := s.exec(ctx, `pragma busy_timeout(5000)`); err != nil {
		return err
	}
	broken = false
	if busy != 0 {
		return fmt.Errorf("the log could not be emptied while it is read: %w", guwah.ErrBusy)
	}
	return nil
}
