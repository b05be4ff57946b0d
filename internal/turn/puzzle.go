package turn

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"math/bits"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Puzzles asks devices for work and checks it. A challenge is signed, so nothing is remembered of whom it was given to; what is remembered is which were
// used, until they expire. The work is to find a number for which the SHA-256 of challenge, point and number begins with so many zero bits.
type Puzzles struct {
	key [32]byte
	now func() time.Time

	mu    sync.Mutex
	used  map[[25]byte]time.Time // until when
	swept time.Time
}

// The bounds of puzzles.
const (
	LeastBits = 12 // some four thousand tries, which no device notices
	MostBits  = 20 // a million tries: a second or two on a new device, half a minute on an old telephone
	life      = 10 * time.Minute
	mostUsed  = 200_000 // when so many were used in their life, no more are taken until some expire
	numberLen = 20      // digits of the largest number
)

// NewPuzzles makes a maker of puzzles, whose key lives as long as it does.
func NewPuzzles(now func() time.Time) *Puzzles {
	p := &Puzzles{now: now, used: make(map[[25]byte]time.Time)}
	_, _ = rand.Read(p.key[:]) // never fails
	return p
}

// Ask makes a challenge for a form, by the form's own token, of so many bits.
func (p *Puzzles) Ask(form string, zeros int) string {
	var plain [25]byte
	plain[0] = byte(max(LeastBits, min(zeros, MostBits)))                    //nolint:gosec // bounded
	binary.BigEndian.PutUint64(plain[1:9], uint64(p.now().Add(life).Unix())) //nolint:gosec // after 1970
	_, _ = rand.Read(plain[9:])                                              // never fails
	return base64.RawURLEncoding.EncodeToString(append(plain[:], p.sign(form, plain[:])...))
}

func (p *Puzzles) sign(form string, plain []byte) []byte {
	mac := hmac.New(sha256.New, p.key[:])
	mac.Write(plain)
	mac.Write([]byte(form))
	return mac.Sum(nil)[:16]
}

// Done tells whether work, a challenge and a number with a point between, is done, ours, for this form, in time, and not used before.
func (p *Puzzles) Done(form, work string) bool {
	challenge, number, ok := strings.Cut(work, ".")
	raw, err := base64.RawURLEncoding.DecodeString(challenge)
	if !ok || err != nil || len(raw) != 41 || len(number) > numberLen {
		return false
	}
	if _, err := strconv.ParseUint(number, 10, 64); err != nil {
		return false
	}
	plain, until := raw[:25], time.Unix(int64(binary.BigEndian.Uint64(raw[1:9])), 0) //nolint:gosec // signed below
	if !hmac.Equal(raw[25:], p.sign(form, plain)) || !p.now().Before(until) || zerosOf(work) < int(plain[0]) {
		return false
	}
	return p.use([25]byte(plain), until)
}

// zerosOf is how many zero bits the hash of work begins with.
func zerosOf(work string) int {
	sum := sha256.Sum256([]byte(work))
	return bits.LeadingZeros64(binary.BigEndian.Uint64(sum[:8]))
}

// use notes that a challenge was used; false where it was before.
func (p *Puzzles) use(challenge [25]byte, until time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := p.now(); now.Sub(p.swept) > life/10 {
		for old, end := range p.used {
			if !now.Before(end) {
				delete(p.used, old)
			}
		}
		p.swept = now
	}
	if _, before := p.used[challenge]; before || len(p.used) >= mostUsed {
		return false
	}
	p.used[challenge] = until
	return true
}
