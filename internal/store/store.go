package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/pack"
)

// Store is an open register. Its methods may be called from many goroutines at once.
type Store struct {
	at       Location
	register *database
	keys     *database
	tables   *tables
	packer   pack.Packer[guwah.Dossier]
	closing  sync.Once
	closed   error                  // what closing returned
	ownKey   atomic.Pointer[[]byte] // of the digests; see digestKey
	commits  atomic.Int64           // acts committed by this process
	seen     atomic.Pointer[seen]   // see PublicRevision
	projects atomic.Int64           // projections written by this process
	counted  atomic.Pointer[counted]
}

// Open opens a register that exists and has the shape this Guwah knows; otherwise the error is [ErrNoRegister], [ErrOutdated] or [ErrNewer].
func Open(ctx context.Context, at Location) (*Store, error) {
	s, err := open(ctx, at)
	if err != nil {
		return nil, err
	}
	for _, part := range s.parts() {
		schema, err := part.db.schema(ctx, part.name)
		if err == nil {
			err = schema.check()
		}
		if err != nil {
			return nil, errors.Join(fmt.Errorf("open %s: %w", redact(part.db.address), err), s.Close())
		}
	}
	if err := s.eraseOrLater(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("finish what was to be erased: %w", err), s.Close())
	}
	return s, nil
}

// Make lays out a new register and opens it. An existing one is brought up to date, so that making twice does no harm.
func Make(ctx context.Context, at Location) (*Store, error) {
	for _, address := range []string{at.Register, at.Keys} {
		if isPostgres(address) {
			continue
		}
		if err := makeFile(address); err != nil {
			return nil, err
		}
	}
	return Upgrade(ctx, at)
}

// Upgrade opens a register and brings it to the shape this Guwah knows; one made by a newer Guwah is [ErrNewer].
func Upgrade(ctx context.Context, at Location) (*Store, error) {
	s, err := open(ctx, at)
	if err != nil {
		return nil, err
	}
	for _, part := range s.parts() {
		if err := part.upgrade(ctx); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	if err := s.chainOldActs(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// open connects to both databases without looking at their shape.
func open(ctx context.Context, at Location) (*Store, error) {
	for _, address := range []string{at.Register, at.Keys} {
		if isPostgres(address) {
			continue
		}
		if _, err := os.Stat(address); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("open %s: %w", address, ErrNoRegister)
		}
	}
	register, err := openDatabase(ctx, at.Register)
	if err != nil {
		return nil, err
	}
	keys, err := openDatabase(ctx, at.Keys)
	if err != nil {
		return nil, errors.Join(err, register.close())
	}
	return &Store{at: at, register: register, keys: keys, tables: newTables(), packer: pack.For[guwah.Dossier]()}, nil
}

// OpenAnyShape opens a register of whatever shape, to look at it or to copy it before an upgrade; nothing else of it may be used.
func OpenAnyShape(ctx context.Context, at Location) (*Store, error) { return open(ctx, at) }

// Schema says how far the register's database is along the steps this Guwah knows.
func (s *Store) Schema(ctx context.Context) (Schema, error) {
	return s.register.schema(ctx, "register")
}

// part is one of the two databases with the name of its migrations.
type part struct {
	name string
	db   *database
}

func (s *Store) parts() []part { return []part{{"keys", s.keys}, {"register", s.register}} }

func (p part) upgrade(ctx context.Context) error {
	schema, err := p.db.schema(ctx, p.name)
	if err != nil {
		return err
	}
	if err := schema.check(); errors.Is(err, ErrNewer) {
		return fmt.Errorf("upgrade %s: %w", redact(p.db.address), err)
	} else if err == nil {
		return nil
	}
	return p.db.migrate(ctx, p.name)
}

// At returns where the register is.
func (s *Store) At() Location { return s.at }

// Close finishes the writes that are waiting and closes both databases. Closing again does nothing.
func (s *Store) Close() error {
	s.closing.Do(func() { s.closed = errors.Join(s.register.close(), s.keys.close()) })
	return s.closed
}
