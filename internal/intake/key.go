package intake

import (
	"crypto/sha256"
	"encoding/hex"

	"guwah.example/guwah/internal/seal"
)

// Key opens one mailbox. It is made from the return code where that was typed into a page without scripts, and from its lookup id alone where the code
// stayed on its owner's device.
type Key struct {
	code     seal.Code
	lookup   [sha256.Size]byte
	onDevice bool // there is no code here, only its lookup id
}

// KeyOf is what a return code comes to.
func KeyOf(code seal.Code) Key { return Key{code: code, lookup: code.Keys().Lookup} }

// ParseLookup reads the lookup id of a code, in hexadecimal, as a device that keeps the code sends it. Anything else gives seal.ErrNotACode.
func ParseLookup(text string) (Key, error) {
	lookup, err := hex.DecodeString(text)
	if err != nil || len(lookup) != sha256.Size {
		return Key{}, seal.ErrNotACode
	}
	return Key{lookup: [sha256.Size]byte(lookup), onDevice: true}, nil
}

// OnDevice reports whether the code stayed on the device, which alone can open the mailbox's letters then.
func (k Key) OnDevice() bool { return k.onDevice }

// Code is the return code, where it is here.
func (k Key) Code() (code seal.Code, here bool) { return k.code, !k.onDevice }

// mailbox is under what the testimony is stored.
func (k Key) mailbox() string {
	hash := sha256.Sum256(k.lookup[:])
	return hex.EncodeToString(hash[:])
}
