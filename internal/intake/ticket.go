package intake

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"time"

	"guwah.example/guwah/internal/seal"
)

// A ticket carries something from one page to the next inside the page itself, closed so that nobody can read or change it and
// the server need not remember it. It opens until it expires or the process ends.

// codeLife is how long a page of the mailbox can be used before the code is asked for again.
const codeLife = 30 * time.Minute

var errTicket = errors.New("ticket expired or not ours")

// Ticket closes a key for the hidden field of a page, for half an hour.
func (in *Intake) Ticket(key Key) string {
	if key.onDevice {
		return in.close("lookup", key.lookup[:], codeLife)
	}
	return in.close("code", key.code[:], codeLife)
}

// KeyIn opens what Ticket closed. An expired one gives seal.ErrNotACode.
func (in *Intake) KeyIn(ticket string) (Key, error) {
	if plain, err := in.open("code", ticket); err == nil && len(plain) == len(seal.Code{}) {
		return KeyOf(seal.Code(plain)), nil
	}
	if plain, err := in.open("lookup", ticket); err == nil && len(plain) == len(Key{}.lookup) {
		return Key{lookup: [len(Key{}.lookup)]byte(plain), onDevice: true}, nil
	}
	return Key{}, seal.ErrNotACode
}

// FirstTry closes the time of somebody's first try to send something, for the hidden field with which it is sent again. It counts for the same words only:
// otherwise one early ticket would carry a flood.
func (in *Intake) FirstTry(f Form) string {
	return in.close("first try "+string(f.Digest[:]), binary.BigEndian.AppendUint64(nil, uint64(in.FirstTryIn(f).UnixMicro())), holdFor) //nolint:gosec // after 1970
}

// FirstTryIn is when somebody first tried to send what is in a form: now, unless it says otherwise.
func (in *Intake) FirstTryIn(f Form) time.Time {
	plain, err := in.open("first try "+string(f.Digest[:]), f.Value("first_try"))
	if err != nil || len(plain) != 8 {
		return in.Now()
	}
	return time.UnixMicro(int64(binary.BigEndian.Uint64(plain))) //nolint:gosec // our own
}

func (in *Intake) closeHeld(held Held) string {
	plain, err := json.Marshal(held)
	if err != nil {
		panic("intake: a held file cannot be written as JSON: " + err.Error())
	}
	return in.close("held", plain, holdFor)
}

func (in *Intake) openHeld(ticket string) (Held, error) {
	plain, err := in.open("held", ticket)
	if err != nil {
		return Held{}, err
	}
	var held Held
	return held, json.Unmarshal(plain, &held)
}

func (in *Intake) close(purpose string, plain []byte, life time.Duration) string {
	expires := binary.BigEndian.AppendUint64(nil, uint64(in.Now().Add(life).Unix())) //nolint:gosec // after 1970
	return base64.RawURLEncoding.EncodeToString(in.aead.Seal(nil, nil, append(expires, plain...), []byte(purpose)))
}

func (in *Intake) open(purpose, ticket string) ([]byte, error) {
	closed, err := base64.RawURLEncoding.DecodeString(ticket)
	if err != nil {
		return nil, errTicket
	}
	plain, err := in.aead.Open(nil, nil, closed, []byte(purpose))
	if err != nil || len(plain) < 8 {
		return nil, errTicket
	}
	if expires := binary.BigEndian.Uint64(plain); uint64(in.Now().Unix()) >= expires { //nolint:gosec // after 1970
		return nil, errTicket
	}
	return plain[8:], nil
}
