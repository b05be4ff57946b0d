package intake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"guwah.example/guwah"
)

// Spool keeps what was acknowledged until the register has it; *spool.Spool is one.
type Spool interface {
	// Append keeps a record, safe on the disk once it returns nil.
	Append(key [32]byte, record []byte) error
	// Settled waits until nothing under a key waits to be put away, or ctx ends, and reports whether that is so.
	Settled(ctx context.Context, key [32]byte) bool
}

// maxRow is from which size on a sealed envelope is a blob of its own instead of lying beside its record, in bytes.
const maxRow = 64 << 10

// envelope puts a sealed envelope where it will lie.
func (in *Intake) envelope(ctx context.Context, a *guwah.Arrival, sealed []byte) error {
	if len(sealed) > maxRow {
		hash, size, err := in.Kept.Put(ctx, bytes.NewReader(sealed))
		a.Testimony.Envelope, a.Testimony.SizeBucket = hash, size
		return err
	}
	sum := sha256.Sum256(sealed)
	one := guwah.Envelope{Hash: hex.EncodeToString(sum[:]), Sealed: sealed}
	a.Testimony.Envelope, a.Testimony.SizeBucket, a.Envelopes = one.Hash, int64(len(sealed)), []guwah.Envelope{one}
	return nil
}

// arrive keeps a testimony for good: in the spool, from where it is put away into the register, or in the register at once where there is no spool.
func (in *Intake) arrive(ctx context.Context, a guwah.Arrival) error {
	if in.Spool == nil {
		return in.Door.Receive(ctx, []guwah.Arrival{a})
	}
	record, err := encodeArrival(a)
	if err != nil {
		return err
	}
	return in.Spool.Append(spoolKey(a.Testimony.Mailbox), record)
}

// spoolKey is under what a testimony waits: its mailbox.
func spoolKey(mailbox string) (key [32]byte) {
	_, _ = hex.Decode(key[:], []byte(mailbox)) // ours are well-formed; any other waits under a key that no code has
	return key
}

// ErrPuttingAway says that a testimony has been received, and waits to be put away into the register before its code can open it.
var ErrPuttingAway = fmt.Errorf("received, and not yet put away: %w", guwah.ErrBusy)

// patience is for how long somebody with a code waits for what they have just told to be put away.
const patience = 2 * time.Second

// settled waits until nothing under a mailbox waits to be put away. Only who holds its code can ask about one that does: of all others nothing waits.
func (in *Intake) settled(ctx context.Context, mailbox string) error {
	if in.Spool == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if !in.Spool.Settled(ctx, spoolKey(mailbox)) {
		return ErrPuttingAway
	}
	return nil
}

// encodeArrival writes an arrival as a record of the spool: the length of its JSON, the JSON, and the sealed envelope.
func encodeArrival(a guwah.Arrival) ([]byte, error) {
	told, err := json.Marshal(a)
	if err != nil {
		return nil, fmt.Errorf("spool testimony %s: %w", a.Testimony.ID, err)
	}
	record := make([]byte, 4, 4+len(told)+maxRow/8)
	binary.BigEndian.PutUint32(record, uint32(len(told))) //nolint:gosec // far below
	record = append(record, told...)
	for _, envelope := range a.Envelopes {
		record = append(record, envelope.Sealed...)
	}
	return record, nil
}

var errRecord = errors.New("a record of the spool is no testimony")

// decodeArrival reads a record of the spool.
func decodeArrival(record []byte) (a guwah.Arrival, err error) {
	if len(record) < 4 || uint64(binary.BigEndian.Uint32(record)) > uint64(len(record)-4) {
		return a, errRecord
	}
	told, sealed := record[4:4+binary.BigEndian.Uint32(record)], record[4+binary.BigEndian.Uint32(record):]
	if err := json.Unmarshal(told, &a); err != nil {
		return a, errors.Join(errRecord, err)
	}
	if len(sealed) > 0 {
		a.Envelopes = []guwah.Envelope{{Hash: a.Testimony.Envelope, Sealed: sealed}}
	}
	return a, nil
}
