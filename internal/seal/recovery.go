package seal

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// RecoveryFormat is the format of a recovery file.
const RecoveryFormat = "guwah recovery 1"

// RecoveryFile is what it takes besides the cards: the secret of every epoch sealed to the recovery key. Nothing in it is secret without three cards.
type RecoveryFile struct {
	Format string          `json:"format"` // RecoveryFormat
	No     int             `json:"no"`     // of the set of cards
	Public string          `json:"public"` // of the recovery key
	Cards  []string        `json:"cards"`  // Card.Hash of each
	Epochs []RecoveryEpoch `json:"epochs"`
}

// RecoveryEpoch is one epoch of the team's key in a recovery file.
type RecoveryEpoch struct {
	No     int    `json:"no"`
	Public string `json:"public"`
	Wrap   []byte `json:"wrap"`
}

// maxRecoveryFile bounds a recovery file, in bytes: some hundred epochs.
const maxRecoveryFile = 4 << 20

// ParseRecoveryFile reads a recovery file.
func ParseRecoveryFile(from io.Reader) (RecoveryFile, error) {
	var file RecoveryFile
	decoder := json.NewDecoder(io.LimitReader(from, maxRecoveryFile))
	if err := decoder.Decode(&file); err != nil || file.Format != RecoveryFormat {
		return RecoveryFile{}, errors.New("not a recovery file: the desk gives it out on the page of the key")
	}
	return file, nil
}

// Which is the number of a card in its set, from 1; 0 where it is of another set.
func (f RecoveryFile) Which(card Card) int { return slices.Index(f.Cards, card.Hash()) + 1 }

// Recover opens every epoch with the cards, the newest first. Each must be the epoch's own: its public half is checked.
func (f RecoveryFile) Recover(cards []Card) ([]Identity, error) {
	public, err := ParseRecipient(f.Public)
	if err != nil {
		return nil, fmt.Errorf("recovery file: %w", err)
	}
	recovery, err := Recover(cards, public)
	if err != nil {
		return nil, err
	}
	var keys []Identity
	for _, epoch := range slices.Backward(f.Epochs) {
		key, err := Unwrap(epoch.Wrap, recovery)
		if err == nil && key.Recipient().String() != epoch.Public {
			err = ErrWrongKey
		}
		if err != nil {
			return nil, fmt.Errorf("epoch %d: %w", epoch.No, err)
		}
		keys = append(keys, key)
	}
	return keys, nil
}
