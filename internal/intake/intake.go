// Package intake takes a testimony and keeps its mailbox: what comes in is sealed while it streams in, and comes back only to
// its return code and to the team's key.
//
// A face reads the form, which seals the files, and hands it over once nothing is wrong with it:
//
//	form, err := in.ReadForm(r)                 // files are held, sealed, for an hour
//	told, wrong := intake.ToldIn(form)          // wrong: what to ask again; form holds everything to show again
//	code, err := in.Receive(ctx, told)          // once it returns, it survives a power cut
//
// Whoever comes back with the code opens the mailbox and can add, change what may be shown, withdraw, and undo that:
//
//	mine, err := in.Open(ctx, code)
//	err = in.Add(ctx, code, addition)
//
// No plaintext is written to a disk, and nothing here is logged.
package intake

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"fmt"
	"io"
	"sync"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

// Storage is what the intake reads.
type Storage interface {
	// TestimonyByMailbox finds the testimony of a mailbox by the hexadecimal SHA-256 of its lookup id; ErrNotFound where there is none.
	TestimonyByMailbox(ctx context.Context, mailbox string) (guwah.Testimony, error)
	// Erased lists testimonies that were erased and still name their sealed files.
	Erased(ctx context.Context) ([]guwah.Testimony, error)
	// Messages lists the letters of a testimony's mailbox by their sequence.
	Messages(ctx context.Context, id guwah.TestimonyID) ([]guwah.Message, error)
	// Consents lists a testimony's consents, revoked ones too, oldest first.
	Consents(ctx context.Context, id guwah.TestimonyID) ([]guwah.Consent, error)
	// Dossier loads one case in one snapshot.
	Dossier(ctx context.Context, person guwah.PersonID) (guwah.Dossier, error)
}

// Door is the one write door; *register.Register is one.
type Door interface {
	Commit(ctx context.Context, act guwah.Act, changes guwah.Changes) (guwah.Receipt, error)
	// Receive stores testimonies that arrive, all or none; one that was received before is passed over.
	Receive(ctx context.Context, arrivals []guwah.Arrival) error
}

// Blobs keeps sealed bytes under their SHA-256 in hexadecimal.
type Blobs interface {
	// Put keeps what it reads to the end, safe on the disk once it returns; nothing when reading fails.
	Put(ctx context.Context, sealed io.Reader) (hash string, size int64, err error)
	// Open reads a blob; ErrNotFound where there is none.
	Open(ctx context.Context, hash string) (io.ReadCloser, error)
	// Delete removes a blob; one that is not there is no error.
	Delete(ctx context.Context, hash string) error
	// List gives every blob's hash to each, and stops at its first error.
	List(ctx context.Context, each func(hash string) error) error
}

// Config is what an intake is made with.
type Config struct {
	Team    *seal.Ring // everything is sealed to its key in force
	Storage Storage
	Door    Door
	Spool   Spool        // where testimonies are safe at once; nil while nobody puts away from one, and then they go into the register at once
	Room    func() error // guwah.ErrFull while the disk is short of room, and only what lessens may be written; nil where nobody looks
	Held    Blobs        // files of forms not yet received
	Kept    Blobs        // files of testimonies
	Bursts  *Bursts      // marks what comes in a burst; nil marks nothing
	Now     func() time.Time
	Random  io.Reader
}

// Intake receives testimonies. Its methods may be called from several goroutines.
type Intake struct {
	Config
	aead  cipher.AEAD    // closes tickets; its key lives as long as the process
	token seal.DigestKey // what codes and ids are derived under; likewise

	mu      sync.Mutex
	holding map[string]time.Time // when each held file is to be swept
}

// New makes an intake.
func New(c Config) (*Intake, error) {
	if c.Team == nil {
		return nil, fmt.Errorf("make intake: no team key")
	}
	var key [32]byte
	if _, err := io.ReadFull(c.Random, key[:]); err != nil {
		return nil, fmt.Errorf("make intake: %w", err)
	}
	token, err := seal.NewDigestKey(c.Random)
	if err != nil {
		return nil, fmt.Errorf("make intake: %w", err)
	}
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, fmt.Errorf("make intake: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("make intake: %w", err)
	}
	return &Intake{Config: c, aead: aead, token: token, holding: make(map[string]time.Time)}, nil
}

// room gives guwah.ErrFull while what is left on the disk is for the team.
func (in *Intake) room() error {
	if in.Room == nil {
		return nil
	}
	return in.Room()
}

func (in *Intake) today() guwah.Day { return guwah.DayOf(in.Now()) }

func (in *Intake) newID() string { return guwah.NewID(in.Random) }
