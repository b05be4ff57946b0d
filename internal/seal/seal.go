package seal

import (
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
)

var (
	// ErrWrongKey is returned when a sealed file was sealed to other keys than those offered.
	ErrWrongKey = errors.New("sealed to another key")
	// ErrDamaged is returned when a sealed file was cut, altered or is none.
	ErrDamaged = errors.New("not a whole sealed file")
)

// Seal returns a writer that encrypts to all the recipients, padded, and writes the result to the given writer as it goes; it
// holds no more than 64 KiB. The sealed file is whole only when Close returned nil; what was cut short cannot be opened.
func Seal(to io.Writer, padding Padding, recipients ...Recipient) (io.WriteCloser, error) {
	if len(recipients) == 0 {
		return nil, errors.New("seal: no key to seal to")
	}
	keys := make([]age.Recipient, 0, len(recipients))
	for _, recipient := range recipients {
		if recipient.IsZero() {
			return nil, errors.New("seal: an empty key")
		}
		keys = append(keys, recipient.age)
	}
	encrypted, err := age.Encrypt(to, keys...)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return &padder{to: encrypted, padding: padding}, nil
}

// Open returns the plaintext of a sealed file, without its padding. Reading on may still return ErrDamaged: nothing read is to
// be trusted as the whole until io.EOF. A file sealed to other keys gives ErrWrongKey.
func Open(from io.Reader, with ...Identity) (io.Reader, error) {
	keys := make([]age.Identity, 0, len(with))
	for _, identity := range with {
		keys = append(keys, identity.age)
	}
	plain, err := age.Decrypt(from, keys...)
	var noMatch *age.NoIdentityMatchError
	if errors.As(err, &noMatch) {
		return nil, ErrWrongKey
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	return &unpadder{from: damageReader{plain}}, nil
}

// damageReader gives age's errors while reading the name the caller knows.
type damageReader struct {
	from io.Reader
}

func (d damageReader) Read(into []byte) (int, error) {
	n, err := d.from.Read(into)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	return n, err
}
