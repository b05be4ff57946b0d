package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
)

// maxWrap bounds a wrapped key, in bytes: a header of about 1,560 and one line.
const maxWrap = 4 << 10

// CheckWrap tells whether bytes look like one key sealed to one hybrid recipient. Whether it opens, only the recipient can tell.
func CheckWrap(blob []byte) error {
	if len(blob) > maxWrap {
		return ErrDamaged
	}
	if _, err := CheckSealed(bytes.NewReader(blob)); err != nil {
		return err
	}
	header, _, _ := bytes.Cut(blob, []byte("\n--- "))
	if bytes.Count(header, []byte("\n-> ")) != 1 {
		return ErrDamaged
	}
	return nil
}

// Wrap seals a secret key to a lock. It is not padded: every wrapped key is as long as the next.
func Wrap(key Identity, lock Recipient) ([]byte, error) {
	var blob bytes.Buffer
	to, err := age.Encrypt(&blob, lock.age)
	if err == nil {
		_, err = io.WriteString(to, key.Reveal())
	}
	if err == nil {
		err = to.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("wrap a key: %w", err)
	}
	return blob.Bytes(), nil
}

// Unwrap opens a wrapped key. A lock it was not sealed to gives ErrWrongKey.
func Unwrap(blob []byte, lock Identity) (Identity, error) {
	plain, err := age.Decrypt(bytes.NewReader(blob), lock.age)
	var noMatch *age.NoIdentityMatchError
	if errors.As(err, &noMatch) {
		return Identity{}, ErrWrongKey
	}
	if err != nil {
		return Identity{}, fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	text, err := io.ReadAll(io.LimitReader(plain, maxWrap))
	if err != nil {
		return Identity{}, fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	return parseIdentity(strings.TrimSpace(string(text)))
}
